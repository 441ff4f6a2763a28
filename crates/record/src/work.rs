//! One action's work in the record: permits first, then opening, then adding.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use serde::Serialize;
use serde::de::DeserializeOwned;
use terms::actor::{Actor, Context};
use terms::folder::Folder;
use terms::ids::Id;
use terms::trouble::{Denied, Fault};

use crate::batch::{Batch, Op};
use crate::db::{during, loose, rows};
use crate::keys::Purpose;
use crate::list::List;
use crate::open_folder::{OpenFolder, Opened, stored_dues};
use crate::permit::{Access, Permit};
use crate::policy;
use crate::record::Inner;
use crate::relation::{Relation, pair};
use crate::scope::{CanAdd, CanRead, FolderOf, Mode, Of, Scope, folder_name};
use crate::stored::Stored;
use crate::writer::{NotWritten, Ticket};

/// Looking: asks for permits and opens what they are for.
pub struct Work<'r> {
    pub(crate) inner: &'r Inner,
    pub(crate) by: Context,
    accesses: Vec<Access>,
    tickets: Vec<Ticket>,
    pub(crate) folders: BTreeMap<String, OpenFolder>,
    pub(crate) versions: BTreeMap<(&'static str, Id), u64>,
    relied: BTreeMap<Id, u64>,
    // In a change, the accesses ride in the batch's own commit.
    rides_along: bool,
}

/// Changing: everything that [`Work`] can, and adding.
pub struct Change<'r> {
    work: Work<'r>,
    pub(crate) ops: Vec<Op>,
}

impl<'r> Work<'r> {
    pub(crate) fn new(inner: &'r Inner, by: Context) -> Self {
        Self {
            inner,
            by,
            accesses: Vec::new(),
            tickets: Vec::new(),
            folders: BTreeMap::new(),
            versions: BTreeMap::new(),
            relied: BTreeMap::new(),
            rides_along: false,
        }
    }

    /// Asks for a permit. Yes or no, it is written down.
    pub fn permit<O: Of, M: Mode>(&mut self, of: O) -> Result<Permit<O, M>, Asked> {
        let answer = self.may(of.scope(), M::KIND)?;
        self.accesses.push(Access { by: self.by, scope: of.scope(), mode: M::KIND, allowed: answer.is_ok() });
        answer.map_err(Asked::Denied)?;
        Ok(Permit::granted(of, self.by))
    }

    /// Opens a folder.
    pub fn open<F: Stored, M: CanRead>(&mut self, permit: &Permit<FolderOf<F>, M>) -> Result<Opened<F>, Fault> {
        self.send_accesses();
        self.folder::<F>(permit.of())?.opened()
    }

    /// A value of this actor's own, if there is one: a draft with its version.
    pub fn draft<T: DeserializeOwned, F: Folder, M: CanRead>(
        &mut self,
        _permit: &Permit<FolderOf<F>, M>,
        thing: Id,
    ) -> Result<Option<Draft<T>>, Fault> {
        self.send_accesses();
        let (author, thing) = (author(self.by.actor), thing.to_string());
        let found = loose::draft(&mut self.inner.readers.take(), &author, &thing).map_err(during("read a draft"))?;
        found.map(|(version, sealed)| self.inner.open_draft(&author, &thing, (version, &sealed))).transpose()
    }

    /// All drafts of this actor's own, oldest first.
    pub fn own_drafts<T: DeserializeOwned>(&mut self) -> Result<Vec<Draft<T>>, Fault> {
        let author = author(self.by.actor);
        let found = loose::drafts(&mut self.inner.readers.take(), &author).map_err(during("read drafts"))?;
        found
            .into_iter()
            .map(|(thing, version, sealed)| self.inner.open_draft(&author, &thing, (version, &sealed)))
            .collect()
    }

    /// Returns once everything that was asked for is durably written down.
    pub(crate) fn wait_for_audit(mut self) -> Result<(), Fault> {
        self.send_accesses();
        for ticket in self.tickets.drain(..) {
            match ticket.wait() {
                Ok(()) => {}
                Err(NotWritten::Fault(fault)) => return Err(fault),
                Err(NotWritten::Clash(_)) => return Err(Fault::new("write the audit", "an empty batch clashed")),
            }
        }
        Ok(())
    }

    /// Hands the accesses over, so that they are written while the reading goes on.
    pub(crate) fn send_accesses(&mut self) {
        if !self.rides_along && !self.accesses.is_empty() {
            let batch = Batch { ops: Vec::new(), accesses: std::mem::take(&mut self.accesses) };
            self.tickets.push(self.inner.writer.submit(batch, self.by.now.as_second()));
        }
    }

    pub(crate) fn folder<F: Stored>(&mut self, of: &FolderOf<F>) -> Result<&mut OpenFolder, Fault> {
        let name = folder_name(F::KIND, of.0);
        if !self.folders.contains_key(&name) {
            let keys = (&self.inner.master, &self.inner.random);
            let opened = OpenFolder::load::<F>(&mut self.inner.readers.take(), of.0, keys)?;
            self.folders.insert(name.clone(), opened);
        }
        self.folders.get_mut(&name).ok_or_else(|| Fault::new("open a folder", "it is not where it was put"))
    }

    fn may(&mut self, scope: Scope, mode: crate::scope::ModeKind) -> Result<Result<(), Denied>, Fault> {
        let relation = self.relation(scope)?;
        Ok(policy::may(&self.by, relation.as_ref(), scope, mode))
    }

    /// The actor's own relation with the subject of a folder, where there is one that stands.
    fn relation(&mut self, scope: Scope) -> Result<Option<Relation>, Fault> {
        let (Scope::Folder(_, subject), Actor::Staff(person)) = (scope, self.by.actor) else { return Ok(None) };
        let code = self.inner.index(Relation::NAME, &pair(person.staff, subject))?;
        let find = rows::Find::Key1(&code, i64::MIN, i64::MAX);
        let found =
            rows::find(&mut self.inner.readers.take(), Relation::NAME, &find).map_err(during("find a relation"))?;
        for (id, version, sealed) in found {
            let relation: Relation = self.inner.open_row(Relation::NAME, &id, (version, &sealed))?;
            if relation.stands_at(self.by.now) {
                self.relied.insert(relation.id, version);
                return Ok(Some(relation));
            }
        }
        Ok(None)
    }
}

impl<'r> Change<'r> {
    pub(crate) fn new(inner: &'r Inner, by: Context) -> Self {
        let mut work = Work::new(inner, by);
        work.rides_along = true;
        Self { work, ops: Vec::new() }
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

    /// Asks for a permit to save a draft: a yes is not written down, since it would be every ten seconds; a no is.
    pub fn permit_to_save<F: Folder>(
        &mut self,
        of: FolderOf<F>,
    ) -> Result<Permit<FolderOf<F>, crate::scope::Add>, Asked> {
        let (scope, mode) = (of.scope(), crate::scope::ModeKind::Write);
        let answer = self.may(scope, mode)?;
        if answer.is_err() {
            let by = self.by;
            self.accesses.push(Access { by, scope, mode, allowed: false });
        }
        answer.map_err(Asked::Denied)?;
        Ok(Permit::granted(of, self.by))
    }

    /// Saves a draft over version `over` (0 when there is none). When another version is there, the change clashes.
    pub fn save_draft<T: Serialize, F: Folder, M: CanAdd>(
        &mut self,
        _permit: &Permit<FolderOf<F>, M>,
        (thing, over): (Id, u64),
        value: &T,
    ) -> Result<u64, Fault> {
        let (author, thing, version) = (author(self.by.actor), thing.to_string(), over + 1);
        let json = serde_json::to_vec(value).map_err(|error| Fault::new("write a draft", error))?;
        let belongs = draft_belongs(&author, &thing, version);
        let sealed = self.inner.ring.seal(Purpose::Rows, belongs.as_bytes(), &json, &self.inner.random)?;
        let at = self.by.now.as_second();
        self.ops.push(Op::PutDraft { author, thing, version, at, sealed });
        Ok(version)
    }

    /// Throws a draft away.
    pub fn drop_draft<F: Folder, M: CanAdd>(&mut self, _permit: &Permit<FolderOf<F>, M>, thing: Id) {
        let author = author(self.by.actor);
        self.ops.push(Op::DropDraft { author, thing: thing.to_string() });
    }

    /// Erases an entry's key, so that nobody can ever read it again; `says` is the entry that tells so.
    pub fn erase<F: Stored, M: CanAdd>(
        &mut self,
        permit: &Permit<FolderOf<F>, M>,
        number: u64,
        says: F::Entry,
    ) -> Result<(), Fault> {
        let inner = self.inner;
        let folder = self.folder::<F>(permit.of())?;
        folder.forget::<F>(&mut inner.readers.take(), number)?;
        let name = folder.name.clone();
        self.add(permit, says)?;
        self.ops.push(Op::Erase { folder: name, number });
        Ok(())
    }

    pub(crate) fn into_accesses(self) -> Vec<Access> {
        self.work.accesses
    }

    /// Everything that this change is, derived rows included.
    pub(crate) fn into_batch(mut self) -> Result<(Vec<Access>, Batch), Fault> {
        let mut ops: Vec<Op> = Vec::new();
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
        Ok((self.work.accesses, Batch { ops, accesses: Vec::new() }))
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

/// A draft, with the version that the next save goes over.
#[derive(Clone, Debug)]
pub struct Draft<T> {
    /// Counts saves.
    pub version: u64,
    /// What was saved.
    pub value: T,
}

/// Why there is no permit.
#[derive(Debug)]
pub enum Asked {
    /// The policy said no.
    Denied(Denied),
    /// We could not find out.
    Fault(Fault),
}

impl From<Fault> for Asked {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<R> From<Asked> for terms::trouble::Trouble<R> {
    fn from(asked: Asked) -> Self {
        match asked {
            Asked::Denied(denied) => Self::Denied(denied),
            Asked::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl Inner {
    /// The keyed index of a value in a list.
    pub(crate) fn index(&self, label: &str, value: &str) -> Result<Vec<u8>, Fault> {
        Ok(self.ring.code(Purpose::Search, label, value.as_bytes())?.to_vec())
    }

    pub(crate) fn seal_card(&self, folder: &str, card: &[u8]) -> Result<Vec<u8>, Fault> {
        self.ring.seal(Purpose::Rows, format!("card/{folder}").as_bytes(), card, &self.random)
    }

    pub(crate) fn open_card<T: DeserializeOwned>(&self, folder: &str, sealed: &[u8]) -> Result<T, Fault> {
        parse(&self.ring.open(Purpose::Rows, format!("card/{folder}").as_bytes(), sealed)?)
    }

    pub(crate) fn open_row<T: DeserializeOwned>(
        &self,
        list: &str,
        id: &str,
        (version, sealed): (u64, &[u8]),
    ) -> Result<T, Fault> {
        parse(&self.ring.open(Purpose::Rows, row_belongs(list, id, version).as_bytes(), sealed)?)
    }

    fn open_draft<T: DeserializeOwned>(
        &self,
        author: &str,
        thing: &str,
        (version, sealed): (u64, &[u8]),
    ) -> Result<Draft<T>, Fault> {
        let plain = self.ring.open(Purpose::Rows, draft_belongs(author, thing, version).as_bytes(), sealed)?;
        Ok(Draft { version, value: parse(&plain)? })
    }
}

/// What a row is bound to when it is sealed.
pub(crate) fn row_belongs(list: &str, id: &str, version: u64) -> String {
    format!("row/{list}/{id}/{version}")
}

/// Reads JSON of ours; an error says where, not what.
pub(crate) fn parse<T: DeserializeOwned>(json: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(json).map_err(|error| {
        Fault::new("read a stored value", format!("{:?} at column {}", error.classify(), error.column()))
    })
}

fn draft_belongs(author: &str, thing: &str, version: u64) -> String {
    format!("draft/{author}/{thing}/{version}")
}

/// Whose drafts they are: a person's, in whatever role.
fn author(actor: Actor) -> String {
    match actor {
        Actor::Staff(person) => person.staff.to_string(),
        Actor::Holder(request) => request.to_string(),
        Actor::Timer => "timer".to_owned(),
        Actor::Stranger => "stranger".to_owned(),
    }
}
