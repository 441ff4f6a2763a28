//! A month of the calendar, as bills are made for.

use std::fmt;

use jiff::civil::Date;

/// A month: "2026-06".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month that a day belongs to.
    pub fn of(day: Date) -> Self {
        Self { first: day.first_of_month() }
    }

    /// Four digits, a dash, two digits; nothing else is a month.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
        if !year.chars().chain(month.chars()).all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok().map(Self::of)
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.first.last_of_month()
    }

    /// The month after it.
    #[must_use]
    pub fn after(self) -> Self {
        Self::of(self.last().tomorrow().unwrap_or(self.first))
    }

    /// The month before it.
    #[must_use]
    pub fn before(self) -> Self {
        Self::of(self.first.yesterday().unwrap_or(self.first))
    }

    /// "June 2026".
    pub fn words(self) -> String {
        self.first.strftime("%B %Y").to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.strftime("%Y-%m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_by_its_shape_and_knows_its_days() {
        for (text, expected) in [
            ("2026-06", Some(("2026-06-01", "2026-06-30", "June 2026"))),
            ("2028-02", Some(("2028-02-01", "2028-02-29", "February 2028"))),
            ("2026-12", Some(("2026-12-01", "2026-12-31", "December 2026"))),
            ("2026-01", Some(("2026-01-01", "2026-01-31", "January 2026"))),
            ("2026-00", None),
            ("2026-13", None),
            ("2026-6", None),
            ("26-06", None),
            ("+026-06", None),
            ("2026-+6", None),
            ("2026-06-01", None),
            ("202606", None),
            ("", None),
        ] {
            let month = Month::parse(text);
            let read = month.map(|month| (month.first().to_string(), month.last().to_string(), month.words()));
            let read = read.as_ref().map(|(first, last, words)| (first.as_str(), last.as_str(), words.as_str()));
            assert_eq!(read, expected, "{text}");
            assert_eq!(month.map(|month| month.to_string()), expected.map(|_| text.to_owned()));
        }
    }

    #[test]
    fn a_day_belongs_to_its_month() {
        for day in ["2026-06-01", "2026-06-30"] {
            assert_eq!(Some(Month::of(day.parse().unwrap())), Month::parse("2026-06"));
        }
        for (month, after) in [("2026-06", "2026-07"), ("2026-12", "2027-01")] {
            let (month, after) = (Month::parse(month).unwrap(), Month::parse(after).unwrap());
            assert_eq!((month.after(), after.before()), (after, month));
        }
    }
}
