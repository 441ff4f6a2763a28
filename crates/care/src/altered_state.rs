//! Altered states before now: what it was, when, in which setting, and how it was. Not knowing is an answer to each.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::AlteredStateId;
use terms::text::Line;
use terms::words;

use crate::dosing_day::Told;
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

words! {
    /// How an altered state was, looking back.
    HowItWas {
        Good = "good", "Good";
        Mixed = "mixed", "Good and hard";
        Hard = "hard", "Hard";
        Nothing = "nothing", "Nothing much happened";
    }
}

/// An altered state before now, as the client tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlteredState {
    /// Its id.
    pub id: AlteredStateId,
    /// What it was: a substance, a practice, an illness, a birth.
    pub what: Line,
    /// About when.
    pub when: Told<Line>,
    /// Where, and with whom.
    pub setting: Told<Line>,
    /// How it was.
    pub how: Told<HowItWas>,
    /// What stayed of it.
    pub left: Option<Line>,
}

/// What happens to the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AlteredStateEntry {
    /// One was told; told again under the same id, it is corrected.
    Told {
        /// When.
        at: Timestamp,
        /// Who wrote it down.
        by: Author,
        /// What.
        state: AlteredState,
    },
    /// One was taken off the list.
    TakenOff {
        /// Which.
        id: AlteredStateId,
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
}

impl Workbook {
    /// The altered states before now that were told, in the order of telling.
    pub fn altered_states(&self) -> &[AlteredState] {
        &self.altered_states
    }

    /// For the fold.
    pub(crate) fn step_altered_state(&mut self, entry: AlteredStateEntry) {
        match entry {
            AlteredStateEntry::Told { state, .. } => {
                match self.altered_states.iter_mut().find(|known| known.id == state.id) {
                    Some(known) => *known = state,
                    None => self.altered_states.push(state),
                }
            }
            AlteredStateEntry::TakenOff { id, .. } => self.altered_states.retain(|known| known.id != id),
        }
    }
}

/// Writes one down, or corrects it. `None` when it stands so already.
pub fn tell_altered_state(
    workbook: &Workbook,
    state: AlteredState,
    by: Author,
    at: Timestamp,
) -> Option<WorkbookEntry> {
    let stands = workbook.altered_states().contains(&state);
    (!stands).then_some(WorkbookEntry::AlteredState(AlteredStateEntry::Told { at, by, state }))
}

/// Takes one off the list. `None` when it is not on it.
pub fn take_off_altered_state(
    workbook: &Workbook,
    id: AlteredStateId,
    by: Author,
    at: Timestamp,
) -> Option<WorkbookEntry> {
    let stands = workbook.altered_states().iter().any(|known| known.id == id);
    stands.then_some(WorkbookEntry::AlteredState(AlteredStateEntry::TakenOff { id, at, by }))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, id, line};

    #[test]
    fn it_is_told_with_what_is_known_corrected_and_taken_off() {
        let (by, now) = (Author::Client, at("2026-06-22 10:00"));
        let (unknown, left) = (Told::Unknown, None);
        let (when, how) = (Told::Unknown, Told::Unknown);
        let told = AlteredState { id: id('a'), what: line("A retreat"), when, setting: unknown, how, left };
        let nothing = Workbook::default();
        let workbook = nothing.clone().with(tell_altered_state(&nothing, told.clone(), by, now).unwrap());
        assert_eq!(tell_altered_state(&workbook, told.clone(), by, now), None);
        let corrected = AlteredState { how: Told::Known(HowItWas::Hard), ..told };
        let workbook = workbook.clone().with(tell_altered_state(&workbook, corrected.clone(), by, now).unwrap());
        assert_eq!(workbook.altered_states(), [corrected]);
        assert_eq!(take_off_altered_state(&workbook, id('x'), by, now), None);
        let empty = workbook.clone().with(take_off_altered_state(&workbook, id('a'), by, now).unwrap());
        assert!(empty.altered_states().is_empty());
    }
}
