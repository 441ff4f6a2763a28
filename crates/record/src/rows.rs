//! Rows of lists, cards, holds and papers, as an action uses them.

use std::sync::PoisonError;

use jiff::Timestamp;
use schedule::appointment::{Appointment, Hold, Resource};
use schedule::span::Span;
use terms::actor::{Actor, Role};
use terms::folder::{Folder, FolderKind};
use terms::ids::{AppointmentId, Id, SubjectId};
use terms::trouble::{Denied, Fault, Trouble};

use crate::batch::Op;
use crate::change::Change;
use crate::db::holds::StoredHold;
use crate::db::rows::{self as stored, StoredRow};
use crate::db::{Db, during, folders, holds, loose};
use crate::keys::Purpose;
use crate::list::{List, ListOf, OfRows};
use crate::permit::Permit;
use crate::record::Inner;
use crate::relation::{Relation, Tie};
use crate::scope::{CanAdd, CanRead, CardsOf, Read};
use crate::work::{Work, row_belongs};

/// Which rows of a list are wanted.
#[derive(Clone, Copy, Debug)]
pub enum Find<'a> {
    /// All, by id.
    All,
    /// Those in one state, oldest first.
    State(&'a str),
    /// Those whose first key equals this, from one moment until before another.
    Key1(&'a str, Timestamp, Timestamp),
    /// The same for the second key.
    Key2(&'a str, Timestamp, Timestamp),
}

/// Something that is due now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueNow {
    /// Whose.
    pub subject: SubjectId,
    /// A word of logistics.
    pub kind: String,
    /// Tells this one from others of the same folder.
    pub key: String,
}

impl Work<'_> {
    /// One row.
    pub fn get<L: List, O: OfRows<L>, M: CanRead, R>(
        &mut self,
        permit: &Permit<O, M>,
        id: Id,
    ) -> Result<Option<L>, Trouble<R>> {
        if !permit.of().covers_id(id) {
            return Err(Trouble::Denied(Denied::NotTheirs));
        }
        self.send_accesses();
        let name = id.to_string();
        let found = stored::get(self.db(), L::NAME, &name).map_err(during("read a row"))?;
        let Some((version, sealed)) = found else { return Ok(None) };
        let row: L = self.inner.open_row(L::NAME, &name, (version, &sealed))?;
        if !permit.of().covers(&row) {
            return Err(Trouble::Denied(Denied::NotTheirs));
        }
        self.versions.insert((L::NAME, id), version);
        Ok(Some(row))
    }

    /// The rows wanted.
    pub fn find<L: List, M: CanRead>(
        &mut self,
        _permit: &Permit<ListOf<L>, M>,
        find: Find<'_>,
    ) -> Result<Vec<L>, Fault> {
        self.send_accesses();
        let inner = self.inner;
        let found = inner.find_rows(self.db(), L::NAME, find)?;
        let mut rows = Vec::with_capacity(found.len());
        for (name, version, sealed) in found {
            let row: L = self.inner.open_row(L::NAME, &name, (version, &sealed))?;
            self.versions.insert((L::NAME, row.id()), version);
            rows.push(row);
        }
        Ok(rows)
    }

    /// The cards of all folders of a kind; for a therapist, of the clients that they treat or cover.
    pub fn cards<F: Folder>(&mut self, _permit: &Permit<CardsOf<F>, Read>) -> Result<Vec<(SubjectId, F::Card)>, Fault> {
        self.send_accesses();
        let own = self.own_relations()?;
        let (now, inner) = (self.by.now, self.inner);
        let found = folders::cards(self.db(), F::KIND.name()).map_err(during("read cards"))?;
        let subject = |folder: &str| folder.split('/').next().and_then(|subject| subject.parse::<SubjectId>().ok());
        found
            .into_iter()
            .filter_map(|(folder, sealed)| {
                Some((subject(&folder).filter(|subject| is_own(own.as_deref(), *subject, now))?, folder, sealed))
            })
            .map(|(subject, folder, sealed)| Ok((subject, inner.open_card(&folder, &sealed)?)))
            .collect()
    }

    /// What is due by now in the folders of a kind, oldest first; for a therapist, of their own clients.
    pub fn due<F: Folder>(&mut self, _permit: &Permit<CardsOf<F>, Read>) -> Result<Vec<DueNow>, Fault> {
        self.send_accesses();
        let own = self.own_relations()?;
        let now = self.by.now;
        let found = folders::dues_until(self.db(), now.as_second()).map_err(during("read what is due"))?;
        let named = |folder: &str| {
            let (subject, kind) = folder.split_once('/')?;
            Some((subject.parse::<SubjectId>().ok()?, FolderKind::from_name(kind)?))
        };
        Ok(found
            .into_iter()
            .filter_map(|due| named(&due.folder).map(|(subject, kind)| (subject, kind, due)))
            .filter(|(subject, kind, _)| *kind == F::KIND && is_own(own.as_deref(), *subject, now))
            .map(|(subject, _, due)| DueNow { subject, kind: due.kind, key: due.key })
            .collect())
    }

    /// When a resource is held within a span.
    pub fn busy<O: OfRows<Appointment>, M: CanRead>(
        &mut self,
        _permit: &Permit<O, M>,
        resource: Resource,
        within: Span,
    ) -> Result<Vec<Span>, Fault> {
        self.send_accesses();
        let name = self.inner.resource_name(resource)?;
        let moments = [within.from, within.until, self.by.now].map(Timestamp::as_second);
        let found = holds::busy(self.db(), &name, moments).map_err(during("read holds"))?;
        let moment = |second| Timestamp::from_second(second).map_err(|error| Fault::new("read a hold", error));
        found
            .into_iter()
            .map(|(from, until)| {
                let span = Span::new(moment(from)?, moment(until)?);
                span.ok_or_else(|| Fault::new("read a hold", "it ends before it begins"))
            })
            .collect()
    }
}

impl Work<'_> {
    /// A therapist's relations; for everybody else `None`, since the policy has let them see all or nothing.
    fn own_relations(&mut self) -> Result<Option<Vec<Relation>>, Fault> {
        match self.by.actor {
            Actor::Staff(person) if person.role == Role::Therapist => {
                let key = person.staff.to_string();
                let inner = self.inner;
                inner.relations(self.db(), Find::Key2(&key, Timestamp::MIN, Timestamp::MAX)).map(Some)
            }
            Actor::Staff(_)
            | Actor::Client(_)
            | Actor::Holder(_)
            | Actor::VisitHolder(_)
            | Actor::PacketHolder(..)
            | Actor::Timer
            | Actor::Stranger => Ok(None),
        }
    }
}

impl Change<'_> {
    /// Writes a row: over the version that this change has read, or as a new one.
    pub fn put<L: List, O: OfRows<L>, M: CanAdd, R>(
        &mut self,
        permit: &Permit<O, M>,
        row: &L,
    ) -> Result<(), Trouble<R>> {
        let id = row.id();
        if !permit.of().covers(row) {
            return Err(Trouble::Denied(Denied::NotTheirs));
        }
        let version = self.versions.get(&(L::NAME, id)).copied().unwrap_or(0) + 1;
        let sealed = self.inner.seal_row(row, version)?;
        self.versions.insert((L::NAME, id), version);
        self.ops.push(Op::PutRow { list: L::NAME, row: sealed });
        Ok(())
    }

    /// The next number of a list, from `first` on; no two rows of a list ever get the same. A change that comes to
    /// nothing leaves a gap.
    pub fn take_number<L: List, M: CanAdd>(
        &mut self,
        _permit: &Permit<ListOf<L>, M>,
        first: u32,
    ) -> Result<u32, Fault> {
        let inner = self.inner;
        let mut numbers = inner.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        let next = numbers.entry(L::NAME).or_insert(first);
        let (number, key) = loop {
            let number = *next;
            *next = next.saturating_add(1);
            let key = inner.index("number", &format!("{}/{number}", L::NAME))?;
            // Taken before this server started, or by another one.
            if loose::once(self.db(), &key).map_err(during("look for a number"))?.is_none() {
                break (number, key);
            }
        };
        drop(numbers);
        let at = self.by.now.as_second();
        self.ops.push(Op::Once { key, at, answer: Vec::new() });
        Ok(number)
    }

    /// Takes a row away.
    pub fn erase_row<L: List, M: CanAdd>(&mut self, _permit: &Permit<ListOf<L>, M>, id: Id) {
        self.ops.push(Op::EraseRow { list: L::NAME, id: id.to_string() });
    }

    /// Holds what an appointment needs; when somebody else has it, the change clashes. `until` lets go by itself.
    pub fn hold<O: OfRows<Appointment>, M: CanAdd>(
        &mut self,
        _permit: &Permit<O, M>,
        (appointment, wanted): (AppointmentId, &[Hold]),
        until: Option<Timestamp>,
    ) -> Result<(), Fault> {
        self.ops.push(Op::ReleaseExpired { now: self.by.now.as_second() });
        for hold in wanted {
            let resource = self.inner.resource_name(hold.resource)?;
            self.ops.push(Op::Hold(StoredHold {
                resource,
                from: hold.span.from.as_second(),
                until: hold.span.until.as_second(),
                appointment: appointment.to_string(),
                layer: u64::from(hold.layer),
                expires: until.map(Timestamp::as_second),
            }));
        }
        Ok(())
    }

    /// Lets go of what an appointment held.
    pub fn release<O: OfRows<Appointment>, M: CanAdd>(&mut self, _permit: &Permit<O, M>, appointment: AppointmentId) {
        self.ops.push(Op::Release { appointment: appointment.to_string() });
    }
}

impl Inner {
    pub(crate) fn find_rows(
        &self,
        db: &mut Db,
        list: &'static str,
        find: Find<'_>,
    ) -> Result<Vec<(String, u64, Vec<u8>)>, Fault> {
        let found = match find {
            Find::All => stored::find(db, list, &stored::Find::All),
            Find::State(state) => stored::find(db, list, &stored::Find::State(state)),
            Find::Key1(key, from, until) => {
                let key = self.index(list, key)?;
                stored::find(db, list, &stored::Find::Key1(&key, from.as_second(), until.as_second()))
            }
            Find::Key2(key, from, until) => {
                let key = self.index(list, key)?;
                stored::find(db, list, &stored::Find::Key2(&key, from.as_second(), until.as_second()))
            }
        };
        found.map_err(during("find rows"))
    }

    pub(crate) fn relations(&self, db: &mut Db, find: Find<'_>) -> Result<Vec<Relation>, Fault> {
        let found = self.find_rows(db, Relation::NAME, find)?;
        found
            .into_iter()
            .map(|(name, version, sealed)| self.open_row(Relation::NAME, &name, (version, &sealed)))
            .collect()
    }

    fn seal_row<L: List>(&self, row: &L, version: u64) -> Result<StoredRow, Fault> {
        let (id, clear) = (row.id().to_string(), row.clear());
        let json = serde_json::to_vec(row).map_err(|error| Fault::new("write a row", error))?;
        let sealed =
            self.ring.seal(Purpose::Rows, row_belongs(L::NAME, &id, version).as_bytes(), &json, &self.random)?;
        let [key1, key2] = clear.keys.map(|key| key.map(|key| self.index(L::NAME, &key)).transpose());
        Ok(StoredRow { id, version, state: clear.state.to_owned(), at: clear.at, keys: [key1?, key2?], sealed })
    }

    /// Clinicians and rooms stand in the clear; who comes does not.
    fn resource_name(&self, resource: Resource) -> Result<String, Fault> {
        match resource {
            Resource::Clinician(_) | Resource::Room(_) => Ok(resource.key()),
            Resource::Person(person) => {
                Ok(format!("p:{}", crate::chain::hex(&self.index("holds", &person.to_string())?[..10])))
            }
        }
    }
}

fn is_own(own: Option<&[Relation]>, subject: SubjectId, now: Timestamp) -> bool {
    own.is_none_or(|own| {
        own.iter().any(|tie| tie.subject == subject && tie.stands_at(now) && tie.tie != Tie::BrokeGlass)
    })
}
