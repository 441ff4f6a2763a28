//! Gentle changes: small things to carry forward. Letting one go is as good as keeping it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::ChangeId;
use terms::text::Line;
use terms::words;

use crate::life_domain::LifeDomain;
use crate::workbook::{Author, Workbook, WorkbookRefusal};
use crate::workbook_entry::WorkbookEntry;

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
    /// What it comes from.
    pub insight: Option<Line>,
    /// What it is for: something that matters to the client.
    pub value: Option<Line>,
    /// The part of life it belongs to.
    pub domain: Option<LifeDomain>,
    /// What it is: the "then" of an if-then plan.
    pub text: Line,
    /// What reminds of it: the "if".
    pub cue: Option<Line>,
    /// Who may help with it.
    pub helper: Option<Line>,
    /// How sure the client is of it.
    pub confidence: Option<Confidence>,
    /// How it is now.
    pub state: ChangeState,
    /// What became of it, oldest first.
    pub moves: Vec<Moved>,
    /// How it was worded before, oldest first.
    pub earlier: Vec<Wording>,
}

/// How a change was worded for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Until when.
    pub until: Timestamp,
    /// What it was.
    pub text: Line,
    /// What reminded of it.
    pub cue: Option<Line>,
    /// Who was to help with it.
    pub helper: Option<Line>,
    /// How sure the client was of it.
    pub confidence: Option<Confidence>,
}

/// How sure someone is that they will do it, 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidence(u8);

/// The text is no whole number from 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAConfidence;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewChange {
    /// Its id.
    pub id: ChangeId,
    /// What it is: one small thing.
    pub text: Line,
    /// What reminds of it.
    pub cue: Option<Line>,
    /// What it comes from.
    #[serde(default)]
    pub insight: Option<Line>,
    /// What it is for.
    #[serde(default)]
    pub value: Option<Line>,
    /// The part of life it belongs to.
    #[serde(default)]
    pub domain: Option<LifeDomain>,
    /// Who may help with it.
    #[serde(default)]
    pub helper: Option<Line>,
    /// How sure the client is of it.
    #[serde(default)]
    pub confidence: Option<Confidence>,
}

impl NewChange {
    /// One with nothing but its words.
    pub fn of(id: ChangeId, text: Line) -> Self {
        Self { id, text, cue: None, insight: None, value: None, domain: None, helper: None, confidence: None }
    }
}

/// A change in other words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rewording {
    /// Which.
    pub id: ChangeId,
    /// What it is from now on.
    pub text: Line,
    /// What reminds of it.
    pub cue: Option<Line>,
    /// Who may help with it.
    #[serde(default)]
    pub helper: Option<Line>,
    /// How sure the client is of it now.
    pub confidence: Option<Confidence>,
}

/// A change as it was taken up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedChange {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// What.
    #[serde(flatten)]
    pub new: NewChange,
}

/// A change as it was put in other words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewordedChange {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// The words.
    #[serde(flatten)]
    pub to: Rewording,
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

impl Confidence {
    /// The most there is.
    pub const MOST: u8 = 10;

    /// A whole number from 0 to 10, as typed.
    pub fn parse(text: &str) -> Result<Self, NotAConfidence> {
        let number = text.trim().parse().map_err(|_| NotAConfidence)?;
        if number <= Self::MOST { Ok(Self(number)) } else { Err(NotAConfidence) }
    }

    /// 0 to 10.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Whether a smaller step may suit better. Below 7 a plan is worded anew: plans of the form "if this, then that" help
    /// most when they are small and wanted (Gollwitzer and Sheeran 2006, 94 tests, d = .65; the line at 7 is ours).
    pub fn wants_rewording(self) -> bool {
        self.0 < 7
    }
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
    Ok(WorkbookEntry::ChangeAdded(AddedChange { at, by, new: change }))
}

/// Puts a change in other words. Those before stay readable.
pub fn reword_change(
    workbook: &Workbook,
    to: Rewording,
    by: Author,
    at: Timestamp,
) -> Result<WorkbookEntry, WorkbookRefusal> {
    let change = workbook.changes().iter().find(|change| change.id == to.id);
    change.map(|_| WorkbookEntry::ChangeReworded(RewordedChange { at, by, to })).ok_or(WorkbookRefusal::NoSuchChange)
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

impl Change {
    /// For the fold: taken up.
    pub(crate) fn taken_up(added: AddedChange) -> Self {
        let AddedChange { at: added_at, by, new } = added;
        let NewChange { id, text, cue, insight, value, domain, helper, confidence } = new;
        let (state, moves, earlier) = (ChangeState::Active, Vec::new(), Vec::new());
        Self { id, added_at, by, insight, value, domain, text, cue, helper, confidence, state, moves, earlier }
    }

    /// For the fold: it goes on so.
    pub(crate) fn go_on(&mut self, moved: Moved) {
        self.state = moved.state;
        self.moves.push(moved);
    }

    /// For the fold: other words from now on.
    pub(crate) fn reword(&mut self, to: Rewording, until: Timestamp) {
        let text = std::mem::replace(&mut self.text, to.text);
        let cue = std::mem::replace(&mut self.cue, to.cue);
        let helper = std::mem::replace(&mut self.helper, to.helper);
        let confidence = std::mem::replace(&mut self.confidence, to.confidence);
        self.earlier.push(Wording { until, text, cue, helper, confidence });
    }
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
        let change = NewChange {
            cue: Some(line("While cooking")),
            insight: Some(line("I hold my breath at home")),
            confidence: Confidence::parse("6").ok(),
            ..NewChange::of(id(letter), line("One window open"))
        };
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
    fn behaviour_23_three_changes_are_carried_at_once_and_letting_go_makes_room() {
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

    #[test]
    fn behaviour_23_a_change_that_feels_unsure_is_worded_anew() {
        for (text, expected) in [
            ("0", Ok(true)),
            ("6", Ok(true)),
            ("7", Ok(false)),
            (" 10 ", Ok(false)),
            ("11", Err(NotAConfidence)),
            ("", Err(NotAConfidence)),
        ] {
            assert_eq!(Confidence::parse(text).map(Confidence::wants_rewording), expected, "{text}");
        }
    }

    #[test]
    fn behaviour_23_other_words_leave_those_before_readable() {
        let reword = |letter| {
            let sure = Confidence::parse("8").ok();
            let helper = Some(line("My sister"));
            let to = Rewording { id: id(letter), text: line("Open the window"), cue: None, helper, confidence: sure };
            reword_change(&with_active("a"), to, Author::Client, now())
        };
        assert_eq!(reword('x'), Err(WorkbookRefusal::NoSuchChange));
        let workbook = with_active("a").with(reword('a').unwrap());
        let change = &workbook.changes()[0];
        let before = &change.earlier[0];
        assert_eq!((change.text.as_str(), change.confidence.map(Confidence::number)), ("Open the window", Some(8)));
        assert_eq!((before.text.as_str(), before.confidence.map(Confidence::number)), ("One window open", Some(6)));
        assert_eq!((before.cue.as_ref().map(Line::as_str), change.cue.as_ref()), (Some("While cooking"), None));
        assert_eq!((before.helper.as_ref(), change.helper.as_ref().map(Line::as_str)), (None, Some("My sister")));
        assert_eq!(change.insight.as_ref().map(Line::as_str), Some("I hold my breath at home"));
    }
}
