//! Who opened what of a client or couple: the audit, as its owner, the team and the client read it.

use jiff::Timestamp;
use terms::folder::FolderKind;
use terms::ids::SubjectId;
use terms::text::Line;
use terms::trouble::Fault;

use crate::db::{audit, during};
use crate::permit::Permit;
use crate::relation::{EMERGENCY, Relation};
use crate::rows::Find;
use crate::scope::{ModeKind, Of, Read, Scope};
use crate::scope_name::folder_name;
use crate::work::Work;

/// What is told: a journal and psychotherapy notes are nobody's business but their writers'.
const TOLD: [FolderKind; 5] = [
    FolderKind::Chart,
    FolderKind::Workbook,
    FolderKind::TherapyLedger,
    FolderKind::DosingLedger,
    FolderKind::Coverage,
];

/// Who opened the folders of one client or couple.
#[derive(Clone, Copy, Debug)]
pub struct AccessesOf(pub SubjectId);

/// One opening, or one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// When.
    pub at: Timestamp,
    /// Who, by opaque id and role.
    pub actor: String,
    /// What.
    pub what: FolderKind,
    /// How.
    pub mode: String,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Where the chart was opened in an emergency: why.
    pub emergency: Option<Line>,
}

impl Of for AccessesOf {
    fn scope(&self) -> Scope {
        Scope::Accesses(self.0)
    }
}

impl Work<'_> {
    /// Every opening of a client's or couple's folders, newest first.
    pub fn openings(&mut self, permit: &Permit<AccessesOf, Read>) -> Result<Vec<Opening>, Fault> {
        self.send_accesses();
        let mut openings = Vec::new();
        let folders = TOLD.map(|what| (what, folder_name(what, permit.of().0)));
        // A paper that is opened stands in the list as the chart that it belongs to.
        let papers = (FolderKind::Chart, papers_of_chart(permit.of().0));
        // What was opened by a link of a release stands in the list as the workbook that it was sent from.
        let packets = (FolderKind::Workbook, format!("{}/packet", folder_name(FolderKind::Workbook, permit.of().0)));
        for (what, name) in folders.into_iter().chain([papers, packets]) {
            for row in audit::about(self.db(), &name).map_err(during("read the audit"))? {
                let at = Timestamp::from_second(row.at).map_err(|error| Fault::new("read the audit", error))?;
                let emergency = None;
                openings.push(Opening { at, actor: row.actor, what, mode: row.mode, allowed: row.allowed, emergency });
            }
        }
        openings.extend(self.emergencies(permit.of().0)?);
        openings.sort_by_key(|opening| std::cmp::Reverse(opening.at));
        Ok(openings)
    }

    /// When the chart was opened in an emergency, and the reason that was given then.
    fn emergencies(&mut self, subject: SubjectId) -> Result<Vec<Opening>, Fault> {
        let inner = self.inner;
        let ties = inner.relations(self.db(), Find::State(EMERGENCY))?;
        let opened = |tie: Relation| Opening {
            at: tie.from,
            actor: format!("staff/{}/Therapist", tie.who),
            what: FolderKind::Chart,
            mode: ModeKind::Add.name().to_owned(),
            allowed: true,
            emergency: tie.reason,
        };
        Ok(ties.into_iter().filter(|tie| tie.subject == subject).map(opened).collect())
    }

    /// When somebody last opened a paper in a client's or couple's chart; `None` when nobody ever did.
    pub fn papers_last_opened(&mut self, permit: &Permit<AccessesOf, Read>) -> Result<Option<Timestamp>, Fault> {
        self.send_accesses();
        let rows = audit::about(self.db(), &papers_of_chart(permit.of().0)).map_err(during("read the audit"))?;
        let last = rows.iter().filter(|row| row.allowed).map(|row| row.at).max();
        last.map(Timestamp::from_second).transpose().map_err(|error| Fault::new("read the audit", error))
    }
}

fn papers_of_chart(subject: SubjectId) -> String {
    Scope::Papers(FolderKind::Chart, subject).to_string()
}
