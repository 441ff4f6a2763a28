//! What kind of visit it is.

use serde::{Deserialize, Serialize};

/// The visits that the practice offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum VisitKind {
    /// Whether it is a fit, before any care.
    FirstConversation,
    /// The first clinical visit: history, assessment, diagnosis.
    Intake,
    /// Psychotherapy with no phase of its own.
    Therapy,
    /// Psychotherapy of a couple as such.
    Couple,
    /// Psychotherapy before a ketamine experience, or with none in view.
    Preparation,
    /// Psychotherapy after a ketamine experience.
    Integration,
    /// A dosing day elsewhere that the therapist attends; private pay, never psychotherapy's ledger.
    AttendedDosing,
    /// The last visit of a course of therapy.
    Closing,
}

impl VisitKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::FirstConversation,
        Self::Intake,
        Self::Therapy,
        Self::Couple,
        Self::Preparation,
        Self::Integration,
        Self::AttendedDosing,
        Self::Closing,
    ];

    /// As it is read on a page.
    pub fn word(self) -> &'static str {
        match self {
            Self::FirstConversation => "First conversation",
            Self::Intake => "Intake",
            Self::Therapy => "Therapy",
            Self::Couple => "Couple",
            Self::Preparation => "Preparation",
            Self::Integration => "Integration",
            Self::AttendedDosing => "Attended dosing day",
            Self::Closing => "Closing",
        }
    }
}
