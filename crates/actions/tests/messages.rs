//! A client's answer about email and text, and what it stops.

use actions::change_client::change_client;
use actions::claim_letter::{Outbox, claim_letter};
use actions::documents::{Signature, current_document, revoke_a_document, sign_a_document};
use actions::house::House;
use actions::remind::remind;
use actions::see_client::see_client;
use actions::see_letters::see_letters;
use care::document::DocumentKind;
use care::fill_in::{FillIn, FilledIn, MessagesBy};
use jiff::{SignedDuration, Timestamp};
use schedule::appointment::{Appointment, AppointmentState};
use schedule::details::Details;
use schedule::letter_state::{LetterState, WhyAway};
use schedule::notice::NoticeKind;
use schedule::people::Letter;
use terms::actor::{Actor, ClientIn, Context, Role};
use terms::reach::{Email, Reach};
use terms::text::Line;
use testkit::cast::{DANA, PRIYA, ROWAN};
use testkit::ground::{acting, house, now};

fn rowan(now: Timestamp) -> Context {
    Context { actor: Actor::Client(ClientIn { subject: ROWAN, signed_in_at: now }), now }
}

/// Rowan has an address; their next visit.
fn next_visit(house: &House) -> Appointment {
    let desk = acting(PRIYA, Role::Desk);
    let seen = see_client(house, &desk, ROWAN).unwrap();
    let client = seen.client;
    let details = Details {
        name: client.name,
        legal_name: client.legal_name,
        pronouns: client.pronouns,
        birth_date: client.birth_date,
        address: client.address,
        emergency_contact: client.emergency_contact,
        reach: Reach { email: Email::parse("rowan@example.org").ok(), ..client.reach },
    };
    change_client(house, &desk, ROWAN, &details).unwrap();
    let ahead = now() + SignedDuration::from_hours(72);
    seen.visits.into_iter().find(|visit| visit.state == AppointmentState::Planned && visit.span.from > ahead).unwrap()
}

fn reminders(house: &House, visit: &Appointment) -> Vec<Letter> {
    let seen = see_letters(house, &acting(PRIYA, Role::Desk)).unwrap();
    let all = [seen.failed, seen.by_hand, seen.waiting, seen.settled].concat();
    let is_it = |letter: &Letter| {
        letter.kind == Some(NoticeKind::VisitReminder) && letter.visit.is_some_and(|said| said.visit == visit.id)
    };
    all.into_iter().filter(is_it).collect()
}

#[test]
fn behaviour_8_a_no_to_messages_stops_the_reminder_that_waits_and_the_next_one() {
    let house = house();
    let visit = next_visit(&house);
    let kind = DocumentKind::MessagesConsent;
    let hash = current_document(&house, kind, None).hash;
    let filled =
        vec![FilledIn { asked: FillIn::MessagesBy, answer: Line::parse(MessagesBy::EmailOnly.code()).unwrap() }];
    let signature =
        Signature { line: kind.into(), hash, name: Line::parse("Rowan Keller").unwrap(), filled, clinician: DANA };
    sign_a_document(&house, &rowan(now()), ROWAN, &signature).unwrap();
    let first = visit.span.from - SignedDuration::from_hours(48);
    remind(&house, first).unwrap();
    assert_eq!(reminders(&house, &visit).len(), 1, "they agreed to email");
    let soon = first + SignedDuration::from_secs(10);
    revoke_a_document(&house, &rowan(soon), ROWAN, kind.into()).unwrap();
    let mut outbox = Outbox::default();
    let claim_at = first + SignedDuration::from_hours(14);
    while let Some(letter) = claim_letter(&house, &mut outbox, claim_at).unwrap() {
        assert_ne!(letter.kind, Some(NoticeKind::VisitReminder), "it stays here");
    }
    let [waited] = reminders(&house, &visit).try_into().unwrap();
    assert!(matches!(waited.state, LetterState::Away { why: WhyAway::NotWanted, .. }), "{:?}", waited.state);
    remind(&house, visit.span.from - SignedDuration::from_hours(2)).unwrap();
    assert_eq!(reminders(&house, &visit).len(), 1, "no other is written");
}
