//! Moves a batch in, some rows at a time: a stop in the middle leaves whole ones, and the rest can go on.

use record::batch::Clash;
use record::change::Change;
use record::list::list;
use record::lists::moves::BatchFile;
use record::scope::Write;
use schedule::move_in::{Batch, BatchKind, BatchRefusal, BatchState};
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::{Denied, Trouble};

use crate::batch_of::batch_of;
use crate::house::House;

type Refused = Trouble<BatchRefusal>;

/// How much is done at once.
pub(crate) struct Parts {
    /// How many rows one commit moves in.
    pub(crate) in_one_commit: usize,
    /// How many are moved in before the page says how far it is.
    pub(crate) at_once: usize,
}

/// Rows of a list, which are small.
pub(crate) const ROWS: Parts = Parts { in_one_commit: 50, at_once: 1_000 };

/// Begins, or goes on, and says how far it has come. `begin` plans the rows of a batch, or finds it under way; `part` does
/// the next rows in one commit.
pub(crate) fn in_parts(
    house: &House,
    by: &Context,
    (id, kind, parts): (BatchId, BatchKind, &Parts),
    mut begin: impl FnMut(&mut Change<'_>, Batch) -> Result<Batch, Refused>,
    mut part: impl FnMut(&mut Change<'_>, Batch) -> Result<Batch, Refused>,
) -> Result<Batch, Refused> {
    let mut batch = house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let batch = batch_of(change, &batches, (id, kind))?;
        let batch = begin(change, batch)?;
        change.put(&batches, &batch)?;
        Ok(batch)
    })?;
    for _ in 0..parts.at_once.div_ceil(parts.in_one_commit) {
        if batch.state != BatchState::UnderWay {
            break;
        }
        batch = go_on(house, by, id, &mut part)?;
    }
    Ok(batch)
}

/// One commit: the next rows are done, and the batch says so. Its version lets nobody do the same rows twice.
fn go_on(
    house: &House,
    by: &Context,
    id: BatchId,
    part: &mut impl FnMut(&mut Change<'_>, Batch) -> Result<Batch, Refused>,
) -> Result<Batch, Refused> {
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(BatchRefusal::TakenMeanwhile),
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_or(by, taken, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        if batch.state != BatchState::UnderWay {
            return Ok(batch);
        }
        let batch = part(change, batch)?;
        // Papers have no file: each is erased here as it is filed.
        if batch.state == BatchState::MovedIn && batch.kind != BatchKind::Papers {
            let files = change.permit::<_, Write>(list::<BatchFile>())?;
            change.erase_row(&files, id.0);
        }
        change.put(&batches, &batch)?;
        Ok(batch)
    })
}
