//! Shows opening balances that were brought: what would be written in which ledger, and whose nobody knows.

use record::list::list;
use record::lists::moves::BatchFile;
use record::rows::Find;
use record::scope::Read;
use record::work::Work;
use schedule::balance_list::{ReadBalances, read_balances};
use schedule::move_in::{Batch, BatchKind, BatchState};
use schedule::people::Client;
use schedule::table::Table;
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::{Never, Trouble};

use crate::batch_of::batch_of;
use crate::house::House;

/// Opening balances, and what is understood of them.
pub struct SeenBalances {
    /// How far they have come.
    pub batch: Batch,
    /// The file, until the batch is through.
    pub table: Table,
    /// What would happen now.
    pub list: ReadBalances,
    /// Everyone who is here.
    pub clients: Vec<Client>,
}

/// Opens them. Nothing is written, and no ledger is looked into.
pub fn see_balance_list(house: &House, by: &Context, id: BatchId) -> Result<SeenBalances, Trouble<Never>> {
    house.record().read(by, |work| {
        let batches = work.permit::<_, Read>(list::<Batch>())?;
        let batch = batch_of(work, &batches, (id, BatchKind::Balances))?;
        balances(work, batch)
    })
}

/// What the list comes to, beside everyone as they stand now.
pub(crate) fn balances<R>(work: &mut Work<'_>, batch: Batch) -> Result<SeenBalances, Trouble<R>> {
    let files = work.permit::<_, Read>(list::<BatchFile>())?;
    let everyone = work.permit::<_, Read>(list::<Client>())?;
    let file: Option<BatchFile> = work.get(&files, batch.id.0)?;
    let table = file.map(|file| file.table).unwrap_or_default();
    let clients: Vec<Client> = work.find(&everyone, Find::All)?;
    let list = match batch.state {
        BatchState::Looked | BatchState::UnderWay => {
            read_balances(&table, (&batch.columns, &batch.visits.matched), &clients)
        }
        BatchState::MovedIn | BatchState::TakenBack => ReadBalances::default(),
    };
    Ok(SeenBalances { batch, table, list, clients })
}
