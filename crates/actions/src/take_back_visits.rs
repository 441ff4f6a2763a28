//! Takes the appointments of a batch back as one, as long as nothing has come of any of them.

use std::collections::HashSet;

use record::list::list;
use record::lists::moves::BatchFile;
use record::rows::Find;
use record::scope::Write;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::move_in::{Batch, BatchKind, BatchRefusal};
use terms::actor::Context;
use terms::ids::{BatchId, Id};
use terms::trouble::Trouble;

use crate::batch_of::batch_of;
use crate::house::House;
use crate::own_draft::staff;

/// Erases the appointments, and lets go of what they held. Nobody was told of them.
pub(crate) fn take_back_visits(house: &House, by: &Context, id: BatchId) -> Result<(), Trouble<BatchRefusal>> {
    let who = staff(by)?;
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let files = change.permit::<_, Write>(list::<BatchFile>())?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let batch = batch_of(change, &batches, (id, BatchKind::Appointments))?;
        let made: HashSet<Id> = batch.made.iter().copied().collect();
        let all: Vec<Appointment> = change.find(&calendar, Find::All)?;
        let visits: Vec<&Appointment> = all.iter().filter(|visit| made.contains(&visit.id.0)).collect();
        let used = visits.iter().filter(|visit| is_used(visit)).count();
        let batch = batch.taken_back(used, who, by.now).map_err(Trouble::Refused)?;
        for visit in visits {
            change.release(&calendar, visit.id);
            change.erase_row(&calendar, visit.id.0);
        }
        change.erase_row(&files, id.0);
        change.put(&batches, &batch)
    })
}

/// Whether anybody did anything with it since: a step, a move, a note.
fn is_used(visit: &Appointment) -> bool {
    visit.state != AppointmentState::Planned || visit.note.is_some() || !visit.history.is_empty()
}
