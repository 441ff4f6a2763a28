//! Gentle changes: small things to carry forward. Letting one go is as good as keeping it.

use jiff::Timestamp;
use terms::ids::ChangeId;
use terms::text::Line;
use terms::words;

use crate::workbook::{Author, Workbook, WorkbookEntry, WorkbookRefusal};

/// The most changes that are active at once: few enough to be carried.
pub const MAX_ACTIVE: usize = 3;

/// A small thing to carry forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its id.
    pub id: ChangeId,
    /// When it was taken up.
    pub added_at: Timestamp,
    /// Who wrote it down.
    pub by: Author,
    /// What it is.
    pub text: Line,
    /// What reminds of it.
    pub cue: Option<Line>,
    /// How it is now.
    pub state: ChangeState,
    /// What became of it, oldest first.
    pub moves: Vec<Moved>,
}

/// How a change went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// When.
    pub at: Timestamp,
    /// Who wrote it down.
    pub by: Author,
    /// How it was from then on.
    pub state: ChangeState,
    /// A word on it.
    pub note: Option<Line>,
}

words! {
    /// How a gentle change is.
    ChangeState {
        Active = "active", "Active";
        Kept = "kept", "Kept";
        Changed = "changed", "Changed";
        Resting = "resting", "Resting";
        LetGo = "let-go", "Let go";
    }
}

/// A change to take up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChange {
    /// Its id.
    pub id: ChangeId,
    /// What it is: one small thing.
    pub text: Line,
    /// What reminds of it.
    pub cue: Option<Line>,
}

/// How a change is to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeMove {
    /// Which.
    pub id: ChangeId,
    /// How it is from now on.
    pub state: ChangeState,
    /// A word on it.
    pub note: Option<Line>,
}

/// Takes up a change, while fewer than [`MAX_ACTIVE`] are active.
pub fn add_change(
    workbook: &Workbook,
    change: NewChange,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, WorkbookRefusal> {
    if active_changes(workbook) >= MAX_ACTIVE {
        return Err(WorkbookRefusal::TooManyActive);
    }
    let NewChange { id, text, cue } = change;
    Ok(WorkbookEntry::ChangeAdded { id, at, by, text, cue })
}

/// Moves a change on. One that rested can be active again, while there is room.
pub fn move_change(
    workbook: &Workbook,
    to: ChangeMove,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, WorkbookRefusal> {
    let change = workbook.changes().iter().find(|change| change.id == to.id).ok_or(WorkbookRefusal::NoSuchChange)?;
    let becomes_active = to.state == ChangeState::Active && change.state != ChangeState::Active;
    if becomes_active && active_changes(workbook) >= MAX_ACTIVE {
        return Err(WorkbookRefusal::TooManyActive);
    }
    let ChangeMove { id, state, note } = to;
    Ok(WorkbookEntry::ChangeMoved { id, at, by, state, note })
}

/// How many changes are active.
pub(crate) fn active_changes(workbook: &Workbook) -> usize {
    workbook.changes().iter().filter(|change| change.state == ChangeState::Active).count()
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, id, line};

    fn now() -> Timestamp {
        at("2026-06-22 10:00")
    }

    fn add(workbook: Workbook, letter: char) -> Result<Workbook, WorkbookRefusal> {
        let change = NewChange { id: id(letter), text: line("One window open"), cue: Some(line("While cooking")) };
        add_change(&workbook, change, Author::Client, now()).map(|entry| workbook.with(entry))
    }

    fn step(workbook: Workbook, letter: char, state: ChangeState) -> Result<Workbook, WorkbookRefusal> {
        let to = ChangeMove { id: id(letter), state, note: None };
        move_change(&workbook, to, Author::Client, now()).map(|entry| workbook.with(entry))
    }

    fn with_active(letters: &str) -> Workbook {
        letters.chars().fold(Workbook::default(), |workbook, letter| add(workbook, letter).unwrap())
    }

    #[test]
    fn three_changes_are_carried_at_once() {
        let resting = step(with_active("abc"), 'a', ChangeState::Resting).unwrap();
        let full = Err(WorkbookRefusal::TooManyActive);
        for (given, expected) in [
            (add(with_active("ab"), 'c'), Ok(3)),
            (add(with_active("abc"), 'd'), full),
            (add(resting.clone(), 'd'), Ok(3)),
            (step(resting.clone(), 'a', ChangeState::Active), Ok(3)),
            (add(resting, 'd').and_then(|workbook| step(workbook, 'a', ChangeState::Active)), full),
            (step(with_active("abc"), 'a', ChangeState::Active), Ok(3)),
            (step(with_active("abc"), 'a', ChangeState::LetGo), Ok(2)),
            (step(with_active("a"), 'x', ChangeState::Kept), Err(WorkbookRefusal::NoSuchChange)),
        ] {
            assert_eq!(given.map(|workbook| active_changes(&workbook)), expected);
        }
    }

    #[test]
    fn a_change_keeps_what_became_of_it() {
        let kept = step(with_active("a"), 'a', ChangeState::Kept).unwrap();
        let resting = step(kept, 'a', ChangeState::Resting).unwrap();
        let states: Vec<_> = resting.changes()[0].moves.iter().map(|moved| moved.state).collect();
        assert_eq!(
            (resting.changes()[0].state, states),
            (ChangeState::Resting, vec![ChangeState::Kept, ChangeState::Resting])
        );
    }
}
