//! Text that was looked at once, at the door, and never has to be again.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest line, in characters.
pub const MAX_LINE: usize = 120;

/// The longest prose, in characters.
pub const MAX_PROSE: usize = 20_000;

/// One line that is not blank, at most [`MAX_LINE`] characters.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line(String);

/// Prose that is not blank, at most [`MAX_PROSE`] characters.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose(String);

/// Why a text was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextTrouble {
    /// Nothing but blanks.
    Empty,
    /// Longer than it may be.
    TooLong {
        /// The limit, in characters.
        most: usize,
        /// How many there are.
        is: usize,
    },
    /// A character that no keyboard types, such as a zero byte.
    Unprintable,
}

impl Line {
    /// A trimmed line; line breaks count as unprintable.
    pub fn parse(text: &str) -> Result<Self, TextTrouble> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return Err(TextTrouble::Unprintable);
        }
        sized(text, MAX_LINE).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Prose {
    /// Trimmed prose, its line breaks as `\n`.
    pub fn parse(text: &str) -> Result<Self, TextTrouble> {
        let text = text.replace("\r\n", "\n");
        let text = text.trim();
        if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
            return Err(TextTrouble::Unprintable);
        }
        sized(text, MAX_PROSE).map(Self)
    }

    /// `None` for a blank text, where leaving it empty is an answer.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, TextTrouble> {
        match Self::parse(text) {
            Ok(prose) => Ok(Some(prose)),
            Err(TextTrouble::Empty) => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹sealed›")
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹sealed›")
    }
}

fn sized(text: &str, most: usize) -> Result<String, TextTrouble> {
    match text.chars().count() {
        0 => Err(TextTrouble::Empty),
        is if is > most => Err(TextTrouble::TooLong { most, is }),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_two_limits_and_no_breaks() {
        assert_eq!(Line::parse("  Jamie R. ").map(|line| line.0), Ok("Jamie R.".to_owned()));
        assert_eq!(Line::parse(" "), Err(TextTrouble::Empty));
        assert_eq!(Line::parse("a\nb"), Err(TextTrouble::Unprintable));
        assert!(Line::parse(&"é".repeat(MAX_LINE)).is_ok());
        assert_eq!(Line::parse(&"é".repeat(121)), Err(TextTrouble::TooLong { most: 120, is: 121 }));
    }

    #[test]
    fn prose_keeps_its_paragraphs() {
        assert_eq!(Prose::parse("One.\r\n\r\nTwo.\n").map(|prose| prose.0), Ok("One.\n\nTwo.".to_owned()));
        assert_eq!(Prose::parse_optional(" \n"), Ok(None));
        assert_eq!(Prose::parse("a\0b"), Err(TextTrouble::Unprintable));
        assert!(matches!(Prose::parse(&"x".repeat(MAX_PROSE + 1)), Err(TextTrouble::TooLong { .. })));
    }

    #[test]
    fn text_never_prints_itself_into_a_log() {
        assert_eq!(format!("{:?}", Line::parse("Jamie")), "Ok(‹sealed›)");
    }
}
