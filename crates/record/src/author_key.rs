//! The key of an author's psychotherapy notes: wrapped by a passphrase that nobody else knows.
//!
//! The practice's own keys don't open it. Whoever forgets the passphrase loses the notes, and the page says so.

use argon2::Argon2;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, ProcessNoteId, StaffId};
use terms::text::{Line, Prose};
use terms::trouble::Fault;

use crate::chain::{hex, unhex};
use crate::list::{Clear, List};
use crate::record::Record;
use crate::scope::ListKind;
use crate::seal::{KEY_LEN, Key, open, seal};

/// The fewest characters of a passphrase; length counts for more than odd letters (NIST SP 800-63B-4).
pub const MIN_PASSPHRASE: usize = 12;

/// How an author's key is wrapped: one row for each author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorLock {
    /// Whose.
    pub author: StaffId,
    salt: String,
    wrapped: String,
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
        let random = self.random();
        let salt: [u8; 16] = random.bytes();
        let key = Key::random(random);
        let wrapped = seal(&stretched(passphrase, &salt)?, 1, (&lock_belongs(author), key.bytes()), random);
        Ok((AuthorLock { author, salt: hex(&salt), wrapped: hex(&wrapped) }, AuthorKey { author, key }))
    }

    /// The author's key, when this is the passphrase.
    pub fn author_key(&self, lock: &AuthorLock, passphrase: &Line) -> Result<Option<AuthorKey>, Fault> {
        let broken = || Fault::new("open an author's lock", "it is not what was stored");
        let (salt, wrapped) = (unhex(&lock.salt).ok_or_else(broken)?, unhex(&lock.wrapped).ok_or_else(broken)?);
        let opened = open(&stretched(passphrase, &salt)?, &lock_belongs(lock.author), &wrapped);
        let Ok(bytes) = opened else { return Ok(None) };
        let bytes: [u8; KEY_LEN] = bytes.try_into().map_err(|_| broken())?;
        Ok(Some(AuthorKey { author: lock.author, key: Key::from_bytes(bytes) }))
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

/// Argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet).
fn stretched(passphrase: &Line, salt: &[u8]) -> Result<Key, Fault> {
    let mut bytes = [0; KEY_LEN];
    let stretched = Argon2::default().hash_password_into(passphrase.as_str().as_bytes(), salt, &mut bytes);
    stretched.map_err(|error| Fault::new("stretch a passphrase", error))?;
    Ok(Key::from_bytes(bytes))
}

fn lock_belongs(author: StaffId) -> Vec<u8> {
    format!("author-lock/{author}").into_bytes()
}

fn note_belongs(author: StaffId, id: ProcessNoteId) -> Vec<u8> {
    format!("process-note/{author}/{id}").into_bytes()
}
