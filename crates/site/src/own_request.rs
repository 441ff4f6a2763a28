//! See where a request stands, choose one of the offered times, or take the request back.

use actions::choose_time::{ChooseRefusal, choose_time};
use actions::see_own_request::{OwnRequest, holder, see_own_request};
use actions::turn_down_offer::turn_down_offer;
use actions::withdraw_request::withdraw_request;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::offer::{Offer, OfferedTime};
use schedule::request::{RequestRefusal, State as Stands};
use shell::act::act;
use shell::fields::{Problem, error_summary, submit};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::request::Asking;
use shell::time;
use terms::actor::{Actor, Context};
use terms::ids::RequestId;
use terms::trouble::{Denied, Trouble};

use crate::front::{Front, broken};
use crate::pages::Edition;
use crate::request_appointment::lately;

/// The pages behind a request's private link.
pub fn routes<S: Clone + Send + Sync + 'static>(front: Front) -> Router<S> {
    Router::new()
        .route("/r/{link}", get(show))
        .route("/r/{link}/choose", post(choose))
        .route("/r/{link}/none-fit", post(none_fit))
        .route("/r/{link}/take-back", get(ask_to_take_back).post(take_back))
        .with_state(front)
}

async fn show(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    shown(&front, (&by, &link), None).await
}

async fn shown(front: &Front, (by, link): (&Context, &str), problem: Option<Problem>) -> Reply {
    let by = match holder(&front.house, by, link) {
        Ok(by) => by,
        Err(fault) => return broken(fault),
    };
    let house = front.house.clone();
    match act(move || see_own_request(&house, &by)).await {
        Ok(own) => {
            let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let title = if problem.is_some() { "Error: Your request" } else { "Your request" };
            front.page(status, (title, ""), |edition| page(front, edition, (&own, link, &by), problem.as_ref()))
        }
        Err(Trouble::Denied(denied)) => front.denied(denied).await,
        Err(Trouble::Refused(never)) => match never {},
        Err(Trouble::Fault(fault)) => broken(fault),
    }
}

async fn choose(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>, posted: Posted) -> Reply {
    let Ok(chosen) = posted.one("time").parse() else {
        let problem =
            Problem { field: "time", words: "Choose one of the times, or “None of these work”".to_owned() };
        return shown(&front, (&by, &link), Some(problem)).await;
    };
    let done =
        held(&front, (&by, &link), move |house, by, request| choose_time(house, by, request, (chosen, None))).await;
    match done {
        Ok(()) => reply::go(format!("/r/{link}")),
        Err(Trouble::Refused(refusal)) => {
            let problem = Problem { field: "time", words: words(refusal).to_owned() };
            shown(&front, (&by, &link), Some(problem)).await
        }
        Err(Trouble::Denied(denied)) => front.denied(denied).await,
        Err(Trouble::Fault(fault)) => broken(fault),
    }
}

async fn none_fit(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    let done = held(&front, (&by, &link), |house, by, _| {
        turn_down_offer(house, by).map_err(|trouble| trouble.map(ChooseRefusal::Request))
    })
    .await;
    after(&front, done, &link).await
}

async fn ask_to_take_back(State(front): State<Front>, Path(link): Path<String>) -> Reply {
    front.page(StatusCode::OK, ("Take it back", ""), |_| {
        html! {
            div.wrap.section.stack.prose {
                h1 { "Take your request back?" }
                p { "Times that were held for you go to others. You can ask again whenever you like." }
                form.row action={ "/r/" (link) "/take-back" } method="post" {
                    button.btn.line { "Take it back" }
                    a.btn.soft href={ "/r/" (link) } { "Keep my request" }
                }
            }
        }
    })
}

async fn take_back(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    let done = held(&front, (&by, &link), |house, by, _| {
        withdraw_request(house, by).map_err(|trouble| trouble.map(ChooseRefusal::Request))
    })
    .await;
    after(&front, done, &link).await
}

// What is refused here was done already, or is past: the page shows how it stands.
async fn after(front: &Front, done: Result<(), Trouble<ChooseRefusal>>, link: &str) -> Reply {
    match done {
        Ok(()) | Err(Trouble::Refused(_)) => reply::go(format!("/r/{link}")),
        Err(Trouble::Denied(denied)) => front.denied(denied).await,
        Err(Trouble::Fault(fault)) => broken(fault),
    }
}

/// Acts as the holder of the link.
async fn held<T, R, F>(front: &Front, (by, link): (&Context, &str), action: F) -> Result<T, Trouble<R>>
where
    T: Send + 'static,
    R: Send + 'static,
    F: FnOnce(&actions::house::House, &Context, RequestId) -> Result<T, Trouble<R>> + Send + 'static,
{
    let by = holder(&front.house, by, link)?;
    let Actor::Holder(request) = by.actor else { return Err(Trouble::Denied(Denied::NotTheirs)) };
    let house = front.house.clone();
    act(move || action(&house, &by, request)).await
}

fn page(
    front: &Front,
    edition: &Edition,
    (own, link, by): (&OwnRequest, &str, &Context),
    problem: Option<&Problem>,
) -> Markup {
    let practice = &edition.practice;
    let request = &own.request;
    html! {
        div.wrap.section.stack.wide.prose {
            h1 { "Your request" }
            @if request.is_recently_dosed() { (lately()) }
            @match &request.state {
                Stands::Offered(offer) if !request.is_lapsed(by.now) => { (offered(front, (own, offer), link, problem)) },
                Stands::Waiting | Stands::Offered(_) => {
                    p.lead { "A person reads it within " (practice.reply_within) ". There is nothing you need to do." }
                    @if request.is_lapsed(by.now) { p { "The times we held are open to others again. We will offer you new ones." } }
                },
                Stands::Booked { time, .. } => { (booked(front, own, time)) },
                Stands::Declined => {
                    p.lead { "We are not the right place for this, and we would like you to find one." }
                    @if !practice.other_places.is_empty() { dl.facts { @for place in &practice.other_places { dt { (place.name) } dd { (place.good_for) ": " (place.reach) } } } }
                },
                Stands::Withdrawn => {
                    p.lead { "You took this request back. You can ask again whenever you like." }
                    p { a.btn.soft href="/request" { "Request an appointment" } }
                },
            }
            @if matches!(request.state, Stands::Waiting | Stands::Offered(_)) { p.small { a href={ "/r/" (link) "/take-back" } { "Take my request back" } } }
            p.small { "To talk with a person, call " a href={ "tel:" (practice.phone_dial) } { (practice.phone) } (practice.hours()) "." }
        }
    }
}

fn offered(front: &Front, (own, offer): (&OwnRequest, &Offer), link: &str, problem: Option<&Problem>) -> Markup {
    let zone = front.house.zone();
    let with =
        |clinician| own.staff.iter().find(|person| person.id == clinician).map_or("", |person| person.name.as_str());
    let problems: Vec<Problem> = problem.cloned().into_iter().collect();
    html! {
        p.lead { "These times are held for you until " (time::moment(offer.held_until, &zone)) ", Mountain Time." }
        (error_summary(&problems))
        form.stack action={ "/r/" (link) "/choose" } method="post" {
            fieldset.field {
                legend { "Which time suits you?" }
                @if let Some(problem) = problem { p.error id="time-e" { (icon(Icon::Alert)) (problem.words) } }
                div.choices {
                    @for (place, offered) in offer.times.iter().enumerate() {
                        label.choice {
                            input id=[(place == 0).then_some("time")] type="radio" name="time" value=(offered.appointment);
                            span { (time::moment(offered.span.from, &zone)) small { (offered.span.minutes()) " minutes, " (offered.place.word().to_lowercase()) ", with " (with(offered.clinician)) } }
                        }
                    }
                }
            }
            p { "Before we talk, these are for you to read or to keep: " a href="/rights" { "our disclosure statement" } " and " a href="/privacy" { "how we keep what you tell us private" } ". You sign nothing yet. Would you rather read them with us? Say so when we talk." }
            (submit("Choose this time"))
        }
        form action={ "/r/" (link) "/none-fit" } method="post" { button.btn.line { "None of these work" } }
        p.dim.small { "If none fit, we look again. You stay where you are in the queue." }
    }
}

fn booked(front: &Front, own: &OwnRequest, booked: &OfferedTime) -> Markup {
    let zone = front.house.zone();
    let with = own.staff.iter().find(|person| person.id == booked.clinician).map_or("", |person| person.name.as_str());
    html! {
        p.lead { "Your first conversation is booked." }
        section.card.lift.stack {
            h2.big { (time::moment(booked.span.from, &zone)) }
            p { (booked.span.minutes()) " minutes, " (booked.place.word().to_lowercase()) ", with " (with) ". Mountain Time." }
        }
        p { "You ask, we ask. Either of us can say that it is not a fit. To move or cancel it, call us." }
    }
}

fn words(refusal: ChooseRefusal) -> &'static str {
    match refusal {
        ChooseRefusal::Taken => "That time was taken a moment ago. Choose another one, or “None of these work”",
        // A link leads to both, so this is never said here.
        ChooseRefusal::NotDelivered => "Read the disclosure statement and the privacy notice first",
        ChooseRefusal::Request(refusal) => match refusal {
            RequestRefusal::OfferLapsed => "These times are no longer held. We will offer you new ones",
            RequestRefusal::TimePassed => "That time has begun. Choose a later one",
            RequestRefusal::NotOffered => "Choose one of the times on this page",
            RequestRefusal::NotWaiting | RequestRefusal::NoTimes | RequestRefusal::TooManyTimes => {
                "This request can’t be changed any more. Call us, and we will help"
            }
            RequestRefusal::VoicemailNotAllowed
            | RequestRefusal::TextNotAllowed
            | RequestRefusal::EmailNotAllowed
            | RequestRefusal::CallNotAllowed => "We may not reach you that way. Call us, and we will help",
        },
    }
}
