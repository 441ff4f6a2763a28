//! Drafts: one sealed row per author and thing, with a version that counts saves.

use serde::Serialize;
use serde::de::DeserializeOwned;
use terms::actor::Actor;
use terms::folder::Folder;
use terms::ids::Id;
use terms::trouble::Fault;

use crate::batch::Op;
use crate::change::Change;
use crate::db::{during, loose};
use crate::keys::Purpose;
use crate::permit::{Access, Permit};
use crate::record::Inner;
use crate::scope::{Add, CanAdd, FolderOf, ModeKind, Of};
use crate::work::{Asked, Work, parse};

/// A draft, with the version that the next save goes over.
#[derive(Clone, Debug)]
pub struct Draft<T> {
    /// Counts saves.
    pub version: u64,
    /// What was saved.
    pub value: T,
}

impl Work<'_> {
    /// This actor's own draft of a thing, if there is one. It is needed to know which chart to ask a permit for.
    pub fn own_draft<T: DeserializeOwned>(&mut self, thing: Id) -> Result<Option<Draft<T>>, Fault> {
        let (author, thing) = (author(self.by.actor), thing.to_string());
        let found = loose::draft(self.db(), &author, &thing).map_err(during("read a draft"))?;
        found.map(|(version, sealed)| self.inner.open_draft(&author, &thing, (version, &sealed))).transpose()
    }

    /// All drafts of this actor's own, oldest first.
    pub fn own_drafts<T: DeserializeOwned>(&mut self) -> Result<Vec<Draft<T>>, Fault> {
        let author = author(self.by.actor);
        let found = loose::drafts(self.db(), &author).map_err(during("read drafts"))?;
        found
            .into_iter()
            .map(|(thing, version, sealed)| self.inner.open_draft(&author, &thing, (version, &sealed)))
            .collect()
    }
}

impl Change<'_> {
    /// Asks for a permit to save a draft: a yes is not written down, since it would be every ten seconds; a no is.
    pub fn permit_to_save<F: Folder>(&mut self, of: FolderOf<F>) -> Result<Permit<FolderOf<F>, Add>, Asked> {
        let (scope, mode) = (of.scope(), ModeKind::Write);
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
}

impl Inner {
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

pub(crate) fn draft_belongs(author: &str, thing: &str, version: u64) -> String {
    format!("draft/{author}/{thing}/{version}")
}

/// Whose drafts they are: a person's, in whatever role.
fn author(actor: Actor) -> String {
    match actor {
        Actor::Staff(person) => person.staff.to_string(),
        Actor::Client(client) => client.subject.to_string(),
        Actor::Holder(request) => request.to_string(),
        Actor::VisitHolder(visit) => visit.to_string(),
        Actor::PacketHolder(_, packet) => packet.to_string(),
        Actor::Timer => "timer".to_owned(),
        Actor::Stranger => "stranger".to_owned(),
    }
}
