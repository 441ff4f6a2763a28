//! A psychotherapy note given away by an authorization that stands alone (45 CFR 164.508(b)(3)(ii)): for that note, for
//! whom it names, and for nothing else.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ProcessNoteId, ReleaseId};
use terms::text::Line;

use crate::process_notes::{ProcessEntry, ProcessNotes};

/// What the author writes down of an authorization on paper, which stays with the author (45 CFR 164.508(b)(6)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRelease {
    /// Its id.
    pub id: ReleaseId,
    /// Which note, and no other.
    pub note: ProcessNoteId,
    /// Who receives it.
    pub to: Line,
    /// What for; "at my request" is enough (45 CFR 164.508(c)(1)(iv)).
    pub purpose: Line,
    /// Who signed: the client, or every partner of a couple.
    pub signed_by: Vec<Line>,
    /// When they signed; of several, the last.
    pub signed_on: Date,
    /// The last day on which it holds.
    pub until: Date,
    /// When it was written down.
    pub at: Timestamp,
}

/// Why a note is not given away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteReleaseRefusal {
    /// There is no such note, or not any more.
    NoSuchNote,
    /// Somebody whose name it needs did not sign.
    NameMissing,
    /// It would have been signed on a day that has not come.
    SignedLater,
    /// It ended before today.
    Over,
}

/// Writes an authorization down.
pub fn release_note(
    notes: &ProcessNotes,
    release: NoteRelease,
    partners: usize,
    today: Date,
) -> Result<ProcessEntry, NoteReleaseRefusal> {
    if notes.notes().all(|note| note.id != release.note) {
        return Err(NoteReleaseRefusal::NoSuchNote);
    }
    if release.signed_by.len() < partners.max(1) {
        return Err(NoteReleaseRefusal::NameMissing);
    }
    if release.signed_on > today {
        return Err(NoteReleaseRefusal::SignedLater);
    }
    if release.until < today {
        return Err(NoteReleaseRefusal::Over);
    }
    Ok(ProcessEntry::NoteReleased(release))
}

impl ProcessNotes {
    /// The authorization under which a copy may be taken today.
    pub fn release_in_force(&self, id: ReleaseId, today: Date) -> Option<&NoteRelease> {
        self.releases().iter().find(|release| release.id == id && today <= release.until)
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, date, id, line};
    use crate::process_notes::ProcessNote;

    fn release() -> NoteRelease {
        NoteRelease {
            id: id('r'),
            note: id('a'),
            to: line("Dr. Example, Foothill Clinic"),
            purpose: line("At my request"),
            signed_by: vec![line("Rowan Keller")],
            signed_on: date("2026-06-20"),
            until: date("2026-12-31"),
            at: at("2026-06-22 10:00"),
        }
    }

    fn notes() -> ProcessNotes {
        let note = ProcessNote { id: id('a'), number: 1, at: at("2026-06-22 09:00"), sealed: "00".to_owned() };
        ProcessNotes::default().with(ProcessEntry::NoteWritten(note))
    }

    #[test]
    fn a_note_goes_out_by_an_authorization_of_its_own_that_everybody_signed() {
        let today = date("2026-06-22");
        for (release, partners, expected) in [
            (release(), 0, None),
            (NoteRelease { note: id('b'), ..release() }, 0, Some(NoteReleaseRefusal::NoSuchNote)),
            (NoteRelease { signed_by: Vec::new(), ..release() }, 0, Some(NoteReleaseRefusal::NameMissing)),
            (release(), 2, Some(NoteReleaseRefusal::NameMissing)),
            (NoteRelease { signed_by: vec![line("Chris Park"), line("Lee Park")], ..release() }, 2, None),
            (NoteRelease { signed_on: today, until: today, ..release() }, 0, None),
            (NoteRelease { signed_on: date("2026-06-23"), ..release() }, 0, Some(NoteReleaseRefusal::SignedLater)),
            (NoteRelease { until: date("2026-06-21"), ..release() }, 0, Some(NoteReleaseRefusal::Over)),
        ] {
            assert_eq!(release_note(&notes(), release, partners, today).err(), expected);
        }
    }

    #[test]
    fn an_authorization_holds_until_its_last_day_or_until_it_is_taken_back() {
        let given = notes().with(release_note(&notes(), release(), 0, date("2026-06-22")).unwrap());
        for (day, expected) in [("2026-12-31", true), ("2027-01-01", false)] {
            assert_eq!(given.release_in_force(id('r'), date(day)).is_some(), expected, "{day}");
        }
        assert!(given.release_in_force(id('s'), date("2026-06-22")).is_none());
        let back = given.with(ProcessEntry::ReleaseTakenBack { id: id('r'), at: at("2026-06-23 10:00") });
        assert!(back.release_in_force(id('r'), date("2026-06-23")).is_none());
    }
}
