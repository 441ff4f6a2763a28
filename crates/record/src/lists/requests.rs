//! Requests for a first conversation: sorted by state and age, found again by a word and a number.

use schedule::request::{Request, State};
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Request {
    const NAME: &'static str = "request";
    const KIND: ListKind = ListKind::Requests;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        let state = match self.state {
            State::Waiting => "waiting",
            State::Offered(_) => "offered",
            State::Booked { .. } => "booked",
            State::Declined => "declined",
            State::Withdrawn => "withdrawn",
        };
        let clear = Clear::new(state, Some(self.received_at));
        match &self.recall {
            Some(recall) => clear.key1(&recall_key(&recall.word, &recall.number)),
            None => clear,
        }
    }
}

/// What the index of a word and a number is made of.
pub(crate) fn recall_key(word: &str, number: &str) -> String {
    format!("{} {}", word.trim().to_lowercase(), number.trim())
}
