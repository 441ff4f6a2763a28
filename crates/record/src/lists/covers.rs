//! The cover roster: rows beside the ties that follow from it. Whoever takes a client in reads it, and learns of no tie.

use schedule::cover::Cover;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Cover {
    const NAME: &'static str = "cover";
    const KIND: ListKind = ListKind::Covers;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new("", None)
    }
}
