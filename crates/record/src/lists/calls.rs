//! The phone log: by whether something is still to do, by the client it was about, and by its time.

use schedule::call::Call;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

/// The second key of every call, so that those of some days are found by their time.
pub const ALL_CALLS: &str = "call";

impl List for Call {
    const NAME: &'static str = "call";
    const KIND: ListKind = ListKind::Calls;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        let clear = Clear::new(if self.is_open() { "open" } else { "closed" }, Some(self.at)).key2(ALL_CALLS);
        match self.about {
            Some(subject) => clear.key1(subject.0.as_str()),
            None => clear,
        }
    }
}
