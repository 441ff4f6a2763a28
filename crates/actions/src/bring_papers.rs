//! Brings old papers from another system, to be looked at before any is filed.

use record::change::Change;
use record::list::{ListOf, list};
use record::papers::hash_of_paper;
use record::permit::Permit;
use record::scope::Write;
use schedule::move_in::{Batch, BatchKind};
use schedule::paper_list::{BatchPaper, PaperWrong};
use schedule::paper_path::PaperPath;
use terms::actor::Context;
use terms::ids::BatchId;
use terms::text::Line;
use terms::trouble::{Never, Trouble};

use crate::bring_list::take_earlier;
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
        for earlier in take_earlier(change, &batches, (who, BatchKind::Papers))? {
            erase_papers(change, &papers, earlier)?;
        }
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
        let batch = Batch::brought((id, BatchKind::Papers), (who, by.now), brought.file.clone(), brought.papers.len());
        change.put(&batches, &batch)?;
        Ok(id)
    })
}

type Writes<'p, L> = &'p Permit<ListOf<L>, Write>;

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
