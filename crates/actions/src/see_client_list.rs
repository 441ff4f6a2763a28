//! Shows a client list that was brought: who would be taken in, who is here already, and which rows need another look.

use record::list::list;
use record::lists::moves::BatchFile;
use record::rows::Find;
use record::scope::Read;
use schedule::client_list::{Against, ReadList, read_list};
use schedule::move_in::{Batch, BatchKind, BatchState};
use schedule::people::{Client, Staff};
use schedule::table::Table;
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::{Never, Trouble};

use crate::batch_of::batch_of;
use crate::house::House;

/// A client list, and what is understood of it.
pub struct SeenClientList {
    /// How far it has come.
    pub batch: Batch,
    /// The file, until the batch is through.
    pub table: Table,
    /// What would happen now.
    pub list: ReadList,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
}

/// Opens it. Nothing is written.
pub fn see_client_list(house: &House, by: &Context, id: BatchId) -> Result<SeenClientList, Trouble<Never>> {
    house.record().read(by, |work| {
        let batches = work.permit::<_, Read>(list::<Batch>())?;
        let files = work.permit::<_, Read>(list::<BatchFile>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let all = work.permit::<_, Read>(list::<Client>())?;
        let batch = batch_of(work, &batches, (id, BatchKind::Clients))?;
        let staff: Vec<Staff> = work.find(&people, Find::All)?;
        let file: Option<BatchFile> = work.get(&files, id.0)?;
        let table = file.map(|file| file.table).unwrap_or_default();
        let list = match batch.state {
            BatchState::Looked => {
                let clients: Vec<Client> = work.find(&all, Find::All)?;
                let against = Against { clients: &clients, staff: &staff, today: house.today(by.now) };
                read_list(&table, (&batch.columns, batch.for_all), against)
            }
            BatchState::UnderWay | BatchState::MovedIn | BatchState::TakenBack => ReadList::default(),
        };
        Ok(SeenClientList { batch, table, list, staff })
    })
}
