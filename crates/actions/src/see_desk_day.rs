//! Shows the front desk one day across everybody who treats: who comes, to whom, where, and how far they are.

use jiff::civil::Date;
use schedule::appointment::Appointment;
use schedule::closure::Closure;
use schedule::people::{Client, Room, Staff};
use schedule::span::Span;
use terms::actor::Context;
use terms::ids::StaffId;
use terms::text::Line;
use terms::trouble::{Never, Trouble};

use crate::desk_calendar::{MayLook, days};
use crate::house::House;

/// A day of the practice.
pub struct DeskDay {
    /// Which day.
    pub date: Date,
    /// Everybody who treats, by name.
    pub clinicians: Vec<Staff>,
    /// Every room, by name.
    pub rooms: Vec<Room>,
    /// All visits of the day, whatever came of them, in order of time.
    pub visits: Vec<DeskVisit>,
    /// Times that are held for someone who was offered them.
    pub held: Vec<(StaffId, Span)>,
    /// When the practice is closed, or someone is away.
    pub closures: Vec<Closure>,
}

/// A visit as the desk sees it.
pub struct DeskVisit {
    /// The appointment.
    pub visit: Appointment,
    /// Whose it is: names and contact.
    pub client: Client,
    /// The room, by name.
    pub room: Option<Line>,
}

/// Opens the day.
pub fn see_desk_day(house: &House, by: &Context, date: Date) -> Result<DeskDay, Trouble<Never>> {
    house.record().read(by, |work| {
        let may = MayLook::ask(work)?;
        let (clinicians, rooms) = (may.clinicians(work)?, may.rooms(work)?);
        let within = days(house, date, 1)?;
        let (mut visits, mut held) = (Vec::new(), Vec::new());
        for person in &clinicians {
            let theirs = may.visits(work, (person.id, &rooms), within)?;
            held.extend(may.held(work, (person.id, &theirs), within)?.into_iter().map(|span| (person.id, span)));
            visits.extend(theirs);
        }
        visits.sort_by_key(|known| (known.visit.span.from, known.visit.clinician));
        let closures = may.closures(work)?;
        Ok(DeskDay { date, clinicians, rooms, visits, held, closures })
    })
}
