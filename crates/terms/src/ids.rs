//! Ids: ten random characters that say nothing, one type for each kind of thing.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How many characters an id has.
pub const ID_LEN: usize = 10;

/// The letters of an id: none that is read as another (no i, l, o, 0, 1).
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Ten characters, nearly fifty random bits. Never a secret: what opens a door is a token.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; ID_LEN]);

/// The text is no id: another length, or a letter that no id has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl Id {
    /// An id from ten random bytes.
    pub fn from_random(bytes: [u8; ID_LEN]) -> Self {
        Self(bytes.map(|byte| LETTERS[usize::from(byte) % LETTERS.len()]))
    }

    /// An id of these letters, when all of them are letters of an id.
    pub const fn from_letters(letters: [u8; ID_LEN]) -> Option<Self> {
        let mut at = 0;
        while at < ID_LEN {
            if !is_letter(letters[at]) {
                return None;
            }
            at += 1;
        }
        Some(Self(letters))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        // Only letters of `LETTERS` are ever stored, and all of them are ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let bytes: [u8; ID_LEN] = text.as_bytes().try_into().map_err(|_| NotAnId)?;
        Self::from_letters(bytes).ok_or(NotAnId)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|NotAnId| serde::de::Error::custom("an id has ten characters"))
    }
}

const fn is_letter(byte: u8) -> bool {
    let mut at = 0;
    while at < LETTERS.len() {
        if LETTERS[at] == byte {
            return true;
        }
        at += 1;
    }
    false
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Id);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.parse().map(Self)
            }
        }
    )*};
}

id! {
    /// Someone who works at the practice.
    StaffId;
    /// Whose record it is: one client, or a couple as such.
    SubjectId;
    /// A request for a first conversation.
    RequestId;
    /// A planned time.
    AppointmentId;
    /// A note, from its first draft to its last addendum.
    NoteId;
    /// A charge in one of the two ledgers.
    ChargeId;
    /// A payment in one of the two ledgers.
    PaymentId;
    /// A Good Faith Estimate.
    EstimateId;
    /// A room of the practice.
    RoomId;
    /// A dosing day as told.
    DosingDayId;
    /// A gentle change.
    ChangeId;
    /// Something that is hard for longer than a moment.
    DifficultyId;
    /// An altered state before now.
    AlteredStateId;
    /// A letter to go out.
    LetterId;
    /// A page of a journal.
    PageId;
    /// A questionnaire asked of a client, from the asking to its last answer.
    CheckInId;
    /// Something that a therapist must look at: an answer that worries, or a "not OK".
    AlertId;
    /// A call in the phone log.
    CallId;
    /// A wish on the wait list.
    WaitId;
    /// A psychotherapy note (45 CFR 164.501).
    ProcessNoteId;
    /// What was moved in together from another system.
    BatchId;
    /// A release of information.
    ReleaseId;
    /// Something that was told outside without an authorization.
    DisclosureId;
    /// What was sent to a prescriber by a release.
    PacketId;
    /// A copy of records that was taken out of the practice.
    ExportId;
    /// A text that an author writes often.
    SnippetId;
    /// An incident of the practice.
    IncidentId;
    /// Someone who stands in for someone.
    CoverId;
    /// An insurer that claims are sent to.
    PayerId;
    /// A claim, from its preparing to its last payment.
    ClaimId;
    /// A record that a payer asks for.
    RecordAskId;
    /// A month that was closed.
    ClosingId;
    /// A file that went to, or came from, whoever carries claims.
    EdiFileId;
    /// One sum paid by card through a processor, from the asking to its end.
    CardPaymentId;
    /// One sum sent back to the card that it came from.
    CardRefundId;
    /// A client's card that the processor keeps.
    KeptCardId;
    /// A line of a bank's file.
    BankLineId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_nothing_else_is_one() {
        let id = Id::from_random([0, 31, 1, 33, 255, 7, 8, 9, 10, 11]);
        assert_eq!(id.to_string().parse(), Ok(id));
        for wrong in ["", "abc", "abcdefghjkm", "ABCDEFGHJK", "abcdefghj-", "abcdefghi1", "ééééé"] {
            assert_eq!(wrong.parse::<Id>(), Err(NotAnId), "{wrong}");
        }
    }
}
