//! The same time of day week after week, whatever daylight saving does in between.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// The most visits of one series: half a year.
pub const MOST_WEEKS: u8 = 26;

/// Why there is no series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeeklyRefusal {
    /// None, or more than [`MOST_WEEKS`].
    Count,
    /// It would reach past the end of the calendar.
    PastTheCalendar,
}

/// When each of `count` visits begins: at the same time by the clock on the wall, a week apart.
///
/// A time that daylight saving leaves out is as much later as it skips; of one that comes twice, the first.
pub fn weekly(from: Timestamp, count: u8, zone: &TimeZone) -> Result<Vec<Timestamp>, WeeklyRefusal> {
    if !(1..=MOST_WEEKS).contains(&count) {
        return Err(WeeklyRefusal::Count);
    }
    let first = zone.to_datetime(from);
    let later = |week: u8| {
        let civil = first.checked_add(i64::from(week).weeks()).ok()?;
        zone.to_timestamp(civil).ok()
    };
    let weeks = std::iter::once(Some(from)).chain((1..count).map(later));
    weeks.collect::<Option<Vec<_>>>().ok_or(WeeklyRefusal::PastTheCalendar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, denver};

    fn told(times: &[Timestamp]) -> String {
        let words = times.iter().map(|at| at.to_zoned_datetime(denver()).strftime("%b %-d %H:%M %Z").to_string());
        words.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_series_keeps_its_time_by_the_clock_on_the_wall() {
        for (from, expected) in [
            ("2026-06-22 11:00", "Jun 22 11:00 MDT, Jun 29 11:00 MDT, Jul 6 11:00 MDT"),
            ("2026-03-03 09:00", "Mar 3 09:00 MST, Mar 10 09:00 MDT, Mar 17 09:00 MDT"),
            ("2026-10-27 09:00", "Oct 27 09:00 MDT, Nov 3 09:00 MST, Nov 10 09:00 MST"),
            // The nights themselves: half past two on March 8 there is none, half past one on November 1 comes twice.
            ("2026-03-01 02:30", "Mar 1 02:30 MST, Mar 8 03:30 MDT, Mar 15 02:30 MDT"),
            ("2026-10-25 01:30", "Oct 25 01:30 MDT, Nov 1 01:30 MDT, Nov 8 01:30 MST"),
        ] {
            assert_eq!(told(&weekly(at(from), 3, &denver()).unwrap()), expected, "{from}");
        }
    }

    #[test]
    fn the_second_of_two_equal_times_stays_the_one_it_was() {
        let second: Timestamp = "2026-11-01T08:30:00Z".parse().unwrap();
        assert_eq!(told(&weekly(second, 2, &denver()).unwrap()), "Nov 1 01:30 MST, Nov 8 01:30 MST");
    }

    #[test]
    fn a_series_has_one_to_twenty_six_visits() {
        let from = at("2026-06-22 11:00");
        for (count, expected) in
            [(0, Err(WeeklyRefusal::Count)), (1, Ok(1)), (26, Ok(26)), (27, Err(WeeklyRefusal::Count))]
        {
            assert_eq!(weekly(from, count, &denver()).map(|times| times.len()), expected, "{count}");
        }
        assert_eq!(weekly(Timestamp::MAX, 2, &TimeZone::UTC), Err(WeeklyRefusal::PastTheCalendar));
    }
}
