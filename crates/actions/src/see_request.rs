//! Shows the front desk one request, and the times that could be offered.

use jiff::SignedDuration;
use record::list::list;
use record::rows::Find;
use record::scope::Read;
use record::work::Work;
use schedule::answers::PlaceWish;
use schedule::appointment::{Appointment, Resource};
use schedule::kept::kept_back;
use schedule::people::{Room, Staff};
use schedule::request::Request;
use schedule::slots::{Search, best_first, free_slots};
use schedule::span::Span;
use terms::actor::Context;
use terms::ids::{RequestId, RoomId, StaffId};
use terms::place::Place;
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::close_days::closed;
use crate::house::House;

/// How far ahead times are looked for, in days.
const DAYS: u16 = 14;

/// How many openings are shown, best matches first.
const SHOWN: usize = 9;

/// A request as the front desk sees it.
pub struct DeskRequest {
    /// The request.
    pub request: Request,
    /// Times that could be offered, best matches first.
    pub openings: Vec<Opening>,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
    /// Every room.
    pub rooms: Vec<Room>,
}

/// A time that is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// With whom.
    pub clinician: StaffId,
    /// In which room, if in one.
    pub room: Option<RoomId>,
    /// In person or online.
    pub place: Place,
    /// When.
    pub span: Span,
}

/// Opens one request.
pub fn see_request(house: &House, by: &Context, id: RequestId) -> Result<DeskRequest, Trouble<Never>> {
    house.record().read(by, |work| {
        let requests = work.permit::<_, Read>(list::<Request>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let all_rooms = work.permit::<_, Read>(list::<Room>())?;
        let request: Request = work.get(&requests, id.0)?.ok_or(Denied::NotTheirs)?;
        let staff: Vec<Staff> = work.find(&people, Find::All)?;
        let rooms: Vec<Room> = work.find(&all_rooms, Find::All)?;
        let openings = openings(house, work, &request, (&staff, &rooms))?;
        Ok(DeskRequest { request, openings, staff, rooms })
    })
}

fn openings(
    house: &House,
    work: &mut Work<'_>,
    request: &Request,
    (staff, rooms): (&[Staff], &[Room]),
) -> Result<Vec<Opening>, Trouble<Never>> {
    let calendar = work.permit::<_, Read>(list::<Appointment>())?;
    let now = calendar.by().now;
    let (zone, practice) = (house.zone(), house.practice());
    let search = Search {
        from: now + SignedDuration::from_hours(2),
        days: DAYS,
        length_min: practice.first_conversation_min,
        buffer_min: 10,
        step_min: 30,
    };
    let within = Span::new(now, now + SignedDuration::from_hours(24 * i64::from(DAYS + 1)));
    let within = within.ok_or_else(|| Fault::new("look for openings", "the days have no length"))?;
    let place = if request.answers.place == Some(PlaceWish::Online) { Place::Online } else { Place::InPerson };
    let mut rooms_taken: Vec<(RoomId, Vec<Span>)> = Vec::new();
    for room in rooms {
        rooms_taken.push((room.id, work.busy(&calendar, Resource::Room(room.id), within)?));
    }
    let mut found: Vec<(Span, StaffId)> = Vec::new();
    for person in staff.iter().filter(|person| person.treats()) {
        let mut busy = work.busy(&calendar, Resource::Clinician(person.id), within)?;
        busy.extend(closed(house, work, person.id)?);
        busy.extend(kept_back(&person.kept, now, &zone));
        let mut slots = best_first(free_slots(&person.hours, &busy, &search, &zone), &request.answers.times, &zone);
        // One a day of each clinician is choice enough, and spreads over the days.
        let mut days = Vec::new();
        slots.retain(|span| {
            let day = span.from.to_zoned_datetime(zone.clone()).date();
            let is_first = !days.contains(&day);
            days.push(day);
            is_first
        });
        found.extend(slots.into_iter().map(|span| (span, person.id)));
    }
    let mut openings = Vec::new();
    for span in best_first(found.iter().map(|(span, _)| *span).collect(), &request.answers.times, &zone) {
        let Some(at) = found.iter().position(|(free, _)| *free == span) else { continue };
        let (_, clinician) = found.swap_remove(at);
        let room = if place == Place::InPerson { take_room(&mut rooms_taken, span) } else { None };
        if place == Place::Online || room.is_some() {
            openings.push(Opening { clinician, room, place, span });
        }
    }
    openings.truncate(SHOWN);
    Ok(openings)
}

/// A room that is free then; two openings at the same time get two rooms.
fn take_room(rooms: &mut [(RoomId, Vec<Span>)], span: Span) -> Option<RoomId> {
    let (room, taken) = rooms.iter_mut().find(|(_, taken)| !taken.iter().any(|other| other.overlaps(&span)))?;
    taken.push(span);
    Some(*room)
}
