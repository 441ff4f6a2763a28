//! What is hard for a client these days, since when and how much; what lasts over two weeks is looked at together.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::tell_difficulty::{end_difficulty, look_at_difficulty, tell_difficulty};
use axum::Router;
use axum::routing::{get, post};
use care::difficulty::Difficulty;
use maud::{Markup, html};
use shell::difficulty_form::{
    difficulty_as_posted, difficulty_fields, difficulty_refused, difficulty_words, read_difficulty,
};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::short_day;
use shell::typed::Typed;
use terms::ids::{DifficultyId, SubjectId};

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;

/// The map, its form, looking at one, and letting one be over.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/difficulties", get(show).post(tell))
        .route("/t/c/{subject}/difficulties/{id}/look", post(look))
        .route("/t/c/{subject}/difficulties/{id}/over", post(over))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let known = open.workbook.difficulties().find(|known| known.told.id.to_string() == asked.query("change"));
    let blank = Posted::from_pairs([("id", open.fresh.to_string())]);
    let stored = known.map_or(blank, |known| difficulty_as_posted(&known.told));
    let main = page(asked, &open, &Typed { posted: posted.unwrap_or(&stored), problems });
    let title = format!("Chart {}", open.client.chart_number);
    asked.form_page((&title, "/t/caseload"), toast(asked.query("done")), !problems.is_empty(), main)
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "told" => Some("Written down. The client reads it too."),
        "looked" => Some("Written down. It asks for a look again in two weeks, if it goes on."),
        "over" => Some("Written down as over. It stays readable."),
        _ => None,
    }
}

async fn tell(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let told = match read_difficulty(&posted) {
        Ok(told) => told,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| tell_difficulty(house, by, subject, &told)).await;
    match made {
        Ok(()) => reply::go(format!("/t/c/{subject}/difficulties?done=told")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, subject, Some(&posted), &[difficulty_refused(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn look(asked: Asked, At((subject, id)): At<(SubjectId, DifficultyId)>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let seen = form.line("seen");
    let seen = form.wanted("seen", seen, "Write in a line what you saw, or what you try");
    let seen = match form.done(seen) {
        Ok(seen) => seen,
        Err(problems) => return shown(&asked, subject, None, &problems).await,
    };
    let made = asked.act(move |house, by| look_at_difficulty(house, by, subject, (id, &seen))).await;
    match made {
        Ok(()) => reply::go(format!("/t/c/{subject}/difficulties?done=looked")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, subject, None, &[difficulty_refused(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn over(asked: Asked, At((subject, id)): At<(SubjectId, DifficultyId)>) -> Reply {
    match asked.act(move |house, by| end_difficulty(house, by, subject, id)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/difficulties?done=over")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, subject, None, &[difficulty_refused(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn page(asked: &Asked, open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let (subject, past) = (open.client.subject, open.workbook.difficulties_over().collect::<Vec<_>>());
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "What is hard" } p.dim { "A map, if it helps: nobody has to fill it in. What stands here the client reads too." } }
            (subnav(open, "/workbook"))
        }
        (fields::error_summary(typed.problems))
        div.split {
            div.stack.wide {
                section.card.stack aria-labelledby="now" {
                    h2 #now { "These days" }
                    @if open.workbook.difficulties().next().is_none() { p.dim { "Nothing is written down." } }
                    ul.rows { @for (place, known) in open.workbook.difficulties().enumerate() { (going_on(asked, subject, (place, known))) } }
                }
                p.small.dim {
                    "What suits whom is not settled. In a survey of 159 people with lasting difficulties, therapy was rated most helpful for low mood and low self-worth, friends and family for anxiety (doi 10.1556/2054.2024.00420). Voices, grandiosity, no sleep with high energy, or unreality for longer than a day is for the prescriber on the same day."
                }
                @if !past.is_empty() {
                    section.card.stack aria-labelledby="past" {
                        h2 #past { "Over" }
                        ul.rows { @for known in past.iter().rev() { li { span.grow { (difficulty_words(&known.told)) } @if let Some(at) = known.over { span.small.dim { "Over " (short_day(at, &asked.house.zone())) } } } } }
                    }
                }
            }
            form.card.stack #tell method="post" action={ "/t/c/" (subject) "/difficulties" } {
                h2 { "Write one down" }
                (difficulty_fields(typed))
                div.row { button.btn { "Write it down" } }
            }
        }
    }
}

/// One that goes on. What is wrong with a look is told of the first.
fn going_on(asked: &Asked, subject: SubjectId, (nth, known): (usize, &Difficulty)) -> Markup {
    let (id, kind, house) = (known.told.id, known.told.kind.word(), &asked.house);
    let is_long = known.wants_a_look(asked.by.now, house.today(asked.by.now));
    let place = format!("/t/c/{subject}/difficulties");
    html! {
        li.stack.tight {
            div.row.apart { div { (difficulty_words(&known.told)) } @if is_long { (badge(Tone::Warn, "Over two weeks")) } }
            @for (at, seen) in &known.looks { span.small { "Looked at " (short_day(*at, &house.zone())) ": " (seen.as_str()) } }
            form.row method="post" action={ (place) "/" (id) "/look" } {
                input.w-m id=[(nth == 0).then_some("seen")] name="seen" aria-label={ "What you saw or try: " (kind) } placeholder="What you saw, what you try" autocomplete="off";
                button.btn.line.sm { "We looked at it" span.vh { ": " (kind) } }
            }
            form.row method="post" action={ (place) "/" (id) "/over" } {
                a.small href={ (place) "?change=" (id) "#tell" } { "How it is now" span.vh { ": " (kind) } }
                button.btn.plain.sm { "It is over" span.vh { ": " (kind) } }
            }
        }
    }
}
