//! Reminders: which is due for a visit at a moment, each once for each time that the visit is set to.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::ids::Id;
use terms::words;

use crate::appointment::{Appointment, AppointmentState};

/// The most hours before a visit at which a reminder goes out: two weeks.
pub const MAX_HOURS: u16 = 14 * 24;

/// Nobody is reminded any more when so little time is left.
const TOO_CLOSE: SignedDuration = SignedDuration::from_mins(30);

/// When reminders go out, in hours before a visit; `None` is never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderTimes {
    /// The first.
    pub first: Option<u16>,
    /// A second one, nearer to the visit.
    pub second: Option<u16>,
    /// Of documents that nobody has signed yet.
    pub documents: Option<u16>,
}

const ROW: Id = match Id::from_letters(*b"remnderhrs") {
    Some(id) => id,
    None => panic!("no id has these letters"),
};

words! {
    /// A reminder.
    Reminder {
        First = "first", "First reminder";
        Second = "second", "Second reminder";
        Documents = "documents", "Reminder of documents";
    }
}

/// That a reminder was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// Which.
    pub reminder: Reminder,
    /// For which beginning of the visit.
    pub of: Timestamp,
    /// When.
    pub at: Timestamp,
}

/// Why times are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimesRefusal {
    /// The second reminder would come before the first, or with it.
    SecondNotLater,
    /// A second reminder, and no first.
    SecondAlone,
    /// No hours at all, or more than [`MAX_HOURS`].
    OutOfRange(Reminder),
}

impl Default for ReminderTimes {
    fn default() -> Self {
        Self { first: Some(48), second: None, documents: Some(72) }
    }
}

impl ReminderTimes {
    /// The id of the one row there is.
    pub fn row() -> Id {
        ROW
    }

    /// How many hours before a visit this one goes out.
    pub fn hours(&self, reminder: Reminder) -> Option<u16> {
        match reminder {
            Reminder::First => self.first,
            Reminder::Second => self.second,
            Reminder::Documents => self.documents,
        }
    }

    /// How far ahead a visit can be of which someone is reminded now.
    pub fn reach(&self) -> SignedDuration {
        let most = Reminder::ALL.into_iter().filter_map(|reminder| self.hours(reminder)).max().unwrap_or(0);
        SignedDuration::from_hours(most.into())
    }
}

/// Checks times that are about to be settled.
pub fn settle(times: ReminderTimes) -> Result<ReminderTimes, TimesRefusal> {
    let out_of_range =
        |reminder: &Reminder| times.hours(*reminder).is_some_and(|hours| hours == 0 || hours > MAX_HOURS);
    if let Some(reminder) = Reminder::ALL.into_iter().find(out_of_range) {
        return Err(TimesRefusal::OutOfRange(reminder));
    }
    match (times.first, times.second) {
        (None, Some(_)) => Err(TimesRefusal::SecondAlone),
        (Some(first), Some(second)) if second >= first => Err(TimesRefusal::SecondNotLater),
        (Some(_) | None, Some(_) | None) => Ok(times),
    }
}

/// The reminders of a visit that are due, each at most once for the time that the visit is set to.
///
/// Of the first and the second only the nearer one goes out where both are late. Whoever was told of the time after
/// the moment at which they would have been reminded is not told again.
pub fn due(visit: &Appointment, times: &ReminderTimes, now: Timestamp) -> Vec<Reminder> {
    let begins = visit.span.from;
    if visit.state != AppointmentState::Planned || now.duration_until(begins) < TOO_CLOSE {
        return Vec::new();
    }
    let was_sent = |reminder: Reminder| {
        visit.reminded.iter().any(|reminded| reminded.of == begins && reminded.reminder == reminder)
    };
    let is_due = |reminder: Reminder| {
        let Some(hours) = times.hours(reminder) else { return false };
        let moment = begins - SignedDuration::from_hours(hours.into());
        // Documents are worth a word however late the visit was booked.
        let told = told_at(visit).filter(|_| reminder != Reminder::Documents);
        moment <= now && !was_sent(reminder) && told.is_none_or(|told| told < moment)
    };
    let visits = if is_due(Reminder::Second) {
        Some(Reminder::Second)
    } else {
        Some(Reminder::First).filter(|first| is_due(*first) && !was_sent(Reminder::Second))
    };
    visits.into_iter().chain(Some(Reminder::Documents).filter(|documents| is_due(*documents))).collect()
}

/// The visit with a mark that this reminder was written. The nearer one stands for the first, too.
pub fn reminded(mut visit: Appointment, reminder: Reminder, now: Timestamp) -> Appointment {
    visit.reminded.push(Reminded { reminder, of: visit.span.from, at: now });
    visit
}

/// When the time that it is set to was settled: by booking, or by the last move.
fn told_at(visit: &Appointment) -> Option<Timestamp> {
    let changed = visit.history.iter().rev().find(|turn| turn.moved_from.is_some() || turn.undone.is_some());
    let changed = changed.map(|turn| turn.undone.map_or(turn.at, |(at, _)| at));
    changed.or(visit.booked_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appointment::{Hand, Slot};
    use crate::made_up::{appointment, at, id, span};
    use crate::move_visit::move_to;

    const BOTH: ReminderTimes = ReminderTimes { first: Some(48), second: Some(2), documents: Some(72) };

    fn plain(times: &ReminderTimes, visit: &Appointment, now: &str) -> Vec<Reminder> {
        due(visit, times, at(now)).into_iter().filter(|reminder| *reminder != Reminder::Documents).collect()
    }

    #[test]
    fn times_are_settled_or_refused() {
        let times = |first, second, documents| ReminderTimes { first, second, documents };
        for (given, expected) in [
            (times(Some(48), None, Some(72)), Ok(())),
            (times(None, None, None), Ok(())),
            (times(Some(48), Some(2), None), Ok(())),
            (times(Some(2), Some(2), None), Err(TimesRefusal::SecondNotLater)),
            (times(None, Some(2), None), Err(TimesRefusal::SecondAlone)),
            (times(Some(0), None, None), Err(TimesRefusal::OutOfRange(Reminder::First))),
            (times(Some(MAX_HOURS), None, None), Ok(())),
            (times(Some(MAX_HOURS + 1), None, None), Err(TimesRefusal::OutOfRange(Reminder::First))),
            (times(None, None, Some(0)), Err(TimesRefusal::OutOfRange(Reminder::Documents))),
        ] {
            assert_eq!(settle(given).map(|_| ()), expected, "{given:?}");
        }
    }

    #[test]
    fn a_reminder_is_due_from_its_hour_until_shortly_before() {
        // The visit begins on June 24 at nine.
        for (now, expected) in [
            ("2026-06-22 08:59", &[][..]),
            ("2026-06-22 09:00", &[Reminder::First]),
            ("2026-06-24 06:59", &[Reminder::First]),
            ("2026-06-24 07:00", &[Reminder::Second]),
            ("2026-06-24 08:30", &[Reminder::Second]),
            ("2026-06-24 08:31", &[]),
            ("2026-06-24 09:30", &[]),
        ] {
            assert_eq!(plain(&BOTH, &appointment(), now), expected, "{now}");
        }
        let never = ReminderTimes { first: None, second: None, documents: None };
        assert_eq!(due(&appointment(), &never, at("2026-06-24 07:00")), []);
        assert_eq!(due(&appointment(), &BOTH, at("2026-06-21 09:00")), [Reminder::Documents]);
        for state in AppointmentState::ALL.into_iter().filter(|state| *state != AppointmentState::Planned) {
            assert_eq!(due(&Appointment { state, ..appointment() }, &BOTH, at("2026-06-24 07:00")), [], "{state:?}");
        }
    }

    #[test]
    fn a_reminder_is_due_once_also_after_a_move() {
        let now = "2026-06-22 09:00";
        let first = reminded(appointment(), Reminder::First, at(now));
        assert_eq!(plain(&BOTH, &first, "2026-06-23 12:00"), []);
        let second = reminded(appointment(), Reminder::Second, at("2026-06-24 07:00"));
        assert_eq!(plain(&BOTH, &second, "2026-06-24 08:00"), []);
        // Moved within the two days: the letter of the move has said it.
        let to = |date: &str| Slot { span: span(date, "15:00", "16:00"), ..appointment().slot() };
        let soon = move_to(first.clone(), to("2026-06-24"), Hand::Client(id('u')), at("2026-06-23 09:00")).unwrap();
        assert_eq!(plain(&BOTH, &soon, "2026-06-23 10:00"), []);
        // Moved far away: they are reminded of the new time, once.
        let far = move_to(first, to("2026-07-08"), Hand::Client(id('u')), at("2026-06-23 09:00")).unwrap();
        assert_eq!(plain(&BOTH, &far, "2026-07-06 14:59"), []);
        assert_eq!(plain(&BOTH, &far, "2026-07-06 15:00"), [Reminder::First]);
        assert_eq!(plain(&BOTH, &reminded(far, Reminder::First, at("2026-07-06 15:00")), "2026-07-06 15:01"), []);
    }

    #[test]
    fn whoever_was_told_of_the_time_just_now_is_not_told_again() {
        let booked = |when: &str| Appointment { booked_at: Some(at(when)), ..appointment() };
        assert_eq!(plain(&BOTH, &booked("2026-06-22 08:59"), "2026-06-23 09:00"), [Reminder::First]);
        assert_eq!(plain(&BOTH, &booked("2026-06-22 09:00"), "2026-06-23 09:00"), []);
        assert_eq!(due(&booked("2026-06-22 09:00"), &BOTH, at("2026-06-23 09:00")), [Reminder::Documents]);
    }
}
