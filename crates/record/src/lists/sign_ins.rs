//! Who is signed in where. A browser holds a token; the database holds only a keyed code of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, StaffId, SubjectId};
use terms::text::Line;

use crate::list::{Clear, List};
use crate::open_key::OpenKey;
use crate::scope::ListKind;

/// One browser's sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// This row's own id.
    pub id: Id,
    /// Who.
    pub who: SignedInAs,
    /// When they showed that it is them.
    pub at: Timestamp,
    /// When it ends by itself.
    pub until: Timestamp,
    /// On what: "Firefox on Android".
    #[serde(default)]
    pub device: Option<Line>,
    /// The key of psychotherapy notes that is open here, for a while ([`crate::open_key`]).
    #[serde(default)]
    pub(crate) open_key: Option<OpenKey>,
    /// A keyed code of the token.
    pub(crate) token_code: String,
}

/// Whose browser it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignedInAs {
    /// Someone of the practice.
    Staff(StaffId),
    /// A client, by the record that is theirs alone.
    Client(SubjectId),
}

impl SignedInAs {
    pub(crate) fn key(&self) -> &str {
        match self {
            Self::Staff(staff) => staff.0.as_str(),
            Self::Client(subject) => subject.0.as_str(),
        }
    }
}

impl List for SignIn {
    const NAME: &'static str = "sign-in";
    const KIND: ListKind = ListKind::SignIns;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at)).key1(&self.token_code).key2(self.who.key())
    }
}
