//! One request: contact limits first, then what was asked, the times that could be offered, and what has happened.

use actions::choose_time::{ChooseRefusal, choose_time};
use actions::decline_request::decline_request;
use actions::house::House;
use actions::log_contact::log_contact;
use actions::offer_times::{OfferRefusal, offer_times};
use actions::see_request::{Opening, see_request};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use jiff::Timestamp;
use schedule::history::Contact;
use schedule::people::DeliveredHow;
use schedule::request::RequestRefusal;
use schedule::span::Span;
use shell::fields::Problem;
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::RequestId;
use terms::place::Place;
use terms::trouble::Trouble;

use crate::asked::{Asked, At};
use crate::request_page::page;

/// One request, and what the desk does with it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/desk/requests/{id}", get(show))
        .route("/desk/requests/{id}/offer", post(offer))
        .route("/desk/requests/{id}/choose", post(choose))
        .route("/desk/requests/{id}/decline", post(decline))
        .route("/desk/requests/{id}/contact", post(contact))
}

async fn show(asked: Asked, At(request): At<RequestId>) -> Reply {
    shown(&asked, request, None).await
}

async fn offer(asked: Asked, At(request): At<RequestId>, posted: Posted) -> Reply {
    let times: Vec<Opening> = posted.all("times").into_iter().filter_map(read_opening).collect();
    let done = asked.act(move |house, by| offer_times(house, by, request, &times)).await.map(drop);
    after(&asked, request, done, |refusal| match refusal {
        OfferRefusal::Taken => {
            problem("times", "One of these times was taken a moment ago. Choose from the times that are open now")
        }
        OfferRefusal::Request(refusal) => problem("times", words(refusal)),
    })
    .await
}

async fn choose(asked: Asked, At(request): At<RequestId>, posted: Posted) -> Reply {
    let Ok(chosen) = posted.one("time").parse() else {
        let missing = problem("time", "Choose the time that was agreed on the phone");
        return shown(&asked, request, Some(&missing)).await;
    };
    let delivered = DeliveredHow::from_code(posted.one("delivered"));
    let done = asked.act(move |house, by| choose_time(house, by, request, (chosen, delivered))).await;
    after(&asked, request, done, |refusal| match refusal {
        ChooseRefusal::Taken => problem("time", "That time was taken a moment ago. Offer others"),
        ChooseRefusal::Request(refusal) => problem("time", words(refusal)),
        ChooseRefusal::NotDelivered => problem(
            "delivered",
            "Say how the disclosure statement and the privacy notice reached them. Nothing is booked before",
        ),
    })
    .await
}

async fn decline(asked: Asked, At(request): At<RequestId>) -> Reply {
    let done = asked.act(move |house, by| decline_request(house, by, request)).await;
    after(&asked, request, done, |refusal| problem("times", words(refusal))).await
}

async fn contact(asked: Asked, At(request): At<RequestId>, posted: Posted) -> Reply {
    let Some(contact) = Contact::from_code(posted.one("contact")) else {
        return shown(&asked, request, Some(&problem("contact", "Choose what happened"))).await;
    };
    let done = asked.act(move |house, by| log_contact(house, by, request, contact)).await;
    after(&asked, request, done, |refusal| problem("contact", words(refusal))).await
}

async fn shown(asked: &Asked, request: RequestId, problem: Option<&Problem>) -> Reply {
    match asked.act(move |house, by| see_request(house, by, request)).await {
        Ok(request) => {
            let (status, title) = match problem {
                Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Error: Request"),
                None => (StatusCode::OK, "Request"),
            };
            let main = page(&asked.house, &request, (problem, asked.by.now));
            Reply::Page(status, asked.page((title, "/desk/requests"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// The page as it stands now, with what a rule had to say.
async fn after<R>(
    asked: &Asked,
    request: RequestId,
    done: Result<(), Trouble<R>>,
    words: impl Fn(R) -> Problem,
) -> Reply {
    match done.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/desk/requests/{request}")),
        Err(Ok(refusal)) => shown(asked, request, Some(&words(refusal))).await,
        Err(Err(page)) => *page,
    }
}

/// An opening as its box in the form posts it: clinician, room or a hyphen, place, start and end in seconds.
pub(crate) fn opening_value(opening: &Opening) -> String {
    let room = opening.room.map_or_else(|| "-".to_owned(), |room| room.to_string());
    let place = match opening.place {
        Place::InPerson => "in-person",
        Place::Online => "online",
    };
    format!("{} {room} {place} {} {}", opening.clinician, opening.span.from.as_second(), opening.span.until.as_second())
}

fn read_opening(value: &str) -> Option<Opening> {
    let mut parts = value.split(' ');
    let clinician = parts.next()?.parse().ok()?;
    let room = parts.next()?;
    let room = if room == "-" { None } else { Some(room.parse().ok()?) };
    let place = match parts.next()? {
        "in-person" => Place::InPerson,
        "online" => Place::Online,
        _ => return None,
    };
    let mut moment = || Timestamp::from_second(parts.next()?.parse().ok()?).ok();
    let span = Span::new(moment()?, moment()?)?;
    Some(Opening { clinician, room, place, span })
}

fn problem(field: &'static str, words: &str) -> Problem {
    Problem { field, words: words.to_owned() }
}

fn words(refusal: RequestRefusal) -> &'static str {
    match refusal {
        RequestRefusal::NotWaiting => {
            "This request was answered or closed meanwhile. Load the page again to see how it stands"
        }
        RequestRefusal::NoTimes => "Choose one to three times to offer",
        RequestRefusal::TooManyTimes => "Choose three times at most, so that the choice stays easy",
        RequestRefusal::TimePassed => "One of these times has begun. Choose later ones",
        RequestRefusal::NotOffered => "No such time is offered now. Offer times first",
        RequestRefusal::OfferLapsed => "The offer is no longer held. Offer times again",
        RequestRefusal::VoicemailNotAllowed => {
            "They do not allow voicemail. Choose what really happened, or hang up without a message next time"
        }
        RequestRefusal::TextNotAllowed => "They do not allow texts. Choose another way",
        RequestRefusal::EmailNotAllowed => "They gave no email address. Choose another way",
        RequestRefusal::CallNotAllowed => "They do not allow calls. Choose another way",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_reads_back_and_nothing_else_is_one() {
        let span = Span::new(Timestamp::from_second(1_000).unwrap(), Timestamp::from_second(2_200).unwrap()).unwrap();
        let opening = Opening { clinician: "danareyest".parse().unwrap(), room: None, place: Place::Online, span };
        assert_eq!(read_opening(&opening_value(&opening)), Some(opening));
        for wrong in
            ["", "danareyest", "danareyest - online 2200 1000", "danareyest - moon 1000 2200", "x - online 1000 2200"]
        {
            assert_eq!(read_opening(wrong), None, "{wrong}");
        }
    }
}
