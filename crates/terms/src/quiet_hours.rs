//! The hours in which somebody wants to be left alone.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Time, time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// From one time of day until another, over midnight where the second is the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// When they begin.
    pub from: Time,
    /// When they end.
    pub until: Time,
}

/// For whoever named no others: from nine in the evening until eight.
pub const USUAL: QuietHours = QuietHours { from: time(21, 0, 0, 0), until: time(8, 0, 0, 0) };

impl QuietHours {
    /// When they end, if this moment lies in them. Hours that end as they begin are none.
    pub fn end_after(&self, at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let local = at.to_zoned_datetime(zone.clone());
        let now = local.time();
        let over_midnight = self.until < self.from;
        let is_in =
            if over_midnight { now >= self.from || now < self.until } else { now >= self.from && now < self.until };
        let ends_tomorrow = over_midnight && now >= self.from;
        let day = if ends_tomorrow { local.date().checked_add(1.day()).ok()? } else { local.date() };
        is_in.then(|| zone.to_timestamp(day.to_datetime(self.until)).ok()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_end_in_the_morning() {
        let denver = TimeZone::get("America/Denver").unwrap();
        let at = |text: &str| denver.to_timestamp(text.parse::<jiff::civil::DateTime>().unwrap()).unwrap();
        let noon = QuietHours { from: time(12, 0, 0, 0), until: time(14, 0, 0, 0) };
        let none = QuietHours { from: time(12, 0, 0, 0), until: time(12, 0, 0, 0) };
        for (hours, now, expected) in [
            (USUAL, "2026-06-22 20:59", None),
            (USUAL, "2026-06-22 21:00", Some("2026-06-23 08:00")),
            (USUAL, "2026-06-23 07:59", Some("2026-06-23 08:00")),
            (USUAL, "2026-06-23 08:00", None),
            // The clocks go back this night; eight stays eight.
            (USUAL, "2026-10-31 23:00", Some("2026-11-01 08:00")),
            (noon, "2026-06-22 11:59", None),
            (noon, "2026-06-22 12:00", Some("2026-06-22 14:00")),
            (noon, "2026-06-22 14:00", None),
            (none, "2026-06-22 12:00", None),
        ] {
            assert_eq!(hours.end_after(at(now), &denver), expected.map(at), "{hours:?} {now}");
        }
    }
}
