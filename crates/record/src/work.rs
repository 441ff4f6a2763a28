//! One action's looking in the record: permits first, then opening.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use terms::actor::{Actor, Context};
use terms::ids::{Id, StaffId};
use terms::trouble::{Denied, Fault};

use crate::batch::Batch;
use crate::custody::{CustodianKey, Custody};
use crate::db::{Db, during, rows};
use crate::keys::Purpose;
use crate::list::List;
use crate::open_folder::{OpenFolder, Opened};
use crate::permit::{Access, Permit};
use crate::policy;
use crate::pool::Taken;
use crate::record::Inner;
use crate::relation::{Relation, Tie, pair};
use crate::scope::{CanRead, FolderOf, Mode, ModeKind, Of, Scope};
use crate::stored::Stored;
use crate::writer::{NotWritten, Ticket};

/// Looking: asks for permits and opens what they are for.
pub struct Work<'r> {
    pub(crate) inner: &'r Inner,
    pub(crate) by: Context,
    pub(crate) accesses: Vec<Access>,
    tickets: Vec<Ticket>,
    pub(crate) folders: BTreeMap<String, OpenFolder>,
    pub(crate) versions: BTreeMap<(&'static str, Id), u64>,
    pub(crate) relied: BTreeMap<Id, u64>,
    // In a change, the accesses ride in the batch's own commit.
    pub(crate) rides_along: bool,
    // One connection for the whole of an action, from its first look until it waits for what it wrote.
    db: Option<Taken<'r>>,
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
            db: None,
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

    /// Returns once everything that was asked for is durably written down.
    pub(crate) fn wait_for_audit(mut self) -> Result<(), Fault> {
        self.send_accesses();
        drop(self.db.take());
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
            let batch = Batch { accesses: std::mem::take(&mut self.accesses), ..Batch::default() };
            self.tickets.push(self.inner.writer.submit(batch, self.by.now.as_second()));
        }
    }

    /// This action's connection.
    pub(crate) fn db(&mut self) -> &mut Db {
        let inner = self.inner;
        self.db.get_or_insert_with(|| inner.readers.take())
    }

    pub(crate) fn folder<F: Stored>(&mut self, of: &FolderOf<F>) -> Result<&mut OpenFolder, Fault> {
        let name = of.name();
        if !self.folders.contains_key(&name) {
            let inner = self.inner;
            let opened = OpenFolder::load::<F>(self.db(), (of.subject, name.clone()), (&inner.master, &inner.random))?;
            self.folders.insert(name.clone(), opened);
        }
        self.folders.get_mut(&name).ok_or_else(|| Fault::new("open a folder", "it is not where it was put"))
    }

    /// Folds an open folder again without some entries.
    pub(crate) fn forget<F: Stored>(&mut self, name: &str, numbers: &[u64]) -> Result<(), Fault> {
        let inner = self.inner;
        let db = self.db.get_or_insert_with(|| inner.readers.take());
        let folder =
            self.folders.get_mut(name).ok_or_else(|| Fault::new("erase an entry", "its folder is not open"))?;
        folder.forget::<F>(db, numbers)
    }

    pub(crate) fn may(&mut self, scope: Scope, mode: ModeKind) -> Result<Result<(), Denied>, Fault> {
        let relation = self.relation(scope)?;
        Ok(policy::may(&self.by, relation.as_ref(), scope, mode))
    }

    /// Who keeps an author's notes, if anybody does.
    fn custody_of(&mut self, author: StaffId) -> Result<Option<Custody>, Fault> {
        let name = author.to_string();
        let found = rows::get(self.db(), Custody::NAME, &name).map_err(during("read who keeps notes"))?;
        found.map(|(version, sealed)| self.inner.open_row(Custody::NAME, &name, (version, &sealed))).transpose()
    }

    /// The keys of whoever keeps an author's notes: the public half, and a half that only their passphrase opens.
    pub fn custodian_key(&mut self, custody: &Custody) -> Result<Option<CustodianKey>, Fault> {
        let name = custody.custodian.to_string();
        let found = rows::get(self.db(), CustodianKey::NAME, &name).map_err(during("read a custodian's key"))?;
        found.map(|(version, sealed)| self.inner.open_row(CustodianKey::NAME, &name, (version, &sealed))).transpose()
    }

    /// The actor's own relation with the subject of a folder, where there is one that stands.
    fn relation(&mut self, scope: Scope) -> Result<Option<Relation>, Fault> {
        let Some(subject) = scope.subject() else { return Ok(None) };
        let who = match self.by.actor {
            Actor::Staff(person) => person.staff.0,
            Actor::Client(client) => client.subject.0,
            Actor::Holder(_) | Actor::VisitHolder(_) | Actor::PacketHolder(..) | Actor::Timer | Actor::Stranger => {
                return Ok(None);
            }
        };
        if let Scope::Notebook(_, author) = scope
            && author.0 != who
        {
            return Ok(self.custody_of(author)?.and_then(|custody| custody.as_tie(subject)));
        }
        let code = self.inner.index(Relation::NAME, &pair(who, subject))?;
        let find = rows::Find::Key1(&code, i64::MIN, i64::MAX);
        let found = rows::find(self.db(), Relation::NAME, &find).map_err(during("find a relation"))?;
        let mut in_emergency = None;
        for (id, version, sealed) in found {
            let relation: Relation = self.inner.open_row(Relation::NAME, &id, (version, &sealed))?;
            if relation.stands_at(self.by.now) {
                self.relied.insert(relation.id, version);
                // Whoever is of the team by now needs no emergency.
                if relation.tie != Tie::BrokeGlass {
                    return Ok(Some(relation));
                }
                in_emergency = Some(relation);
            }
        }
        Ok(in_emergency)
    }
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
