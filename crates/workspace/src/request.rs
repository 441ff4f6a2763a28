//! One request: contact limits first, then what was asked, the times that could be offered, and what has happened.

use actions::choose_time::{ChooseRefusal, choose_time};
use actions::decline_request::decline_request;
use actions::house::House;
use actions::log_contact::log_contact;
use actions::offer_times::{OfferRefusal, offer_times};
use actions::see_request::{DeskRequest, Opening, see_request};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use jiff::Timestamp;
use schedule::history::Contact;
use schedule::request::RequestRefusal;
use schedule::span::Span;
use shell::act::act;
use shell::fields::Problem;
use shell::form::Posted;
use shell::frame::{Space, staff};
use shell::reply::{self, Reply};
use shell::request::{Asking, Who};
use terms::actor::Context;
use terms::ids::RequestId;
use terms::place::Place;
use terms::trouble::Trouble;

use crate::request_page::page;
use crate::trouble::{denied, fault, not_found};

/// One request, and what the desk does with it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/desk/requests/{id}", get(show))
        .route("/desk/requests/{id}/offer", post(offer))
        .route("/desk/requests/{id}/choose", post(choose))
        .route("/desk/requests/{id}/decline", post(decline))
        .route("/desk/requests/{id}/contact", post(contact))
}

struct Desk {
    house: House,
    who: Who,
    by: Context,
    id: String,
}

impl Desk {
    fn request(&self) -> Option<RequestId> {
        self.id.parse().ok()
    }

    fn path(&self) -> String {
        format!("/desk/requests/{}", self.id)
    }

    async fn shown(self, problem: Option<Problem>) -> Reply {
        let Some(id) = self.request() else { return not_found(&self.who, Space::Desk) };
        let (house, by) = (self.house.clone(), self.by);
        match act(move || see_request(&house, &by, id)).await {
            Ok(request) => self.drawn(&request, problem.as_ref()),
            Err(Trouble::Denied(no)) => denied(&self.who, Space::Desk, no),
            Err(Trouble::Refused(never)) => match never {},
            Err(Trouble::Fault(broke)) => fault(broke),
        }
    }

    fn drawn(&self, request: &DeskRequest, problem: Option<&Problem>) -> Reply {
        let title = if problem.is_some() { "Error: Request" } else { "Request" };
        let frame = self.who.frame(Space::Desk, title, "/desk/requests");
        let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        Reply::Page(status, staff(&frame, page(&self.house, request, (problem, self.by.now))))
    }

    async fn after<R>(self, done: Result<(), Trouble<R>>, words: impl Fn(R) -> Problem) -> Reply {
        match done {
            Ok(()) => reply::go(self.path()),
            Err(Trouble::Refused(refusal)) => {
                let problem = words(refusal);
                self.shown(Some(problem)).await
            }
            Err(Trouble::Denied(no)) => denied(&self.who, Space::Desk, no),
            Err(Trouble::Fault(broke)) => fault(broke),
        }
    }
}

async fn show(State(house): State<House>, who: Who, Asking(by): Asking, Path(id): Path<String>) -> Reply {
    Desk { house, who, by, id }.shown(None).await
}

async fn offer(
    State(house): State<House>,
    who: Who,
    Asking(by): Asking,
    Path(id): Path<String>,
    posted: Posted,
) -> Reply {
    let desk = Desk { house, who, by, id };
    let Some(request) = desk.request() else { return not_found(&desk.who, Space::Desk) };
    let times: Vec<Opening> = posted.all("times").into_iter().filter_map(read_opening).collect();
    let house = desk.house.clone();
    let done = act(move || offer_times(&house, &by, request, &times)).await.map(drop);
    desk.after(done, |refusal| match refusal {
        OfferRefusal::Taken => {
            problem("times", "One of these times was taken a moment ago. Choose from the times that are open now")
        }
        OfferRefusal::Request(refusal) => problem("times", words(refusal)),
    })
    .await
}

async fn choose(
    State(house): State<House>,
    who: Who,
    Asking(by): Asking,
    Path(id): Path<String>,
    posted: Posted,
) -> Reply {
    let desk = Desk { house, who, by, id };
    let (Some(request), Ok(chosen)) = (desk.request(), posted.one("time").parse()) else {
        return desk.shown(Some(problem("time", "Choose the time that was agreed on the phone"))).await;
    };
    let house = desk.house.clone();
    let done = act(move || choose_time(&house, &by, request, chosen)).await;
    desk.after(done, |refusal| match refusal {
        ChooseRefusal::Taken => problem("time", "That time was taken a moment ago. Offer others"),
        ChooseRefusal::Request(refusal) => problem("time", words(refusal)),
    })
    .await
}

async fn decline(State(house): State<House>, who: Who, Asking(by): Asking, Path(id): Path<String>) -> Reply {
    let desk = Desk { house, who, by, id };
    let Some(request) = desk.request() else { return not_found(&desk.who, Space::Desk) };
    let house = desk.house.clone();
    let done = act(move || decline_request(&house, &by, request)).await;
    desk.after(done, |refusal| problem("times", words(refusal))).await
}

async fn contact(
    State(house): State<House>,
    who: Who,
    Asking(by): Asking,
    Path(id): Path<String>,
    posted: Posted,
) -> Reply {
    let desk = Desk { house, who, by, id };
    let (Some(request), Some(contact)) = (desk.request(), Contact::from_code(posted.one("contact"))) else {
        return desk.shown(Some(problem("contact", "Choose what happened"))).await;
    };
    let house = desk.house.clone();
    let done = act(move || log_contact(&house, &by, request, contact)).await;
    desk.after(done, |refusal| problem("contact", words(refusal))).await
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
