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
