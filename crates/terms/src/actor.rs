//! Who acts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{AppointmentId, PacketId, RequestId, StaffId, SubjectId};

/// Who acts, in the one role in which they act now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Someone of the practice, signed in.
    Staff(SignedIn),
    /// A client in the portal: their own pages, and those of a couple they belong to.
    Client(ClientIn),
    /// Whoever holds the private link of a request.
    Holder(RequestId),
    /// Whoever holds the private link of one visit, from a letter.
    VisitHolder(AppointmentId),
    /// Whoever holds the private link of what was sent to a prescriber by a client’s release.
    PacketHolder(SubjectId, PacketId),
    /// The program itself: its clock, and its door while nobody is known yet.
    Timer,
    /// Anyone else.
    Stranger,
}

/// Who acts, and when: the first argument of every action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// Who.
    pub actor: Actor,
    /// When, by the clock of the server.
    pub now: Timestamp,
}

/// A signed-in person of the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub staff: StaffId,
    /// In which role they act on this page.
    pub role: Role,
    /// When they last showed that it is them; signing wants this to be recent.
    pub signed_in_at: Timestamp,
}

/// A signed-in client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientIn {
    /// By the record that is theirs alone; never a couple's.
    pub subject: SubjectId,
    /// When they last showed that it is them.
    pub signed_in_at: Timestamp,
}

/// What a person of the practice does. One person may have several, and acts in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Runs the practice; sees who opened what.
    Owner,
    /// Treats.
    Therapist,
    /// Answers requests and keeps the calendar; opens no chart.
    Desk,
    /// Keeps the ledgers; opens no chart.
    Biller,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Therapist, Self::Desk, Self::Biller];

    /// As it is read on a page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Therapist => "Therapist",
            Self::Desk => "Front desk",
            Self::Biller => "Billing",
        }
    }
}
