//! The two sides of a wall: psychotherapy, and attended dosing days.

use serde::{Deserialize, Serialize};

/// Which ledger. Paths name it by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Psychotherapy.
    Therapy,
    /// Attended dosing days.
    Dosing,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Therapy, Self::Dosing];

    /// As it is read on a page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Therapy => "Psychotherapy",
            Self::Dosing => "Attended dosing days",
        }
    }

    /// As a path names it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Therapy => "therapy",
            Self::Dosing => "dosing",
        }
    }
}
