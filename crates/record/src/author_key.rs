//! The key of an author's psychotherapy notes: wrapped by a passphrase that nobody else knows.
//!
//! The practice's own keys don't open it. Whoever forgets the passphrase loses the notes, and the page says so.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, ProcessNoteId, StaffId};
use terms::text::{Line, Prose};
use terms::trouble::Fault;

use crate::chain::{hex, unhex};
use crate::list::{Clear, List};
use crate::passphrase::Wrapped;
use crate::record::Record;
use crate::scope::ListKind;
use crate::seal::{Key, open, seal};

/// The fewest characters of a passphrase.
pub const MIN_PASSPHRASE: usize = crate::passphrase::MIN_PASSPHRASE;

/// How an author's key is wrapped: one row for each author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorLock {
    /// Whose.
    pub author: StaffId,
    /// When a wrong passphrase was typed lately.
    #[serde(default)]
    pub wrong: Vec<Timestamp>,
    #[serde(flatten)]
    wrapped: Wrapped,
}

/// An author's key, open.
pub struct AuthorKey {
    pub(crate) author: StaffId,
    pub(crate) key: Key,
}

impl List for AuthorLock {
    const NAME: &'static str = "author-lock";
    const KIND: ListKind = ListKind::Locks;

    fn id(&self) -> Id {
        self.author.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

impl Record {
    /// A new key for an author, under a passphrase.
    pub fn new_author_key(&self, author: StaffId, passphrase: &Line) -> Result<(AuthorLock, AuthorKey), Fault> {
        let key = Key::random(self.random());
        let wrapped = Wrapped::new(passphrase, (&lock_belongs(author), &key), self.random())?;
        Ok((AuthorLock { author, wrong: Vec::new(), wrapped }, AuthorKey { author, key }))
    }

    /// The author's key, when this is the passphrase.
    pub fn author_key(&self, lock: &AuthorLock, passphrase: &Line) -> Result<Option<AuthorKey>, Fault> {
        let key = lock.wrapped.opened(passphrase, &lock_belongs(lock.author))?;
        Ok(key.map(|key| AuthorKey { author: lock.author, key }))
    }

    /// Seals a note to its author.
    pub fn seal_process_note(&self, key: &AuthorKey, id: ProcessNoteId, text: &Prose) -> String {
        hex(&seal(&key.key, 1, (&note_belongs(key.author, id), text.as_str().as_bytes()), self.random()))
    }
}

impl AuthorKey {
    /// Opens a note of this author.
    pub fn open(&self, id: ProcessNoteId, sealed: &str) -> Result<Prose, Fault> {
        let broken = |cause: &str| Fault::new("open a psychotherapy note", cause);
        let sealed = unhex(sealed).ok_or_else(|| broken("it is not what was stored"))?;
        let plain = open(&self.key, &note_belongs(self.author, id), &sealed)?;
        let text = String::from_utf8(plain).map_err(|_| broken("it is no text"))?;
        Prose::parse(&text).map_err(|_| broken("it is no prose"))
    }
}

fn lock_belongs(author: StaffId) -> Vec<u8> {
    format!("author-lock/{author}").into_bytes()
}

fn note_belongs(author: StaffId, id: ProcessNoteId) -> Vec<u8> {
    format!("process-note/{author}/{id}").into_bytes()
}
