//! Throws one paper of a batch away that was not filed. Its bytes are erased.

use record::list::list;
use record::scope::Write;
use schedule::move_in::{Batch, BatchKind, BatchRefusal, BatchState};
use schedule::paper_list::BatchPaper;
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::Trouble;

use crate::batch_of::batch_of;
use crate::house::House;
use crate::see_papers::papers_of;

/// Erases the paper at this place. One that is gone already is left alone; one that is filed, or about to be, stays.
pub fn throw_away_paper(house: &House, by: &Context, id: BatchId, row: u32) -> Result<(), Trouble<BatchRefusal>> {
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let papers = change.permit::<_, Write>(list::<BatchPaper>())?;
        let batch = batch_of(change, &batches, (id, BatchKind::Papers))?;
        let found = papers_of(change, &papers, id)?.into_iter().find(|paper| paper.row == row);
        let Some(paper) = found else { return Ok(()) };
        if paper.filed.is_some() || batch.state == BatchState::UnderWay {
            return Err(Trouble::Refused(BatchRefusal::Begun));
        }
        change.erase_kept(&papers, paper.id);
        change.erase_row(&papers, paper.id);
        // The batch moves on, so that it can't begin at the same moment with this paper in its plan.
        change.put(&batches, &batch)
    })
}
