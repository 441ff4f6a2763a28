//! Texts that an author writes often: by whose they are.

use care::snippet::Snippet;
use jiff::Timestamp;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Snippet {
    const NAME: &'static str = "snippet";
    const KIND: ListKind = ListKind::Snippets;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        // A row without a time is found by no key, and since when is nobody's business in the clear.
        Clear::new("", Some(Timestamp::UNIX_EPOCH)).key1(self.author.0.as_str())
    }
}
