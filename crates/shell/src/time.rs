//! Times in the words of the practice's zone: dates as words, never as figures with dashes.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

/// "Monday, June 22".
pub fn day(at: Timestamp, zone: &TimeZone) -> String {
    told(at, zone, "%A, %B %-d")
}

/// "Jun 22".
pub fn short_day(at: Timestamp, zone: &TimeZone) -> String {
    told(at, zone, "%b %-d")
}

/// "2:00 PM".
pub fn clock(at: Timestamp, zone: &TimeZone) -> String {
    told(at, zone, "%-I:%M %p")
}

/// How long something has waited: "40 min", "22 h", "1 d 3 h". Never negative.
pub fn age(from: Timestamp, now: Timestamp) -> String {
    let minutes = now.as_second().saturating_sub(from.as_second()).max(0) / 60;
    let (days, hours) = (minutes / 1_440, minutes / 60 % 24);
    match (days, hours) {
        (0, 0) => format!("{minutes} min"),
        (0, _) => format!("{hours} h"),
        (_, 0) => format!("{days} d"),
        (_, _) => format!("{days} d {hours} h"),
    }
}

/// A moment as a `time` element: "Monday, June 22, 2:00 PM".
pub fn moment(at: Timestamp, zone: &TimeZone) -> Markup {
    html! { time datetime=(at) { (day(at, zone)) ", " (clock(at, zone)) } }
}

fn told(at: Timestamp, zone: &TimeZone, pattern: &str) -> String {
    at.to_zoned_datetime(zone.clone()).strftime(pattern).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_is_told_in_the_practices_zone() {
        let denver = TimeZone::get("America/Denver").unwrap();
        let summer = at("2026-06-22T20:00:00Z");
        assert_eq!((day(summer, &denver).as_str(), clock(summer, &denver).as_str()), ("Monday, June 22", "2:00 PM"));
        let winter = at("2026-12-01T03:05:00Z");
        assert_eq!((short_day(winter, &denver).as_str(), clock(winter, &denver).as_str()), ("Nov 30", "8:05 PM"));
    }

    #[test]
    fn an_age_is_as_coarse_as_it_is_old() {
        let now = at("2026-06-22T12:00:00Z");
        for (from, told) in [
            ("2026-06-22T11:20:00Z", "40 min"),
            ("2026-06-21T14:00:00Z", "22 h"),
            ("2026-06-21T09:00:00Z", "1 d 3 h"),
            ("2026-06-20T12:00:00Z", "2 d"),
            ("2026-06-23T12:00:00Z", "0 min"),
        ] {
            assert_eq!(age(at(from), now), told);
        }
    }
}
