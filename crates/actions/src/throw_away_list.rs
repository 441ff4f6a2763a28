//! Throws a list away that was brought and not begun with.

use record::list::list;
use record::lists::moves::BatchFile;
use record::scope::Write;
use schedule::move_in::{Batch, BatchRefusal, BatchState};
use schedule::paper_list::BatchPaper;
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::{Denied, Trouble};

use crate::bring_papers::erase_papers;
use crate::house::House;

/// Erases the list and its file.
pub fn throw_away_list(house: &House, by: &Context, id: BatchId) -> Result<(), Trouble<BatchRefusal>> {
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let files = change.permit::<_, Write>(list::<BatchFile>())?;
        let papers = change.permit::<_, Write>(list::<BatchPaper>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        match batch.state {
            BatchState::Looked => {
                change.erase_row(&batches, id.0);
                change.erase_row(&files, id.0);
                erase_papers(change, &papers, id)?;
                Ok(())
            }
            BatchState::UnderWay | BatchState::MovedIn | BatchState::TakenBack => {
                Err(Trouble::Refused(BatchRefusal::Begun))
            }
        }
    })
}
