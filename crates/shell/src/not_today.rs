//! What stands where nobody can sign or agree to more today.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use maud::{Markup, html};

/// "Not today. It will be here tomorrow after noon."
pub fn not_today(until: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (until, now) = (until.to_zoned_datetime(zone.clone()), now.to_zoned_datetime(zone.clone()));
    let (begins, day) = match until.date() {
        date if date == now.date() => ("Not yet.", "today".to_owned()),
        date if Some(date) == now.date().checked_add(1.day()).ok() => ("Not today.", "tomorrow".to_owned()),
        date => ("Not today.", format!("on {}", date.strftime("%A"))),
    };
    let hour = match until.hour() {
        0 => return format!("{begins} It will be here {day}."),
        12 => "noon".to_owned(),
        _ => until.strftime("%-I %p").to_string(),
    };
    format!("{begins} It will be here {day} after {hour}.")
}

/// In place of a place to sign. Nothing is lost by it, and no is always open.
pub fn resting_card(until: Timestamp, now: Timestamp, zone: &TimeZone) -> Markup {
    html! {
        section.card.stack.tight aria-label="Signing" {
            p { b { (not_today(until, now, zone)) } }
            p.small.dim { "Around a dosing day nothing is signed, so that every yes is one that was given with a clear head. Reading, saying no and taking back are open as always." }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_says_when_it_will_be_here() {
        let zone = TimeZone::get("America/Denver").unwrap();
        for (now, until, expected) in [
            ("2026-06-16T20:00:00Z", "2026-06-17T18:00:00Z", "Not today. It will be here tomorrow after noon."),
            ("2026-06-17T14:00:00Z", "2026-06-17T18:00:00Z", "Not yet. It will be here today after noon."),
            ("2026-06-16T20:00:00Z", "2026-06-18T20:00:00Z", "Not today. It will be here on Thursday after 2 PM."),
            ("2026-06-16T20:00:00Z", "2026-06-17T06:00:00Z", "Not today. It will be here tomorrow."),
        ] {
            assert_eq!(not_today(until.parse().unwrap(), now.parse().unwrap(), &zone), expected);
        }
    }
}
