//! Opens an author's own psychotherapy notes of a client, with the passphrase that only the author knows.

use care::process_notes::ProcessNotes;
use jiff::Timestamp;
use record::author_key::AuthorLock;
use record::list::list;
use record::scope::{Read, Write, notebook};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{Id, ProcessNoteId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Never, Trouble};

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
    /// What the forms of this page carry so that the passphrase is not asked again for a while.
    pub carried: String,
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

/// How a notebook is opened.
pub enum Unlock {
    /// By the passphrase; the first one given becomes it.
    Passphrase(Line),
    /// By what an open page carried.
    Carried(String),
}

/// Why a notebook stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockRefusal {
    /// It is not the passphrase.
    WrongPassphrase,
    /// It was open for long enough.
    OpenTooLong,
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

/// Opens the notebook.
pub fn open_notebook(
    house: &House,
    by: &Context,
    subject: SubjectId,
    unlock: &Unlock,
) -> Result<Notebook, Trouble<LockRefusal>> {
    let me = staff(by)?;
    let record = house.record();
    record.change(by, |change| {
        let permit = change.permit::<_, Read>(notebook(subject, me))?;
        let people = change.permit::<_, Read>(list::<Client>())?;
        let locks = change.permit::<_, Write>(list::<AuthorLock>())?;
        let client = change.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let key = match unlock {
            Unlock::Carried(carried) => {
                record.carried(carried, me, by.now).ok_or(Trouble::Refused(LockRefusal::OpenTooLong))?
            }
            Unlock::Passphrase(passphrase) => {
                let known: Option<AuthorLock> = change.get(&locks, me.0)?;
                if let Some(lock) = known {
                    record.author_key(&lock, passphrase)?.ok_or(Trouble::Refused(LockRefusal::WrongPassphrase))?
                } else {
                    let (lock, key) = record.new_author_key(me, passphrase)?;
                    change.put(&locks, &lock)?;
                    key
                }
            }
        };
        let folder: record::open_folder::Opened<ProcessNotes> = change.open(&permit)?;
        let notes = folder
            .notes()
            .map(|note| Ok(OpenNote { id: note.id, at: note.at, text: key.open(note.id, &note.sealed)? }))
            .collect::<Result<_, terms::trouble::Fault>>()?;
        let carried = record.carry(&key, by.now)?;
        Ok(Notebook { client, notes, carried, fresh: record.new_id() })
    })
}
