//! Moves the appointments of a list into the calendar, some at a time. What is taken meanwhile is passed over.

use jiff::Timestamp;
use record::batch::Clash;
use record::change::Change;
use record::list::{ListOf, list};
use record::lists::moves::BatchFile;
use record::permit::Permit;
use record::scope::Write;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::move_in::{Batch, BatchKind, BatchRefusal, BatchState};
use schedule::visit_list::NewVisit;
use terms::actor::Context;
use terms::ids::{AppointmentId, BatchId};
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::see_visit_list::read_again;

/// How many are booked in one commit.
const IN_ONE_COMMIT: usize = 50;

/// How many are booked before the page says how far it is.
const AT_ONCE: usize = 1_000;

type Refused = Trouble<BatchRefusal>;

/// Begins, or goes on, and says how far it has come. Nobody is told of any of them.
pub fn move_in_visits(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
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
        if batch.kind != BatchKind::Appointments {
            return Err(Denied::NotTheirs.into());
        }
        let seen = read_again(house, change, by, batch)?;
        let plan = |_: &Batch| seen.list.new.iter().map(|new| new.row).collect();
        let batch = seen.batch.begun(plan, shown).map_err(Trouble::Refused)?;
        change.put(&batches, &batch)?;
        Ok(batch)
    })
}

fn go_on(house: &House, by: &Context, id: BatchId) -> Result<Batch, Refused> {
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(BatchRefusal::TakenMeanwhile),
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_or(by, taken, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        if batch.state != BatchState::UnderWay {
            return Ok(batch);
        }
        let seen = read_again(house, change, by, batch)?;
        let rows = seen.batch.next(IN_ONE_COMMIT);
        let mut made = Vec::new();
        for new in seen.list.new.iter().filter(|new| rows.contains(&new.row)) {
            let visit = visit(AppointmentId(house.record().new_id()), new, by.now);
            if book(change, &calendar, &visit)? {
                made.push(visit.id.0);
            }
        }
        let batch = seen.batch.gone_on(rows.len(), made);
        if batch.state == BatchState::MovedIn {
            let files = change.permit::<_, Write>(list::<BatchFile>())?;
            change.erase_row(&files, id.0);
        }
        change.put(&batches, &batch)?;
        Ok(batch)
    })
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
