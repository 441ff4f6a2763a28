//! Who treats whom: the rows that the policy relies on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, StaffId, SubjectId};
use terms::text::Line;

use crate::list::{Clear, List};
use crate::scope::ListKind;

/// A tie between a person and a client or couple, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// This row's own id.
    pub id: Id,
    /// Who: someone of the practice, or a partner by their own record.
    pub who: Id,
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

/// What ties a person to a client or couple.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tie {
    /// The treating therapist.
    Treats,
    /// Stands in for the treating therapist.
    Covers,
    /// One of the partners of a couple.
    Member,
    /// Supervises the treating therapist, who works as a candidate, and answers for the work.
    Supervises,
    /// Opened the chart in an emergency; for an hour, to read ([`crate::glass`]).
    BrokeGlass,
    /// Keeps this author's psychotherapy notes, and may open them by now. It stands in the custody's own row and never
    /// among the relations ([`crate::custody`]).
    Keeps(StaffId),
}

impl Tie {
    /// The word of logistics under which an emergency is found; a tie of the team has none.
    fn state(self) -> &'static str {
        if self == Self::BrokeGlass { EMERGENCY } else { "" }
    }
}

/// Under which word ties of an emergency are found.
pub const EMERGENCY: &str = "emergency";

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
        Clear::new(self.tie.state(), Some(self.from)).key1(&pair(self.who, self.subject)).key2(self.who.as_str())
    }
}

/// What the first keyed index of a relation is made of.
pub(crate) fn pair(who: Id, subject: SubjectId) -> String {
    format!("{who}/{subject}")
}
