//! When a letter goes out, and what becomes of it: claimed before it is handed over, settled after, never twice by us.
//!
//! A crash between the server's yes and our own commit leaves a letter "trying". It is tried once more, with the same
//! Message-ID; so it may come twice, and it never stays away unnoticed.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use terms::ids::StaffId;
use terms::text::Line;

use crate::appointment::Appointment;
use crate::letter_state::{LetterState, LetterStep, LetterTurn, WhyAway, WhyFailed};
use crate::people::{Letter, LetterTo, VisitSaid};

/// How long a letter that was claimed belongs to whoever claimed it. Longer than handing over may take.
pub const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// How long a letter about a visit waits first, so that a slip can be taken back.
pub const SECOND_THOUGHT: SignedDuration = SignedDuration::from_mins(2);

/// After how many days a letter that could not go out is left to a person.
pub const TOO_OLD: SignedDuration = SignedDuration::from_hours(24 * 7);

/// How long to wait after each failure, in minutes.
const BACKOFF_MIN: [i64; 6] = [1, 5, 30, 2 * 60, 6 * 60, 24 * 60];

/// How handing over ended, where it did not end well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotHanded {
    /// Refused for now.
    ForNow,
    /// Refused for good.
    ForGood,
    /// The letter was handed over whole, and no answer came.
    NoAnswer,
}

/// Why a letter is not touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterRefusal {
    /// It went out.
    Sent,
    /// It is being handed over this minute.
    UnderWay,
    /// It waits already, or it was put away.
    NotFailed,
    /// There is no carrier for it; it is sent by hand.
    ByHand,
}

impl Letter {
    /// Whether a person has to send it, since nothing carries texts.
    pub fn is_by_hand(&self) -> bool {
        matches!(self.to, LetterTo::Text(_) | LetterTo::ReadOut)
    }

    /// Its word of logistics.
    pub fn code(&self) -> &'static str {
        match self.state {
            LetterState::Waiting { .. } if self.is_by_hand() => "by-hand",
            LetterState::Waiting { .. } => "waiting",
            LetterState::Trying { .. } => "trying",
            LetterState::Sent { .. } => "sent",
            LetterState::Failed { .. } => "failed",
            LetterState::Away { .. } => "away",
        }
    }
}

/// What a claim comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is not its turn.
    NotYet,
    /// It is ours to hand over, once this is written down.
    Ours(Letter),
    /// It goes nowhere; this is written down.
    Settled(Letter),
}

/// Claims a letter whose turn it is. Quiet hours put off what can wait; a claim that ended without a word is taken up
/// once, and then never again.
pub fn claim(letter: Letter, now: Timestamp) -> Claim {
    if letter.is_by_hand() {
        return Claim::NotYet;
    }
    let (failures, may_be_there) = match letter.state {
        LetterState::Waiting { next, failures, may_be_there } if next <= now => (failures, may_be_there),
        LetterState::Trying { until, failures, may_be_there: false } if until <= now => (failures, true),
        LetterState::Trying { until, may_be_there: true, .. } if until <= now => {
            return Claim::Settled(failed(letter, WhyFailed::Unsure, now));
        }
        LetterState::Waiting { .. }
        | LetterState::Trying { .. }
        | LetterState::Sent { .. }
        | LetterState::Failed { .. }
        | LetterState::Away { .. } => return Claim::NotYet,
    };
    if letter.useless_from.is_some_and(|from| from <= now) {
        return Claim::Settled(away(letter, (WhyAway::TooLate, None), now));
    }
    if let Some(until) = quiet_until(&letter, now) {
        let state = LetterState::Waiting { next: until, failures, may_be_there };
        return Claim::Settled(Letter { state, ..letter });
    }
    if now.duration_since(letter.since()) > TOO_OLD {
        return Claim::Settled(failed(letter, WhyFailed::TooOld, now));
    }
    let state = LetterState::Trying { until: now + LEASE, failures, may_be_there };
    Claim::Ours(turned(letter, state, LetterStep::Claimed, now))
}

/// The mail server took it. A letter that was settled meanwhile stays as it is.
pub fn sent(letter: Letter, now: Timestamp) -> Letter {
    match letter.state {
        LetterState::Trying { .. } => turned(letter, LetterState::Sent { at: now }, LetterStep::Sent, now),
        LetterState::Waiting { .. }
        | LetterState::Sent { .. }
        | LetterState::Failed { .. }
        | LetterState::Away { .. } => letter,
    }
}

/// The mail server did not take it, or said nothing.
pub fn not_sent(letter: Letter, (how, said): (NotHanded, Line), now: Timestamp) -> Letter {
    let LetterState::Trying { failures, may_be_there, .. } = letter.state else { return letter };
    let wait = |minutes: i64| now + SignedDuration::from_mins(minutes);
    let end = match how {
        NotHanded::ForGood => Err(WhyFailed::Refused),
        NotHanded::NoAnswer if may_be_there => Err(WhyFailed::Unsure),
        // As after a crash of ours: once more, and then never again.
        NotHanded::NoAnswer => Ok(LetterState::Waiting { next: wait(BACKOFF_MIN[1]), failures, may_be_there: true }),
        NotHanded::ForNow => match BACKOFF_MIN.get(usize::from(failures)) {
            Some(minutes) => Ok(LetterState::Waiting { next: wait(*minutes), failures: failures + 1, may_be_there }),
            None => Err(WhyFailed::GaveUp),
        },
    };
    let said = LetterStep::NotSent(said);
    match end {
        Ok(state) => turned(letter, state, said, now),
        Err(why) => {
            let state = letter.state.clone();
            failed(turned(letter, state, said, now), why, now)
        }
    }
}

/// Lets a failed letter go out again, from the beginning.
pub fn try_again(letter: Letter, by: StaffId, now: Timestamp) -> Result<Letter, LetterRefusal> {
    match letter.state {
        LetterState::Failed { .. } if letter.is_by_hand() => Err(LetterRefusal::ByHand),
        LetterState::Failed { .. } => {
            let state = LetterState::Waiting { next: now, failures: 0, may_be_there: false };
            Ok(turned(letter, state, LetterStep::TriedAgain(by), now))
        }
        LetterState::Sent { .. } => Err(LetterRefusal::Sent),
        LetterState::Trying { .. } => Err(LetterRefusal::UnderWay),
        LetterState::Waiting { .. } | LetterState::Away { .. } => Err(LetterRefusal::NotFailed),
    }
}

/// Puts a letter away that has not gone out. Doing it twice is doing it once.
pub fn put_away(
    letter: Letter,
    (why, by): (WhyAway, Option<StaffId>),
    now: Timestamp,
) -> Result<Letter, LetterRefusal> {
    match letter.state {
        LetterState::Waiting { .. } | LetterState::Failed { .. } => Ok(away(letter, (why, by), now)),
        LetterState::Away { .. } => Ok(letter),
        LetterState::Sent { .. } => Err(LetterRefusal::Sent),
        LetterState::Trying { .. } => Err(LetterRefusal::UnderWay),
    }
}

/// Whether what a letter says of a visit is no longer so.
pub fn is_outdated(said: &VisitSaid, visit: Option<&Appointment>) -> bool {
    let stands = visit.filter(|visit| visit.state.stands()).map(|visit| visit.span.from);
    match said.from {
        Some(from) => stands != Some(from),
        None => stands.is_some(),
    }
}

impl Letter {
    /// Since when it has been on its way: when it was written, or let go again.
    fn since(&self) -> Timestamp {
        let again = self.history.iter().rev().find(|turn| matches!(turn.what, LetterStep::TriedAgain(_)));
        again.map_or(self.at, |turn| turn.at)
    }
}

fn quiet_until(letter: &Letter, now: Timestamp) -> Option<Timestamp> {
    let quiet = letter.quiet.as_ref()?;
    // The name was looked up when it was written down.
    let zone = TimeZone::get(quiet.zone.as_str()).unwrap_or(TimeZone::UTC);
    quiet.hours.end_after(now, &zone)
}

fn away(letter: Letter, (why, by): (WhyAway, Option<StaffId>), now: Timestamp) -> Letter {
    turned(letter, LetterState::Away { at: now, why }, LetterStep::PutAway(why, by), now)
}

fn failed(letter: Letter, why: WhyFailed, now: Timestamp) -> Letter {
    turned(letter, LetterState::Failed { at: now, why }, LetterStep::Failed(why), now)
}

fn turned(mut letter: Letter, state: LetterState, what: LetterStep, at: Timestamp) -> Letter {
    letter.history.push(LetterTurn { at, what });
    Letter { state, ..letter }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use terms::ids::LetterId;
    use terms::quiet_hours::QuietHours;
    use terms::reach::{Email, Phone};
    use terms::text::Prose;

    use super::*;
    use crate::appointment::AppointmentState;
    use crate::letter_state::Quiet;
    use crate::made_up::{appointment, at, id, line};

    const WRITTEN: &str = "2026-06-22 10:00";

    fn letter() -> Letter {
        let words = (line("A note from the office"), Prose::parse("It stands.").unwrap());
        let to = LetterTo::Email(Email::parse("jamie@example.org").unwrap());
        Letter::written(LetterId(id('a')), to, words, at(WRITTEN))
    }

    fn ours(letter: Letter, now: &str) -> Letter {
        match claim(letter, at(now)) {
            Claim::Ours(letter) => letter,
            other => panic!("{now}: {other:?}"),
        }
    }

    fn failed_so(letter: Letter, how: NotHanded, now: &str) -> Letter {
        not_sent(letter, (how, line("450")), at(now))
    }

    #[test]
    fn a_letter_is_claimed_when_its_turn_comes_and_by_one_alone() {
        let waiting = |next: &str| Letter {
            state: LetterState::Waiting { next: at(next), failures: 0, may_be_there: false },
            ..letter()
        };
        assert_eq!(claim(waiting("2026-06-22 10:01"), at(WRITTEN)), Claim::NotYet);
        let mine = ours(waiting(WRITTEN), WRITTEN);
        assert_eq!(claim(mine.clone(), at("2026-06-22 10:04")), Claim::NotYet);
        assert_eq!(claim(sent(mine, at("2026-06-22 10:01")), at("2026-06-23 10:00")), Claim::NotYet);
        let text = Letter { to: LetterTo::Text(Phone::parse("(303) 555-0142").unwrap()), ..letter() };
        assert_eq!((claim(text.clone(), at(WRITTEN)), text.code()), (Claim::NotYet, "by-hand"));
    }

    #[test]
    fn after_each_refusal_it_waits_longer_and_then_it_fails() {
        let mut given = letter();
        let mut now = at(WRITTEN);
        for minutes in BACKOFF_MIN {
            let Claim::Ours(mine) = claim(given, now) else { panic!("{minutes}") };
            given = not_sent(mine, (NotHanded::ForNow, line("450")), now);
            let next = now + SignedDuration::from_mins(minutes);
            assert!(matches!(given.state, LetterState::Waiting { next: at, .. } if at == next), "{minutes}");
            now = next;
        }
        let Claim::Ours(mine) = claim(given, now) else { panic!("the seventh") };
        let gone = not_sent(mine, (NotHanded::ForNow, line("450")), now);
        assert_eq!(gone.state, LetterState::Failed { at: now, why: WhyFailed::GaveUp });
        assert_eq!(gone.code(), "failed");
        let again = try_again(gone, id('p'), now).unwrap();
        assert!(matches!(claim(again, now), Claim::Ours(_)));
    }

    #[test]
    fn what_is_refused_for_good_fails_at_once() {
        let gone = failed_so(ours(letter(), WRITTEN), NotHanded::ForGood, WRITTEN);
        assert_eq!(gone.state, LetterState::Failed { at: at(WRITTEN), why: WhyFailed::Refused });
        assert!(gone.history.iter().any(|turn| turn.what == LetterStep::NotSent(line("450"))));
    }

    #[test]
    fn a_claim_that_ended_without_a_word_is_taken_up_once() {
        let first = ours(letter(), WRITTEN);
        let second = ours(first.clone(), "2026-06-22 10:05");
        assert_eq!(second.message_id, first.message_id);
        // The second one falls silent too.
        let Claim::Settled(third) = claim(second.clone(), at("2026-06-22 10:10")) else { panic!("a third try") };
        assert!(matches!(third.state, LetterState::Failed { why: WhyFailed::Unsure, .. }));
        // Or the server refuses for now: the next try is the last that may hand it over.
        let waits = failed_so(second, NotHanded::ForNow, "2026-06-22 10:06");
        let last = ours(waits, "2026-06-22 10:07");
        let gone = failed_so(last, NotHanded::NoAnswer, "2026-06-22 10:08");
        assert!(matches!(gone.state, LetterState::Failed { why: WhyFailed::Unsure, .. }));
        // A server that says nothing after the whole letter is like a crash of ours.
        let silent = failed_so(ours(letter(), WRITTEN), NotHanded::NoAnswer, WRITTEN);
        let again = ours(silent, "2026-06-22 10:05");
        assert!(matches!(again.state, LetterState::Trying { may_be_there: true, .. }));
    }

    #[test]
    fn what_can_wait_waits_for_the_end_of_quiet_hours() {
        let hours = QuietHours { from: time(21, 0, 0, 0), until: time(8, 0, 0, 0) };
        let given = |now: &str| {
            let quiet = Some(Quiet { hours, zone: line("America/Denver") });
            claim(Letter { quiet, at: at(now), ..letter() }, at(now))
        };
        let Claim::Settled(waits) = given("2026-06-23 22:00") else { panic!("at night") };
        assert!(matches!(waits.state, LetterState::Waiting { next, .. } if next == at("2026-06-24 08:00")));
        assert!(matches!(given("2026-06-24 08:00"), Claim::Ours(_)));
    }

    #[test]
    fn what_comes_too_late_does_not_go_out() {
        let useless = Letter { useless_from: Some(at("2026-06-22 10:15")), ..letter() };
        assert!(matches!(claim(useless.clone(), at("2026-06-22 10:14")), Claim::Ours(_)));
        let Claim::Settled(put_away) = claim(useless, at("2026-06-22 10:15")) else { panic!("too late") };
        assert!(matches!(put_away.state, LetterState::Away { why: WhyAway::TooLate, .. }));
        let Claim::Settled(old) = claim(letter(), at("2026-06-29 10:01")) else { panic!("too old") };
        assert!(matches!(old.state, LetterState::Failed { why: WhyFailed::TooOld, .. }));
        assert!(matches!(claim(letter(), at("2026-06-29 10:00")), Claim::Ours(_)));
    }

    #[test]
    fn a_person_tries_again_or_puts_away_what_has_not_gone_out() {
        let by = (WhyAway::AnotherWay, Some(id('p')));
        let now = at("2026-06-22 10:01");
        let trying = ours(letter(), WRITTEN);
        let gone = failed_so(trying.clone(), NotHanded::ForGood, WRITTEN);
        let went = sent(trying.clone(), now);
        let away = put_away(letter(), by, now).unwrap();
        for (given, again, put) in [
            (letter(), Err(LetterRefusal::NotFailed), Ok(())),
            (trying, Err(LetterRefusal::UnderWay), Err(LetterRefusal::UnderWay)),
            (gone, Ok(()), Ok(())),
            (went, Err(LetterRefusal::Sent), Err(LetterRefusal::Sent)),
            (away, Err(LetterRefusal::NotFailed), Ok(())),
        ] {
            assert_eq!(try_again(given.clone(), id('p'), now).map(|_| ()), again, "{:?}", given.state);
            assert_eq!(put_away(given.clone(), by, now).map(|_| ()), put, "{:?}", given.state);
        }
    }

    #[test]
    fn what_a_letter_says_of_a_visit_holds_as_long_as_the_visit_does() {
        let visit = appointment();
        let canceled = crate::appointment::Appointment { state: AppointmentState::Cancelled, ..appointment() };
        let said = |from: Option<&str>| VisitSaid { visit: visit.id, from: from.map(at) };
        for (from, found, expected) in [
            (Some("2026-06-24 09:00"), Some(&visit), false),
            (Some("2026-06-24 10:00"), Some(&visit), true),
            (Some("2026-06-24 09:00"), Some(&canceled), true),
            (Some("2026-06-24 09:00"), None, true),
            (None, Some(&visit), true),
            (None, Some(&canceled), false),
        ] {
            assert_eq!(is_outdated(&said(from), found), expected, "{from:?}");
        }
    }
}
