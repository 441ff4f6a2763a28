//! Shows old papers that were brought: in whose chart each would be filed, and which are nobody's yet.

use jiff::Timestamp;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::rows::Find;
use record::scope::{CanRead, Read};
use record::work::Work;
use schedule::move_in::{Batch, BatchKind, BatchState};
use schedule::paper_list::{BatchPaper, ReadPapers, read_papers};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{BatchId, SubjectId};
use terms::trouble::{Fault, Never, Trouble};

use crate::batch_of::batch_of;
use crate::house::House;

/// Old papers, and what is understood of them.
pub struct SeenPapers {
    /// How far they have come.
    pub batch: Batch,
    /// Each of them, in the order of the file.
    pub papers: Vec<BatchPaper>,
    /// What would happen now with those that wait.
    pub list: ReadPapers,
    /// Everyone who is here.
    pub clients: Vec<Client>,
}

/// Opens them. Nothing is written, and no chart is looked into.
pub fn see_papers(house: &House, by: &Context, id: BatchId) -> Result<SeenPapers, Trouble<Never>> {
    house.record().read(by, |work| {
        let batches = work.permit::<_, Read>(list::<Batch>())?;
        let batch = batch_of(work, &batches, (id, BatchKind::Papers))?;
        papers(work, batch)
    })
}

/// What they come to, beside everyone as they stand now.
pub(crate) fn papers<R>(work: &mut Work<'_>, batch: Batch) -> Result<SeenPapers, Trouble<R>> {
    let kept = work.permit::<_, Read>(list::<BatchPaper>())?;
    let everyone = work.permit::<_, Read>(list::<Client>())?;
    let all: Vec<BatchPaper> = work.find(&kept, Find::All)?;
    let clients: Vec<Client> = work.find(&everyone, Find::All)?;
    let filed: Vec<(SubjectId, String)> =
        all.iter().filter_map(|paper| Some((paper.filed?.subject, paper.hash.clone()))).collect();
    let mut papers: Vec<BatchPaper> = all.into_iter().filter(|paper| paper.batch == batch.id).collect();
    papers.sort_by_key(|paper| paper.row);
    let list = match batch.state {
        BatchState::Looked | BatchState::UnderWay | BatchState::MovedIn => {
            read_papers(&papers, &filed, (&batch.visits.matched, &clients))
        }
        BatchState::TakenBack => ReadPapers::default(),
    };
    Ok(SeenPapers { batch, papers, list, clients })
}

/// The papers of one batch.
pub(crate) fn papers_of<M: CanRead>(
    work: &mut Work<'_>,
    papers: &Permit<ListOf<BatchPaper>, M>,
    batch: BatchId,
) -> Result<Vec<BatchPaper>, Fault> {
    work.find(papers, Find::Key1(batch.0.as_str(), Timestamp::MIN, Timestamp::MAX))
}
