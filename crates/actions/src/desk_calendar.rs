//! What a calendar of several days is made of: visits with who comes and where, and times that are only held.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use record::list::{ListOf, list};
use record::permit::Permit;
use record::rows::Find;
use record::scope::Read;
use record::work::Work;
use schedule::appointment::{Appointment, Resource};
use schedule::closure::Closure;
use schedule::people::{Client, Room, Staff};
use schedule::span::Span;
use terms::ids::StaffId;
use terms::trouble::{Fault, Never, Trouble};

use crate::house::House;
use crate::see_desk_day::DeskVisit;

/// What a calendar is looked up with.
pub(crate) struct MayLook {
    calendar: Permit<ListOf<Appointment>, Read>,
    clients: Permit<ListOf<Client>, Read>,
    people: Permit<ListOf<Staff>, Read>,
    rooms: Permit<ListOf<Room>, Read>,
    closures: Permit<ListOf<Closure>, Read>,
}

impl MayLook {
    /// Asks for all of it.
    pub(crate) fn ask(work: &mut Work<'_>) -> Result<Self, Trouble<Never>> {
        Ok(Self {
            calendar: work.permit::<_, Read>(list::<Appointment>())?,
            clients: work.permit::<_, Read>(list::<Client>())?,
            people: work.permit::<_, Read>(list::<Staff>())?,
            rooms: work.permit::<_, Read>(list::<Room>())?,
            closures: work.permit::<_, Read>(list::<Closure>())?,
        })
    }

    /// Everybody who treats, by name.
    pub(crate) fn clinicians(&self, work: &mut Work<'_>) -> Result<Vec<Staff>, Fault> {
        let mut people: Vec<Staff> = work.find(&self.people, Find::All)?;
        people.retain(Staff::treats);
        people.sort_by_cached_key(|person| person.name.as_str().to_lowercase());
        Ok(people)
    }

    /// Every room, by name.
    pub(crate) fn rooms(&self, work: &mut Work<'_>) -> Result<Vec<Room>, Fault> {
        let mut rooms: Vec<Room> = work.find(&self.rooms, Find::All)?;
        rooms.sort_by_cached_key(|room| room.name.as_str().to_lowercase());
        Ok(rooms)
    }

    /// Every closure.
    pub(crate) fn closures(&self, work: &mut Work<'_>) -> Result<Vec<Closure>, Fault> {
        work.find(&self.closures, Find::All)
    }

    /// A clinician's visits that begin within the span, whatever came of them.
    pub(crate) fn visits(
        &self,
        work: &mut Work<'_>,
        (clinician, rooms): (StaffId, &[Room]),
        within: Span,
    ) -> Result<Vec<DeskVisit>, Trouble<Never>> {
        let found: Vec<Appointment> =
            work.find(&self.calendar, Find::Key1(clinician.0.as_str(), within.from, within.until))?;
        let mut visits = Vec::new();
        for visit in found {
            let Some(client) = work.get::<Client, _, _, Never>(&self.clients, visit.subject.0)? else { continue };
            let room = rooms.iter().find(|room| Some(room.id) == visit.room).map(|room| room.name.clone());
            visits.push(DeskVisit { visit, client, room });
        }
        Ok(visits)
    }

    /// When a clinician is held and no visit of theirs says why: times that were offered to someone.
    pub(crate) fn held(
        &self,
        work: &mut Work<'_>,
        (clinician, visits): (StaffId, &[DeskVisit]),
        within: Span,
    ) -> Result<Vec<Span>, Fault> {
        let mut busy = work.busy(&self.calendar, Resource::Clinician(clinician), within)?;
        busy.retain(|span| !visits.iter().any(|known| known.visit.clinician == clinician && known.visit.span == *span));
        Ok(busy)
    }
}

/// So many days from the first moment of one on.
pub(crate) fn days(house: &House, first: Date, count: i32) -> Result<Span, Fault> {
    let midnight = |date: Date| -> Option<Timestamp> { house.zone().to_timestamp(date.at(0, 0, 0, 0)).ok() };
    let end = first.checked_add(count.days()).ok();
    let span = midnight(first).zip(end.and_then(midnight)).and_then(|(from, until)| Span::new(from, until));
    span.ok_or_else(|| Fault::new("look up days", "they lie past the calendar"))
}
