//! Where a visit is held.

use serde::{Deserialize, Serialize};

/// Where a visit is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// In a room of the practice.
    InPerson,
    /// By video; the client is in Colorado.
    Online,
}

impl Place {
    /// As it is read on a page.
    pub fn word(self) -> &'static str {
        match self {
            Self::InPerson => "In person",
            Self::Online => "Online",
        }
    }
}
