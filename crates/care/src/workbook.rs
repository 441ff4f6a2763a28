//! The workbook: what client and team share, as the fold of its entries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::folder::{Due, Folder, FolderKind};
use terms::ids::{ChangeId, StaffId};
use terms::text::{Line, Prose};

use crate::boundaries::{AgreedBoundaries, Boundaries};
use crate::change::{Change, ChangeState, Moved, active_changes};
use crate::grounding_tool::{Distress, Helps, Tool, Trial, keep_trial};

/// A fact in a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkbookEntry {
    /// An intention was written; the one before stays readable.
    IntentionWritten {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// In the client's own words.
        text: Prose,
    },
    /// Boundaries were written; those before stay readable.
    BoundariesWritten {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// All of them as they are now.
        boundaries: Boundaries,
    },
    /// A way to come back to the present was tried.
    GroundingToolTried {
        /// When.
        at: Timestamp,
        /// Who wrote it down.
        by: Author,
        /// What was tried.
        tool: Line,
        /// Whether it helps.
        helps: Option<Helps>,
        /// Distress before.
        before: Option<Distress>,
        /// Distress after.
        after: Option<Distress>,
    },
    /// A gentle change was taken up.
    ChangeAdded {
        /// Its id.
        id: ChangeId,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// What it is: one small thing.
        text: Line,
        /// What reminds of it: a time, a place, a feeling.
        cue: Option<Line>,
    },
    /// A gentle change goes on otherwise, rests, or was let go.
    ChangeMoved {
        /// Which.
        id: ChangeId,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
        /// How it is now.
        state: ChangeState,
        /// A word on it.
        note: Option<Line>,
    },
}

/// Who wrote in the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// The client.
    Client,
    /// Someone of the treating team.
    Team(StaffId),
}

/// What a client wants to come back to. Never a goal to be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intention {
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// In the client's own words.
    pub text: Prose,
}

/// What client and team share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    intentions: Vec<Intention>,
    boundaries: Vec<AgreedBoundaries>,
    tools: Vec<Tool>,
    changes: Vec<Change>,
}

/// What list screens show of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkbookCard {
    /// Whether an intention is written.
    pub has_intention: bool,
    /// Whether boundaries are written.
    pub has_boundaries: bool,
    /// How many grounding tools were tried.
    pub tools: u32,
    /// How many gentle changes are active.
    pub active_changes: u32,
}

/// Why something is not written into a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkbookRefusal {
    /// As many changes are active as can be carried at once.
    TooManyActive,
    /// There is no such change.
    NoSuchChange,
}

impl Workbook {
    /// The intention as it is now.
    pub fn intention(&self) -> Option<&Intention> {
        self.intentions.last()
    }

    /// The intentions before it, oldest first.
    pub fn earlier_intentions(&self) -> &[Intention] {
        self.intentions.split_last().map_or(&[], |(_, earlier)| earlier)
    }

    /// The boundaries as they are now.
    pub fn boundaries(&self) -> Option<&AgreedBoundaries> {
        self.boundaries.last()
    }

    /// The boundaries before them, oldest first.
    pub fn earlier_boundaries(&self) -> &[AgreedBoundaries] {
        self.boundaries.split_last().map_or(&[], |(_, earlier)| earlier)
    }

    /// What was tried to come back to the present, what helps best first.
    pub fn tools(&self) -> &[Tool] {
        &self.tools
    }

    /// The gentle changes, oldest first.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }
}

/// Writes an intention. The last one stays, as an earlier one.
pub fn write_intention(text: Prose, by: Author, at: Timestamp) -> WorkbookEntry {
    WorkbookEntry::IntentionWritten { at, by, text }
}

impl Folder for Workbook {
    type Entry = WorkbookEntry;
    type Card = WorkbookCard;
    const KIND: FolderKind = FolderKind::Workbook;

    fn with(mut self, entry: WorkbookEntry) -> Self {
        match entry {
            WorkbookEntry::IntentionWritten { at, by, text } => self.intentions.push(Intention { at, by, text }),
            WorkbookEntry::BoundariesWritten { at, by, boundaries } => {
                self.boundaries.push(AgreedBoundaries { at, by, boundaries });
            }
            WorkbookEntry::GroundingToolTried { at, by, tool, helps, before, after } => {
                keep_trial(&mut self.tools, tool, Trial { at, by, helps, before, after });
            }
            WorkbookEntry::ChangeAdded { id, at, by, text, cue } => {
                let state = ChangeState::Active;
                self.changes.push(Change { id, added_at: at, by, text, cue, state, moves: Vec::new() });
            }
            WorkbookEntry::ChangeMoved { id, at, by, state, note } => {
                if let Some(change) = self.changes.iter_mut().find(|change| change.id == id) {
                    change.state = state;
                    change.moves.push(Moved { at, by, state, note });
                }
            }
        }
        self
    }

    fn card(&self) -> WorkbookCard {
        let count = |things: usize| u32::try_from(things).unwrap_or(u32::MAX);
        WorkbookCard {
            has_intention: self.intention().is_some(),
            has_boundaries: self.boundaries().is_some(),
            tools: count(self.tools.len()),
            active_changes: count(active_changes(self)),
        }
    }

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grounding_tool::try_tool;
    use crate::made_up::{at, id, line, prose};

    #[test]
    fn an_intention_is_kept_when_another_is_written() {
        let now = at("2026-06-22 10:00");
        let written = ["To feel first.", "To manage less.", "To rest."];
        let entries = written.map(|text| write_intention(prose(text), Author::Client, now));
        let workbook = entries.into_iter().fold(Workbook::default(), Workbook::with);
        assert_eq!(workbook.intention().map(|intention| intention.text.as_str()), Some(written[2]));
        let earlier: Vec<_> = workbook.earlier_intentions().iter().map(|intention| intention.text.as_str()).collect();
        assert_eq!(earlier, written[..2]);
        assert_eq!(Workbook::default().earlier_intentions(), []);
    }

    #[test]
    fn a_card_counts_without_saying_what() {
        let now = at("2026-06-22 10:00");
        let by = Author::Team(id('d'));
        let trial = Trial { at: now, by, helps: None, before: None, after: None };
        let mut workbook = Workbook::default();
        let mut check = |entry: WorkbookEntry, expected: WorkbookCard| {
            workbook = workbook.clone().with(entry);
            assert_eq!(workbook.card(), expected);
        };
        let card = WorkbookCard { has_intention: true, ..WorkbookCard::default() };
        check(write_intention(prose("To rest."), by, now), card.clone());
        let card = WorkbookCard { has_boundaries: true, ..card };
        check(WorkbookEntry::BoundariesWritten { at: now, by, boundaries: Boundaries::default() }, card.clone());
        let card = WorkbookCard { tools: 1, ..card };
        check(try_tool(line("Feet"), trial), card.clone());
        check(try_tool(line("Feet"), trial), card.clone());
        let (text, state) = (line("One window open"), ChangeState::LetGo);
        let active = WorkbookCard { active_changes: 1, ..card.clone() };
        check(WorkbookEntry::ChangeAdded { id: id('a'), at: now, by, text, cue: None }, active);
        check(WorkbookEntry::ChangeMoved { id: id('a'), at: now, by, state, note: None }, card);
    }
}
