//! How long after a dosing day someone is asked how they are, in whole days.

use serde::{Deserialize, Serialize};

/// The latest: four months.
const LAST_DAY: u16 = 120;

/// Whole days after a dosing day, 1 to 120.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "StoredTime", into = "u16")]
pub struct AfterTime(u16);

/// The text is no whole number of days from 1 to 120.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATime;

/// As it was ever stored: by name at first, by its days since.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged)]
enum StoredTime {
    Days(u16),
    Named(NamedTime),
}

#[derive(Clone, Copy, Deserialize)]
enum NamedTime {
    Day,
    ThreeDays,
    Week,
    TwoWeeks,
    Month,
    ThreeMonths,
}

impl AfterTime {
    /// What facilitators report as usual: a day, three days, one and two weeks, one and three months.
    pub const USUAL: [Self; 6] = [Self(1), Self(3), Self(7), Self(14), Self(30), Self(90)];

    /// As it is typed: "5".
    pub fn parse(text: &str) -> Result<Self, NotATime> {
        let days = text.trim().parse().map_err(|_| NotATime)?;
        if (1..=LAST_DAY).contains(&days) { Ok(Self(days)) } else { Err(NotATime) }
    }

    /// How many days.
    pub fn days(self) -> i32 {
        i32::from(self.0)
    }

    /// As it is read: "After two weeks", "After 5 days".
    pub fn word(self) -> String {
        match self.0 {
            1 => "After a day".to_owned(),
            3 => "After three days".to_owned(),
            7 => "After a week".to_owned(),
            14 => "After two weeks".to_owned(),
            30 => "After a month".to_owned(),
            90 => "After three months".to_owned(),
            days => format!("After {days} days"),
        }
    }
}

impl From<StoredTime> for AfterTime {
    fn from(stored: StoredTime) -> Self {
        let days = match stored {
            StoredTime::Days(days) => days,
            StoredTime::Named(NamedTime::Day) => 1,
            StoredTime::Named(NamedTime::ThreeDays) => 3,
            StoredTime::Named(NamedTime::Week) => 7,
            StoredTime::Named(NamedTime::TwoWeeks) => 14,
            StoredTime::Named(NamedTime::Month) => 30,
            StoredTime::Named(NamedTime::ThreeMonths) => 90,
        };
        Self(days)
    }
}

impl From<AfterTime> for u16 {
    fn from(time: AfterTime) -> Self {
        time.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_number_of_days_whether_it_is_usual_or_not() {
        for (text, expected) in [
            ("1", Ok("After a day")),
            (" 14 ", Ok("After two weeks")),
            ("5", Ok("After 5 days")),
            ("120", Ok("After 120 days")),
            ("0", Err(NotATime)),
            ("121", Err(NotATime)),
            ("soon", Err(NotATime)),
        ] {
            assert_eq!(AfterTime::parse(text).map(AfterTime::word), expected.map(str::to_owned), "{text}");
        }
        for usual in AfterTime::USUAL {
            assert_eq!(AfterTime::parse(&usual.days().to_string()), Ok(usual));
        }
    }
}
