//! The audit as the owner reads it: who asked for what, when, and whether it was allowed.

use jiff::Timestamp;
use terms::trouble::Fault;

use crate::db::{audit, during};
use crate::permit::Permit;
use crate::scope::{ListKind, Of, Read, Scope};
use crate::work::Work;

/// The audit as a whole.
#[derive(Clone, Copy, Debug)]
pub struct WholeAudit;

/// A row of it. Who and what stand there by opaque ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// When.
    pub at: Timestamp,
    /// Who, by opaque id and role: "staff/abcdefghjk/Therapist".
    pub actor: String,
    /// What was asked for: "abcdefghjk/chart", "clients".
    pub what: String,
    /// How: "read", "write", "add", "sign", "export".
    pub mode: String,
    /// Whether it was allowed.
    pub allowed: bool,
}

impl Of for WholeAudit {
    fn scope(&self) -> Scope {
        Scope::List(ListKind::Audit)
    }
}

impl Work<'_> {
    /// The latest rows of some time, newest first, at most so many.
    pub fn audit_rows(
        &mut self,
        _permit: &Permit<WholeAudit, Read>,
        (from, until): (Timestamp, Timestamp),
        most: u64,
    ) -> Result<Vec<AuditRow>, Fault> {
        self.send_accesses();
        let rows = audit::between(self.db(), (from.as_second(), until.as_second()), most);
        let row = |row: audit::StoredAudit| {
            let at = Timestamp::from_second(row.at).map_err(|error| Fault::new("read the audit", error))?;
            Ok(AuditRow { at, actor: row.actor, what: row.what, mode: row.mode, allowed: row.allowed })
        };
        rows.map_err(during("read the audit"))?.into_iter().map(row).collect()
    }
}
