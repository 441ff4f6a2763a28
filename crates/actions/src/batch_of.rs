//! Finds a batch of a kind: nobody does with one kind what is meant for another.

use record::list::ListOf;
use record::permit::Permit;
use record::scope::CanRead;
use record::work::Work;
use schedule::move_in::{Batch, BatchKind};
use terms::ids::BatchId;
use terms::trouble::{Denied, Trouble};

/// The batch with this id, when it is of this kind.
pub(crate) fn batch_of<M: CanRead, R>(
    work: &mut Work<'_>,
    batches: &Permit<ListOf<Batch>, M>,
    (id, kind): (BatchId, BatchKind),
) -> Result<Batch, Trouble<R>> {
    let batch: Option<Batch> = work.get(batches, id.0)?;
    Ok(batch.filter(|batch| batch.kind == kind).ok_or(Denied::NotTheirs)?)
}
