//! Which written messages a client agreed to: their answer to the page on email and text.

use serde::{Deserialize, Serialize};

use crate::document::DocumentKind;
use crate::fill_in::{FillIn, MessagesBy};
use crate::signing::DocumentState;
use crate::workbook::Workbook;

/// What a client answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Messages {
    /// Nothing yet: their contact wishes alone say how they are reached.
    #[default]
    Unanswered,
    /// Yes, in these ways.
    Agreed(MessagesBy),
    /// No, or not any more.
    Refused,
}

impl Messages {
    /// Whether an email may go to them.
    pub fn allow_email(self) -> bool {
        match self {
            Self::Unanswered | Self::Agreed(MessagesBy::EmailAndText | MessagesBy::EmailOnly) => true,
            Self::Agreed(MessagesBy::TextOnly) | Self::Refused => false,
        }
    }

    /// Whether a text message may go to them.
    pub fn allow_text(self) -> bool {
        match self {
            Self::Unanswered | Self::Agreed(MessagesBy::EmailAndText | MessagesBy::TextOnly) => true,
            Self::Agreed(MessagesBy::EmailOnly) | Self::Refused => false,
        }
    }
}

impl Workbook {
    /// What the client answered about email and text.
    pub fn messages(&self) -> Messages {
        let kind = DocumentKind::MessagesConsent;
        let signed = self.signed_document(kind).and_then(|signed| signed.filled_in(FillIn::MessagesBy));
        match (signed.and_then(MessagesBy::from_code), self.document_state(kind)) {
            (Some(by), _) => Messages::Agreed(by),
            (None, DocumentState::Declined | DocumentState::Revoked) => Messages::Refused,
            (
                None,
                DocumentState::NotOffered | DocumentState::Offered | DocumentState::Signed | DocumentState::Superseded,
            ) => Messages::Unanswered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_answered_says_which_messages_may_go() {
        for (messages, email, text) in [
            (Messages::Unanswered, true, true),
            (Messages::Agreed(MessagesBy::EmailAndText), true, true),
            (Messages::Agreed(MessagesBy::EmailOnly), true, false),
            (Messages::Agreed(MessagesBy::TextOnly), false, true),
            (Messages::Refused, false, false),
        ] {
            assert_eq!((messages.allow_email(), messages.allow_text()), (email, text), "{messages:?}");
        }
    }
}
