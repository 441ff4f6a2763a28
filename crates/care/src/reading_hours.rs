//! When somebody reads what clients say of how they are: Monday to Friday, between two hours, without the days closed.
//! A clock that waits for an answer runs only then.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// How many days ahead the next reading is looked for.
const AHEAD_DAYS: i32 = 60;

/// The reading hours of a practice.
#[derive(Clone, Debug)]
pub struct ReadingHours {
    /// From which hour, 0 to 23.
    pub from_hour: u8,
    /// Until which hour; the same as `from_hour` means that nobody reads.
    pub until_hour: u8,
    /// On which clock.
    pub zone: TimeZone,
    /// The days on which the practice is closed: from, until, both included.
    pub closed: Vec<(Date, Date)>,
}

impl ReadingHours {
    /// Whether somebody reads now.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.on(self.date(now)).is_some_and(|(from, until)| from <= now && now < until)
    }

    /// When somebody reads next; now, while they do.
    pub fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let days = (0..AHEAD_DAYS).filter_map(|day| self.date(now).checked_add(day.days()).ok());
        days.filter_map(|date| self.on(date)).find(|(_, until)| now < *until).map(|(from, _)| from.max(now))
    }

    /// How many seconds of reading lie between two moments; none, when the second is not the later.
    pub fn seconds_between(&self, from: Timestamp, until: Timestamp) -> i64 {
        let (first, last) = (self.date(from), self.date(until));
        let days = first.series(1.day()).take_while(|date| *date <= last);
        let read = days.filter_map(|date| self.on(date)).map(|(opens, closes)| {
            let (begins, ends) = (opens.max(from), closes.min(until));
            (ends.as_second() - begins.as_second()).max(0)
        });
        read.sum()
    }

    fn date(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    fn on(&self, date: Date) -> Option<(Timestamp, Timestamp)> {
        let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let is_closed = self.closed.iter().any(|(from, until)| *from <= date && date <= *until);
        if is_weekend || is_closed || self.from_hour >= self.until_hour {
            return None;
        }
        let at = |hour: u8| self.zone.to_timestamp(date.at(i8::try_from(hour.min(23)).ok()?, 0, 0, 0)).ok();
        Some((at(self.from_hour)?, at(self.until_hour)?))
    }
}

#[cfg(test)]
pub(crate) fn nine_to_five(closed: Vec<(Date, Date)>) -> ReadingHours {
    ReadingHours { from_hour: 9, until_hour: 17, zone: crate::made_up::denver(), closed }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::made_up::{at, date};

    #[test]
    fn nobody_reads_at_night_on_weekends_and_on_closed_days() {
        let hours = nine_to_five(vec![(date("2026-06-23"), date("2026-06-24"))]);
        for (now, open, next) in [
            ("2026-06-22 08:59", false, "2026-06-22 09:00"),
            ("2026-06-22 09:00", true, "2026-06-22 09:00"),
            ("2026-06-22 16:59", true, "2026-06-22 16:59"),
            ("2026-06-22 17:00", false, "2026-06-25 09:00"),
            ("2026-06-26 20:00", false, "2026-06-29 09:00"),
        ] {
            assert_eq!((hours.is_open(at(now)), hours.next(at(now))), (open, Some(at(next))), "{now}");
        }
        let nobody = ReadingHours { until_hour: 9, ..hours };
        assert_eq!((nobody.is_open(at("2026-06-22 10:00")), nobody.next(at("2026-06-22 10:00"))), (false, None));
    }

    #[test]
    fn a_clock_that_waits_runs_only_while_somebody_reads() {
        let hours = nine_to_five(Vec::new());
        for (from, until, expected) in [
            ("2026-06-22 10:00", "2026-06-22 11:30", 90),
            ("2026-06-22 16:00", "2026-06-23 10:00", 120),
            ("2026-06-26 16:30", "2026-06-29 09:30", 60),
            ("2026-06-27 10:00", "2026-06-28 22:00", 0),
            ("2026-06-22 11:00", "2026-06-22 10:00", 0),
            // Clocks change in the nights of March 8 and November 1; the reading day has eight hours all the same.
            ("2026-03-06 17:00", "2026-03-09 17:00", 480),
            ("2026-10-30 17:00", "2026-11-02 17:00", 480),
        ] {
            assert_eq!(hours.seconds_between(at(from), at(until)), expected * 60, "{from} {until}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_adds_up(start in 0i64..60_000_000, first in 0i64..2_000_000, second in 0i64..2_000_000) {
            let hours = nine_to_five(Vec::new());
            let moment = |second: i64| Timestamp::from_second(1_767_225_600 + second).unwrap();
            let (a, b, c) = (moment(start), moment(start + first), moment(start + first + second));
            prop_assert_eq!(hours.seconds_between(a, b) + hours.seconds_between(b, c), hours.seconds_between(a, c));
            prop_assert!(hours.seconds_between(a, c) <= first + second);
        }
    }
}
