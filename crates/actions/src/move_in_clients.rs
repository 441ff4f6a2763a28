//! Moves the clients of a list in, some at a time: a stop in the middle leaves whole clients, and the rest can go on.

use record::change::Change;
use record::list::list;
use record::lists::moves::BatchFile;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::client_list::{Against, NewClient, ReadList, read_list};
use schedule::move_in::{Batch, BatchKind, BatchRefusal, BatchState, MovedIn};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{BatchId, SubjectId};
use terms::reach::Reach;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::take_in::{Intake, KnownOf, Newcomer};

/// How many clients one commit takes in.
const IN_ONE_COMMIT: usize = 50;

/// How many clients are taken in before the page says how far it is.
pub const AT_ONCE: usize = 1_000;

type Refused = Trouble<BatchRefusal>;

/// Begins, or goes on, and says how far it has come. `shown` is how many the person was told would be taken in.
///
/// Nothing is sent to anybody, and no way of reaching them is switched on.
pub fn move_in_clients(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    let mut batch = begin(house, by, id, shown)?;
    for _ in 0..AT_ONCE.div_ceil(IN_ONE_COMMIT) {
        if batch.state != BatchState::UnderWay {
            break;
        }
        batch = go_on(house, by, id)?;
    }
    Ok(batch)
}

fn begin(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        if batch.kind != BatchKind::Clients {
            return Err(Denied::NotTheirs.into());
        }
        let now = read(house, change, &batch)?;
        let plan = |_: &Batch| now.new.iter().map(|new| new.row).collect();
        let batch = batch.begun(plan, shown).map_err(Trouble::Refused)?;
        change.put(&batches, &batch)?;
        Ok(batch)
    })
}

/// One commit: the next rows become clients, and the batch says so. Its version lets nobody do the same rows twice.
fn go_on(house: &House, by: &Context, id: BatchId) -> Result<Batch, Refused> {
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        if batch.state != BatchState::UnderWay {
            return Ok(batch);
        }
        let now = read(house, change, &batch)?;
        let rows = batch.next(IN_ONE_COMMIT);
        let intake = Intake::asked_for(change)?;
        let mut made = Vec::new();
        // Whoever was taken in by hand meanwhile is no longer new.
        for new in now.new.into_iter().filter(|new| rows.contains(&new.row)) {
            let subject = SubjectId(house.record().new_id());
            intake.take_in::<BatchRefusal>(house, change, newcomer(subject, id, new))?;
            made.push(subject.0);
        }
        let batch = batch.gone_on(rows.len(), made);
        if batch.state == BatchState::MovedIn {
            let files = change.permit::<_, Write>(list::<BatchFile>())?;
            change.erase_row(&files, id.0);
        }
        change.put(&batches, &batch)?;
        Ok(batch)
    })
}

fn read(house: &House, change: &mut Change<'_>, batch: &Batch) -> Result<ReadList, Refused> {
    let files = change.permit::<_, Read>(list::<BatchFile>())?;
    let everyone = change.permit::<_, Read>(list::<Client>())?;
    let people = change.permit::<_, Read>(list::<Staff>())?;
    let Some(file) = change.get::<BatchFile, _, _, BatchRefusal>(&files, batch.id.0)? else {
        return Ok(ReadList::default());
    };
    let clients: Vec<Client> = change.find(&everyone, Find::All)?;
    let staff: Vec<Staff> = change.find(&people, Find::All)?;
    let against = Against { clients: &clients, staff: &staff, today: house.today(people.by().now) };
    Ok(read_list(&file.table, (&batch.columns, batch.for_all), against))
}

fn newcomer(subject: SubjectId, batch: BatchId, new: NewClient) -> (Newcomer, KnownOf) {
    let NewClient { name, legal_name, pronouns, birth_date, address, emergency_contact, clinician, .. } = new;
    // Every way of reaching them stays off until they have said so here.
    let reach = Reach { phone: new.phone, ..Reach::default() };
    let moved_in = Some(MovedIn { batch, number: new.number, email: new.email, invited: None });
    let known = KnownOf { legal_name, pronouns, birth_date, address, emergency_contact, moved_in, delivered: None };
    (Newcomer { subject, name, reach, members: Vec::new(), clinician }, known)
}
