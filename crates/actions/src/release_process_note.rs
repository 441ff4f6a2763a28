//! Gives one psychotherapy note away by an authorization that stands alone; and takes a copy of one's own notes.

use care::note_release::{NoteRelease, NoteReleaseRefusal, release_note};
use care::process_notes::{ProcessEntry, ProcessNotes};
use record::list::list;
use record::open_folder::Opened;
use record::scope::{Export, Read, Write, notebook};
use record::sent_note::SentNote;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{ReleaseId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::open_notebook::{LockRefusal, Notebook, OpenNote, notebook_of};
use crate::own_draft::staff;

/// A note on its way out, with the authorization that lets it.
pub struct GivenNote {
    /// Of whom.
    pub client: Client,
    /// The note.
    pub note: OpenNote,
    /// The authorization.
    pub release: NoteRelease,
}

/// Writes the authorization down. The same form sent twice writes one.
pub fn release_process_note(
    house: &House,
    by: &Context,
    subject: SubjectId,
    release: &NoteRelease,
) -> Result<(), Trouble<NoteReleaseRefusal>> {
    let (me, today) = (staff(by)?, house.today(by.now));
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(notebook(subject, me))?;
        let people = change.permit::<_, Read>(list::<Client>())?;
        let client: Client = change.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let notes: Opened<ProcessNotes> = change.open(&permit)?;
        if notes.releases().iter().any(|known| known.id == release.id) {
            return Ok(());
        }
        let says = release_note(&notes, release.clone(), client.members.len(), today).map_err(Trouble::Refused)?;
        drop(notes);
        Ok(change.add(&permit, says)?)
    })
}

/// Writes down that the authorization was taken back: no further copy is taken by it, and what was sent opens no more.
pub fn take_back_release(house: &House, by: &Context, subject: SubjectId, id: ReleaseId) -> Result<(), Trouble<Never>> {
    let me = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(notebook(subject, me))?;
        let is_there = change.open::<ProcessNotes, _>(&permit)?.releases().iter().any(|release| release.id == id);
        if is_there {
            let sent = change.permit::<_, Write>(list::<SentNote>())?;
            change.erase_row(&sent, id.0);
            change.add(&permit, ProcessEntry::ReleaseTakenBack { id, at: by.now })?;
        }
        Ok(())
    })
}

/// The copy of one note that an authorization in force lets out. Each copy stands in the audit as one.
pub fn copy_given_note(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (token, id): (&str, ReleaseId),
) -> Result<GivenNote, Trouble<LockRefusal>> {
    let today = house.today(by.now);
    let whole = notebook_of::<Export>(house, by, (subject, staff(by)?), token)?;
    let release = whole.releases.into_iter().find(|release| release.id == id && today <= release.until);
    let release = release.ok_or(Denied::NotTheirs)?;
    let note = whole.notes.into_iter().find(|note| note.id == release.note).ok_or(Denied::NotTheirs)?;
    Ok(GivenNote { client: whole.client, note, release })
}

/// A copy of all of one's own notes of a client, which the audit tells as one.
pub fn copy_notebook(
    house: &House,
    by: &Context,
    subject: SubjectId,
    token: &str,
) -> Result<Notebook, Trouble<LockRefusal>> {
    notebook_of::<Export>(house, by, (subject, staff(by)?), token)
}
