//! Clients and couples: names and contact, all of it sealed.

use jiff::Timestamp;
use schedule::people::Client;
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Client {
    const NAME: &'static str = "client";
    const KIND: ListKind = ListKind::Clients;

    fn id(&self) -> Id {
        self.subject.0
    }

    fn clear(&self) -> Clear {
        // Since when is nobody's business in the clear, and a row without a time is found by no key.
        Clear::new("", Some(Timestamp::UNIX_EPOCH)).key1(self.clinician.0.as_str())
    }
}
