//! What the practice says of itself, when it is closed, and how its backups held: of nobody in particular.

use jiff::Timestamp;
use schedule::closure::Closure;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, StaffId};
use terms::practice::Practice;
use terms::site_text::SiteText;
use terms::text::Line;

use crate::list::{Clear, List};
use crate::scope::ListKind;

/// The first key of every version of the facts, so that they are found in order of time.
pub const ALL_FACTS: &str = "facts";

/// One version of the practice's facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// This version's own id.
    pub id: Id,
    /// What the practice says of itself.
    pub practice: Practice,
    /// When it was put in place.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
}

/// What was found when a backup was opened elsewhere and read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Its id.
    pub id: Id,
    /// When it was opened.
    pub at: Timestamp,
    /// When the backup was made.
    pub made: Timestamp,
    /// How many entries it holds.
    pub entries: u64,
    /// How many rows of lists.
    pub rows: u64,
    /// How many psychotherapy notes were left closed, by design.
    pub left_closed: u64,
    /// What did not hold, a sentence each.
    pub problems: Vec<String>,
}

/// One moment that the practice passed on its way in: the recovery sheet was read back, for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Its id.
    pub id: Id,
    /// Which: "recovery sheet".
    pub what: Line,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
}

impl List for SiteText {
    const NAME: &'static str = "site-text";
    const KIND: ListKind = ListKind::House;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at)).key1(self.name.as_str())
    }
}

impl List for Facts {
    const NAME: &'static str = "facts";
    const KIND: ListKind = ListKind::House;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at)).key1(ALL_FACTS)
    }
}

impl List for Closure {
    const NAME: &'static str = "closure";
    const KIND: ListKind = ListKind::House;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

impl List for Proof {
    const NAME: &'static str = "proof";
    const KIND: ListKind = ListKind::House;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at))
    }
}

impl List for Milestone {
    const NAME: &'static str = "milestone";
    const KIND: ListKind = ListKind::House;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at))
    }
}
