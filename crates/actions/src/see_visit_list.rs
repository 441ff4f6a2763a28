//! Shows an appointment list that was brought: what can be booked, whose nobody knows, and what is taken already.

use record::list::list;
use record::lists::moves::BatchFile;
use record::rows::Find;
use record::scope::Read;
use record::work::Work;
use schedule::appointment::Appointment;
use schedule::move_in::{Batch, BatchKind, BatchState};
use schedule::people::{Client, Room, Staff};
use schedule::table::Table;
use schedule::visit_list::{Beside, ReadVisits, read_visits};
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::{Never, Trouble};

use crate::batch_of::batch_of;
use crate::house::House;

/// An appointment list, and what is understood of it.
pub struct SeenVisitList {
    /// How far it has come.
    pub batch: Batch,
    /// The file, until the batch is through.
    pub table: Table,
    /// What would happen now.
    pub list: ReadVisits,
    /// Everyone who is here.
    pub clients: Vec<Client>,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
    /// Every room.
    pub rooms: Vec<Room>,
}

/// Opens it. Nothing is written.
pub fn see_visit_list(house: &House, by: &Context, id: BatchId) -> Result<SeenVisitList, Trouble<Never>> {
    house.record().read(by, |work| {
        let batches = work.permit::<_, Read>(list::<Batch>())?;
        let batch = batch_of(work, &batches, (id, BatchKind::Appointments))?;
        read_again(house, work, by, batch)
    })
}

/// What the list comes to, beside everything as it stands now.
pub(crate) fn read_again<R>(
    house: &House,
    work: &mut Work<'_>,
    by: &Context,
    batch: Batch,
) -> Result<SeenVisitList, Trouble<R>> {
    let files = work.permit::<_, Read>(list::<BatchFile>())?;
    let everyone = work.permit::<_, Read>(list::<Client>())?;
    let people = work.permit::<_, Read>(list::<Staff>())?;
    let all_rooms = work.permit::<_, Read>(list::<Room>())?;
    let calendar = work.permit::<_, Read>(list::<Appointment>())?;
    let file: Option<BatchFile> = work.get(&files, batch.id.0)?;
    let table = file.map(|file| file.table).unwrap_or_default();
    let clients: Vec<Client> = work.find(&everyone, Find::All)?;
    let (staff, rooms): (Vec<Staff>, Vec<Room>) = (work.find(&people, Find::All)?, work.find(&all_rooms, Find::All)?);
    let list = match batch.state {
        BatchState::Looked | BatchState::UnderWay => {
            let booked: Vec<Appointment> = work.find(&calendar, Find::All)?;
            let zone = house.zone();
            let beside =
                Beside { clients: &clients, staff: &staff, rooms: &rooms, booked: &booked, zone: &zone, now: by.now };
            read_visits(&table, (&batch.columns, batch.for_all, &batch.visits), beside)
        }
        BatchState::MovedIn | BatchState::TakenBack => ReadVisits::default(),
    };
    Ok(SeenVisitList { batch, table, list, clients, staff, rooms })
}
