//! Reminders, and the page behind their link: each once, nothing by looking, and only what the link is for.

use actions::change_client::change_client;
use actions::claim_letter::{Outbox, claim_letter};
use actions::house::House;
use actions::move_visit::{MoveVisit, move_visit};
use actions::remind::remind;
use actions::see_client::see_client;
use actions::see_letters::see_letters;
use actions::see_visit::see_visit;
use actions::see_waits::see_waits;
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use schedule::appointment::{Appointment, AppointmentState};
use schedule::details::Details;
use schedule::letter_state::{LetterState, WhyAway};
use schedule::notice::NoticeKind;
use schedule::people::Letter;
use schedule::reminder::Reminder;
use terms::actor::{Actor, Context, Role};
use terms::ids::SubjectId;
use terms::reach::{Email, Reach};
use testkit::cast::{MAYA, PRIYA, ROWAN, THEO};
use testkit::ground::{acting, house, now};

use crate::whole_site::WholeSite;

fn desk(now: Timestamp) -> Context {
    match acting(PRIYA, Role::Desk).actor {
        Actor::Staff(mut person) => {
            person.signed_in_at = now;
            Context { actor: Actor::Staff(person), now }
        }
        actor => Context { actor, now },
    }
}

/// Rowan, who now has an address, and their next visit.
fn next_visit(house: &House) -> Appointment {
    with_reach(house, ROWAN, |reach| Reach { email: Email::parse("rowan@example.org").ok(), ..reach });
    let seen = see_client(house, &desk(now()), ROWAN).unwrap();
    let ahead = now() + SignedDuration::from_hours(24);
    seen.visits.into_iter().find(|visit| visit.state == AppointmentState::Planned && visit.span.from > ahead).unwrap()
}

/// The front desk changes how a client may be reached.
pub fn with_reach(house: &House, subject: SubjectId, change: impl Fn(Reach) -> Reach) {
    let client = see_client(house, &desk(now()), subject).unwrap().client;
    let details = Details {
        name: client.name,
        legal_name: client.legal_name,
        pronouns: client.pronouns,
        birth_date: client.birth_date,
        address: client.address,
        emergency_contact: client.emergency_contact,
        reach: change(client.reach),
    };
    change_client(house, &desk(now()), subject, &details).unwrap();
}

fn letters(house: &House, visit: &Appointment, kind: NoticeKind) -> Vec<Letter> {
    let found = see_letters(house, &desk(now())).unwrap();
    let all = found.waiting.into_iter().chain(found.by_hand).chain(found.failed).chain(found.settled);
    all.filter(|letter| letter.visit.is_some_and(|said| said.visit == visit.id) && letter.kind == Some(kind)).collect()
}

fn link(letter: &Letter) -> String {
    let (_, link) = letter.body.as_str().split_once("https://go.example.org").unwrap();
    link.to_owned()
}

fn as_it_is(house: &House, visit: &Appointment) -> Appointment {
    see_visit(house, &desk(now()), visit.id).unwrap().visit
}

#[test]
fn a_visit_is_reminded_of_once_also_after_a_move_and_what_is_outdated_stays_here() {
    let house = house();
    let visit = next_visit(&house);
    let moment = visit.span.from - SignedDuration::from_hours(48);
    remind(&house, moment - SignedDuration::from_mins(1)).unwrap();
    assert_eq!(letters(&house, &visit, NoticeKind::VisitReminder).len(), 0);
    for minutes in [0, 1, 60] {
        remind(&house, moment + SignedDuration::from_mins(minutes)).unwrap();
        assert_eq!(letters(&house, &visit, NoticeKind::VisitReminder).len(), 1, "{minutes}");
    }
    // Moved by two weeks before the letter went out: it stays here, and the new time has a reminder of its own.
    let from = visit.span.from + SignedDuration::from_hours(24 * 14);
    let to = MoveVisit { from, place: visit.place, room: visit.room, overriding: None };
    let later = moment + SignedDuration::from_mins(1);
    move_visit(&house, &desk(later), visit.id, &to).unwrap();
    let mut outbox = Outbox::default();
    let claim_at = later + SignedDuration::from_hours(14);
    let mut claimed = Vec::new();
    while let Some(letter) = claim_letter(&house, &mut outbox, claim_at).unwrap() {
        claimed.push(letter.kind);
    }
    assert!(claimed.contains(&Some(NoticeKind::VisitMoved)) && !claimed.contains(&Some(NoticeKind::VisitReminder)));
    let [first] = letters(&house, &visit, NoticeKind::VisitReminder).try_into().unwrap();
    assert!(matches!(first.state, LetterState::Away { why: WhyAway::Outdated, .. }));
    let moment = from - SignedDuration::from_hours(48);
    for minutes in [0, 1] {
        remind(&house, moment + SignedDuration::from_mins(minutes)).unwrap();
        assert_eq!(letters(&house, &visit, NoticeKind::VisitReminder).len(), 2, "{minutes}");
    }
}

#[tokio::test]
async fn looking_changes_nothing_and_each_button_does_one_thing() {
    let house = house();
    let visit = next_visit(&house);
    let moment = visit.span.from - SignedDuration::from_hours(48);
    remind(&house, moment).unwrap();
    let [letter] = letters(&house, &visit, NoticeKind::VisitReminder).try_into().unwrap();
    let (site, link) = (WholeSite::of(&house, moment), link(&letter));
    let before = as_it_is(&house, &visit);
    for path in [link.clone(), format!("{link}/cancel")] {
        let page = site.get(&path, None).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let page = site.read(&path, None).await;
        for word in ["Rowan", "Keller", "Dana", "Reyes"] {
            assert!(!page.contains(word), "{path} says {word}");
        }
    }
    assert_eq!(as_it_is(&house, &visit), before);
    let post = async |what: &str| site.post(&format!("{link}/{what}"), None, &[]).await.status.as_u16();
    assert_eq!(post("come").await, 303);
    assert!(site.read(&link, None).await.contains("You said that you will come."));
    for _ in 0..2 {
        assert_eq!(post("another-time").await, 303);
    }
    let waits = see_waits(&house, &desk(moment)).unwrap().waiting;
    assert_eq!(waits.iter().filter(|waiting| waiting.wish.moves == Some(visit.id)).count(), 1);
    assert_eq!(as_it_is(&house, &visit).span, visit.span);
    for _ in 0..2 {
        assert_eq!(post("cancel").await, 303);
        assert_eq!(as_it_is(&house, &visit).state, AppointmentState::Cancelled);
    }
    assert!(site.read(&link, None).await.contains("Keep it after all"));
    for _ in 0..2 {
        assert_eq!(post("keep").await, 303);
        assert_eq!(as_it_is(&house, &visit).state, AppointmentState::Planned);
    }
    let late = WholeSite::of(&house, visit.span.from - SignedDuration::from_hours(24));
    let refused = late.post(&format!("{link}/cancel"), None, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Another letter in the link, and it opens nothing.
    let wrong = format!("{}{}", &link[..link.len() - 1], if link.ends_with('a') { 'b' } else { 'a' });
    assert_eq!(site.get(&wrong, None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.post(&format!("{wrong}/cancel"), None, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_cancels_by_phone_only_has_no_button_and_a_taken_time_is_not_kept() {
    let house = house();
    let visit = next_visit(&house);
    let moment = visit.span.from - SignedDuration::from_hours(48);
    remind(&house, moment).unwrap();
    let [letter] = letters(&house, &visit, NoticeKind::VisitReminder).try_into().unwrap();
    let (site, link) = (WholeSite::of(&house, moment), link(&letter));
    with_reach(&house, ROWAN, |reach| Reach { no_cancel_by_link: true, ..reach });
    assert!(site.read(&link, None).await.contains("To cancel, call the office"));
    let refused = site.post(&format!("{link}/cancel"), None, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    with_reach(&house, ROWAN, |reach| Reach { no_cancel_by_link: false, ..reach });
    assert_eq!(site.post(&format!("{link}/cancel"), None, &[]).await.status.as_u16(), 303);
    // Someone else is booked there meanwhile.
    let other = see_client(&house, &desk(now()), MAYA).unwrap().visits;
    let other =
        other.into_iter().find(|visit| visit.state == AppointmentState::Planned && visit.span.from > now()).unwrap();
    let to = MoveVisit { from: visit.span.from, place: visit.place, room: visit.room, overriding: None };
    move_visit(&house, &desk(moment), other.id, &to).unwrap();
    let refused = site.post(&format!("{link}/keep"), None, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(as_it_is(&house, &visit).state, AppointmentState::Cancelled);
}

#[test]
fn a_document_that_waits_is_told_of_once_before_the_visit() {
    let house = house();
    for (subject, expected) in [(THEO, 1), (MAYA, 0)] {
        // Theo has signed nothing yet; Maya has.
        let visits = see_client(&house, &desk(now()), subject).unwrap().visits;
        let visit = visits.into_iter().find(|visit| visit.state == AppointmentState::Planned).unwrap();
        let moment = (visit.span.from - SignedDuration::from_hours(72)).max(now());
        for minutes in [0, 1] {
            remind(&house, moment + SignedDuration::from_mins(minutes)).unwrap();
        }
        assert_eq!(letters(&house, &visit, NoticeKind::FormReminder).len(), expected, "{subject}");
        let marks = as_it_is(&house, &visit).reminded;
        assert_eq!(marks.iter().filter(|mark| mark.reminder == Reminder::Documents).count(), 1, "{marks:?}");
    }
}
