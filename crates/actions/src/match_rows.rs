//! Says by hand whose rows of an appointment list are, by the numbers on the charts.

use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::move_in::{Batch, BatchRefusal, BatchState};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// Why rows are not matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchRefusal {
    /// The batch has begun.
    Batch(BatchRefusal),
    /// Nobody has this chart number.
    NobodyHas(u32),
}

/// Puts the rows to the clients; each row with a chart number.
pub fn match_rows(house: &House, by: &Context, id: BatchId, rows: &[(u32, u32)]) -> Result<(), Trouble<MatchRefusal>> {
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let everyone = change.permit::<_, Read>(list::<Client>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        if batch.state != BatchState::Looked {
            return Err(Trouble::Refused(MatchRefusal::Batch(BatchRefusal::Begun)));
        }
        let clients: Vec<Client> = change.find(&everyone, Find::All)?;
        let batch =
            batch.matched(&clients, rows).map_err(|number| Trouble::Refused(MatchRefusal::NobodyHas(number)))?;
        change.put(&batches, &batch)
    })
}
