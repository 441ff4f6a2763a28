//! Copies of records that were taken out: by whom, of whom and why, all of it sealed but for the time.

use schedule::leaving::Export;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Export {
    const NAME: &'static str = "export";
    const KIND: ListKind = ListKind::Exports;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at))
    }
}
