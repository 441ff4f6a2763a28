//! Dosing days, as they are told: planned ahead, or past. They happen elsewhere; the prescriber keeps their record.

use actions::call_off_dosing_day::call_off_dosing_day;
use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::tell_dosing_day::{ToldDay, tell_dosing_day};
use axum::Router;
use axum::routing::{get, post};
use care::dosing_day::{DosingDay, DosingRefusal, DosingState, Route, Told};
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::shape::{Phase, shape};
use terms::ids::{DosingDayId, SubjectId};

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
    let main = page(&open, &Typed { posted: posted.unwrap_or(&filled), problems });
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
    match asked.act(move |house, by| call_off_dosing_day(house, by, whose)).await {
        Ok(()) => reply::go(format!("/t/c/{}/dosing?done=called-off", whose.0)),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, whose.0, None, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "told" => Some("The dosing day is written down."),
        "called-off" => Some("The dosing day is called off."),
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

fn page(open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let subject = open.client.subject;
    html! {
        header.stack { div { p.small { (chart_link(&open.client)) } h1 { "Dosing days" } p.small { a href={ "/t/c/" (open.client.subject) "/readiness" } { "Readiness, as a conversation" } } } (subnav(open, "/dosing")) }
        (fields::error_summary(typed.problems))
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
        ] {
            let problem = words(refusal);
            assert!(problem.field == field && problem.words.starts_with(begins), "{refusal:?}");
        }
    }
}
