//! What one of a couple carries forward and shows the other: a copy in the couple's workbook, for as long as they like.
//! Nothing is shown unless it was offered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{ChangeId, SubjectId};
use terms::text::Line;

use crate::change::Change;
use crate::workbook::Workbook;
use crate::workbook_entry::WorkbookEntry;

/// A copy of a gentle change, as the couple can read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownChange {
    /// Of which change.
    pub id: ChangeId,
    /// The copy's own place in the couple's workbook, so that its key can be erased.
    pub number: u64,
    /// Whose it is.
    pub of: SubjectId,
    /// When it was shown.
    pub at: Timestamp,
    /// What it is.
    pub text: Line,
    /// What reminds of it.
    pub cue: Option<Line>,
}

/// What happens to such a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShowingStep {
    /// It is shown.
    Shown(ShownChange),
    /// It was taken back; its key is gone.
    Hidden {
        /// Of which change.
        id: ChangeId,
        /// When.
        at: Timestamp,
    },
}

impl ShownChange {
    /// The copy of a change as it is now. Where it comes from, what it is for and how sure one is of it stay with its owner.
    pub fn copy(change: &Change, (of, number): (SubjectId, u64), at: Timestamp) -> Self {
        Self { id: change.id, number, of, at, text: change.text.clone(), cue: change.cue.clone() }
    }
}

impl Workbook {
    /// The changes that partners show each other now, the latest shown last.
    pub fn shown_changes(&self) -> &[ShownChange] {
        &self.shown_changes
    }

    /// For the fold. A copy takes the place of an earlier one of the same change.
    pub(crate) fn step_shown(&mut self, step: ShowingStep) {
        let (ShowingStep::Shown(ShownChange { id, .. }) | ShowingStep::Hidden { id, .. }) = step;
        self.shown_changes.retain(|shown| shown.id != id);
        if let ShowingStep::Shown(shown) = step {
            self.shown_changes.push(shown);
        }
    }
}

/// Takes back a copy that is one's own: the entry that says so, and the place of the copy to erase.
pub fn hide_change(couples: &Workbook, id: ChangeId, of: SubjectId, at: Timestamp) -> Option<(WorkbookEntry, u64)> {
    let shown = couples.shown_changes().iter().find(|shown| (shown.id, shown.of) == (id, of))?;
    Some((WorkbookEntry::ChangeShown(ShowingStep::Hidden { id, at }), shown.number))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::change::{NewChange, add_change};
    use crate::made_up::{at, id, line};
    use crate::workbook::Author;

    #[test]
    fn behaviour_29_a_change_is_shown_as_a_copy_and_only_its_owner_takes_it_back() {
        let now = at("2026-06-22 10:00");
        let new = NewChange {
            cue: Some(line("After dinner")),
            insight: Some(line("I go quiet when I am afraid")),
            ..NewChange::of(id('a'), line("Ask for ten minutes"))
        };
        let own = Workbook::default().with(add_change(&Workbook::default(), new, Author::Client, now).unwrap());
        let show = |couples: Workbook, number| {
            let copy = ShownChange::copy(&own.changes()[0], (id('c'), number), now);
            couples.with(WorkbookEntry::ChangeShown(ShowingStep::Shown(copy)))
        };
        let couples = show(show(Workbook::default(), 1), 2);
        let numbers: Vec<u64> = couples.shown_changes().iter().map(|shown| shown.number).collect();
        assert_eq!(numbers, [2], "shown anew, the copy before gives way");
        assert!(!format!("{:?}", couples.shown_changes()).contains("afraid"), "where it comes from is not copied");
        assert_eq!(hide_change(&couples, id('a'), id('p'), now), None);
        let (entry, number) = hide_change(&couples, id('a'), id('c'), now).unwrap();
        assert!(number == 2 && couples.with(entry).shown_changes().is_empty());
    }
}
