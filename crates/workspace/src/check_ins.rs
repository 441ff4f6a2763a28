//! Check-ins of a client: results with their sentence, every answer as it was given, and the way to ask for the next.

use actions::answer_check_in::answer_check_in;
use actions::ask_check_in::ask_check_in;
use actions::finish_check_in::finish_check_in;
use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::put_away_check_in::put_away_check_in;
use axum::Router;
use axum::routing::{get, post};
use care::check_in::{CheckIn, CheckInRefusal, CheckInState, NewAnswer, NewCheckIn};
use care::measure::Measure;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::{day, moment};
use terms::ids::{CheckInId, SubjectId};

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;
use crate::measures::{points, sentence, short};
use shell::reading::Reading;
use shell::typed::Typed;

/// The page and its forms.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/check-ins", get(show).post(ask))
        .route("/t/c/{subject}/check-ins/{id}", post(enter))
        .route("/t/c/{subject}/check-ins/{id}/put-away", post(put_away))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let main = page(asked, &open, &Typed { posted, problems });
            let title = format!("Chart {}", open.client.chart_number);
            asked.form_page((&title, "/t/caseload"), toast(asked.query("done")), !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "asked" => Some("Asked. The client sees it among the things they could do."),
        "entered" => Some("The answers are written down."),
        "away" => Some("Put away. Nothing is asked any more."),
        _ => None,
    }
}

async fn ask(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let measure = form.wanted("measure", Measure::from_code(posted.one("measure")), "Choose a measure");
    let reason = form.line("reason");
    let id = form.wanted("measure", posted.one("id").parse().ok(), "Open this page again, and ask once more");
    let new = match form.done(id.zip(measure).map(|(id, measure)| NewCheckIn { id, measure, reason })) {
        Ok(new) => new,
        Err(problems) => return shown(&asked, subject, &posted, &problems).await,
    };
    let made = asked.act(move |house, by| ask_check_in(house, by, subject, &new)).await;
    after(&asked, (subject, &posted), "asked", made).await
}

/// Answers given on paper or by phone: item 9 counts just as much.
async fn enter(asked: Asked, At((subject, id)): At<(SubjectId, CheckInId)>, posted: Posted) -> Reply {
    let answers: Vec<NewAnswer> = (1..=MOST_ITEMS)
        .filter_map(|item| Some(NewAnswer { id, item, answer: posted.one(&format!("item-{item}")).parse().ok()? }))
        .collect();
    let made = asked
        .act(move |house, by| {
            answers.iter().try_for_each(|answer| answer_check_in(house, by, subject, *answer).map(drop))?;
            finish_check_in(house, by, subject, id)
        })
        .await;
    after(&asked, (subject, &posted), "entered", made).await
}

async fn put_away(asked: Asked, At((subject, id)): At<(SubjectId, CheckInId)>, posted: Posted) -> Reply {
    let made = asked.act(move |house, by| put_away_check_in(house, by, subject, id)).await;
    after(&asked, (subject, &posted), "away", made).await
}

/// No measure has more items.
const MOST_ITEMS: u8 = 20;

async fn after(
    asked: &Asked,
    (subject, posted): (SubjectId, &Posted),
    done: &str,
    made: Result<(), terms::trouble::Trouble<CheckInRefusal>>,
) -> Reply {
    match made {
        Ok(()) => reply::go(format!("/t/c/{subject}/check-ins?done={done}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(asked, subject, posted, &[words(asked, refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn words(asked: &Asked, refusal: CheckInRefusal) -> Problem {
    let words = match refusal {
        CheckInRefusal::TooSoon { last } => format!(
            "The last one was {}. It looks back over two weeks, so ask again later, or say why now",
            day(last, &asked.house.zone())
        ),
        CheckInRefusal::AskedByTeamOnly => "Only the team asks for this one".to_owned(),
        CheckInRefusal::NoSuchCheckIn => "This check-in is not here any more. Open the page again".to_owned(),
        CheckInRefusal::AlreadyFinished => "It is finished already. Its answers stand below".to_owned(),
        CheckInRefusal::NoSuchItem | CheckInRefusal::NoSuchAnswer => {
            "Choose one of the answers to each item".to_owned()
        }
    };
    Problem { field: "measure", words }
}

fn page(asked: &Asked, open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let told: Vec<String> = Measure::ALL
        .into_iter()
        .filter_map(|measure| sentence(measure, &points(&asked.house, open, measure)))
        .collect();
    let id = Some(typed.posted.one("id")).filter(|id| !id.is_empty()).map_or(open.fresh.to_string(), str::to_owned);
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Check-ins" } @for words in &told { p.dim { (words) } } }
            (subnav(open, "/check-ins"))
        }
        (fields::error_summary(typed.problems))
        div.split {
            div.stack {
                @if open.workbook.check_ins().is_empty() { section.card.empty { p { "No check-in was asked yet." } } }
                @for check_in in open.workbook.check_ins().iter().rev() { (card(asked, open, check_in)) }
            }
            form.card.stack method="post" action={ "/t/c/" (open.client.subject) "/check-ins" } aria-labelledby="ask" {
                h2 #ask { "Ask for a check-in" }
                (hidden("id", &id))
                (typed.one_of("measure", "Which", &Measure::ALL.map(|measure| (measure.code(), measure.word()))))
                (typed.input("reason", "Why now", Some("Only needed within two weeks of the last one"), Kind::Line))
                div.row { button.btn { "Ask" } }
                p.small.dim { "The client answers when they have time, or not. An answer above zero to item 9 of the PHQ-9 shows them help first and brings you an alert." }
            }
        }
    }
}

fn card(asked: &Asked, open: &OpenChart, check_in: &CheckIn) -> Markup {
    let zone = asked.house.zone();
    let at = check_in.finished_at().unwrap_or(check_in.asked_at);
    html! {
        section.card.stack.tight aria-label={ (short(check_in.measure)) ", " (day(at, &zone)) } {
            div.row.apart {
                h2 { (short(check_in.measure)) @match (check_in.state(), check_in.score()) {
                    (CheckInState::Finished, Ok(total)) => { " " (total.number) " of " (check_in.measure.most()) },
                    (CheckInState::Finished, Err(_)) => ", no total",
                    (CheckInState::Asked | CheckInState::Begun | CheckInState::Left, _) => {},
                } }
                (state_badge(check_in.state()))
            }
            p.small.dim { (result(check_in)) " " (moment(at, &zone)) "." }
            details {
                summary.small { "Every answer" }
                ol.small { @for item in check_in.measure.items() { li { (item.text) ": " b { (answer_words(check_in, item.number)) } } } }
                p.xs.dim { (check_in.measure.credit()) }
            }
            @if check_in.is_waiting() { (paper(open, check_in)) }
        }
    }
}

fn state_badge(state: CheckInState) -> Markup {
    match state {
        CheckInState::Asked => badge(Tone::Quiet, "Asked"),
        CheckInState::Begun => badge(Tone::Quiet, "Begun"),
        CheckInState::Finished => badge(Tone::Ok, "Finished"),
        CheckInState::Left => badge(Tone::Quiet, "Put away"),
    }
}

/// The band of a screening, or which items have no answer.
fn result(check_in: &CheckIn) -> String {
    match (check_in.state(), check_in.score()) {
        (CheckInState::Finished, Ok(total)) => {
            total.band().map_or(String::new(), |band| format!("{}, as a screening counts it.", band.word()))
        }
        (CheckInState::Finished, Err(incomplete)) => {
            let missing: Vec<String> = incomplete.missing.iter().map(ToString::to_string).collect();
            format!("Incomplete: no answer to item {}.", missing.join(", "))
        }
        (CheckInState::Asked | CheckInState::Begun, _) => "Asked".to_owned(),
        (CheckInState::Left, _) => "Put away".to_owned(),
    }
}

fn answer_words(check_in: &CheckIn, number: u8) -> String {
    let item = check_in.measure.items().iter().find(|item| item.number == number);
    let given = check_in.given().iter().filter(|given| given.item == number);
    let words = given.filter_map(|given| {
        let choices = item.map(|item| item.choices).unwrap_or_default();
        choices.iter().find(|choice| choice.number == given.answer.number()).map(|choice| choice.words)
    });
    let words: Vec<&str> = words.collect();
    if words.is_empty() { "no answer".to_owned() } else { words.join(", then ") }
}

fn paper(open: &OpenChart, check_in: &CheckIn) -> Markup {
    let place = format!("/t/c/{}/check-ins/{}", open.client.subject, check_in.id);
    html! {
        details {
            summary.small { "Enter answers given on paper or by phone" }
            form.stack method="post" action=(place) {
                p.small { (check_in.measure.lead()) }
                @for item in check_in.measure.items() {
                    fieldset.field {
                        legend.small { (item.number) ". " (item.text) }
                        div.chips { @for choice in item.choices { label.choice { input type="radio" name={ "item-" (item.number) } value=(choice.number); span { (choice.words) } } } }
                    }
                }
                div.row { button.btn.line { "Write them down" } }
            }
        }
        form method="post" action={ (place) "/put-away" } { button.btn.plain.sm { "Put it away unanswered" } }
    }
}
