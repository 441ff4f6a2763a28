//! Money as whole cents, and minutes as whole minutes.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in United States cents. May be negative where a ledger adjusts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// Nothing at all.
    pub const ZERO: Self = Self(0);

    /// Dollars as people type them: "165", "165.00", "$1,650.50". At most seven digits before the point.
    pub fn parse(typed: &str) -> Option<Self> {
        let plain: String = typed.trim().trim_start_matches('$').chars().filter(|letter| *letter != ',').collect();
        let (dollars, cents) = plain.split_once('.').unwrap_or((&plain, "00"));
        let digits = dollars.chars().chain(cents.chars()).all(|digit| digit.is_ascii_digit());
        if dollars.is_empty() || dollars.len() > 7 || cents.len() != 2 || !digits {
            return None;
        }
        Some(Self(dollars.parse::<i64>().ok()? * 100 + cents.parse::<i64>().ok()?))
    }

    /// The sum, or `None` past the range of `i64`.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` past the range of `i64`.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

impl fmt::Display for Cents {
    /// As read in the United States: `$1,234.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = (self.0.unsigned_abs() / 100).to_string();
        let mut grouped = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(f, "{sign}${grouped}.{:02}", self.0.unsigned_abs() % 100)
    }
}

/// A length of time in whole minutes, 0 to 1,440.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(pub u16);

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} min", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollars_are_read_as_people_type_them() {
        for (typed, read) in [
            ("165", Some(16_500)),
            ("165.00", Some(16_500)),
            ("$1,650.50", Some(165_050)),
            ("0.05", Some(5)),
            ("", None),
            ("165.5", None),
            ("-5", None),
            ("12345678", None),
            ("1e3", None),
        ] {
            assert_eq!(Cents::parse(typed), read.map(Cents), "{typed}");
        }
    }

    #[test]
    fn cents_read_as_dollars() {
        for (cents, read) in [
            (0, "$0.00"),
            (5, "$0.05"),
            (17_500, "$175.00"),
            (123_450, "$1,234.50"),
            (-250, "-$2.50"),
            (100_000_000, "$1,000,000.00"),
        ] {
            assert_eq!(Cents(cents).to_string(), read);
        }
    }
}
