//! The insurers that claims go to; of no client.

use money::payer::Payer;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Payer {
    const NAME: &'static str = "payer";
    const KIND: ListKind = ListKind::Payers;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}
