//! Brings old papers from another system, to be looked at before any is filed.

use record::change::Change;
use record::list::{ListOf, list};
use record::papers::hash_of_paper;
use record::permit::Permit;
use record::rows::Find;
use record::scope::Write;
use schedule::move_in::{Batch, BatchKind, BatchState};
use schedule::paper_list::{BatchPaper, PaperWrong};
use schedule::paper_path::PaperPath;
use schedule::table::Columns;
use schedule::visit_list::VisitChoices;
use terms::actor::Context;
use terms::ids::{BatchId, StaffId};
use terms::text::Line;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;
use crate::see_papers::papers_of;

/// A file of papers as it was brought.
pub struct BroughtPapers {
    /// What it is called.
    pub file: Line,
    /// Each paper's path, with its bytes or why they are not taken.
    pub papers: Vec<(PaperPath, Result<Vec<u8>, PaperWrong>)>,
}

/// Keeps them, sealed one by one, until they are filed or thrown away. Those that the same person brought before and has
/// not begun with are thrown away. Sending the same form again finds the first ones.
pub fn bring_papers(
    house: &House,
    by: &Context,
    brought: &BroughtPapers,
    once: &str,
) -> Result<BatchId, Trouble<Never>> {
    let who = staff(by)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let papers = change.permit::<_, Write>(list::<BatchPaper>())?;
        throw_away_earlier(change, (&batches, &papers), who)?;
        let id = BatchId(house.record().new_id());
        for (row, (path, what)) in (0..).zip(&brought.papers) {
            let bytes = what.as_deref().unwrap_or_default();
            let paper = BatchPaper {
                id: house.record().new_id(),
                batch: id,
                at: by.now,
                row,
                path: path.clone(),
                bytes: bytes.len() as u64,
                hash: hash_of_paper(bytes),
                wrong: what.as_ref().err().copied(),
                filed: None,
            };
            change.put(&papers, &paper)?;
            if paper.wrong.is_none() {
                change.keep(&papers, paper.id, bytes)?;
            }
        }
        change.put(&batches, &batch(id, (who, by), brought))?;
        Ok(id)
    })
}

fn batch(id: BatchId, (who, by): (StaffId, &Context), brought: &BroughtPapers) -> Batch {
    Batch {
        id,
        kind: BatchKind::Papers,
        state: BatchState::Looked,
        by: who,
        at: by.now,
        file: brought.file.clone(),
        rows: u32::try_from(brought.papers.len()).unwrap_or(u32::MAX),
        columns: Columns::default(),
        for_all: None,
        visits: VisitChoices::default(),
        plan: Vec::new(),
        done: 0,
        made: Vec::new(),
        taken_back: None,
    }
}

type Writes<'p, L> = &'p Permit<ListOf<L>, Write>;

fn throw_away_earlier(
    change: &mut Change<'_>,
    (batches, papers): (Writes<'_, Batch>, Writes<'_, BatchPaper>),
    who: StaffId,
) -> Result<(), Trouble<Never>> {
    let looked_at: Vec<Batch> = change.find(batches, Find::State(BatchState::Looked.code()))?;
    for batch in looked_at.into_iter().filter(|batch| batch.by == who && batch.kind == BatchKind::Papers) {
        change.erase_row(batches, batch.id.0);
        erase_papers(change, papers, batch.id)?;
    }
    Ok(())
}

/// Erases every paper of a batch that still waits, and the rows of all.
pub(crate) fn erase_papers(
    change: &mut Change<'_>,
    papers: Writes<'_, BatchPaper>,
    batch: BatchId,
) -> Result<(), terms::trouble::Fault> {
    for paper in papers_of(change, papers, batch)? {
        change.erase_kept(papers, paper.id);
        change.erase_row(papers, paper.id);
    }
    Ok(())
}
