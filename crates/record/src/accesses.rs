//! Who opened what: the audit, read by the owner.

use jiff::Timestamp;
use terms::ids::SubjectId;
use terms::trouble::Fault;

use crate::db::{audit, during};
use crate::permit::Permit;
use crate::scope::{ListKind, Of, Read, Scope};
use crate::work::Work;

/// The audit itself.
#[derive(Clone, Copy, Debug)]
pub struct AuditOf;

/// One opening, or one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// When.
    pub at: Timestamp,
    /// Who, by opaque id and role.
    pub actor: String,
    /// What: the folder's name.
    pub what: String,
    /// How.
    pub mode: String,
    /// Whether it was allowed.
    pub allowed: bool,
}

impl Of for AuditOf {
    fn scope(&self) -> Scope {
        Scope::List(ListKind::Audit)
    }
}

impl Work<'_> {
    /// Every opening of a client's or couple's folders, newest first.
    pub fn openings(&mut self, _permit: &Permit<AuditOf, Read>, subject: SubjectId) -> Result<Vec<Opening>, Fault> {
        self.send_accesses();
        let mut openings = Vec::new();
        for kind in terms::folder::FolderKind::ALL {
            let what = crate::scope::folder_name(kind, subject);
            for row in audit::about(self.db(), &what).map_err(during("read the audit"))? {
                let at = Timestamp::from_second(row.at).map_err(|error| Fault::new("read the audit", error))?;
                openings.push(Opening { at, actor: row.actor, what: row.what, mode: row.mode, allowed: row.allowed });
            }
        }
        openings.sort_by_key(|opening| std::cmp::Reverse(opening.at));
        Ok(openings)
    }
}
