//! Records that payers ask for: by how far each has come, when it was asked, and of whose record.

use money::record_ask::RecordAsk;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for RecordAsk {
    const NAME: &'static str = "record-ask";
    const KIND: ListKind = ListKind::RecordAsks;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new(self.state().code(), Some(self.at)).key1(self.subject.0.as_str())
    }
}
