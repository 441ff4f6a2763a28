//! What the policy would open to a client: asked by their team, to see what one of a couple sees. Nothing is opened by it.

use care::workbook::Workbook;
use terms::actor::{Actor, ClientIn, Context};
use terms::folder::FolderKind;
use terms::ids::SubjectId;
use terms::trouble::Fault;

use crate::db::{during, rows};
use crate::list::List;
use crate::permit::Permit;
use crate::policy;
use crate::relation::{Relation, pair};
use crate::scope::{FolderOf, ModeKind, Read, Scope};
use crate::work::Work;

impl Work<'_> {
    /// Which folders of `of` the client may read, whose workbook the permit is for.
    pub fn seen_as(
        &mut self,
        permit: &Permit<FolderOf<Workbook>, Read>,
        of: SubjectId,
    ) -> Result<Vec<FolderKind>, Fault> {
        let (who, now) = (permit.of().subject, self.by.now);
        let code = self.inner.index(Relation::NAME, &pair(who.0, of))?;
        let find = rows::Find::Key1(&code, i64::MIN, i64::MAX);
        let found = rows::find(self.db(), Relation::NAME, &find).map_err(during("find a relation"))?;
        let mut tie = None;
        for (id, version, sealed) in found {
            let relation: Relation = self.inner.open_row(Relation::NAME, &id, (version, &sealed))?;
            tie = tie.or_else(|| relation.stands_at(now).then_some(relation));
        }
        let by = Context { actor: Actor::Client(ClientIn { subject: who, signed_in_at: now }), now };
        let reads =
            |kind: &FolderKind| policy::may(&by, tie.as_ref(), Scope::Folder(*kind, of), ModeKind::Read).is_ok();
        Ok(FolderKind::ALL.into_iter().filter(reads).collect())
    }
}
