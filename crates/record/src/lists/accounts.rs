//! Accounts of staff: what shows that it is them. And the keys that let a client in, by mail or on paper.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, StaffId, SubjectId};
use terms::reach::Email;

use crate::list::{Clear, List};
use crate::scope::ListKind;

/// How one person of the practice shows that it is them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Whose.
    pub staff: StaffId,
    /// The address they sign in with.
    pub email: Email,
    /// Their password, stretched; none before the first sign-in.
    pub password: Option<Stretched>,
    /// The secret that their phone shares with us (RFC 6238), in bytes.
    pub phone_secret: Option<Vec<u8>>,
    /// Whether the phone has shown a right code once.
    pub phone_is_known: bool,
    /// The last half-minute whose code was used; each is good once.
    pub last_step: u64,
    /// Keyed codes of the recovery codes that are left.
    pub recovery: Vec<String>,
    /// When tries went wrong lately.
    pub wrong: Vec<Timestamp>,
    /// A keyed code of the invitation's secret, and until when it is good.
    pub invitation: Option<(String, Timestamp)>,
}

/// A password as it is kept: Argon2id of it, and the salt, in hexadecimal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretched {
    pub(crate) salt: String,
    pub(crate) stretched: String,
}

/// A secret that lets a client in once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientKey {
    /// This row's own id.
    pub id: Id,
    /// Whom it lets in.
    pub subject: SubjectId,
    /// When it was made.
    pub at: Timestamp,
    /// Until when it is good.
    pub until: Timestamp,
    /// When it was used.
    pub used: Option<Timestamp>,
    /// Whether the front desk printed it and handed it over; a mailed one reaches whoever reads the mailbox.
    #[serde(default)]
    pub is_printed: bool,
    pub(crate) code: String,
}

impl std::fmt::Debug for Stretched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹sealed›")
    }
}

impl List for Account {
    const NAME: &'static str = "account";
    const KIND: ListKind = ListKind::Accounts;

    fn id(&self) -> Id {
        self.staff.0
    }

    fn clear(&self) -> Clear {
        let clear = Clear::new("", Some(Timestamp::UNIX_EPOCH)).key1(&email_key(&self.email));
        match &self.invitation {
            Some((code, _)) => clear.key2(code),
            None => clear,
        }
    }
}

impl List for ClientKey {
    const NAME: &'static str = "client-key";
    const KIND: ListKind = ListKind::Accounts;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at)).key1(&self.code).key2(self.subject.0.as_str())
    }
}

/// What an account, or a client, is found by: small and capital letters are the same in an address.
pub(crate) fn email_key(email: &Email) -> String {
    format!("email/{}", email.as_str().to_lowercase())
}
