//! Dosing days, as they are told: planned ahead, or past. They happen elsewhere; the prescriber keeps their record.

use actions::end_rest::end_rest;
use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::tell_dosing_day::{ToldDay, tell_dosing_day};
use actions::undo_dosing_day::{call_off_dosing_day, take_back_dosing_day};
use axum::Router;
use axum::routing::{get, post};
use care::capacity::RestRefusal;
use care::dosing_day::{DosingDay, DosingRefusal, DosingState, Route, Told};
use jiff::Timestamp;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::shape::{Phase, shape};
use shell::time::moment;
use terms::ids::{DosingDayId, SubjectId};
use terms::trouble::Trouble;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::chart_cards::day_words;
use crate::dates::chart_link;
use shell::reading::Reading;
use shell::typed::Typed;

/// The list, the form, and calling off.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/dosing", get(show).post(tell))
        .route("/t/c/{subject}/dosing/{day}/call-off", post(call_off))
        .route("/t/c/{subject}/dosing/{day}/told-in-error", post(take_back))
        .route("/t/c/{subject}/dosing/end-rest", post(end))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

/// The page; without a posted form, the day that `?day=` names is filled in to be told better.
async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let told = asked.query("day").parse().ok().and_then(|day| open.chart.told_day(day));
    let filled = told.map_or_else(|| Posted::from_pairs([("id", open.fresh.to_string())]), as_posted);
    let main = page(asked, &open, &Typed { posted: posted.unwrap_or(&filled), problems });
    let title = format!("Chart {}", open.client.chart_number);
    asked.form_page((&title, "/t/caseload"), toast(asked.query("done")), !problems.is_empty(), main)
}

async fn tell(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let day = match read(&posted) {
        Ok(day) => day,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    match asked.act(move |house, by| tell_dosing_day(house, by, subject, &day)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/dosing?done=told")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, subject, Some(&posted), &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn call_off(asked: Asked, At(whose): At<(SubjectId, DosingDayId)>) -> Reply {
    let made = asked.act(move |house, by| call_off_dosing_day(house, by, whose)).await;
    undone(&asked, whose.0, "called-off", made).await
}

async fn take_back(asked: Asked, At(whose): At<(SubjectId, DosingDayId)>) -> Reply {
    let made = asked.act(move |house, by| take_back_dosing_day(house, by, whose)).await;
    undone(&asked, whose.0, "taken-back", made).await
}

async fn undone(asked: &Asked, subject: SubjectId, done: &str, made: Result<(), Trouble<DosingRefusal>>) -> Reply {
    match made {
        Ok(()) => reply::go(format!("/t/c/{subject}/dosing?done={done}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(asked, subject, None, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn end(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Say why they can sign again today; it stays in the chart");
    let reason = match form.done(reason) {
        Ok(reason) => reason,
        Err(problems) => return shown(&asked, subject, None, &problems).await,
    };
    match asked.act(move |house, by| end_rest(house, by, subject, &reason)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/dosing?done=rest-ended")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(RestRefusal::NotResting) => reply::go(format!("/t/c/{subject}/dosing")),
            Err(page) => *page,
        },
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "told" => Some("The dosing day is written down."),
        "called-off" => Some("The dosing day is called off."),
        "taken-back" => Some("Taken back. Nothing counts from this day, and nothing is locked by it."),
        "rest-ended" => Some("The rest is ended. The client can sign again."),
        _ => None,
    }
}

fn words(refusal: DosingRefusal) -> Problem {
    let (field, words) = match refusal {
        DosingRefusal::PlannedInThePast => {
            ("date", "This day is over. Choose Past, or enter the day that it is planned for")
        }
        DosingRefusal::PastInTheFuture => {
            ("date", "This day is yet to come. Choose Planned, or look at the date again")
        }
        DosingRefusal::NoSuchDay => ("date", "This chart has no such dosing day. Open the page again"),
        DosingRefusal::NotPast => ("state", "It is still planned. Call it off instead"),
        DosingRefusal::NotPlanned => ("state", "It is past or called off already. Write it down as a new day instead"),
    };
    Problem { field, words: words.to_owned() }
}

fn read(posted: &Posted) -> Result<ToldDay, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let state = [DosingState::Planned, DosingState::Past].into_iter().find(|state| posted.one("state") == state.code());
    let state = form.wanted("state", state, "Choose whether the day is planned or past");
    let date = form.date("date").map_or(Told::Unknown, Told::Known);
    let route = Route::from_code(posted.one("route")).map_or(Told::Unknown, Told::Known);
    let accompanied = match posted.one("accompanied") {
        "yes" => Told::Known(true),
        "no" => Told::Known(false),
        _ => Told::Unknown,
    };
    let (place, account) = (form.line("place"), form.prose("account"));
    let id =
        form.wanted("state", posted.one("id").parse().ok(), "Open this page again, and write the day down once more");
    let day = id.zip(state).map(|(id, state)| ToldDay { id, date, route, place, accompanied, account, state });
    form.done(day)
}

fn as_posted(day: &DosingDay) -> Posted {
    let accompanied = match day.accompanied {
        Told::Known(true) => "yes",
        Told::Known(false) => "no",
        Told::Unknown => "unknown",
    };
    Posted::from_pairs([
        ("id", day.id.to_string()),
        ("state", day.state.code().to_owned()),
        ("date", day.date.known().map(|date| date.to_string()).unwrap_or_default()),
        ("route", day.route.known().map_or("unknown", Route::code).to_owned()),
        ("place", day.place.as_ref().map(|place| place.as_str().to_owned()).unwrap_or_default()),
        ("accompanied", accompanied.to_owned()),
        ("account", day.account.as_ref().map(|account| account.as_str().to_owned()).unwrap_or_default()),
    ])
}

fn page(asked: &Asked, open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let subject = open.client.subject;
    html! {
        header.stack { div { p.small { (chart_link(&open.client)) } h1 { "Dosing days" } p.small { a href={ "/t/c/" (open.client.subject) "/readiness" } { "Readiness, as a conversation" } } } (subnav(open, "/dosing")) }
        (fields::error_summary(typed.problems))
        @if let Some(until) = open.resting_until(&asked.house, asked.by.now) { (rest_card(asked, subject, until, typed)) }
        div.split {
            (form(subject, typed))
            section.card.flush aria-labelledby="told" {
                h2 #told { "As told so far" }
                @if open.chart.dosing_days().is_empty() { div.empty { p { "No dosing day was told. The work goes on without one." } } }
                ul.rows { @for day in open.chart.dosing_days() { (row(subject, day)) } }
            }
        }
    }
}

fn form(subject: SubjectId, typed: &Typed<'_>) -> Markup {
    let states = [DosingState::Planned, DosingState::Past].map(|state| (state.code(), state.word()));
    let routes: Vec<_> =
        Route::ALL.map(|route| (route.code(), route.word())).into_iter().chain([("unknown", "Not told")]).collect();
    html! {
        form.card.stack method="post" action={ "/t/c/" (subject) "/dosing" } aria-labelledby="tell" {
            h2 #tell { "Write a dosing day down" }
            p.small.dim { "Only what you were told. Dose and readings stand in the prescriber’s record." }
            (hidden("id", typed.posted.one("id")))
            (typed.one_of("state", "The day is", &states))
            (typed.input("date", "Date", Some("Leave it empty if you were not told"), Kind::Date))
            (typed.one_of("route", "How ketamine is given", &routes))
            (typed.input("place", "Where", Some("May stay empty"), Kind::Line))
            (typed.one_of("accompanied", "Someone is with them", &[("yes", "Yes"), ("no", "No"), ("unknown", "Not told")]))
            (typed.area("account", "The client’s own account", Some("In their words; may stay empty")))
            (fields::submit("Write it down"))
        }
    }
}

/// What is locked, until when, and the way to end it.
fn rest_card(asked: &Asked, subject: SubjectId, until: Timestamp, typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="rest" {
            h2 #rest { "Nothing is signed until " (moment(until, &asked.house.zone())) }
            p.small.dim { "Signatures, releases and wider boundaries wait until then, at every door. Stopping, narrowing, help, the journal and moving a visit are open as always. If there was no dosing day after all, take it back below." }
            details open[typed.problems.iter().any(|problem| problem.field == "reason")] {
                summary.btn.plain.sm { "End it now" }
                form.stack.tight method="post" action={ "/t/c/" (subject) "/dosing/end-rest" } {
                    (typed.input("reason", "Why they can sign again", Some("Stays in the chart with your name"), Kind::Line))
                    div.row { button.btn.line { "End the rest" } }
                }
            }
        }
    }
}

fn row(subject: SubjectId, day: &DosingDay) -> Markup {
    html! {
        li.dose {
            (shape(Phase::Dosing, day.state == DosingState::Past))
            span.grow {
                b { (day_words(day)) }
                br; span.xs.dim { (day.state.word()) @if let Some(place) = &day.place { ", " (place.as_str()) } }
                @if let Some(account) = &day.account { br; span.small { (account.as_str()) } }
            }
            a.small href={ "/t/c/" (subject) "/dosing?day=" (day.id) } { "Tell it better" }
            @if day.state == DosingState::Planned {
                form method="post" action={ "/t/c/" (subject) "/dosing/" (day.id) "/call-off" } { button.btn.plain.sm { "Call off" } }
            } @else {
                form method="post" action={ "/t/c/" (subject) "/dosing/" (day.id) "/told-in-error" } { button.btn.plain.sm { "Told in error" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_was_told() {
        let told = [("id", "aaaaaaaaaa"), ("state", "planned"), ("date", "2026-06-30"), ("route", "lozenge")];
        let day = read(&Posted::from_pairs(told)).unwrap();
        assert_eq!(
            (day.state, day.route, day.accompanied),
            (DosingState::Planned, Told::Known(Route::Lozenge), Told::Unknown)
        );
        for (wrong, field) in [(("state", "called-off"), "state"), (("date", "June"), "date"), (("id", "x"), "state")] {
            let pairs = told.map(|pair| if pair.0 == wrong.0 { wrong } else { pair });
            let problems = read(&Posted::from_pairs(pairs)).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [field]);
        }
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, field, begins) in [
            (DosingRefusal::PlannedInThePast, "date", "This day is over"),
            (DosingRefusal::PastInTheFuture, "date", "This day is yet to come"),
            (DosingRefusal::NoSuchDay, "date", "This chart has no such"),
            (DosingRefusal::NotPlanned, "state", "It is past"),
            (DosingRefusal::NotPast, "state", "It is still planned"),
        ] {
            let problem = words(refusal);
            assert!(problem.field == field && problem.words.starts_with(begins), "{refusal:?}");
        }
    }
}
