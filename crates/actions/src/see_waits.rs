//! Shows the wait list: who would like a time, and which free times of the next two weeks fit.

use jiff::SignedDuration;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::rows::Find;
use record::scope::Read;
use record::work::Work;
use schedule::appointment::{Appointment, Resource};
use schedule::kept::kept_back;
use schedule::people::{Client, Room, Staff};
use schedule::slots::{Search, free_slots};
use schedule::span::Span;
use schedule::wish::{FreeTime, Wish, matches};
use terms::actor::Context;
use terms::trouble::{Fault, Never, Trouble};

use crate::close_days::closed;
use crate::house::House;

/// How far ahead free times are looked for, in days.
pub const AHEAD_DAYS: u16 = 14;

/// How long a time is, in minutes.
pub const LENGTH_MIN: u16 = 50;

/// How many times are shown for one wish.
const SHOWN: usize = 3;

/// The wait list.
pub struct WaitList {
    /// Who waits, the longest first.
    pub waiting: Vec<Waiting>,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
    /// Every room.
    pub rooms: Vec<Room>,
}

/// Someone who waits.
pub struct Waiting {
    /// What they wish.
    pub wish: Wish,
    /// Who.
    pub client: Client,
    /// Free times that fit, the earliest first.
    pub free: Vec<FreeTime>,
}

/// Opens the list.
pub fn see_waits(house: &House, by: &Context) -> Result<WaitList, Trouble<Never>> {
    house.record().read(by, |work| {
        let waits = work.permit::<_, Read>(list::<Wish>())?;
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let all_rooms = work.permit::<_, Read>(list::<Room>())?;
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let wishes: Vec<Wish> = work.find(&waits, Find::State("open"))?;
        let (staff, rooms): (Vec<Staff>, Vec<Room>) =
            (work.find(&people, Find::All)?, work.find(&all_rooms, Find::All)?);
        let free = if wishes.is_empty() { Vec::new() } else { free(house, work, &calendar, (&staff, &rooms))? };
        let mut waiting = Vec::new();
        for wish in wishes {
            let Some(client) = work.get::<Client, _, _, Never>(&clients, wish.subject.0)? else { continue };
            let one = std::slice::from_ref(&wish);
            let fits = |free: &&FreeTime| !matches(free, one, &house.zone()).is_empty();
            let free = free.iter().filter(fits).take(SHOWN).copied().collect();
            waiting.push(Waiting { wish, client, free });
        }
        Ok(WaitList { waiting, staff, rooms })
    })
}

/// Every free time, the earliest first, with a room where one is free.
fn free(
    house: &House,
    work: &mut Work<'_>,
    calendar: &Permit<ListOf<Appointment>, Read>,
    (staff, rooms): (&[Staff], &[Room]),
) -> Result<Vec<FreeTime>, Trouble<Never>> {
    let now = calendar.by().now;
    let search = Search { from: now, days: AHEAD_DAYS, length_min: LENGTH_MIN, buffer_min: 0, step_min: 30 };
    let within = Span::new(now, now + SignedDuration::from_hours(24 * i64::from(AHEAD_DAYS + 1)));
    let within = within.ok_or_else(|| Fault::new("look for free times", "the days have no length"))?;
    let mut taken = Vec::new();
    for room in rooms {
        taken.push((room.id, work.busy(calendar, Resource::Room(room.id), within)?));
    }
    let mut found = Vec::new();
    for person in staff.iter().filter(|person| person.treats()) {
        let mut busy = work.busy(calendar, Resource::Clinician(person.id), within)?;
        busy.extend(closed(house, work, person.id)?);
        busy.extend(kept_back(&person.kept, now, &house.zone()));
        for span in free_slots(&person.hours, &busy, &search, &house.zone()) {
            let is_free = |(_, taken): &&(_, Vec<Span>)| !taken.iter().any(|other| other.overlaps(&span));
            let room = taken.iter().find(is_free).map(|(room, _)| *room);
            found.push(FreeTime { clinician: person.id, room, span });
        }
    }
    found.sort_by_key(|free| (free.span.from, free.clinician));
    Ok(found)
}
