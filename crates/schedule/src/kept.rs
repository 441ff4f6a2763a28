//! Hours that a therapist keeps for the days after a dosing day. Nobody else is offered them until the day before.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::hours::OpenHours;
use crate::slots::MAX_DAYS;
use crate::span::Span;

/// From how many days ahead an hour is kept back: today's and tomorrow's are anybody's.
const KEPT_FROM_DAYS: i64 = 2;

/// The spans that are kept back from others who look for a time now.
pub fn kept_back(kept: &OpenHours, now: Timestamp, zone: &TimeZone) -> Vec<Span> {
    let Ok(first) = zone.to_datetime(now).date().checked_add(KEPT_FROM_DAYS.days()) else { return Vec::new() };
    first.series(1.day()).take(MAX_DAYS.into()).flat_map(|date| kept.on(date, zone)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, Weekday};

    use super::*;
    use crate::hours::Opening;
    use crate::made_up::{at, denver, span};

    #[test]
    fn an_hour_is_kept_until_the_day_before() {
        let time = |hour| Time::constant(hour, 0, 0, 0);
        let kept = OpenHours(vec![Opening { weekday: Weekday::Thursday, from: time(9), until: time(10) }]);
        let thursday = span("2026-06-25", "09:00", "10:00");
        for (now, expected) in [("2026-06-22 10:00", true), ("2026-06-23 23:59", true), ("2026-06-24 00:00", false)] {
            assert_eq!(kept_back(&kept, at(now), &denver()).contains(&thursday), expected, "{now}");
        }
        assert!(kept_back(&OpenHours::default(), at("2026-06-22 10:00"), &denver()).is_empty());
    }
}
