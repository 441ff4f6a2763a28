//! Takes back as one what was moved in together, whatever it is.

use record::list::list;
use record::scope::Read;
use schedule::move_in::{Batch, BatchKind, BatchRefusal};
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::take_back_clients::take_back_clients;
use crate::take_back_papers::take_back_papers;
use crate::take_back_visits::take_back_visits;

/// Takes it back, or says why that is too late.
pub fn take_back_batch(house: &House, by: &Context, id: BatchId) -> Result<(), Trouble<BatchRefusal>> {
    let batch: Option<Batch> = house.record().read(by, |work| {
        let batches = work.permit::<_, Read>(list::<Batch>())?;
        work.get::<Batch, _, _, BatchRefusal>(&batches, id.0)
    })?;
    match batch.ok_or(Denied::NotTheirs)?.kind {
        BatchKind::Clients => take_back_clients(house, by, id),
        BatchKind::Appointments => take_back_visits(house, by, id),
        BatchKind::Papers => take_back_papers(house, by, id),
        BatchKind::Balances => Err(Trouble::Refused(BatchRefusal::StaysWritten)),
    }
}
