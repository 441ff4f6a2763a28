//! A client moves or cancels a visit of their own, while the practice's hours allow it; later they call.

use jiff::{SignedDuration, Timestamp};
use record::batch::Clash;
use record::own::VisitsOf;
use record::permit::Permit;
use record::scope::{Read, Write};
use record::work::Work;
use schedule::appointment::{Appointment, Hand, Slot};
use schedule::cancel_visit::{CancelRefusal, Canceling, CountsAs, cancel};
use schedule::move_visit::{ClientRefusal, MoveRefusal, client_may_change, move_to};
use schedule::span::Span;
use terms::actor::Context;
use terms::ids::{AppointmentId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};
use terms::visit_kind::VisitKind;

use crate::author::client;
use crate::free_times::{Kept, Wanted, free_times};
use crate::house::House;

/// How far ahead other times are shown, in days.
const DAYS: u16 = 21;

/// Why a client's own visit is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnVisitRefusal {
    /// They may not change it alone.
    Client(ClientRefusal),
    /// The calendar says no to the new time.
    Move(MoveRefusal),
    /// It can't be canceled any more.
    Cancel(CancelRefusal),
    /// The time is not among those that are free.
    NotFree,
}

/// A visit with the other times that it could be moved to.
pub struct OwnVisit {
    /// The visit.
    pub visit: Appointment,
    /// Whether it may be changed here, or why not.
    pub may: Result<(), ClientRefusal>,
    /// Free times of the same length with the same therapist, in order.
    pub free: Vec<Span>,
}

/// Opens a visit of one's own or of one's couple.
pub fn see_own_visit(house: &House, by: &Context, id: AppointmentId) -> Result<OwnVisit, Trouble<Never>> {
    house.record().read(by, |work| {
        let visit = own(work, by, id)?;
        let may = client_may_change(&visit, by.now, house.practice().cancel_until_hours);
        let free = match may {
            Ok(()) => {
                free_times(house, work, &same(house, &visit, by.now))?.into_iter().map(|(span, _)| span).collect()
            }
            Err(_) => Vec::new(),
        };
        Ok(OwnVisit { visit, may, free })
    })
}

/// Moves it to one of the free times.
pub fn move_own_visit(
    house: &House,
    by: &Context,
    id: AppointmentId,
    from: Timestamp,
) -> Result<(), Trouble<OwnVisitRefusal>> {
    let me = client(by)?.subject;
    change_it(house, by, id, |work, visit| {
        if visit.span.from == from {
            return Ok(visit);
        }
        let (span, room) = free_times(house, work, &same(house, &visit, by.now))
            .map_err(Trouble::unrefused)?
            .into_iter()
            .find(|(span, _)| span.from == from)
            .ok_or(Trouble::Refused(OwnVisitRefusal::NotFree))?;
        let to = Slot { span, place: visit.place, room, made_layer: None };
        move_to(visit, to, Hand::Client(me), by.now).map_err(|no| Trouble::Refused(OwnVisitRefusal::Move(no)))
    })
}

/// Cancels it; nobody is asked why.
pub fn cancel_own_visit(
    house: &House,
    by: &Context,
    id: AppointmentId,
    reason: Option<&Line>,
) -> Result<(), Trouble<OwnVisitRefusal>> {
    let me = client(by)?.subject;
    let hours = house.practice().cancel_until_hours;
    change_it(house, by, id, |_, visit| {
        let canceling = Canceling { by: Hand::Client(me), counts: CountsAs::InTime, reason: reason.cloned() };
        cancel(visit, canceling, hours, by.now).map_err(|no| Trouble::Refused(OwnVisitRefusal::Cancel(no)))
    })
}

fn change_it(
    house: &House,
    by: &Context,
    id: AppointmentId,
    make: impl Fn(&mut Work<'_>, Appointment) -> Result<Appointment, Trouble<OwnVisitRefusal>>,
) -> Result<(), Trouble<OwnVisitRefusal>> {
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(OwnVisitRefusal::Move(MoveRefusal::Taken)),
        Clash::Moved | Clash::OnceUsed => None,
    };
    let hours = house.practice().cancel_until_hours;
    house.record().change_or(by, taken, |change| {
        let visit = own(change, by, id).map_err(Trouble::unrefused)?;
        let calendar: Permit<VisitsOf, Write> = change.permit(VisitsOf(visit.subject))?;
        if !visit.state.stands() {
            return Ok(());
        }
        client_may_change(&visit, by.now, hours).map_err(|no| Trouble::Refused(OwnVisitRefusal::Client(no)))?;
        let changed = make(change, visit)?;
        change.release(&calendar, changed.id);
        if changed.state.stands() {
            change.hold(&calendar, (changed.id, &changed.holds()), None)?;
        }
        change.put(&calendar, &changed)
    })
}

/// A visit of the client's own, or of a couple they belong to; any other is not there.
fn own(work: &mut Work<'_>, by: &Context, id: AppointmentId) -> Result<Appointment, Trouble<Never>> {
    let me = client(by)?.subject;
    let mut whose: Vec<SubjectId> = vec![me];
    whose.extend(work.my_units()?);
    for subject in whose {
        let permit = work.permit::<_, Read>(VisitsOf(subject))?;
        match work.get::<Appointment, _, _, Never>(&permit, id.0) {
            Ok(Some(visit)) => return Ok(visit),
            Ok(None) | Err(Trouble::Denied(_)) => {}
            Err(trouble) => return Err(trouble),
        }
    }
    Err(Trouble::Denied(Denied::NotTheirs))
}

/// Other times for the same visit, from when it may no longer be changed alone.
fn same<'visit>(house: &House, visit: &'visit Appointment, now: Timestamp) -> Wanted<'visit> {
    Wanted {
        subject: visit.subject,
        people: &visit.people,
        clinician: visit.clinician,
        place: visit.place,
        room: visit.room,
        length_min: u16::try_from(visit.span.minutes()).unwrap_or(u16::MAX),
        from: now + SignedDuration::from_hours(house.practice().cancel_until_hours.into()),
        days: DAYS,
        kept: if visit.kind == VisitKind::Integration { Kept::Open } else { Kept::Back },
    }
}
