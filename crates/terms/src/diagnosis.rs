//! The code of a diagnosis.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A code of ICD-10-CM by its shape: "F33.1". Whether it is in force is for whoever writes it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DiagnosisCode(String);

/// The text has not the shape of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACode;

impl DiagnosisCode {
    /// A letter, a digit, a letter or digit, and up to four more behind a dot. The dot may be left out.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let plain: String = text.trim().to_uppercase().chars().filter(|letter| *letter != '.').collect();
        let bytes = plain.as_bytes();
        let begins = matches!(bytes, [a, b, ..] if a.is_ascii_alphabetic() && b.is_ascii_digit());
        if !begins || !(3..=7).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return Err(NotACode);
        }
        let (category, rest) = plain.split_at(3);
        Ok(Self(if rest.is_empty() { category.to_owned() } else { format!("{category}.{rest}") }))
    }

    /// "F33.1".
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether most plans don't cover it by itself: a strained partnership, Z63.0.
    pub fn is_seldom_covered(&self) -> bool {
        self.0 == "Z63.0"
    }
}

impl fmt::Debug for DiagnosisCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹sealed›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_by_its_shape() {
        for (text, expected) in
            [("f33.1", "F33.1"), (" F331 ", "F33.1"), ("F42", "F42"), ("Z63.0", "Z63.0"), ("F43.81", "F43.81")]
        {
            assert_eq!(DiagnosisCode::parse(text).as_ref().map(DiagnosisCode::as_str), Ok(expected), "{text}");
        }
        for wrong in ["", "F3", "33.1", "FF3.1", "F33.12345", "F33 1", "é33"] {
            assert_eq!(DiagnosisCode::parse(wrong), Err(NotACode), "{wrong}");
        }
    }
}
