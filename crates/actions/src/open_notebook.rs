//! Opens an author's own psychotherapy notes of a client, with the passphrase that only the author knows.
//!
//! The passphrase opens the author's key for a while, on the sign-in from which it was given and on no other.

use care::note_release::NoteRelease;
use care::process_notes::ProcessNotes;
use jiff::Timestamp;
use record::author_key::AuthorLock;
use record::list::list;
use record::open_folder::Opened;
use record::scope::{CanRead, Read, Write, notebook};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{Id, ProcessNoteId, StaffId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::account::{MAX_WRONG, one_more_wrong, wrong_lately};
use crate::custody::seal_to_custodian;
use crate::house::House;
use crate::own_draft::staff;

/// The fewest characters of a passphrase.
pub const MIN_PASSPHRASE: usize = record::author_key::MIN_PASSPHRASE;

/// The door of a notebook, before it is open.
pub struct NotebookDoor {
    /// Of whom.
    pub client: Client,
    /// Whether the author has a passphrase already.
    pub has_lock: bool,
}

/// An open notebook.
pub struct Notebook {
    /// Of whom.
    pub client: Client,
    /// The notes, the latest first.
    pub notes: Vec<OpenNote>,
    /// The authorizations by which one of them may be given away, the oldest first.
    pub releases: Vec<NoteRelease>,
    /// Until when it stays open on this sign-in.
    pub until: Timestamp,
    /// An id for the next note, so that a form sent twice writes it once.
    pub fresh: Id,
}

/// A psychotherapy note in its author's hands.
pub struct OpenNote {
    /// Its id.
    pub id: ProcessNoteId,
    /// When it was written.
    pub at: Timestamp,
    /// What it says.
    pub text: Prose,
}

/// Why a notebook stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockRefusal {
    /// It is not the passphrase.
    WrongPassphrase,
    /// Too many wrong ones were typed lately.
    TooManyTries,
    /// It is not open on this sign-in, or not any more.
    Closed,
}

/// Shows the door.
pub fn see_notebook_door(house: &House, by: &Context, subject: SubjectId) -> Result<NotebookDoor, Trouble<Never>> {
    let me = staff(by)?;
    house.record().read(by, |work| {
        work.permit::<_, Read>(notebook(subject, me))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let locks = work.permit::<_, Read>(list::<AuthorLock>())?;
        let client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let has_lock = work.get::<AuthorLock, _, _, Never>(&locks, me.0)?.is_some();
        Ok(NotebookDoor { client, has_lock })
    })
}

/// Opens the author's key by the passphrase, on the sign-in of this token; the first passphrase given becomes it. Where a
/// custodian was named, the key is sealed to them now if it was not yet.
pub fn unlock_notebook(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (token, passphrase): (&str, &Line),
) -> Result<(), Trouble<LockRefusal>> {
    let me = staff(by)?;
    let record = house.record();
    let key = record.change(by, |change| {
        change.permit::<_, Read>(notebook(subject, me))?;
        let locks = change.permit::<_, Write>(list::<AuthorLock>())?;
        let key = match change.get::<AuthorLock, _, _, LockRefusal>(&locks, me.0)? {
            Some(lock) if wrong_lately(&lock.wrong, by.now) >= MAX_WRONG => {
                return Err(Trouble::Refused(LockRefusal::TooManyTries));
            }
            Some(lock) => {
                record.author_key(&lock, passphrase)?.ok_or(Trouble::Refused(LockRefusal::WrongPassphrase))?
            }
            None => {
                let (lock, key) = record.new_author_key(me, passphrase)?;
                change.put(&locks, &lock)?;
                key
            }
        };
        seal_to_custodian(house, change, &key, me)?;
        Ok(key)
    });
    if matches!(key, Err(Trouble::Refused(LockRefusal::WrongPassphrase))) {
        record.change(by, |change| {
            let locks = change.permit::<_, Write>(list::<AuthorLock>())?;
            let mut lock: AuthorLock = change.get(&locks, me.0)?.ok_or(Denied::NotTheirs)?;
            one_more_wrong(&mut lock.wrong, by.now);
            change.put(&locks, &lock)
        })?;
    }
    record.keep_open(token, &key?, by.now)
}

/// Closes the author's key on this sign-in, for every client.
pub fn lock_notebook(house: &House, by: &Context, token: &str) -> Result<(), Trouble<Never>> {
    staff(by)?;
    house.record().close_key(token, by.now)
}

/// The notes, while the author's key is open on the sign-in of this token.
pub fn open_notebook(
    house: &House,
    by: &Context,
    subject: SubjectId,
    token: &str,
) -> Result<Notebook, Trouble<LockRefusal>> {
    notebook_of::<Read>(house, by, (subject, staff(by)?), token)
}

/// An author's notes, to look or to take a copy: the author's own, or those that a custodian may open.
pub(crate) fn notebook_of<M: CanRead>(
    house: &House,
    by: &Context,
    (subject, author): (SubjectId, StaffId),
    token: &str,
) -> Result<Notebook, Trouble<LockRefusal>> {
    let record = house.record();
    let (key, until) = record.kept_open(token, author, by.now)?.ok_or(Trouble::Refused(LockRefusal::Closed))?;
    record.read(by, |work| {
        let permit = work.permit::<_, M>(notebook(subject, author))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let folder: Opened<ProcessNotes> = work.open(&permit)?;
        let open = |note: &care::process_notes::ProcessNote| {
            Ok(OpenNote { id: note.id, at: note.at, text: key.open(note.id, &note.sealed)? })
        };
        let notes = folder.notes().map(open).collect::<Result<_, Fault>>()?;
        Ok(Notebook { client, notes, releases: folder.releases().to_vec(), until, fresh: record.new_id() })
    })
}
