//! What is hard these days: a map of it, if you like one. What goes on for over two weeks is looked at together.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::tell_difficulty::{end_difficulty, tell_difficulty};
use axum::Router;
use axum::routing::{get, post};
use care::difficulty::{Difficulty, DifficultyRefusal};
use maud::{Markup, html};
use shell::difficulty_form::{
    difficulty_as_posted, difficulty_fields, difficulty_refused, difficulty_words, read_difficulty,
};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::day;
use shell::typed::Typed;
use terms::ids::DifficultyId;

use crate::again::page_or_again;
use crate::asked::{Asked, At};

/// The map with its form, and letting one be over.
pub fn routes() -> Router<House> {
    Router::new().route("/my/difficulties", get(show).post(tell)).route("/my/difficulties/{id}/over", post(over))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let known = mine.workbook.difficulties().find(|known| known.told.id.to_string() == asked.query("change"));
            let blank = Posted::from_pairs([("id", mine.fresh.to_string())]);
            let stored = known.map_or(blank, |known| difficulty_as_posted(&known.told));
            let main = page(asked, &mine, &Typed { posted: posted.unwrap_or(&stored), problems });
            let toast = toast(asked.query("done"), mine.therapist());
            page_or_again(asked, ("What is hard", "/my/integration"), toast.as_deref(), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str, therapist: &str) -> Option<String> {
    match done {
        "told" => Some(format!("Written down. You and {therapist} can read it.")),
        "over" => Some("Written down as over. It stays readable below.".to_owned()),
        _ => None,
    }
}

async fn tell(asked: Asked, posted: Posted) -> Reply {
    let told = match read_difficulty(&posted) {
        Ok(told) => told,
        Err(problems) => return shown(&asked, Some(&posted), &problems).await,
    };
    let subject = asked.client.subject;
    match asked.act(move |house, by| tell_difficulty(house, by, subject, &told)).await {
        Ok(()) => reply::go("/my/difficulties?done=told"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, Some(&posted), &[difficulty_refused(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn over(asked: Asked, At(id): At<DifficultyId>) -> Reply {
    let subject = asked.client.subject;
    match asked.act(move |house, by| end_difficulty(house, by, subject, id)).await {
        Ok(()) => reply::go("/my/difficulties?done=over"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(DifficultyRefusal::NoSuchDifficulty | DifficultyRefusal::SinceTheFuture) => asked.not_found(),
            Err(page) => *page,
        },
    }
}

fn page(asked: &Asked, mine: &Mine, typed: &Typed<'_>) -> Markup {
    let past: Vec<&Difficulty> = mine.workbook.difficulties_over().collect();
    let zone = asked.house.zone();
    html! {
        header.stack.tight {
            p.small { a href="/my/integration" { "Integration" } }
            h1 { "What is hard" }
            p.lead.dim { "Some things stay hard for longer than a day. You can put a name to one here, or leave it for a session." }
            p.small { "You and " (mine.therapist()) " can read this, and nobody reads it at night. If it can’t wait: " a href="/my/help" { "people who answer at any hour" } "." }
        }
        (fields::error_summary(typed.problems))
        section.card.stack aria-labelledby="now" {
            h2 #now { "These days" }
            @if mine.workbook.difficulties().next().is_none() { p.dim { "Nothing is written here." } }
            ul.rows { @for known in mine.workbook.difficulties() { (going_on(asked, mine, known)) } }
        }
        form.card.stack.prose #tell method="post" action="/my/difficulties" aria-label="Write one down" {
            (difficulty_fields(typed))
            div.row { button.btn { "Write it down" } a.btn.line href="/my/integration" { "Leave it" } }
        }
        @if !past.is_empty() {
            section.card.stack aria-labelledby="past" {
                h2 #past { "Over" }
                ul.rows { @for known in past.iter().rev() { li { span.grow { (difficulty_words(&known.told)) } @if let Some(at) = known.over { span.small.dim { "Over " (day(at, &zone)) } } } } }
            }
        }
    }
}

fn going_on(asked: &Asked, mine: &Mine, known: &Difficulty) -> Markup {
    let (id, kind, house) = (known.told.id, known.told.kind.word(), &asked.house);
    let is_long = known.wants_a_look(asked.by.now, house.today(asked.by.now));
    html! {
        li.stack.tight {
            div { (difficulty_words(&known.told)) }
            @for (at, seen) in &known.looks { span.small { "Looked at together on " (day(*at, &house.zone())) ": " (seen.as_str()) } }
            @if is_long { p.small { "This has gone on for over two weeks. That happens, and it is worth a session: " a href="/my/appointments" { "find a time" } ", or bring it to the next. " (mine.therapist()) " is shown it before you meet." } }
            form.row method="post" action={ "/my/difficulties/" (id) "/over" } {
                a.small href={ "/my/difficulties?change=" (id) "#tell" } { "How it is now" span.vh { ": " (kind) } }
                button.btn.line.sm { "It is over, or easy enough" span.vh { ": " (kind) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toast_says_who_can_read_it() {
        assert_eq!(toast("told", "Dana").as_deref(), Some("Written down. You and Dana can read it."));
        assert!(toast("over", "Dana").is_some() && toast("", "Dana").is_none());
    }
}
