//! Who treats whom: the rows that the policy relies on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, StaffId, SubjectId};
use terms::text::Line;

use crate::list::{Clear, List};
use crate::scope::ListKind;

/// A tie between someone of the practice and a client or couple, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// This row's own id.
    pub id: Id,
    /// Who of the practice.
    pub staff: StaffId,
    /// Whose record.
    pub subject: SubjectId,
    /// What ties them.
    pub tie: Tie,
    /// From when.
    pub from: Timestamp,
    /// Until when, if it has an end.
    pub until: Option<Timestamp>,
    /// Why, where that does not go without saying.
    pub reason: Option<Line>,
}

/// What ties someone of the practice to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tie {
    /// The treating therapist.
    Treats,
    /// Stands in for the treating therapist.
    Covers,
}

impl Relation {
    /// Whether it stands at this moment.
    pub fn stands_at(&self, now: Timestamp) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

impl List for Relation {
    const NAME: &'static str = "relation";
    const KIND: ListKind = ListKind::Relations;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.from)).key1(&pair(self.staff, self.subject)).key2(self.staff.0.as_str())
    }
}

/// What the first keyed index of a relation is made of.
pub(crate) fn pair(staff: StaffId, subject: SubjectId) -> String {
    format!("{staff}/{subject}")
}
