//! The incident register: by whether somebody looks again, and by when it was written.

use care::incident::Incident;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Incident {
    const NAME: &'static str = "incident";
    const KIND: ListKind = ListKind::Incidents;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new(if self.is_open() { "open" } else { "closed" }, Some(self.at))
    }
}
