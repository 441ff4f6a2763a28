//! One action's change to the record: what it adds, and what follows from that, as one batch.

use std::ops::{Deref, DerefMut};

use terms::actor::Context;
use terms::ids::Id;
use terms::trouble::{Fault, Trouble};

use crate::batch::{Batch, Op};
use crate::list::{List, ListOf};
use crate::open_folder::stored_dues;
use crate::permit::{Access, Permit};
use crate::record::Inner;
use crate::relation::Relation;
use crate::scope::{CanAdd, CanRead, FolderOf};
use crate::stored::Stored;
use crate::work::Work;

/// Changing: everything that [`Work`] can, and adding.
pub struct Change<'r> {
    work: Work<'r>,
    pub(crate) ops: Vec<Op>,
    relied: Vec<Op>,
}

impl<'r> Change<'r> {
    pub(crate) fn new(inner: &'r Inner, by: Context) -> Self {
        let mut work = Work::new(inner, by);
        work.rides_along = true;
        Self { work, ops: Vec::new(), relied: Vec::new() }
    }

    /// One row that this change relies on: when somebody else writes it meanwhile, the change runs again.
    pub fn rely_on<L: List, M: CanRead, R>(
        &mut self,
        permit: &Permit<ListOf<L>, M>,
        id: Id,
    ) -> Result<Option<L>, Trouble<R>> {
        let row = self.get(permit, id)?;
        let version = row.as_ref().and_then(|_| self.versions.get(&(L::NAME, id))).copied().unwrap_or(0);
        self.relied.push(Op::Rely { list: L::NAME, id: id.to_string(), version });
        Ok(row)
    }

    /// Adds an entry to a folder.
    pub fn add<F: Stored, M: CanAdd>(&mut self, permit: &Permit<FolderOf<F>, M>, entry: F::Entry) -> Result<(), Fault> {
        self.add_coded(permit, entry, None)
    }

    /// Adds an entry that may stand in its folder only once, such as "note 7 signed".
    pub fn add_once<F: Stored, M: CanAdd>(
        &mut self,
        permit: &Permit<FolderOf<F>, M>,
        entry: F::Entry,
        once: &str,
    ) -> Result<(), Fault> {
        let code = self.inner.index("once", once)?;
        self.add_coded(permit, entry, Some(code))
    }

    /// Erases the keys of entries, so that nobody can ever read them again; `says` is the entry that tells so, or that
    /// stands in their place.
    pub fn erase<F: Stored, M: CanAdd>(
        &mut self,
        permit: &Permit<FolderOf<F>, M>,
        numbers: &[u64],
        says: F::Entry,
    ) -> Result<(), Fault> {
        let name = self.folder::<F>(permit.of())?.name.clone();
        self.work.forget::<F>(&name, numbers)?;
        self.add(permit, says)?;
        self.ops.extend(numbers.iter().map(|number| Op::Erase { folder: name.clone(), number: *number }));
        Ok(())
    }

    pub(crate) fn into_accesses(self) -> Vec<Access> {
        self.work.accesses
    }

    /// Everything that this change is, derived rows included.
    pub(crate) fn into_batch(mut self) -> Result<(Vec<Access>, Batch), Fault> {
        let mut ops: Vec<Op> = std::mem::take(&mut self.relied);
        for (id, version) in &self.work.relied {
            ops.push(Op::Rely { list: Relation::NAME, id: id.to_string(), version: *version });
        }
        for folder in self.work.folders.values() {
            ops.push(Op::Expect { folder: folder.name.clone(), number: folder.opened_at });
        }
        ops.append(&mut self.ops);
        for folder in self.work.folders.values().filter(|folder| folder.has_grown()) {
            let derived = folder.derived()?;
            let sealed = self.work.inner.seal_card(&folder.name, &derived.card)?;
            ops.push(Op::PutCard { folder: folder.name.clone(), kind: folder.kind().name(), sealed });
            ops.push(Op::SetDues { folder: folder.name.clone(), dues: stored_dues(&folder.name, derived.dues) });
        }
        Ok((self.work.accesses, Batch { ops, ..Batch::default() }))
    }

    fn add_coded<F: Stored, M: CanAdd>(
        &mut self,
        permit: &Permit<FolderOf<F>, M>,
        entry: F::Entry,
        once: Option<Vec<u8>>,
    ) -> Result<(), Fault> {
        let (master, random) = (&self.work.inner.master, &self.work.inner.random);
        let folder = self.work.folder::<F>(permit.of())?;
        let mut ops = folder.add::<F>(entry, once, random)?;
        for op in &mut ops {
            if let Op::CreateFolder { wrapped_key, .. } = op {
                *wrapped_key = folder.wrapped_key(master, random);
            }
        }
        self.ops.append(&mut ops);
        Ok(())
    }
}

impl<'r> Deref for Change<'r> {
    type Target = Work<'r>;

    fn deref(&self) -> &Work<'r> {
        &self.work
    }
}

impl DerefMut for Change<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.work
    }
}
