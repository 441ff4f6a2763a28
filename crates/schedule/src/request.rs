//! A wish for a first conversation, before any record exists.

use std::cmp::Ordering;
use std::fmt;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::ids::{AppointmentId, RequestId, StaffId, SubjectId};
use terms::words;

use crate::answers::{Answers, Ketamine};
use crate::history::{Contact, Happening, What};
use crate::offer::{Offer, OfferedTime, check_offer};

/// A wish for a first conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// When it came.
    pub received_at: Timestamp,
    /// How it came.
    pub source: Source,
    /// What it says.
    pub answers: Answers,
    /// What the person comes back with, if nothing may be sent to them.
    pub recall: Option<Recall>,
    /// How far it got.
    pub state: State,
    /// All that happened, oldest first.
    pub history: Vec<Happening>,
}

words! {
    /// How a request came.
    Source {
        /// By a request button of the site.
        Button = "button", "Request button";
        /// By the contact page's link to the form.
        Form = "form", "Contact form";
        /// Typed in by hand.
        Email = "email", "Email";
        /// Typed in by hand.
        Phone = "phone", "Phone";
    }
}

/// A word and a number ("river", "482913") for someone who wants nothing sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// The word.
    pub word: String,
    /// The number.
    pub number: String,
}

/// How far a request got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// For a person of the practice to answer.
    Waiting,
    /// For the person who asked to choose, until the offer lapses.
    Offered(Offer),
    /// A first conversation is booked.
    Booked {
        /// When and with whom, as it was chosen.
        time: OfferedTime,
        /// Whose record was opened.
        subject: SubjectId,
    },
    /// The practice is not the right place, and said so.
    Declined,
    /// The person who asked took it back.
    Withdrawn,
}

/// Why a request stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestRefusal {
    /// It is answered, booked or closed.
    NotWaiting,
    /// An offer without times.
    NoTimes,
    /// An offer of more than [`crate::offer::MAX_OFFERED`] times.
    TooManyTimes,
    /// The time has begun.
    TimePassed,
    /// Nothing is offered, or not this time.
    NotOffered,
    /// The offer is no longer held.
    OfferLapsed,
    /// No voicemail may be left.
    VoicemailNotAllowed,
    /// No text may be sent.
    TextNotAllowed,
    /// There is no address for email.
    EmailNotAllowed,
    /// The number may not be called.
    CallNotAllowed,
}

impl fmt::Debug for Recall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹sealed›")
    }
}

impl Request {
    /// Whether times were offered and are no longer held.
    pub fn is_lapsed(&self, now: Timestamp) -> bool {
        matches!(&self.state, State::Offered(offer) if offer.held_until <= now)
    }

    /// Whether ketamine was in the last two weeks, when a first conversation can do the most.
    pub fn is_recently_dosed(&self) -> bool {
        self.answers.ketamine == Some(Ketamine::LastTwoWeeks)
    }

    /// When the practice's promise is up. Its hours run on weekdays only ("two business days").
    pub fn answer_by(&self, promise_hours: u32, zone: &TimeZone) -> Timestamp {
        let mut at = self.received_at.to_zoned_datetime(zone.clone());
        let mut left = SignedDuration::from_hours(promise_hours.into());
        while let Ok(midnight) = at.tomorrow().and_then(|tomorrow| tomorrow.start_of_day()) {
            let today = at.duration_until(&midnight);
            let is_weekday = at.weekday().to_monday_one_offset() <= 5;
            if is_weekday && left <= today {
                return at.timestamp() + left;
            }
            left -= if is_weekday { today } else { SignedDuration::ZERO };
            at = midnight;
        }
        at.timestamp()
    }
}

/// A new request, waiting for an answer.
pub fn receive(id: RequestId, answers: Answers, source: Source, recall: Option<Recall>, now: Timestamp) -> Request {
    let history = vec![Happening { at: now, what: What::Received, by: None }];
    Request { id, received_at: now, source, answers, recall, state: State::Waiting, history }
}

/// Offers times to a request that waits, or whose last offer lapsed.
pub fn offer(mut request: Request, offer: Offer, now: Timestamp) -> Result<Request, RequestRefusal> {
    let lapsed_at = match &request.state {
        State::Waiting => None,
        State::Offered(earlier) if request.is_lapsed(now) => Some(earlier.held_until),
        State::Offered(_) | State::Booked { .. } | State::Declined | State::Withdrawn => {
            return Err(RequestRefusal::NotWaiting);
        }
    };
    check_offer(&offer, now)?;
    request.history.extend(lapsed_at.map(|at| Happening { at, what: What::Lapsed, by: None }));
    let happening = Happening { at: now, what: What::Offered(offer.times.len()), by: Some(offer.by) };
    Ok(moved(request, State::Offered(offer), happening))
}

/// Books one of the offered times for the person who asked.
pub fn choose(
    request: Request,
    chosen: AppointmentId,
    subject: SubjectId,
    now: Timestamp,
) -> Result<(Request, OfferedTime), RequestRefusal> {
    let State::Offered(offer) = &request.state else { return Err(RequestRefusal::NotOffered) };
    let time = offer.times.iter().find(|time| time.appointment == chosen).ok_or(RequestRefusal::NotOffered)?.clone();
    if request.is_lapsed(now) {
        return Err(RequestRefusal::OfferLapsed);
    }
    if time.span.from <= now {
        return Err(RequestRefusal::TimePassed);
    }
    let booked = State::Booked { time: time.clone(), subject };
    Ok((moved(request, booked, Happening { at: now, what: What::Chosen, by: None }), time))
}

/// Lets the offered times go, so that others can be offered.
pub fn none_fit(request: Request, now: Timestamp) -> Result<Request, RequestRefusal> {
    match request.state {
        State::Offered(_) => Ok(moved(request, State::Waiting, Happening { at: now, what: What::NoneFit, by: None })),
        State::Waiting | State::Booked { .. } | State::Declined | State::Withdrawn => Err(RequestRefusal::NotOffered),
    }
}

/// Says that the practice is not the right place.
pub fn decline(request: Request, by: StaffId, now: Timestamp) -> Result<Request, RequestRefusal> {
    close(request, State::Declined, Happening { at: now, what: What::Declined, by: Some(by) })
}

/// Takes the request back, for the person who asked.
pub fn withdraw(request: Request, now: Timestamp) -> Result<Request, RequestRefusal> {
    close(request, State::Withdrawn, Happening { at: now, what: What::Withdrawn, by: None })
}

/// Writes down an attempt to reach the person, within what they allow.
pub fn log_contact(
    mut request: Request,
    contact: Contact,
    by: StaffId,
    now: Timestamp,
) -> Result<Request, RequestRefusal> {
    let reach = &request.answers.reach;
    let (is_allowed, refusal) = match contact {
        // They may have called us.
        Contact::Spoke => (true, RequestRefusal::CallNotAllowed),
        Contact::NoAnswer => (reach.may_call, RequestRefusal::CallNotAllowed),
        Contact::TextSent => (reach.may_text, RequestRefusal::TextNotAllowed),
        Contact::EmailSent => (reach.email.is_some(), RequestRefusal::EmailNotAllowed),
        Contact::LeftVoicemail => (reach.may_leave_voicemail, RequestRefusal::VoicemailNotAllowed),
    };
    if !is_allowed {
        return Err(refusal);
    }
    request.history.push(Happening { at: now, what: What::Contact(contact), by: Some(by) });
    Ok(request)
}

/// The order in which requests are answered: recently dosed first, then the oldest.
pub fn queue_order(a: &Request, b: &Request) -> Ordering {
    let rank = |request: &Request| (!request.is_recently_dosed(), request.received_at, request.id);
    rank(a).cmp(&rank(b))
}

fn close(request: Request, state: State, happening: Happening) -> Result<Request, RequestRefusal> {
    match request.state {
        State::Waiting | State::Offered(_) => Ok(moved(request, state, happening)),
        State::Booked { .. } | State::Declined | State::Withdrawn => Err(RequestRefusal::NotWaiting),
    }
}

fn moved(mut request: Request, state: State, happening: Happening) -> Request {
    request.history.push(happening);
    Request { state, ..request }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{answers, at, denver, id, offer as made_up_offer};

    const NOW: &str = "2026-06-22 10:00";

    fn waiting() -> Request {
        receive(id('q'), answers(), Source::Form, None, at("2026-06-21 12:40"))
    }

    fn in_state(state: State) -> Request {
        Request { state, ..waiting() }
    }

    fn booked() -> Request {
        in_state(State::Booked { time: made_up_offer(1).times.remove(0), subject: id('s') })
    }

    fn offered() -> Request {
        in_state(State::Offered(made_up_offer(2)))
    }

    fn last(result: Result<Request, RequestRefusal>) -> Result<What, RequestRefusal> {
        result.map(|request| request.history.last().unwrap().what)
    }

    #[test]
    fn times_are_offered_to_who_waits() {
        let held = |until: &str| Offer { held_until: at(until), ..made_up_offer(1) };
        for (request, offered_now, now, expected) in [
            (waiting(), made_up_offer(1), NOW, Ok(What::Offered(1))),
            (waiting(), made_up_offer(3), NOW, Ok(What::Offered(3))),
            (waiting(), made_up_offer(4), NOW, Err(RequestRefusal::TooManyTimes)),
            (waiting(), made_up_offer(0), NOW, Err(RequestRefusal::NoTimes)),
            (waiting(), held("2026-06-25 12:00"), "2026-06-24 08:59", Ok(What::Offered(1))),
            (waiting(), held("2026-06-25 12:00"), "2026-06-24 09:00", Err(RequestRefusal::TimePassed)),
            (waiting(), held(NOW), NOW, Err(RequestRefusal::OfferLapsed)),
            (offered(), made_up_offer(1), NOW, Err(RequestRefusal::NotWaiting)),
            (offered(), held("2026-06-23 12:01"), "2026-06-23 12:00", Ok(What::Offered(1))),
            (booked(), made_up_offer(1), NOW, Err(RequestRefusal::NotWaiting)),
            (in_state(State::Declined), made_up_offer(1), NOW, Err(RequestRefusal::NotWaiting)),
            (in_state(State::Withdrawn), made_up_offer(1), NOW, Err(RequestRefusal::NotWaiting)),
        ] {
            assert_eq!(last(offer(request, offered_now, at(now))), expected, "{now}");
        }
    }

    #[test]
    fn an_offer_that_lapsed_is_told_as_such() {
        let again = Offer { held_until: at("2026-06-23 18:00"), ..made_up_offer(1) };
        let request = offer(offered(), again, at("2026-06-23 13:00")).unwrap();
        assert_eq!(request.history[1], Happening { at: at("2026-06-23 12:00"), what: What::Lapsed, by: None });
    }

    #[test]
    fn one_of_the_offered_times_is_chosen_in_time() {
        let held_long = in_state(State::Offered(Offer { held_until: at("2026-06-25 12:00"), ..made_up_offer(1) }));
        for (request, chosen, now, expected) in [
            (offered(), 'b', "2026-06-23 11:59", Ok(())),
            (offered(), 'b', "2026-06-23 12:00", Err(RequestRefusal::OfferLapsed)),
            (offered(), 'c', NOW, Err(RequestRefusal::NotOffered)),
            (held_long.clone(), 'a', "2026-06-24 08:59", Ok(())),
            (held_long, 'a', "2026-06-24 09:00", Err(RequestRefusal::TimePassed)),
            (waiting(), 'a', NOW, Err(RequestRefusal::NotOffered)),
            (booked(), 'a', NOW, Err(RequestRefusal::NotOffered)),
        ] {
            let chosen = id(chosen);
            let booked = choose(request, chosen, id('s'), at(now)).map(|(request, time)| (request.state, time));
            let time = made_up_offer(3).times.into_iter().find(|time| time.appointment == chosen).unwrap();
            let expected = expected.map(|()| (State::Booked { time: time.clone(), subject: id('s') }, time));
            assert_eq!(booked, expected, "{chosen} {now}");
        }
    }

    #[test]
    fn a_request_is_closed_once() {
        for (request, is_open) in [
            (waiting(), true),
            (offered(), true),
            (booked(), false),
            (in_state(State::Declined), false),
            (in_state(State::Withdrawn), false),
        ] {
            let expected = |what| if is_open { Ok(what) } else { Err(RequestRefusal::NotWaiting) };
            assert_eq!(last(decline(request.clone(), id('p'), at(NOW))), expected(What::Declined));
            assert_eq!(last(withdraw(request, at(NOW))), expected(What::Withdrawn));
        }
    }

    #[test]
    fn when_none_fit_the_request_waits_again() {
        assert_eq!(none_fit(offered(), at(NOW)).map(|request| request.state), Ok(State::Waiting));
        for request in [waiting(), booked(), in_state(State::Declined), in_state(State::Withdrawn)] {
            assert_eq!(none_fit(request, at(NOW)), Err(RequestRefusal::NotOffered));
        }
    }

    #[test]
    fn nobody_is_reached_in_a_way_they_did_not_allow() {
        for (contact, refusal) in [
            (Contact::Spoke, None),
            (Contact::NoAnswer, Some(RequestRefusal::CallNotAllowed)),
            (Contact::TextSent, Some(RequestRefusal::TextNotAllowed)),
            (Contact::EmailSent, Some(RequestRefusal::EmailNotAllowed)),
            (Contact::LeftVoicemail, Some(RequestRefusal::VoicemailNotAllowed)),
        ] {
            let mut closed = waiting();
            closed.answers.reach = terms::reach::Reach::default();
            let expected = refusal.map_or(Ok(What::Contact(contact)), Err);
            assert_eq!(last(log_contact(closed, contact, id('p'), at(NOW))), expected);
            assert_eq!(last(log_contact(waiting(), contact, id('p'), at(NOW))), Ok(What::Contact(contact)));
        }
    }

    #[test]
    fn the_promise_counts_weekdays_only() {
        for (received, hours, expected) in [
            ("2026-06-22 10:00", 48, "2026-06-24 10:00"),
            ("2026-06-26 16:00", 48, "2026-06-30 16:00"),
            ("2026-06-26 00:00", 24, "2026-06-27 00:00"),
            ("2026-06-26 00:01", 24, "2026-06-29 00:01"),
            ("2026-06-27 12:00", 48, "2026-07-01 00:00"),
            ("2026-03-06 12:00", 24, "2026-03-09 12:00"),
            ("2026-06-22 10:00", 0, "2026-06-22 10:00"),
        ] {
            let request = Request { received_at: at(received), ..waiting() };
            assert_eq!(request.answer_by(hours, &denver()), at(expected), "{received} {hours}");
        }
    }

    #[test]
    fn recently_dosed_people_are_answered_first_and_then_the_oldest() {
        let request = |received: &str, ketamine| {
            let mut request = Request { received_at: at(received), ..waiting() };
            request.answers.ketamine = ketamine;
            request
        };
        let newer = request("2026-06-22 09:00", Some(Ketamine::LongerAgo));
        let older = request("2026-06-21 09:00", None);
        let recent = request("2026-06-22 10:00", Some(Ketamine::LastTwoWeeks));
        let mut queue = vec![newer.clone(), older.clone(), recent.clone()];
        queue.sort_by(queue_order);
        assert_eq!(queue, [recent, older, newer]);
    }

    #[test]
    fn the_word_and_the_number_never_print_themselves() {
        let recall = Recall { word: "river".to_owned(), number: "482913".to_owned() };
        assert_eq!(format!("{recall:?}"), "‹sealed›");
    }
}
