//! Writes or destroys a psychotherapy note of one's own; the notebook is open while that is done.

use care::process_notes::{DestroyRefusal, ProcessEntry, ProcessNote, destroy};
use record::scope::{Write, notebook};
use terms::actor::Context;
use terms::ids::{ProcessNoteId, SubjectId};
use terms::text::Prose;
use terms::trouble::Trouble;

use crate::house::House;
use crate::open_notebook::LockRefusal;
use crate::own_draft::staff;

/// Seals the note to its author. The same form sent twice writes one.
pub fn write_process_note(
    house: &House,
    by: &Context,
    (subject, token): (SubjectId, &str),
    (id, text): (ProcessNoteId, &Prose),
) -> Result<(), Trouble<LockRefusal>> {
    let me = staff(by)?;
    let record = house.record();
    let (key, _) = record.kept_open(token, me, by.now)?.ok_or(Trouble::Refused(LockRefusal::Closed))?;
    record.change(by, |change| {
        let permit = change.permit::<_, Write>(notebook(subject, me))?;
        let folder = change.open(&permit)?;
        if folder.notes().any(|note| note.id == id) {
            return Ok(());
        }
        let (number, sealed) = (folder.head() + 1, record.seal_process_note(&key, id, text));
        drop(folder);
        Ok(change.add(&permit, ProcessEntry::NoteWritten(ProcessNote { id, number, at: by.now, sealed }))?)
    })
}

/// Destroys a note: the key of its entry goes, and nobody can read it again, its author included.
pub fn destroy_process_note(
    house: &House,
    by: &Context,
    subject: SubjectId,
    id: ProcessNoteId,
) -> Result<(), Trouble<DestroyRefusal>> {
    let me = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(notebook(subject, me))?;
        let (number, says) = destroy(&*change.open(&permit)?, id, by.now).map_err(Trouble::Refused)?;
        Ok(change.erase(&permit, &[number], says)?)
    })
}
