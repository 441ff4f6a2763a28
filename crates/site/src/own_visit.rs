//! The page behind the link in a letter about a visit: say that you come, ask for another time, or cancel.

use actions::answer_held_visit::answer_held_visit;
use actions::cancel_held_visit::{cancel_held_visit, keep_held_visit};
use actions::house::House;
use actions::see_held_visit::{HeldVisit, see_held_visit, visit_holder};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::held_visit::{HeldRefusal, Saying};
use shell::act::act;
use shell::fields::{Problem, error_summary};
use shell::reply::{self, Reply};
use shell::request::Asking;
use shell::time;
use terms::actor::Context;
use terms::place::Place;
use terms::practice::Practice;
use terms::trouble::Trouble;

use crate::front::{Front, broken};

/// The pages behind a visit's private link. None of them changes anything before a button is pressed.
pub fn routes<S: Clone + Send + Sync + 'static>(front: Front) -> Router<S> {
    Router::new()
        .route("/v/{link}", get(show))
        .route("/v/{link}/come", post(come))
        .route("/v/{link}/another-time", post(another_time))
        .route("/v/{link}/cancel", get(ask_to_cancel).post(cancel))
        .route("/v/{link}/keep", post(keep))
        .with_state(front)
}

async fn show(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    shown(&front, (&by, &link), None).await
}

async fn come(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    done(&front, (&by, &link), |house, by| answer_held_visit(house, by, Saying::WillCome)).await
}

async fn another_time(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    done(&front, (&by, &link), |house, by| answer_held_visit(house, by, Saying::AnotherTime)).await
}

async fn cancel(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    done(&front, (&by, &link), cancel_held_visit).await
}

async fn keep(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    done(&front, (&by, &link), keep_held_visit).await
}

async fn ask_to_cancel(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    let held = match open(&front, (&by, &link)).await {
        Ok(held) => held,
        Err(page) => return *page,
    };
    if held.may_cancel.is_err() {
        return reply::go(format!("/v/{link}"));
    }
    let zone = front.house.zone();
    front.page(StatusCode::OK, ("Cancel this time", ""), |_| {
        html! {
            div.wrap.section.stack.prose {
                h1 { "Cancel this time?" }
                p.lead { (time::moment(held.span.from, &zone)) }
                p { "There is no fee, and nobody asks why. If you change your mind within a day, you can keep it after all while it is free." }
                form.row action={ "/v/" (link) "/cancel" } method="post" {
                    button.btn.line { "Cancel it" }
                    a.btn.soft href={ "/v/" (link) } { "Keep it" }
                }
            }
        }
    })
}

async fn shown(front: &Front, (by, link): (&Context, &str), problem: Option<Problem>) -> Reply {
    let held = match open(front, (by, link)).await {
        Ok(held) => held,
        Err(page) => return *page,
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = if problem.is_some() { "Error: Your time" } else { "Your time" };
    front.page(status, (title, ""), |edition| page(front, &edition.practice, (&held, link, by), problem.as_ref()))
}

/// The visit behind the link, or the page instead.
async fn open(front: &Front, (by, link): (&Context, &str)) -> Result<HeldVisit, Box<Reply>> {
    let by = visit_holder(&front.house, by, link).map_err(|fault| Box::new(broken(fault)))?;
    let house = front.house.clone();
    match act(move || see_held_visit(&house, &by)).await {
        Ok(held) => Ok(held),
        Err(Trouble::Denied(denied)) => Err(Box::new(front.denied(denied).await)),
        Err(Trouble::Refused(never)) => match never {},
        Err(Trouble::Fault(fault)) => Err(Box::new(broken(fault))),
    }
}

/// Acts as the holder of the link, and shows how the visit stands then.
async fn done<F>(front: &Front, (by, link): (&Context, &str), action: F) -> Reply
where
    F: FnOnce(&House, &Context) -> Result<(), Trouble<HeldRefusal>> + Send + 'static,
{
    let holder = match visit_holder(&front.house, by, link) {
        Ok(holder) => holder,
        Err(fault) => return broken(fault),
    };
    let house = front.house.clone();
    match act(move || action(&house, &holder)).await {
        Ok(()) => reply::go(format!("/v/{link}")),
        Err(Trouble::Refused(refusal)) => {
            let problem = Problem { field: "time", words: words(refusal).to_owned() };
            shown(front, (by, link), Some(problem)).await
        }
        Err(Trouble::Denied(denied)) => front.denied(denied).await,
        Err(Trouble::Fault(fault)) => broken(fault),
    }
}

fn page(
    front: &Front,
    practice: &Practice,
    (held, link, by): (&HeldVisit, &str, &Context),
    problem: Option<&Problem>,
) -> Markup {
    let zone = front.house.zone();
    let problems: Vec<Problem> = problem.cloned().into_iter().collect();
    let is_to_come = held.state.stands() && by.now < held.span.from;
    html! {
        div.wrap.section.stack.wide.prose {
            h1 { "Your time" }
            (error_summary(&problems))
            section.card.lift.stack #time {
                h2.big { (time::moment(held.span.from, &zone)) }
                p { (held.span.minutes()) " minutes, " (where_words(held.place)) ", by the clock at the office." }
                p { b { (state_words(held, is_to_come)) } }
            }
            @if is_to_come { (answers(held, link, practice)) }
            @if held.may_keep {
                form action={ "/v/" (link) "/keep" } method="post" { button.btn { "Keep it after all" } }
                p.small.dim { "This works for a day, while the time is free." }
            }
            p.small { "To talk with a person, call " a href={ "tel:" (practice.phone_dial) } { (practice.phone) } "." }
        }
    }
}

fn answers(held: &HeldVisit, link: &str, practice: &Practice) -> Markup {
    let is_said = |saying| held.said.is_some_and(|said| said.saying == saying);
    html! {
        div.row {
            @if !is_said(Saying::WillCome) { form action={ "/v/" (link) "/come" } method="post" { button.btn { "I will come" } } }
            @if !is_said(Saying::AnotherTime) { form action={ "/v/" (link) "/another-time" } method="post" { button.btn.line { "I need another time" } } }
            @if held.may_cancel.is_ok() { a.btn.line href={ "/v/" (link) "/cancel" } { "Cancel" } }
        }
        p.small.dim {
            "Asking for another time moves nothing yet: a person calls or writes to you, as you allow. "
            @match held.may_cancel {
                Ok(()) => { "You can cancel here until " (practice.cancel_until_hours) " hours before." },
                Err(refusal) => { (words(refusal)) "." },
            }
        }
    }
}

fn where_words(place: Place) -> &'static str {
    match place {
        Place::InPerson => "in person",
        Place::Online => "online",
    }
}

fn state_words(held: &HeldVisit, is_to_come: bool) -> &'static str {
    if !held.state.stands() {
        return "It does not take place.";
    }
    if !is_to_come {
        return "This time has begun, or is over.";
    }
    match held.said.map(|said| said.saying) {
        Some(Saying::WillCome) => "You said that you will come. Thank you.",
        Some(Saying::AnotherTime) => "You asked for another time. Until you hear from us, this one stays yours.",
        None => "It is yours.",
    }
}

fn words(refusal: HeldRefusal) -> &'static str {
    match refusal {
        HeldRefusal::NotPlanned => {
            "This time has begun, is over, or does not take place. Call the office, and we will help"
        }
        HeldRefusal::TooLate => "It is too close to cancel here. Call the office, and we will help",
        HeldRefusal::NotByLink => "To cancel, call the office",
        HeldRefusal::NothingToKeep => "It can’t be kept from here any more. Call the office, and we will help",
        HeldRefusal::Taken => "The time was given to someone else meanwhile. Call the office for another one",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_to_do() {
        for refusal in [
            HeldRefusal::NotPlanned,
            HeldRefusal::TooLate,
            HeldRefusal::NotByLink,
            HeldRefusal::NothingToKeep,
            HeldRefusal::Taken,
        ] {
            assert!(words(refusal).contains("all the office"), "{refusal:?}");
        }
    }
}
