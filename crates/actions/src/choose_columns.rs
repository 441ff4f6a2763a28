//! Says which column of a list that was brought is what.

use record::list::list;
use record::scope::Write;
use schedule::move_in::{Batch, BatchRefusal, Chosen};
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// Puts the columns in place of those that were guessed or chosen before.
pub fn choose_columns(house: &House, by: &Context, id: BatchId, chosen: &Chosen) -> Result<(), Trouble<BatchRefusal>> {
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        let batch = batch.chosen(chosen.clone()).map_err(Trouble::Refused)?;
        change.put(&batches, &batch)
    })
}
