//! Moves a visit to another time or place, and says whether a client may still change it alone.

use jiff::{SignedDuration, Timestamp};

use crate::appointment::{Appointment, AppointmentState, Hand, Slot, Turn, lacks_a_room};
use crate::step_visit::{turn, turned};

/// Why a visit is not moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveRefusal {
    /// Someone or something is taken at that time. The storage says so, from the holds.
    Taken,
    /// It is under way, over, or canceled.
    NotPlanned,
    /// The new time is over already.
    Past,
    /// In person, but in no room.
    RoomMissing,
}

/// Why a client may not change a visit alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientRefusal {
    /// It is under way, over, or canceled.
    NotPlanned,
    /// Too little time is left; they call.
    TooLate,
}

/// Moves a planned visit, also one whose old time has passed. To where it is already changes nothing.
pub fn move_to(appointment: Appointment, to: Slot, by: Hand, now: Timestamp) -> Result<Appointment, MoveRefusal> {
    let was = appointment.slot();
    if appointment.state != AppointmentState::Planned {
        return Err(MoveRefusal::NotPlanned);
    }
    if (was.span, was.place, was.room) == (to.span, to.place, to.room) {
        return Ok(appointment);
    }
    if lacks_a_room(appointment.kind, to.place, to.room) {
        return Err(MoveRefusal::RoomMissing);
    }
    if to.span.until <= now {
        return Err(MoveRefusal::Past);
    }
    let moved = turned(appointment, AppointmentState::Planned, Turn { moved_from: Some(was), ..turn(by, now) });
    Ok(Appointment { span: to.span, place: to.place, room: to.room, made_layer: to.made_layer, ..moved })
}

/// Whether a client may move or cancel it alone: only while more than so many hours remain.
pub fn client_may_change(appointment: &Appointment, now: Timestamp, hours: u32) -> Result<(), ClientRefusal> {
    if appointment.state != AppointmentState::Planned {
        Err(ClientRefusal::NotPlanned)
    } else if is_late(appointment, now, hours) {
        Err(ClientRefusal::TooLate)
    } else {
        Ok(())
    }
}

/// Whether no more than so many hours remain until it begins.
pub fn is_late(appointment: &Appointment, now: Timestamp, hours: u32) -> bool {
    now.duration_until(appointment.span.from) <= SignedDuration::from_hours(hours.into())
}

#[cfg(test)]
mod tests {
    use terms::place::Place;
    use terms::visit_kind::VisitKind;

    use super::*;
    use crate::made_up::{appointment, at, id, span};
    use crate::step_visit::undo;

    fn friday(room: Option<char>, place: Place) -> Slot {
        Slot { span: span("2026-06-26", "14:00", "15:00"), place, room: room.map(id), made_layer: None }
    }

    #[test]
    fn a_planned_visit_is_moved_or_refused() {
        let check = |given: Appointment, to: Slot, now: &str, expected: Result<(), MoveRefusal>| {
            assert_eq!(move_to(given, to, Hand::Staff(id('p')), at(now)).map(|_| ()), expected, "{now}");
        };
        let in_room = || friday(Some('r'), Place::InPerson);
        let now = "2026-06-22 10:00";
        check(appointment(), in_room(), now, Ok(()));
        check(appointment(), in_room(), "2026-06-26 14:59", Ok(()));
        check(appointment(), in_room(), "2026-06-26 15:00", Err(MoveRefusal::Past));
        check(appointment(), friday(None, Place::InPerson), now, Err(MoveRefusal::RoomMissing));
        check(appointment(), friday(None, Place::Online), now, Ok(()));
        let attended = Appointment { kind: VisitKind::AttendedDosing, ..appointment() };
        check(attended, friday(None, Place::InPerson), now, Ok(()));
        for state in AppointmentState::ALL.into_iter().filter(|state| *state != AppointmentState::Planned) {
            check(Appointment { state, ..appointment() }, in_room(), now, Err(MoveRefusal::NotPlanned));
        }
    }

    #[test]
    fn a_move_is_taken_back_in_one_step_and_to_the_same_place_is_none() {
        let (hand, now) = (Hand::Client(id('u')), at("2026-06-22 10:00"));
        let moved = move_to(appointment(), friday(None, Place::Online), hand, now).unwrap();
        assert_eq!((moved.slot(), moved.state), (friday(None, Place::Online), AppointmentState::Planned));
        assert_eq!(move_to(moved.clone(), friday(None, Place::Online), hand, now).unwrap(), moved);
        assert_eq!(undo(moved, 0, hand, now).unwrap().slot(), appointment().slot());
    }

    #[test]
    fn a_client_may_change_it_while_more_than_the_hours_remain() {
        for (state, now, expected) in [
            (AppointmentState::Planned, "2026-06-23 08:59", Ok(())),
            (AppointmentState::Planned, "2026-06-23 09:00", Err(ClientRefusal::TooLate)),
            (AppointmentState::Planned, "2026-06-25 09:00", Err(ClientRefusal::TooLate)),
            (AppointmentState::Arrived, "2026-06-23 08:59", Err(ClientRefusal::NotPlanned)),
            (AppointmentState::Cancelled, "2026-06-23 08:59", Err(ClientRefusal::NotPlanned)),
        ] {
            let given = Appointment { state, ..appointment() };
            assert_eq!(client_may_change(&given, at(now), 24), expected, "{state:?} {now}");
        }
    }
}
