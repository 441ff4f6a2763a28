//! Psychotherapy notes: an author's own, apart from the chart (45 CFR 164.501).
//!
//! What they say is sealed to their author before it comes here; this crate never sees a word of it. What the law keeps
//! out of them (start and stop times, modality, tests, diagnosis, plan, symptoms, prognosis, progress, functional
//! status) has its place in the progress note.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::folder::{Due, Folder, FolderKind};
use terms::ids::{ProcessNoteId, ReleaseId};

use crate::note_release::NoteRelease;

/// A fact in an author's notebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProcessEntry {
    /// A note was written.
    NoteWritten(ProcessNote),
    /// A note was destroyed by its author. The key of its entry is gone.
    NoteDestroyed {
        /// Which.
        id: ProcessNoteId,
        /// When.
        at: Timestamp,
    },
    /// A note was given away by an authorization that stands alone.
    NoteReleased(NoteRelease),
    /// Such an authorization was taken back; what was given is given.
    ReleaseTakenBack {
        /// Which.
        id: ReleaseId,
        /// When.
        at: Timestamp,
    },
}

/// A psychotherapy note, sealed to its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessNote {
    /// Its id.
    pub id: ProcessNoteId,
    /// The entry's own number in its folder, so that its key can be found.
    pub number: u64,
    /// When it was written.
    pub at: Timestamp,
    /// What it says, under the author's key, in hexadecimal.
    pub sealed: String,
}

/// What one author keeps of one client or couple.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProcessNotes {
    notes: Vec<ProcessNote>,
    releases: Vec<NoteRelease>,
}

/// Why a note is not destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DestroyRefusal {
    /// There is no such note, or not any more.
    NoSuchNote,
}

impl ProcessNotes {
    /// The notes, the latest first.
    pub fn notes(&self) -> impl DoubleEndedIterator<Item = &ProcessNote> {
        self.notes.iter().rev()
    }

    /// The authorizations that stand, oldest first.
    pub fn releases(&self) -> &[NoteRelease] {
        &self.releases
    }
}

/// Destroys a note: the number of the entry whose key goes, and the entry that says so.
pub fn destroy(notes: &ProcessNotes, id: ProcessNoteId, at: Timestamp) -> Result<(u64, ProcessEntry), DestroyRefusal> {
    let note = notes.notes.iter().find(|note| note.id == id).ok_or(DestroyRefusal::NoSuchNote)?;
    Ok((note.number, ProcessEntry::NoteDestroyed { id, at }))
}

impl Folder for ProcessNotes {
    type Entry = ProcessEntry;
    type Card = ();
    const KIND: FolderKind = FolderKind::ProcessNotes;

    fn with(mut self, entry: ProcessEntry) -> Self {
        match entry {
            ProcessEntry::NoteWritten(note) => self.notes.push(note),
            ProcessEntry::NoteDestroyed { id, .. } => self.notes.retain(|note| note.id != id),
            ProcessEntry::NoteReleased(release) => self.releases.push(release),
            ProcessEntry::ReleaseTakenBack { id, .. } => self.releases.retain(|release| release.id != id),
        }
        self
    }

    fn card(&self) {}

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, id};

    #[test]
    fn a_note_is_destroyed_once_and_says_that_it_was() {
        let note = |letter, number| {
            ProcessEntry::NoteWritten(ProcessNote {
                id: id(letter),
                number,
                at: at("2026-06-22 10:00"),
                sealed: "00".to_owned(),
            })
        };
        let notes = [note('a', 1), note('b', 2)].into_iter().fold(ProcessNotes::default(), ProcessNotes::with);
        let (number, says) = destroy(&notes, id('a'), at("2026-06-22 11:00")).unwrap();
        let left = notes.with(says);
        assert_eq!((number, left.notes().map(|note| note.number).collect::<Vec<_>>()), (1, vec![2]));
        assert_eq!(destroy(&left, id('a'), at("2026-06-22 11:00")), Err(DestroyRefusal::NoSuchNote));
    }
}
