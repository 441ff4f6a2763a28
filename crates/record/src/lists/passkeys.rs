//! Passkeys: keys that a device keeps for one person and this site alone, and the public half that we keep of each.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::Id;
use terms::text::Line;

use crate::chain::hex;
use crate::list::{Clear, List};
use crate::lists::sign_ins::SignedInAs;
use crate::record::Record;
use crate::rows::Find;
use crate::scope::ListKind;
use terms::trouble::Fault;

/// One passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// This row's own id.
    pub id: Id,
    /// Whom it lets in.
    pub who: SignedInAs,
    /// What they call it: "My phone".
    pub name: Line,
    /// When it was made.
    pub at: Timestamp,
    /// When it was last used.
    pub used: Option<Timestamp>,
    /// The public key with its counter, as the library of actions writes it.
    pub public: String,
    /// A keyed code of what the device calls it.
    pub(crate) code: String,
}

impl List for Passkey {
    const NAME: &'static str = "passkey";
    const KIND: ListKind = ListKind::Accounts;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at)).key1(&self.code).key2(self.who.key())
    }
}

impl Record {
    /// The row to keep of a passkey that was just made; `credential` is what the device calls it.
    pub fn passkey(
        &self,
        (who, name): (SignedInAs, Line),
        (credential, public): (&[u8], String),
        now: Timestamp,
    ) -> Result<Passkey, Fault> {
        let code = self.secret_code(&hex(credential))?;
        Ok(Passkey { id: self.new_id(), who, name, at: now, used: None, public, code })
    }

    /// The passkey that a device calls so.
    pub fn passkey_called(&self, credential: &[u8]) -> Result<Option<Passkey>, Fault> {
        let code = self.secret_code(&hex(credential))?;
        self.first(Find::Key1(&code, Timestamp::MIN, Timestamp::MAX))
    }

    /// Every passkey of one person, the oldest first.
    pub fn passkeys_of(&self, who: SignedInAs) -> Result<Vec<Passkey>, Fault> {
        self.found(Find::Key2(who.key(), Timestamp::MIN, Timestamp::MAX))
    }

    /// By what a device tells one person of this site from another: always the same, and nothing about them.
    pub fn passkey_owner(&self, who: SignedInAs) -> Result<[u8; 16], Fault> {
        let code = self.0.index("passkey-owner", who.key())?;
        code.first_chunk().copied().ok_or_else(|| Fault::new("name a passkey's owner", "the code is too short"))
    }
}
