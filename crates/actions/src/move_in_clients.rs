//! Moves the clients of a list in, some at a time: a stop in the middle leaves whole clients, and the rest can go on.

use record::change::Change;
use record::list::list;
use record::lists::moves::BatchFile;
use record::rows::Find;
use record::scope::Read;
use schedule::client_list::{Against, NewClient, ReadList, read_list};
use schedule::move_in::{Batch, BatchKind, BatchRefusal, MovedIn};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{BatchId, SubjectId};
use terms::reach::Reach;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_parts::{ROWS, in_parts};
use crate::take_in::{Intake, KnownOf, Newcomer};

type Refused = Trouble<BatchRefusal>;

/// Begins, or goes on, and says how far it has come. `shown` is how many the person was told would be taken in.
///
/// Nothing is sent to anybody, and no way of reaching them is switched on.
pub fn move_in_clients(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    let begin = |change: &mut Change<'_>, batch: Batch| {
        let now = read(house, change, &batch)?;
        batch.begun(|_| now.new.iter().map(|new| new.row).collect(), shown).map_err(Trouble::Refused)
    };
    in_parts(house, by, (id, BatchKind::Clients, &ROWS), begin, |change, batch| part(house, change, batch))
}

/// The next rows become clients.
fn part(house: &House, change: &mut Change<'_>, batch: Batch) -> Result<Batch, Refused> {
    let now = read(house, change, &batch)?;
    let rows = batch.next(ROWS.in_one_commit);
    let intake = Intake::asked_for(change)?;
    let mut made = Vec::new();
    // Whoever was taken in by hand meanwhile is no longer new.
    for new in now.new.into_iter().filter(|new| rows.contains(&new.row)) {
        let subject = SubjectId(house.record().new_id());
        intake.take_in::<BatchRefusal>(house, change, newcomer(subject, batch.id, new))?;
        made.push(subject.0);
    }
    Ok(batch.gone_on(rows.len(), made))
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
