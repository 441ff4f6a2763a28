//! A folder: a thing that is the fold of its entries.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// One audience's part of a client's record, made by folding its entries in order.
///
/// `with` must depend on nothing but its arguments, so that the same entries always make the same folder.
pub trait Folder: Clone + Default + Send + Sync + 'static {
    /// A fact in this folder. Serialized, it is the newest stored form.
    type Entry: Clone + Serialize + DeserializeOwned + Send + 'static;

    /// What list screens show of it.
    type Card: Clone + Serialize + DeserializeOwned + PartialEq + Send + 'static;

    /// Which audience it is for.
    const KIND: FolderKind;

    /// The folder after one more entry.
    #[must_use]
    fn with(self, entry: Self::Entry) -> Self;

    /// What list screens show, derived from the folder alone.
    fn card(&self) -> Self::Card;

    /// What must happen later because of this folder; each key at most once.
    fn dues(&self) -> Vec<Due>;
}

/// The audiences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FolderKind {
    /// What the treating team writes.
    Chart,
    /// What client and team share.
    Workbook,
    /// The client's alone.
    Journal,
    /// An author's psychotherapy notes (45 CFR 164.501).
    ProcessNotes,
    /// Charges and payments for psychotherapy.
    TherapyLedger,
    /// Charges and payments for attended dosing days, apart.
    DosingLedger,
    /// The insurance plan and what it said, estimates, and what was agreed on fees.
    Coverage,
}

impl FolderKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Chart,
        Self::Workbook,
        Self::Journal,
        Self::ProcessNotes,
        Self::TherapyLedger,
        Self::DosingLedger,
        Self::Coverage,
    ];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Workbook => "workbook",
            Self::Journal => "journal",
            Self::ProcessNotes => "process-notes",
            Self::TherapyLedger => "therapy-ledger",
            Self::DosingLedger => "dosing-ledger",
            Self::Coverage => "coverage",
        }
    }

    /// The kind stored under `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Something that must happen later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// When, at the earliest.
    pub at: Timestamp,
    /// A word of logistics, never of content: "note-to-sign".
    pub kind: &'static str,
    /// Tells this one from others of the same folder; opaque.
    pub key: String,
}
