//! A planned time, what has come of it, and what it keeps others from.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{AppointmentId, Id, NoteId, RoomId, StaffId, SubjectId};
use terms::place::Place;
use terms::text::Line;
use terms::visit_kind::VisitKind;
use terms::words;

use crate::held_visit::SaidByLink;
use crate::offer::OfferedTime;
use crate::reminder::Reminded;
use crate::span::Span;

/// A planned time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// Whose record it belongs to: a client, or a couple as such.
    pub subject: SubjectId,
    /// Who comes: the client, or each partner.
    pub people: Vec<SubjectId>,
    /// Who treats.
    pub clinician: StaffId,
    /// In which room, if in one of the practice's.
    pub room: Option<RoomId>,
    /// In person or online.
    pub place: Place,
    /// What kind of visit it will be.
    pub kind: VisitKind,
    /// When.
    pub span: Span,
    /// What has come of it.
    pub state: AppointmentState,
    /// The note of the visit, once one was begun.
    pub note: Option<NoteId>,
    /// Why it may stand beside another, if someone said so.
    pub made_layer: Option<Override>,
    /// What was done with it since it was booked, the oldest first.
    #[serde(default)]
    pub history: Vec<Turn>,
    /// The same for all visits that were booked together, week after week.
    #[serde(default)]
    pub series: Option<Id>,
    /// When it was booked, since that is written down.
    #[serde(default)]
    pub booked_at: Option<Timestamp>,
    /// Which reminders were written.
    #[serde(default)]
    pub reminded: Vec<Reminded>,
    /// What was last said by the private link in a letter.
    #[serde(default)]
    pub said: Option<SaidByLink>,
}

words! {
    /// What has come of an appointment.
    AppointmentState {
        Planned = "planned", "Planned";
        Arrived = "arrived", "Arrived";
        InSession = "in-session", "In session";
        /// Nothing is signed yet.
        Done = "done", "Done";
        /// Its note is signed.
        Kept = "kept", "Kept";
        NoShow = "did-not-come", "Did not come";
        LateCancelled = "canceled-late", "Canceled late";
        Cancelled = "cancelled", "Canceled";
    }
}

/// One thing that was done with an appointment: a step, a move, or a cancellation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Hand,
    /// How it stood before.
    pub from: AppointmentState,
    /// How it stood then.
    pub to: AppointmentState,
    /// Why, if someone said so.
    pub reason: Option<Line>,
    /// When and where it was to be before, if it was moved.
    #[serde(default)]
    pub moved_from: Option<Slot>,
    /// When and by whom it was taken back, if it was.
    #[serde(default)]
    pub undone: Option<(Timestamp, Hand)>,
}

/// Who did something with an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hand {
    /// Someone of the practice.
    Staff(StaffId),
    /// A client, in their own pages.
    Client(SubjectId),
    /// Whoever holds the private link in a letter.
    Link,
}

/// When and where an appointment is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// When.
    pub span: Span,
    /// In person or online.
    pub place: Place,
    /// In which room, if in one of the practice's.
    pub room: Option<RoomId>,
    /// Why it may stand beside another, if someone said so.
    pub made_layer: Option<Override>,
}

/// A double booking that someone answers for by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Who.
    pub by: StaffId,
    /// Why.
    pub reason: Line,
    /// Which layer it lies on; on one layer nothing overlaps.
    pub layer: u8,
}

/// What can be in one place at a time only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Resource {
    /// Someone who treats.
    Clinician(StaffId),
    /// A room.
    Room(RoomId),
    /// Someone who comes.
    Person(SubjectId),
}

/// A span in which a resource is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// What is taken.
    pub resource: Resource,
    /// When.
    pub span: Span,
    /// On which layer; 0 unless someone overrode.
    pub layer: u8,
}

/// Why an appointment is not booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookRefusal {
    /// Someone or something is taken at that time. The storage says so, from the holds.
    Taken,
    /// It would be over already.
    Past,
    /// Nobody comes.
    NoPeople,
    /// In person, but in no room.
    RoomMissing,
}

impl AppointmentState {
    /// Whether its time is taken: it is to come, under way, or over with a visit.
    pub fn stands(self) -> bool {
        match self {
            Self::Planned | Self::Arrived | Self::InSession | Self::Done | Self::Kept => true,
            Self::NoShow | Self::LateCancelled | Self::Cancelled => false,
        }
    }

    /// Whether it stands and no note of it is signed yet.
    pub fn awaits_a_note(self) -> bool {
        self.stands() && self != Self::Kept
    }
}

impl Resource {
    /// The key under which storage refuses overlaps: `c:`, `r:` or `p:` and the id.
    pub fn key(&self) -> String {
        match self {
            Self::Clinician(id) => format!("c:{id}"),
            Self::Room(id) => format!("r:{id}"),
            Self::Person(id) => format!("p:{id}"),
        }
    }
}

impl Appointment {
    /// When and where it is.
    pub fn slot(&self) -> Slot {
        Slot { span: self.span, place: self.place, room: self.room, made_layer: self.made_layer.clone() }
    }

    /// The last thing done with it that was not taken back, and its place in the history.
    pub fn last_turn(&self) -> Option<(usize, &Turn)> {
        self.history.iter().enumerate().rev().find(|(_, turn)| turn.undone.is_none())
    }

    /// What it takes: the clinician, the room if there is one, and each person.
    pub fn holds(&self) -> Vec<Hold> {
        let people = self.people.iter().copied().map(Resource::Person);
        let layer = self.made_layer.as_ref().map_or(0, |made| made.layer);
        place_taken(self.clinician, self.room)
            .chain(people)
            .map(|resource| Hold { resource, span: self.span, layer })
            .collect()
    }
}

impl OfferedTime {
    /// What it takes while it is offered: the clinician, and the room if there is one.
    pub fn holds(&self) -> Vec<Hold> {
        place_taken(self.clinician, self.room).map(|resource| Hold { resource, span: self.span, layer: 0 }).collect()
    }
}

/// Checks an appointment that is about to be written down. One that has begun can still be; a walk-in is one.
pub fn book(appointment: Appointment, now: Timestamp) -> Result<Appointment, BookRefusal> {
    if appointment.people.is_empty() {
        Err(BookRefusal::NoPeople)
    } else if lacks_a_room(appointment.kind, appointment.place, appointment.room) {
        Err(BookRefusal::RoomMissing)
    } else if appointment.span.until <= now {
        Err(BookRefusal::Past)
    } else {
        Ok(Appointment { state: AppointmentState::Planned, booked_at: Some(now), ..appointment })
    }
}

/// Whether a visit of this kind needs a room and has none.
pub(crate) fn lacks_a_room(kind: VisitKind, place: Place, room: Option<RoomId>) -> bool {
    // An attended dosing day is in person, and in a room that is not ours.
    place == Place::InPerson && kind != VisitKind::AttendedDosing && room.is_none()
}

fn place_taken(clinician: StaffId, room: Option<RoomId>) -> impl Iterator<Item = Resource> {
    std::iter::once(Resource::Clinician(clinician)).chain(room.map(Resource::Room))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{appointment, at, id, line, offer};

    #[test]
    fn an_appointment_is_booked_or_refused() {
        let check = |given: Appointment, now: &str, expected: Result<(), BookRefusal>| {
            assert_eq!(book(given, at(now)).map(|_| ()), expected, "{now}");
        };
        let now = "2026-06-22 10:00";
        check(appointment(), now, Ok(()));
        check(appointment(), "2026-06-24 09:59", Ok(()));
        check(appointment(), "2026-06-24 10:00", Err(BookRefusal::Past));
        check(Appointment { people: Vec::new(), ..appointment() }, now, Err(BookRefusal::NoPeople));
        check(Appointment { room: None, ..appointment() }, now, Err(BookRefusal::RoomMissing));
        check(Appointment { room: None, place: Place::Online, ..appointment() }, now, Ok(()));
        check(Appointment { room: None, kind: VisitKind::AttendedDosing, ..appointment() }, now, Ok(()));
    }

    #[test]
    fn what_stands_takes_its_time_and_what_is_not_signed_awaits_a_note() {
        for (state, stands, awaits) in [
            (AppointmentState::Planned, true, true),
            (AppointmentState::Arrived, true, true),
            (AppointmentState::InSession, true, true),
            (AppointmentState::Done, true, true),
            (AppointmentState::Kept, true, false),
            (AppointmentState::NoShow, false, false),
            (AppointmentState::LateCancelled, false, false),
            (AppointmentState::Cancelled, false, false),
        ] {
            assert_eq!((state.stands(), state.awaits_a_note()), (stands, awaits), "{state:?}");
        }
    }

    #[test]
    fn an_appointment_takes_the_clinician_the_room_and_each_person() {
        let keys =
            |holds: Vec<Hold>| -> Vec<_> { holds.iter().map(|hold| (hold.resource.key(), hold.layer)).collect() };
        let expected = |layer, keys: &[&str]| -> Vec<_> { keys.iter().map(|key| ((*key).to_owned(), layer)).collect() };
        let made = Override { by: id('p'), reason: line("Both asked for it"), layer: 2 };
        let all = ["c:dddddddddd", "r:rrrrrrrrrr", "p:uuuuuuuuuu", "p:vvvvvvvvvv"];
        for (given, expected) in [
            (keys(appointment().holds()), expected(0, &all)),
            (keys(Appointment { room: None, ..appointment() }.holds()), expected(0, &[all[0], all[2], all[3]])),
            (keys(Appointment { made_layer: Some(made), ..appointment() }.holds()), expected(2, &all)),
            (keys(offer(1).times[0].holds()), expected(0, &all[..2])),
        ] {
            assert_eq!(given, expected);
        }
    }
}
