//! Tell a dosing day: one that is planned, or one that has been. What you don’t know stays unknown.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::tell_dosing_day::{ToldDay, tell_own_dosing_day};
use axum::Router;
use axum::routing::get;
use care::dosing_day::{DosingRefusal, DosingState, Route, Told};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Phase, shape};
use shell::typed::Typed;

use crate::asked::Asked;

/// How many days back can be told in one tap.
const LATELY_DAYS: i32 = 7;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/my/dosing", get(show).post(tell))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &Posted::default(), &[]).await
}

async fn tell(asked: Asked, posted: Posted) -> Reply {
    let day = match read(&posted) {
        Ok(day) => day,
        Err(problems) => return shown(&asked, &posted, &problems).await,
    };
    match asked.act(move |house, by| tell_own_dosing_day(house, by, &day)).await {
        Ok(()) => reply::go("/my/visit-offer?done=told"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, &posted, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let main = page(&mine, asked.house.today(asked.by.now), &Typed { posted, problems });
            if problems.is_empty() {
                reply::ok(asked.page(("A day to tell", "/my/integration"), None, main))
            } else {
                reply::refused(asked.page(("Error: A day to tell", "/my/integration"), None, main))
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn read(posted: &Posted) -> Result<ToldDay, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let state =
        form.wanted("state", DosingState::from_code(posted.one("state")), "Choose whether it is to come or has been");
    let date = form.date("date").map_or(Told::Unknown, Told::Known);
    let route = Route::from_code(posted.one("route")).map_or(Told::Unknown, Told::Known);
    let accompanied = match posted.one("accompanied") {
        "yes" => Told::Known(true),
        "no" => Told::Known(false),
        _ => Told::Unknown,
    };
    let (place, account) = (form.line("place"), form.prose("account"));
    let id = form.wanted("state", posted.one("id").parse().ok(), "Open this page again, and write it once more");
    form.done(id.zip(state).map(|(id, state)| ToldDay { id, date, route, place, accompanied, account, state }))
}

fn words(refusal: DosingRefusal) -> Problem {
    let (field, words) = match refusal {
        DosingRefusal::PlannedInThePast => ("date", "This date is over. Choose “It has been”, or a day to come"),
        DosingRefusal::PastInTheFuture => {
            ("date", "This date is still to come. Choose “It is to come”, or an earlier day")
        }
        DosingRefusal::NoSuchDay | DosingRefusal::NotPlanned | DosingRefusal::NotPast => {
            ("state", "This day was called off. Open this page again to tell another")
        }
    };
    Problem { field, words: words.to_owned() }
}

/// The days that are told in one tap: what else there is stays unknown.
fn one_tap(today: Date, id: &str) -> Markup {
    let day = |ago: i32| today.checked_sub(ago.days()).ok();
    let name = |ago: i32, date: Date| match ago {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        _ => date.strftime("%A, %B %-d").to_string(),
    };
    html! {
        form.card.stack method="post" aria-labelledby="one" {
            h2 #one { "It has been, on" }
            (hidden("id", id))
            (hidden("state", DosingState::Past.code()))
            div.row {
                @for (ago, date) in (0..LATELY_DAYS).filter_map(|ago| Some((ago, day(ago)?))) {
                    button.btn.line name="date" value=(date) { (name(ago, date)) }
                }
            }
            p.small.dim { "One tap tells it. How much, and which way, can stay unknown." }
        }
    }
}

fn page(mine: &Mine, today: Date, typed: &Typed<'_>) -> Markup {
    let routes: Vec<(&str, &str)> =
        Route::ALL.iter().map(|route| (route.code(), route.word())).chain([("", "I don’t know")]).collect();
    let id = Some(typed.posted.one("id")).filter(|id| !id.is_empty()).map_or(mine.fresh.to_string(), str::to_owned);
    html! {
        header.stack.tight {
            h1 { "A dosing day" }
            p.lead.dim { "It happens with your prescriber, and its record is theirs. Tell as much as you like; only you and your therapist’s team see it." }
        }
        @if !mine.card.dosing_days.is_empty() {
            section.card.stack.tight aria-labelledby="told" {
                h2 #told { "Told so far" }
                ul.rows {
                    @for (date, state) in &mine.card.dosing_days {
                        li.dose { (shape(Phase::Dosing, *state == DosingState::Past)) span.grow { (date.strftime("%A, %B %-d, %Y").to_string()) } span.small.dim { (state.word()) } }
                    }
                }
                p.small.dim { "Something is wrong here? Tell " (mine.therapist()) ", who can correct it." }
            }
        }
        (fields::error_summary(typed.problems))
        (one_tap(today, &id))
        h2 { "Or tell more" }
        form.card.stack.prose method="post" {
            (hidden("id", &id))
            (typed.one_of("state", "Is it to come, or has it been?", &[(DosingState::Planned.code(), "It is to come"), (DosingState::Past.code(), "It has been")]))
            (typed.input("date", "Which day", Some("May stay empty if you don’t know"), Kind::Date))
            (typed.one_of("route", "How it is given", &routes))
            (typed.input("place", "Where", Some("May stay empty"), Kind::Line))
            (typed.one_of("accompanied", "Is someone with you?", &[("yes", "Yes"), ("no", "No"), ("", "I don’t know")]))
            (typed.area("account", "In your own words", Some("Only what you want to tell; it may stay empty")))
            p.small.dim { "Questions about medicine, dose or your body go to your prescriber. We can’t advise on them." }
            div.row { button.btn { "Tell it" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_stays_unknown() {
        let day = read(&Posted::from_pairs([("id", "aaaaaaaaaa"), ("state", "planned")])).unwrap();
        assert_eq!((day.date, day.route, day.accompanied), (Told::Unknown, Told::Unknown, Told::Unknown));
        assert!(read(&Posted::from_pairs([("id", "aaaaaaaaaa")])).is_err());
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        assert_eq!(words(DosingRefusal::PlannedInThePast).field, "date");
        assert_eq!(words(DosingRefusal::PastInTheFuture).field, "date");
        assert_eq!(words(DosingRefusal::NoSuchDay).field, "state");
    }
}
