//! Shows the front desk one clinician's week, Monday to Sunday.

use jiff::ToSpan;
use jiff::civil::Date;
use schedule::closure::Closure;
use schedule::people::{Room, Staff};
use schedule::span::Span;
use terms::actor::Context;
use terms::ids::StaffId;
use terms::trouble::{Denied, Never, Trouble};

use crate::desk_calendar::{MayLook, days};
use crate::house::House;
use crate::see_desk_day::DeskVisit;

/// How many days a week has.
pub const DAYS: i32 = 7;

/// A week of someone who treats.
pub struct DeskWeek {
    /// Its Monday.
    pub monday: Date,
    /// Whose week.
    pub clinician: Staff,
    /// Everybody who treats, by name.
    pub clinicians: Vec<Staff>,
    /// Every room, by name.
    pub rooms: Vec<Room>,
    /// All their visits, whatever came of them, in order of time.
    pub visits: Vec<DeskVisit>,
    /// Times that are held for someone who was offered them.
    pub held: Vec<Span>,
    /// When the practice is closed, or someone is away.
    pub closures: Vec<Closure>,
}

/// Opens the week in which the day lies; of nobody in particular, that of the first by name.
pub fn see_desk_week(house: &House, by: &Context, day: Date, who: Option<StaffId>) -> Result<DeskWeek, Trouble<Never>> {
    let back = day.weekday().to_monday_zero_offset();
    let monday = day.checked_sub(i32::from(back).days()).unwrap_or(day);
    house.record().read(by, |work| {
        let may = MayLook::ask(work)?;
        let (clinicians, rooms) = (may.clinicians(work)?, may.rooms(work)?);
        let within = days(house, monday, DAYS)?;
        let is_asked = |person: &&Staff| who.is_none_or(|who| who == person.id);
        let clinician = clinicians.iter().find(is_asked).cloned().ok_or(Denied::NotTheirs)?;
        let visits = may.visits(work, (clinician.id, &rooms), within)?;
        let held = may.held(work, (clinician.id, &visits), within)?;
        let closures = may.closures(work)?;
        Ok(DeskWeek { monday, clinician, clinicians, rooms, visits, held, closures })
    })
}
