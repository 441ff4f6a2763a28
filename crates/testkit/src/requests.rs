//! Requests that wait: one recently dosed, one with strict contact limits, one that wants nothing sent, one with an offer.

use jiff::SignedDuration;
use record::list::list;
use record::scope::Write;
use schedule::answers::{Answers, CoverageWish, Ketamine, PlaceWish, Situation, TimeWish};
use schedule::appointment::Appointment;
use schedule::offer::{Offer, OfferedTime, Told as ToldHow};
use schedule::request::{Recall, Request, Source, offer, receive};
use schedule::span::Span;
use terms::actor::Role;
use terms::ids::{AppointmentId, Id, RequestId};
use terms::place::Place;
use terms::reach::{Email, Phone, Reach};

use crate::cast::{DANA, PRIYA, line};
use crate::story::{Story, Told};

/// Had ketamine in the last two weeks, and waits.
pub const MORGAN: RequestId = request(*b"mrgantttt2");
/// Waits, and allows text and email alone.
pub const JAMIE: RequestId = request(*b"jamerrrrr3");
/// Wants nothing sent, and comes back with a word and a number.
pub const NOOR: RequestId = request(*b"nrrrrraaa4");
/// Has been offered two times.
pub const KIT: RequestId = request(*b"ktwwwwwww5");

/// Answers as someone would give them who says no more than is needed.
pub fn answers(name: &str, reach: Reach) -> Answers {
    Answers {
        about: vec![Situation::Considering],
        ketamine: None,
        place: Some(PlaceWish::Either),
        times: vec![TimeWish::WeekdayMornings],
        name: line(name),
        reach,
        coverage: Some(CoverageWish::NotSure),
        asks_about_coverage: true,
    }
}

pub(crate) fn tell(story: &Story<'_>) -> Told<()> {
    let phone = |last: &str| Phone::parse(&format!("(303) 555-01{last}")).ok();
    let morgan = Answers {
        about: vec![Situation::HadAndWantsSense],
        ketamine: Some(Ketamine::LastTwoWeeks),
        ..answers("Morgan T.", Reach { phone: phone("71"), may_call: true, ..Reach::default() })
    };
    let texts = Reach {
        phone: phone("72"),
        may_text: true,
        email: Email::parse("jamie@example.org").ok(),
        safe_times: Some(line("After 9 in the evening")),
        ..Reach::default()
    };
    let jamie = Answers { place: Some(PlaceWish::InPerson), ..answers("Jamie R.", texts) };
    let noor = Answers {
        about: vec![Situation::NotSure],
        place: Some(PlaceWish::Online),
        times: vec![TimeWish::Evenings],
        ..answers("Noor A.", Reach::default())
    };
    let kit = Answers {
        about: vec![Situation::StuckNumbOverwhelmed],
        ..answers("Kit W.", Reach { email: Email::parse("kit@example.org").ok(), ..Reach::default() })
    };
    let recall = Recall { word: "river".to_owned(), number: "482913".to_owned() };
    let told = |id, answers, source, recall, hours| {
        receive(id, answers, source, recall, story.now - SignedDuration::from_hours(hours))
    };
    let offered = offered(story, told(KIT, kit, Source::Button, None, 30))?;
    story.record.change(&Story::acting(PRIYA, Role::Desk, story.now), |change| {
        let requests = change.permit::<_, Write>(list::<Request>())?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let waiting = [
            told(MORGAN, morgan.clone(), Source::Phone, None, 5),
            told(JAMIE, jamie.clone(), Source::Button, None, 22),
            told(NOOR, noor.clone(), Source::Form, Some(recall.clone()), 1),
        ];
        for request in waiting.iter().chain([&offered.0]) {
            change.put(&requests, request)?;
        }
        for time in &offered.1.times {
            change.hold(&calendar, (time.appointment, &time.holds()), Some(offered.1.held_until))?;
        }
        Ok(())
    })
}

/// Two times next week, held for two days from now.
fn offered(story: &Story<'_>, request: Request) -> Told<(Request, Offer)> {
    let time = |day, hour| {
        let from = story.at(day, jiff::civil::time(hour, 0, 0, 0));
        let span = Span::new(from, from + SignedDuration::from_mins(20));
        span.map(|span| OfferedTime {
            appointment: AppointmentId(story.record.new_id()),
            clinician: DANA,
            room: None,
            place: Place::Online,
            span,
        })
    };
    let times = [time(6, 9), time(8, 15)].into_iter().flatten().collect();
    let made = Offer {
        offered_at: story.now,
        held_until: story.now + SignedDuration::from_hours(48),
        by: PRIYA,
        times,
        told: ToldHow::ByLink,
    };
    let request = offer(request, made.clone(), story.now)
        .map_err(|refusal| terms::trouble::Fault::new("tell a story", format!("{refusal:?}")))?;
    Ok((request, made))
}

const fn request(letters: [u8; 10]) -> RequestId {
    match Id::from_letters(letters) {
        Some(id) => RequestId(id),
        None => panic!("an id of the cast has a letter that no id has"),
    }
}
