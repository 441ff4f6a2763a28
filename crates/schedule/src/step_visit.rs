//! What comes of a visit on its day: arrived, in session, done, did not come; each taken back in one step.

use jiff::Timestamp;

use crate::appointment::{Appointment, AppointmentState, Hand, Turn};
use crate::span::minutes_away;

/// How long before it begins a visit's first step may be marked, in minutes.
pub const MOST_EARLY_MIN: i64 = 720;

/// Why a step is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepRefusal {
    /// This does not follow from how it stands.
    NotFromHere,
    /// It is half a day away or more; nobody can have come yet. Or it has not begun, and nobody has stayed away.
    TooEarly,
    /// It is no step of the day: moving, canceling and signing go their own ways.
    NotAStep,
}

/// Why a turn is not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoRefusal {
    /// Nothing was done with it since it was booked, or all of it was taken back.
    NothingToUndo,
    /// Something else was done since; that comes first.
    NotTheLast,
    /// Its note is signed.
    Signed,
}

/// Takes a step. A step that was taken already changes nothing.
pub fn step(
    appointment: Appointment,
    to: AppointmentState,
    by: Hand,
    now: Timestamp,
) -> Result<Appointment, StepRefusal> {
    let state = appointment.state;
    let follows = match to {
        AppointmentState::Arrived | AppointmentState::NoShow => state == AppointmentState::Planned,
        AppointmentState::InSession => matches!(state, AppointmentState::Planned | AppointmentState::Arrived),
        AppointmentState::Done => state.awaits_a_note(),
        AppointmentState::Planned
        | AppointmentState::Kept
        | AppointmentState::LateCancelled
        | AppointmentState::Cancelled => return Err(StepRefusal::NotAStep),
    };
    let begins = appointment.span.from;
    // Someone who has not come may still come until it begins.
    let not_before = if to == AppointmentState::NoShow { begins } else { minutes_away(begins, -MOST_EARLY_MIN) };
    if state == to {
        Ok(appointment)
    } else if !follows {
        Err(StepRefusal::NotFromHere)
    } else if now < not_before {
        Err(StepRefusal::TooEarly)
    } else {
        Ok(turned(appointment, to, turn(by, now)))
    }
}

/// The steps that may be taken now, the likeliest first.
pub fn next_steps(appointment: &Appointment, now: Timestamp) -> Vec<AppointmentState> {
    let steps =
        [AppointmentState::Arrived, AppointmentState::InSession, AppointmentState::Done, AppointmentState::NoShow];
    let hand = Hand::Staff(appointment.clinician);
    let may = |to: &AppointmentState| *to != appointment.state && step(appointment.clone(), *to, hand, now).is_ok();
    steps.into_iter().filter(may).collect()
}

/// Takes the last turn back, which stands at this place of the history. Taking it back twice is taking it back once.
///
/// What is undone stays in the history and says so. A canceled visit takes its time again; whether it still can is for
/// the storage to say, from the holds.
pub fn undo(mut appointment: Appointment, place: usize, by: Hand, now: Timestamp) -> Result<Appointment, UndoRefusal> {
    if appointment.history.get(place).is_some_and(|turn| turn.undone.is_some()) {
        return Ok(appointment);
    }
    let (last, state) = (appointment.last_turn().map(|(last, _)| last), appointment.state);
    if last.is_some_and(|last| last != place) {
        return Err(UndoRefusal::NotTheLast);
    }
    let turn = appointment.history.get_mut(place).ok_or(UndoRefusal::NothingToUndo)?;
    if state != turn.to {
        return Err(UndoRefusal::Signed);
    }
    turn.undone = Some((now, by));
    let (from, moved_from) = (turn.from, turn.moved_from.clone());
    appointment.state = from;
    match moved_from {
        Some(slot) => Ok(Appointment {
            span: slot.span,
            place: slot.place,
            room: slot.room,
            made_layer: slot.made_layer,
            ..appointment
        }),
        None => Ok(appointment),
    }
}

/// A turn that changes nothing yet.
pub(crate) fn turn(by: Hand, at: Timestamp) -> Turn {
    let planned = AppointmentState::Planned;
    Turn { at, by, from: planned, to: planned, reason: None, moved_from: None, undone: None }
}

/// The appointment in another state, with what led there.
pub(crate) fn turned(mut appointment: Appointment, to: AppointmentState, turn: Turn) -> Appointment {
    appointment.history.push(Turn { from: appointment.state, to, ..turn });
    Appointment { state: to, ..appointment }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{appointment, at, id};

    fn in_state(state: AppointmentState) -> Appointment {
        Appointment { state, ..appointment() }
    }

    #[test]
    fn a_step_follows_from_how_the_visit_stands() {
        use AppointmentState::{Arrived, Cancelled, Done, InSession, Kept, LateCancelled, NoShow, Planned};
        let check = |from, to, expected: Result<(), StepRefusal>| {
            let done = step(in_state(from), to, Hand::Staff(id('p')), at("2026-06-24 09:00"));
            assert_eq!(done.clone().map(|_| ()), expected, "{from:?} {to:?}");
            assert!(done.is_err() || done.unwrap().state == to);
        };
        for to in [Arrived, InSession, Done, NoShow] {
            check(Planned, to, Ok(()));
            check(to, to, Ok(()));
            check(Kept, to, Err(StepRefusal::NotFromHere));
            check(Cancelled, to, Err(StepRefusal::NotFromHere));
            check(LateCancelled, to, Err(StepRefusal::NotFromHere));
        }
        for (from, to) in [(Arrived, InSession), (Arrived, Done), (InSession, Done)] {
            check(from, to, Ok(()));
            check(to, from, Err(StepRefusal::NotFromHere));
        }
        for from in [Arrived, InSession, Done] {
            check(from, NoShow, Err(StepRefusal::NotFromHere));
            check(NoShow, from, Err(StepRefusal::NotFromHere));
        }
        for to in [Planned, Kept, LateCancelled, Cancelled] {
            check(Planned, to, Err(StepRefusal::NotAStep));
        }
    }

    #[test]
    fn nobody_has_come_hours_before_and_nobody_stayed_away_before_it_began() {
        for (to, now, expected) in [
            (AppointmentState::Arrived, "2026-06-23 20:59", Err(StepRefusal::TooEarly)),
            (AppointmentState::Arrived, "2026-06-23 21:00", Ok(())),
            (AppointmentState::NoShow, "2026-06-24 08:59", Err(StepRefusal::TooEarly)),
            (AppointmentState::NoShow, "2026-06-24 09:00", Ok(())),
        ] {
            assert_eq!(step(appointment(), to, Hand::Staff(id('p')), at(now)).map(|_| ()), expected, "{to:?} {now}");
        }
    }

    #[test]
    fn the_steps_on_offer_are_those_that_may_be_taken() {
        use AppointmentState::{Arrived, Cancelled, Done, InSession, Kept, NoShow, Planned};
        for (state, now, expected) in [
            (Planned, "2026-06-23 20:59", &[][..]),
            (Planned, "2026-06-24 08:55", &[Arrived, InSession, Done]),
            (Planned, "2026-06-24 09:05", &[Arrived, InSession, Done, NoShow]),
            (Arrived, "2026-06-24 09:05", &[InSession, Done]),
            (InSession, "2026-06-24 09:05", &[Done]),
            (Done, "2026-06-24 09:05", &[]),
            (Kept, "2026-06-24 09:05", &[]),
            (Cancelled, "2026-06-24 09:05", &[]),
        ] {
            assert_eq!(next_steps(&in_state(state), at(now)), expected, "{state:?} {now}");
        }
    }

    #[test]
    fn steps_are_taken_back_one_by_one_the_last_first() {
        let (hand, now) = (Hand::Staff(id('p')), at("2026-06-24 09:00"));
        let arrived = step(appointment(), AppointmentState::Arrived, hand, now).unwrap();
        let begun = step(arrived.clone(), AppointmentState::InSession, hand, now).unwrap();
        assert_eq!(undo(begun.clone(), 0, hand, now), Err(UndoRefusal::NotTheLast));
        assert_eq!(undo(begun.clone(), 2, hand, now), Err(UndoRefusal::NotTheLast));
        let once = undo(begun, 1, hand, now).unwrap();
        assert_eq!((once.state, once.history[1].undone), (AppointmentState::Arrived, Some((now, hand))));
        assert_eq!(undo(once.clone(), 1, hand, now).unwrap(), once);
        let twice = undo(once, 0, hand, now).unwrap();
        assert_eq!((twice.state, twice.history.len(), twice.last_turn()), (AppointmentState::Planned, 2, None));
        assert_eq!(undo(twice, 2, hand, now), Err(UndoRefusal::NothingToUndo));
        assert_eq!(undo(appointment(), 0, hand, now), Err(UndoRefusal::NothingToUndo));
        let signed = Appointment { state: AppointmentState::Kept, ..arrived };
        assert_eq!(undo(signed, 0, hand, now), Err(UndoRefusal::Signed));
    }
}
