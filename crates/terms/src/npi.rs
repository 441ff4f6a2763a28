//! The numbers by which insurers know who treats: the National Provider Identifier, and the taxonomy of what they do.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A National Provider Identifier: ten digits, the last of which checks the others (45 CFR 162.406).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Npi(u64);

/// A code of the Health Care Provider Taxonomy, by its shape: "106H00000X". It has no check digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Taxonomy(String);

/// The text is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

/// What the digits of the prefix 80840, which every identifier has in front in the check, add to its sum.
const PREFIX_SUM: u64 = 24;

impl Npi {
    /// Ten digits, the first a 1 or a 2, with a check digit that fits (Luhn over 80840 and the first nine).
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let text = text.trim();
        let digits: Vec<u64> = text.chars().filter_map(|digit| digit.to_digit(10)).map(u64::from).collect();
        let begins = matches!(digits.first(), Some(1 | 2));
        if text.len() != 10 || digits.len() != 10 || !begins || !luhn(&digits).is_multiple_of(10) {
            return Err(NotANumber);
        }
        Ok(Self(digits.iter().fold(0, |number, digit| number * 10 + digit)))
    }
}

impl Taxonomy {
    /// Nine digits and capitals, and an X.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let code = text.trim().to_uppercase();
        let is_one = code.len() == 10
            && code.ends_with('X')
            && code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        if is_one { Ok(Self(code)) } else { Err(NotANumber) }
    }

    /// "106H00000X".
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The sum of Luhn's check: from the right, every second digit doubled, and the digits of that added.
fn luhn(digits: &[u64]) -> u64 {
    let from_right = digits.iter().rev().enumerate();
    from_right.map(|(place, digit)| if place % 2 == 1 { doubled(*digit) } else { *digit }).sum::<u64>() + PREFIX_SUM
}

fn doubled(digit: u64) -> u64 {
    let twice = digit * 2;
    if twice > 9 { twice - 9 } else { twice }
}

impl fmt::Display for Npi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010}", self.0)
    }
}

impl TryFrom<String> for Npi {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|NotANumber| "an NPI has ten digits and a check digit that fits")
    }
}

impl From<Npi> for String {
    fn from(npi: Npi) -> Self {
        npi.to_string()
    }
}

impl TryFrom<String> for Taxonomy {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|NotANumber| "a taxonomy code has ten characters and ends in X")
    }
}

impl From<Taxonomy> for String {
    fn from(taxonomy: Taxonomy) -> Self {
        taxonomy.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_npi_is_known_by_its_check_digit() {
        for good in ["1234567893", "1558598797", "1003000126", "1679576722", "1245319599", "1000000004", " 1234567893 "]
        {
            assert_eq!(Npi::parse(good).map(|npi| npi.to_string()).as_deref(), Ok(good.trim()), "{good}");
        }
        for wrong in
            ["1234567890", "2123456785", "3234567893", "", "123456789", "12345678931", "12345é7893", "١234567893"]
        {
            assert_eq!(Npi::parse(wrong), Err(NotANumber), "{wrong}");
        }
        assert_eq!(Npi::parse("2123456784").map(|npi| npi.to_string()).as_deref(), Ok("2123456784"));
    }

    #[test]
    fn a_taxonomy_code_is_known_by_its_shape() {
        for good in ["106H00000X", "101ym0800x", "1041C0700X"] {
            assert_eq!(Taxonomy::parse(good).map(|code| code.as_str().to_owned()), Ok(good.to_uppercase()), "{good}");
        }
        for wrong in ["", "106H00000", "106H00000Y", "106H-0000X", "106H000000X"] {
            assert_eq!(Taxonomy::parse(wrong), Err(NotANumber), "{wrong}");
        }
    }
}
