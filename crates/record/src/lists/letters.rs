//! Letters to go out, by state and in order of time, and by the visit they speak of.

use schedule::people::Letter;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

/// The second key of every letter, so that those of some days are found by their time.
pub const ALL_LETTERS: &str = "letter";

impl List for Letter {
    const NAME: &'static str = "letter";
    const KIND: ListKind = ListKind::Letters;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        let clear = Clear::new(self.code(), Some(self.at)).key2(ALL_LETTERS);
        match self.visit {
            Some(said) => clear.key1(said.visit.0.as_str()),
            None => clear,
        }
    }
}

#[cfg(test)]
mod tests {
    use schedule::letter_state::LetterState;

    use super::*;

    #[test]
    fn a_letter_of_before_there_was_mail_opens_as_one_that_waits() {
        let stored = r#"{"id":"aaaaaaaaaa","at":"2026-06-24T15:00:00Z","to":{"Email":"jamie@example.org"},
            "subject_line":"A note from the office","body":"It stands.","about":null}"#;
        let opened: Letter = serde_json::from_str(stored).unwrap();
        assert!(matches!(opened.state, LetterState::Waiting { failures: 0, .. }) && opened.history.is_empty());
        assert_eq!(opened.clear().state, "waiting");
    }
}
