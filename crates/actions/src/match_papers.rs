//! Says by hand whose papers of the tray are, by the numbers on the charts; also after the others were filed.

use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::move_in::{Batch, BatchKind, BatchRefusal, BatchState};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::match_rows::MatchRefusal;

/// Puts the papers to the clients; each by its place, with a chart number. Nothing is filed yet.
pub fn match_papers(
    house: &House,
    by: &Context,
    id: BatchId,
    papers: &[(u32, u32)],
) -> Result<(), Trouble<MatchRefusal>> {
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let everyone = change.permit::<_, Read>(list::<Client>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        match (batch.kind, batch.state) {
            (BatchKind::Papers, BatchState::Looked | BatchState::MovedIn) => {}
            (BatchKind::Papers, BatchState::UnderWay | BatchState::TakenBack) => {
                return Err(Trouble::Refused(MatchRefusal::Batch(BatchRefusal::Begun)));
            }
            (BatchKind::Clients | BatchKind::Appointments | BatchKind::Balances, _) => {
                return Err(Denied::NotTheirs.into());
            }
        }
        let clients: Vec<Client> = change.find(&everyone, Find::All)?;
        let batch =
            batch.matched(&clients, papers).map_err(|number| Trouble::Refused(MatchRefusal::NobodyHas(number)))?;
        change.put(&batches, &batch)
    })
}
