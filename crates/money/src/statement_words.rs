//! The words that stand on a card's statement: short, the practice's discreet name, and nothing of what was paid for.

use std::fmt;

use crate::side::Side;

/// The fewest and the most characters that card networks carry.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=22;

/// What no processor takes in a statement.
const FORBIDDEN: [char; 5] = ['<', '>', '\\', '\'', '"'];

/// What would tell whoever opens the mail; parts of words, in small letters.
const TELLING: [&str; 11] =
    ["ketam", "therap", "psych", "dosing", "dose", "mental", "counsel", "couple", "clinic", "trauma", "medic"];

/// Words for a statement, looked over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementWords(String);

/// Why words can't stand on a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsRefusal {
    /// Fewer than 5 or more than 22 characters.
    Length,
    /// A character that card networks don't carry, or no letter at all.
    Characters,
    /// They tell what was paid for.
    Telling,
    /// Both ledgers would read alike.
    Same,
}

/// The words of each ledger, which differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsOfBoth {
    therapy: StatementWords,
    dosing: StatementWords,
}

impl StatementWords {
    /// The words as they will stand there, to the letter.
    pub fn parse(text: &str) -> Result<Self, WordsRefusal> {
        let small = text.to_lowercase();
        if !LENGTH.contains(&text.chars().count()) || text.trim() != text {
            Err(WordsRefusal::Length)
        } else if !text.chars().all(|sign| (' '..='~').contains(&sign) && !FORBIDDEN.contains(&sign))
            || !text.chars().any(|sign| sign.is_ascii_alphabetic())
        {
            Err(WordsRefusal::Characters)
        } else if TELLING.iter().any(|part| small.contains(part)) {
            Err(WordsRefusal::Telling)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl WordsOfBoth {
    /// The words of therapy and those of dosing days.
    pub fn new(therapy: &str, dosing: &str) -> Result<Self, (Side, WordsRefusal)> {
        let read = |side, text| StatementWords::parse(text).map_err(|refusal| (side, refusal));
        let both = Self { therapy: read(Side::Therapy, therapy)?, dosing: read(Side::Dosing, dosing)? };
        if therapy.eq_ignore_ascii_case(dosing) {
            return Err((Side::Dosing, WordsRefusal::Same));
        }
        Ok(both)
    }

    /// Those of one ledger.
    pub fn of(&self, side: Side) -> &StatementWords {
        match side {
            Side::Therapy => &self.therapy,
            Side::Dosing => &self.dosing,
        }
    }
}

impl fmt::Display for StatementWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_short_plain_and_tell_nothing() {
        for (text, expected) in [
            ("LAKE* A", Ok(())),
            ("LAKE OFC* VISITS A-1", Ok(())),
            ("LAKE", Err(WordsRefusal::Length)),
            ("LAKEs", Ok(())),
            ("LAKE STREET OFFICE* AB", Ok(())),
            ("LAKE STREET OFFICE* ABC", Err(WordsRefusal::Length)),
            (" LAKE OFC", Err(WordsRefusal::Length)),
            ("12345-6", Err(WordsRefusal::Characters)),
            ("LAKE'S OFC", Err(WordsRefusal::Characters)),
            ("LAKE OFFICÉ", Err(WordsRefusal::Characters)),
            ("LAKE\tOFC", Err(WordsRefusal::Characters)),
            ("LAKE* Ketamine", Err(WordsRefusal::Telling)),
            ("Lake Psychotherapy", Err(WordsRefusal::Telling)),
        ] {
            assert_eq!(StatementWords::parse(text).map(|_| ()), expected, "{text}");
        }
    }

    #[test]
    fn the_two_ledgers_never_read_alike() {
        let both = WordsOfBoth::new("LAKE OFC* A", "LAKE OFC* B").unwrap();
        assert_eq!(both.of(Side::Dosing).as_str(), "LAKE OFC* B");
        let same = WordsOfBoth::new("LAKE OFC* A", "lake ofc* a");
        assert_eq!(same, Err((Side::Dosing, WordsRefusal::Same)));
    }

    proptest! {
        #[test]
        fn whatever_is_taken_can_stand_on_a_statement(text in ".{0,30}") {
            if let Ok(words) = StatementWords::parse(&text) {
                prop_assert!(words.as_str() == text && text.is_ascii() && (5..=22).contains(&text.len()));
            }
        }
    }
}
