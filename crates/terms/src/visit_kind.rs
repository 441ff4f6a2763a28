//! What kind of visit it is.

use serde::{Deserialize, Serialize};

/// The visits that the practice offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum VisitKind {
    /// Whether it is a fit, before any care.
    FirstConversation,
    /// Psychotherapy with no phase of its own.
    Therapy,
    /// Psychotherapy before a ketamine experience, or with none in view.
    Preparation,
    /// Psychotherapy after a ketamine experience.
    Integration,
    /// A dosing day elsewhere that the therapist attends; private pay, never psychotherapy's ledger.
    AttendedDosing,
}

impl VisitKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::FirstConversation, Self::Therapy, Self::Preparation, Self::Integration, Self::AttendedDosing];

    /// As it is read on a page.
    pub fn word(self) -> &'static str {
        match self {
            Self::FirstConversation => "First conversation",
            Self::Therapy => "Therapy",
            Self::Preparation => "Preparation",
            Self::Integration => "Integration",
            Self::AttendedDosing => "Attended dosing day",
        }
    }
}
