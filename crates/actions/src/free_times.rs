//! Free times with one therapist, as a client may choose among them, each with a room where one is needed.

use jiff::{SignedDuration, Timestamp};
use record::list::list;
use record::own::VisitsOf;
use record::rows::Find;
use record::scope::Read;
use record::work::Work;
use schedule::appointment::Resource;
use schedule::kept::kept_back;
use schedule::people::{Room, Staff};
use schedule::slots::{Search, free_slots};
use schedule::span::Span;
use terms::ids::{RoomId, StaffId, SubjectId};
use terms::place::Place;
use terms::trouble::{Never, Trouble};

use crate::close_days::closed;
use crate::house::House;

/// What is looked for.
pub(crate) struct Wanted<'people> {
    /// Whose visit.
    pub subject: SubjectId,
    /// Who comes.
    pub people: &'people [SubjectId],
    /// With whom.
    pub clinician: StaffId,
    /// In person or online.
    pub place: Place,
    /// The room to try first.
    pub room: Option<RoomId>,
    /// How long.
    pub length_min: u16,
    /// No time begins before.
    pub from: Timestamp,
    /// How many days to look at.
    pub days: u16,
    /// Whether the hours kept for the days after a dosing day are open to it.
    pub kept: Kept,
}

/// Whether kept hours are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It is what they are kept for.
    Open,
    /// They are kept back from it.
    Back,
}

/// The free times, in order.
pub(crate) fn free_times(
    house: &House,
    work: &mut Work<'_>,
    wanted: &Wanted<'_>,
) -> Result<Vec<(Span, Option<RoomId>)>, Trouble<Never>> {
    let permit = work.permit::<_, Read>(VisitsOf(wanted.subject))?;
    let (people, all_rooms) = (work.permit::<_, Read>(list::<Staff>())?, work.permit::<_, Read>(list::<Room>())?);
    let now = permit.by().now;
    let until = wanted.from + SignedDuration::from_hours(24 * (i64::from(wanted.days) + 1));
    let Some(within) = Span::new(now, until) else { return Ok(Vec::new()) };
    let Some(therapist) = work.get::<Staff, _, _, Never>(&people, wanted.clinician.0)? else { return Ok(Vec::new()) };
    let mut busy = work.busy(&permit, Resource::Clinician(wanted.clinician), within)?;
    busy.extend(closed(house, work, wanted.clinician)?);
    match wanted.kept {
        Kept::Back => busy.extend(kept_back(&therapist.kept, now, &house.zone())),
        Kept::Open => {}
    }
    for person in wanted.people {
        busy.extend(work.busy(&permit, Resource::Person(*person), within)?);
    }
    let mut rooms: Vec<(RoomId, Vec<Span>)> = Vec::new();
    if wanted.place == Place::InPerson {
        for room in work.find::<Room, _>(&all_rooms, Find::All)? {
            rooms.push((room.id, work.busy(&permit, Resource::Room(room.id), within)?));
        }
        // The room it is in first.
        rooms.sort_by_key(|(room, _)| Some(*room) != wanted.room);
    }
    let Wanted { from, days, length_min, .. } = *wanted;
    let search = Search { from, days, length_min, buffer_min: 10, step_min: 30 };
    let slots = free_slots(&therapist.hours, &busy, &search, &house.zone());
    let with_room = |span: Span| match wanted.place {
        Place::Online => Some((span, None)),
        Place::InPerson => {
            let room = rooms.iter().find(|(_, taken)| !taken.iter().any(|other| other.overlaps(&span)))?;
            Some((span, Some(room.0)))
        }
    };
    Ok(slots.into_iter().filter_map(with_room).collect())
}
