//! Moves the appointments of a list into the calendar, some at a time. What is taken meanwhile is passed over.

use jiff::Timestamp;
use record::change::Change;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::scope::Write;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::move_in::{Batch, BatchKind, BatchRefusal};
use schedule::visit_list::NewVisit;
use terms::actor::Context;
use terms::ids::{AppointmentId, BatchId};
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_parts::{ROWS, in_parts};
use crate::see_visit_list::read_again;

type Refused = Trouble<BatchRefusal>;

/// Begins, or goes on, and says how far it has come. Nobody is told of any of them.
pub fn move_in_visits(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    let begin = |change: &mut Change<'_>, batch: Batch| {
        let seen = read_again(house, change, by, batch)?;
        let plan = seen.list.new.iter().map(|new| new.row).collect();
        seen.batch.begun(|_| plan, shown).map_err(Trouble::Refused)
    };
    in_parts(house, by, (id, BatchKind::Appointments, &ROWS), begin, |change, batch| part(house, change, by, batch))
}

/// The next rows are booked.
fn part(house: &House, change: &mut Change<'_>, by: &Context, batch: Batch) -> Result<Batch, Refused> {
    let calendar = change.permit::<_, Write>(list::<Appointment>())?;
    let seen = read_again(house, change, by, batch)?;
    let rows = seen.batch.next(ROWS.in_one_commit);
    let mut made = Vec::new();
    for new in seen.list.new.iter().filter(|new| rows.contains(&new.row)) {
        let visit = visit(AppointmentId(house.record().new_id()), new, by.now);
        if book(change, &calendar, &visit)? {
            made.push(visit.id.0);
        }
    }
    Ok(seen.batch.gone_on(rows.len(), made))
}

/// Books it, unless something is held at that time, by an offer for one.
fn book(
    change: &mut Change<'_>,
    calendar: &Permit<ListOf<Appointment>, Write>,
    visit: &Appointment,
) -> Result<bool, Refused> {
    for hold in visit.holds() {
        if !change.busy(calendar, hold.resource, visit.span)?.is_empty() {
            return Ok(false);
        }
    }
    change.hold(calendar, (visit.id, &visit.holds()), None)?;
    change.put::<Appointment, _, _, BatchRefusal>(calendar, visit)?;
    Ok(true)
}

fn visit(id: AppointmentId, new: &NewVisit, now: Timestamp) -> Appointment {
    Appointment {
        id,
        subject: new.subject,
        people: new.people.clone(),
        clinician: new.clinician,
        room: new.room,
        place: new.place,
        kind: new.kind,
        span: new.span,
        state: AppointmentState::Planned,
        note: None,
        made_layer: None,
        history: Vec::new(),
        series: None,
        booked_at: Some(now),
        reminded: Vec::new(),
        said: None,
    }
}
