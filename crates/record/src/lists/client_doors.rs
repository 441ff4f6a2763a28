//! What stands at a client's door: who else reads their mail or uses their phone, and what is asked for beside a link.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, SubjectId};
use terms::shares::{Shares, Tell};
use terms::text::Line;

use crate::list::{Clear, List};
use crate::lists::accounts::Stretched;
use crate::scope::ListKind;

/// What one client said of their mailbox and phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientDoor {
    /// Whose.
    pub subject: SubjectId,
    /// Whether anyone else reads the mailbox or uses the phone.
    pub shares: Shares,
    /// When they said so.
    pub at: Timestamp,
    /// What is asked for beside a mailed link, stretched.
    pub pin: Option<Stretched>,
    /// Where they are told of a device that was never seen.
    pub tell: Tell,
    /// When a wrong one was typed lately.
    pub wrong: Vec<Timestamp>,
    /// Devices that they asked to be remembered.
    pub known: Vec<KnownDevice>,
}

/// A device that a client asked to be remembered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownDevice {
    /// A keyed code of what it keeps.
    pub code: String,
    /// What it is: "Firefox on Android".
    pub device: Option<Line>,
    /// Since when.
    pub at: Timestamp,
}

impl List for ClientDoor {
    const NAME: &'static str = "client-door";
    const KIND: ListKind = ListKind::Accounts;

    fn id(&self) -> Id {
        self.subject.0
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(Timestamp::UNIX_EPOCH))
    }
}
