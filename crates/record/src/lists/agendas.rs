//! What a therapist plans for their sessions: one row each, of nobody in particular.

use care::agenda::Agendas;
use jiff::Timestamp;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Agendas {
    const NAME: &'static str = "agenda";
    const KIND: ListKind = ListKind::Snippets;

    fn id(&self) -> Id {
        self.author.0
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(Timestamp::UNIX_EPOCH))
    }
}
