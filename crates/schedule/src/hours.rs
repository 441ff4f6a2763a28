//! When someone works.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::span::{Span, merged};

/// A stretch of a weekday, in the practice's own time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Which day; stored as 1 to 7, Monday being 1.
    #[serde(with = "weekday_number")]
    pub weekday: Weekday,
    /// When it begins.
    pub from: Time,
    /// When it is over.
    pub until: Time,
}

/// The hours of a week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OpenHours(pub Vec<Opening>);

impl OpenHours {
    /// The open spans of one day, in order and apart. A time that daylight saving leaves out is the next that exists.
    pub fn on(&self, date: Date, zone: &TimeZone) -> Vec<Span> {
        let weekday = date.weekday();
        let moment = |time: Time| zone.to_timestamp(date.to_datetime(time)).ok();
        let openings = self.0.iter().filter(|opening| opening.weekday == weekday);
        merged(openings.filter_map(|opening| Span::new(moment(opening.from)?, moment(opening.until)?)).collect())
    }
}

mod weekday_number {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
    pub fn serialize<S: Serializer>(weekday: &Weekday, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i8(weekday.to_monday_one_offset())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Weekday, D::Error> {
        Weekday::from_monday_one_offset(i8::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, I8Deserializer};

    use super::*;
    use crate::made_up::{date, denver, span};

    fn opening(weekday: Weekday, from: i8, until: i8) -> Opening {
        Opening { weekday, from: Time::constant(from, 0, 0, 0), until: Time::constant(until, 0, 0, 0) }
    }

    #[test]
    fn a_day_has_its_own_openings_in_order_and_apart() {
        let monday = |hours: &[(i8, i8)]| {
            let mut openings: Vec<_> =
                hours.iter().map(|(from, until)| opening(Weekday::Monday, *from, *until)).collect();
            openings.push(opening(Weekday::Tuesday, 8, 20));
            OpenHours(openings).on(date("2026-06-22"), &denver())
        };
        let spans = |hours: &[(&str, &str)]| -> Vec<_> {
            hours.iter().map(|(from, until)| span("2026-06-22", from, until)).collect()
        };
        for (given, expected) in [
            (monday(&[]), spans(&[])),
            (monday(&[(13, 17), (9, 12)]), spans(&[("09:00", "12:00"), ("13:00", "17:00")])),
            (monday(&[(9, 12), (11, 14)]), spans(&[("09:00", "14:00")])),
            (monday(&[(9, 12), (12, 14)]), spans(&[("09:00", "14:00")])),
            (monday(&[(12, 12), (14, 13)]), spans(&[])),
        ] {
            assert_eq!(given, expected);
        }
    }

    #[test]
    fn a_weekday_is_stored_as_one_to_seven() {
        let read = |number: i8| {
            let deserializer: I8Deserializer<Error> = number.into_deserializer();
            weekday_number::deserialize(deserializer).ok()
        };
        for (number, expected) in
            [(0, None), (1, Some(Weekday::Monday)), (7, Some(Weekday::Sunday)), (8, None), (-1, None)]
        {
            assert_eq!(read(number), expected, "{number}");
        }
    }
}
