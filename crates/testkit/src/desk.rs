//! What the front desk has written down: birth dates, what someone does not allow, calls, and wishes for a time.

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use record::list::list;
use record::scope::Write;
use schedule::answers::TimeWish;
use schedule::call::{Call, Direction};
use schedule::people::Client;
use schedule::wish::{Wish, WishState};
use terms::actor::Role;
use terms::ids::{CallId, SubjectId, WaitId};
use terms::place::Place;
use terms::reach::Reach;
use terms::trouble::Fault;
use terms::visit_kind::VisitKind;

use crate::cast::{ALEXIS, DANA, LEE, PRIYA, ROWAN, THEO, line};
use crate::story::{Story, Told};

/// Tells it, an hour ago and earlier.
pub(crate) fn tell(story: &Story<'_>) -> Told<()> {
    for (subject, born) in [(ALEXIS, date(1988, 3, 14)), (ROWAN, date(1991, 11, 2)), (LEE, date(1985, 5, 30))] {
        details(story, subject, born)?;
    }
    calls(story)?;
    wishes(story)
}

fn details(story: &Story<'_>, subject: SubjectId, born: Date) -> Told<()> {
    story.record.change(&Story::acting(PRIYA, Role::Desk, story.now), |change| {
        let clients = change.permit::<_, Write>(list::<Client>())?;
        let client: Option<Client> = change.get(&clients, subject.0)?;
        let client = client.ok_or_else(|| Fault::new("tell of the desk", "a client is missing"))?;
        // One partner shares a phone at work, and wants no calls there.
        let may_call = subject != LEE;
        let reach = Reach { may_call, ..client.reach.clone() };
        let emergency_contact = (subject == ROWAN).then(|| line("Sam Keller, (303) 555-0118"));
        change.put(&clients, &Client { birth_date: Some(born), emergency_contact, reach, ..client })
    })
}

fn calls(story: &Story<'_>) -> Told<()> {
    story.record.change(&Story::acting(PRIYA, Role::Desk, story.now), |change| {
        let calls = change.permit::<_, Write>(list::<Call>())?;
        let call = |hours, direction, (who, about): (&str, SubjectId)| Call {
            id: CallId(story.record.new_id()),
            at: story.now - SignedDuration::from_hours(hours),
            by: PRIYA,
            direction,
            who: line(who),
            about: Some(about),
            phone: None,
            said: None,
            next: None,
            owner: None,
            done: None,
        };
        change.put(
            &calls,
            &Call {
                said: Some(line("Would like the fees on paper")),
                next: Some(line("Send the fee sheet by text")),
                owner: Some(PRIYA),
                ..call(1, Direction::In, ("Lee Park", LEE))
            },
        )?;
        let moved = Some(line("Keeps the hour on Monday"));
        change.put(&calls, &Call { said: moved, ..call(70, Direction::Out, ("Rowan Keller", ROWAN)) })
    })
}

fn wishes(story: &Story<'_>) -> Told<()> {
    story.record.change(&Story::acting(PRIYA, Role::Desk, story.now), |change| {
        let waits = change.permit::<_, Write>(list::<Wish>())?;
        let wish = |subject, days: i64| Wish {
            id: WaitId(story.record.new_id()),
            subject,
            kind: VisitKind::Therapy,
            clinician: None,
            times: Vec::new(),
            place: None,
            at: story.now - SignedDuration::from_hours(24 * days),
            state: WishState::Open,
            moves: None,
        };
        change.put(
            &waits,
            &Wish {
                kind: VisitKind::Preparation,
                clinician: Some(DANA),
                times: vec![TimeWish::WeekdayMornings],
                place: Some(Place::InPerson),
                ..wish(ALEXIS, 6)
            },
        )?;
        change.put(&waits, &Wish { times: vec![TimeWish::Evenings], place: Some(Place::Online), ..wish(THEO, 2) })
    })
}
