//! A folder in use: its entries opened and folded, and the entries that an action adds to it.

use std::any::Any;
use std::ops::Deref;
use std::sync::Arc;

use terms::folder::{Folder, FolderKind};
use terms::ids::SubjectId;
use terms::trouble::Fault;

use crate::batch::Op;
use crate::chain::{Place, START};
use crate::db::entries::StoredEntry;
use crate::db::folders::StoredDue;
use crate::db::{Db, during, entries, folders};
use crate::keys::{MasterKey, unwrap};
use crate::random::Random;
use crate::seal::{Key, open, seal};
use crate::stored::{self, Stored};

/// A folder as the actor sees it, with where it ended when it was opened.
#[derive(Clone, Debug)]
pub struct Opened<F> {
    folder: Arc<F>,
    head: u64,
    gap: Option<u64>,
}

/// A folder inside one action.
pub(crate) struct OpenFolder {
    pub(crate) name: String,
    subject: SubjectId,
    kind: FolderKind,
    key: Key,
    is_new: bool,
    /// Where it ended when it was opened.
    pub(crate) opened_at: u64,
    number: u64,
    prev: Vec<u8>,
    gap: Option<u64>,
    folder: Arc<dyn Any + Send + Sync>,
    derive: fn(&(dyn Any + Send + Sync)) -> Result<Derived, Fault>,
}

/// What is written beside a folder: its card, and what it has due.
pub(crate) struct Derived {
    pub(crate) card: Vec<u8>,
    pub(crate) dues: Vec<(String, i64, &'static str)>,
}

impl<F> Opened<F> {
    /// The number of its last entry; a form carries it as what the person has seen.
    pub fn head(&self) -> u64 {
        self.head
    }

    /// The first entry that this program is too old to read. Such a folder can be read but not added to.
    pub fn gap(&self) -> Option<u64> {
        self.gap
    }
}

impl<F> Deref for Opened<F> {
    type Target = F;

    fn deref(&self) -> &F {
        &self.folder
    }
}

impl OpenFolder {
    /// Opens the folder of `subject`, or one that will be made with its first entry.
    pub(crate) fn load<F: Stored>(
        db: &mut Db,
        (subject, name): (SubjectId, String),
        (master, random): (&MasterKey, &Random),
    ) -> Result<Self, Fault> {
        let wrapped = folders::wrapped_key(db, &name).map_err(during("find a folder"))?;
        let key = match &wrapped {
            Some(wrapped) => master.unwrap(&format!("folder/{name}"), wrapped)?,
            None => Key::random(random),
        };
        let read = if wrapped.is_some() {
            entries::of_folder(db, &name).map_err(during("read a folder"))?
        } else {
            Vec::new()
        };
        let mut opened = Self {
            name,
            subject,
            kind: F::KIND,
            key,
            is_new: wrapped.is_none(),
            opened_at: 0,
            number: 0,
            prev: START.to_vec(),
            gap: None,
            folder: Arc::new(F::default()),
            derive: derive::<F>,
        };
        let mut folder = F::default();
        for entry in &read {
            folder = opened.take::<F>(folder, entry)?;
        }
        opened.folder = Arc::new(folder);
        opened.opened_at = opened.number;
        Ok(opened)
    }

    /// Folds the folder again without the entries that are about to be erased, so that card and dues forget them too.
    pub(crate) fn forget<F: Stored>(&mut self, db: &mut Db, numbers: &[u64]) -> Result<(), Fault> {
        if self.has_grown() {
            return Err(Fault::new("erase an entry", "it comes first in a change, before anything is added"));
        }
        let mut read = entries::of_folder(db, &self.name).map_err(during("read a folder"))?;
        for entry in read.iter_mut().filter(|entry| numbers.contains(&entry.number)) {
            entry.wrapped_key = None;
        }
        (self.number, self.prev) = (0, START.to_vec());
        let mut folder = F::default();
        for entry in &read {
            folder = self.take::<F>(folder, entry)?;
        }
        self.folder = Arc::new(folder);
        Ok(())
    }

    /// As the actor sees it.
    pub(crate) fn opened<F: Folder>(&self) -> Result<Opened<F>, Fault> {
        Ok(Opened { folder: self.folder_as()?, head: self.number, gap: self.gap })
    }

    /// Adds an entry, and says what is to be written.
    pub(crate) fn add<F: Stored>(
        &mut self,
        entry: F::Entry,
        once: Option<Vec<u8>>,
        random: &Random,
    ) -> Result<Vec<Op>, Fault> {
        if let Some(gap) = self.gap {
            return Err(Fault::new(
                "add to a folder",
                format!("entry {gap} was written by a newer program; this one can only read the folder"),
            ));
        }
        let folder: Arc<F> = self.folder_as()?;
        let mut ops = Vec::new();
        if self.is_new {
            let subject = self.subject.to_string();
            ops.push(Op::CreateFolder {
                folder: self.name.clone(),
                subject,
                kind: self.kind.name(),
                wrapped_key: Vec::new(),
            });
            self.is_new = false;
        }
        self.number += 1;
        let place = Place { folder: &self.name, number: self.number, prev: &self.prev };
        let entry_key = Key::random(random);
        let belongs = place.belongs();
        let sealed = seal(&entry_key, 1, (&belongs, &stored::write::<F>(&entry)?), random);
        let hash = place.hash(&sealed, once.as_deref()).to_vec();
        let wrapped_key = Some(seal(&self.key, 1, (&belongs, entry_key.bytes()), random));
        let stored =
            StoredEntry { number: self.number, prev: self.prev.clone(), hash: hash.clone(), sealed, wrapped_key, once };
        ops.push(Op::Append { folder: self.name.clone(), entry: stored });
        self.prev = hash;
        // The old folder may still be in the actor's hands; then it is copied before it changes.
        self.folder = Arc::new(());
        self.folder = Arc::new(Arc::unwrap_or_clone(folder).with(entry));
        Ok(ops)
    }

    /// The folder's key, wrapped for the database.
    pub(crate) fn wrapped_key(&self, master: &MasterKey, random: &Random) -> Vec<u8> {
        master.wrap(&format!("folder/{}", self.name), &self.key, random)
    }

    /// The key that seals this folder's papers.
    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// Whether anything was added.
    pub(crate) fn has_grown(&self) -> bool {
        self.number > self.opened_at
    }

    pub(crate) fn kind(&self) -> FolderKind {
        self.kind
    }

    /// Card and dues as they are now.
    pub(crate) fn derived(&self) -> Result<Derived, Fault> {
        (self.derive)(self.folder.as_ref())
    }

    fn folder_as<F: Folder>(&self) -> Result<Arc<F>, Fault> {
        Arc::clone(&self.folder)
            .downcast()
            .map_err(|_| Fault::new("open a folder", "one action opened it as two kinds"))
    }

    /// Folds one stored entry; an erased one leaves only its place.
    fn take<F: Stored>(&mut self, folder: F, entry: &StoredEntry) -> Result<F, Fault> {
        if entry.number != self.number + 1 || entry.prev != self.prev {
            return Err(Fault::new("open a folder", "its chain is broken; `groundwork record verify` says where"));
        }
        let belongs = Place { folder: &self.name, number: entry.number, prev: &entry.prev }.belongs();
        self.number = entry.number;
        self.prev.clone_from(&entry.hash);
        let Some(wrapped) = entry.wrapped_key.as_deref().filter(|_| self.gap.is_none()) else { return Ok(folder) };
        let plain = open(&unwrap(&self.key, &belongs, wrapped)?, &belongs, &entry.sealed)?;
        let Some(entry) = stored::read::<F>(&plain)? else {
            self.gap = Some(self.number);
            return Ok(folder);
        };
        Ok(folder.with(entry))
    }
}

/// The dues of a folder, as they are stored.
pub(crate) fn stored_dues(name: &str, dues: Vec<(String, i64, &'static str)>) -> Vec<StoredDue> {
    let stored =
        |(key, at, kind): (String, i64, &str)| StoredDue { folder: name.to_owned(), key, at, kind: kind.to_owned() };
    let mut dues: Vec<StoredDue> = dues.into_iter().map(stored).collect();
    dues.sort_by(|one, other| one.key.cmp(&other.key));
    dues
}

fn derive<F: Folder>(folder: &(dyn Any + Send + Sync)) -> Result<Derived, Fault> {
    let folder: &F = folder.downcast_ref().ok_or_else(|| Fault::new("derive a card", "another kind of folder"))?;
    let card = serde_json::to_vec(&folder.card()).map_err(|error| Fault::new("write a card", error))?;
    let dues = folder.dues().into_iter().map(|due| (due.key, due.at.as_second(), due.kind)).collect();
    Ok(Derived { card, dues })
}
