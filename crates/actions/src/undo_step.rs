//! Takes back the last thing that was done with a visit: a step, a move, or a cancellation.

use schedule::step_visit::{UndoRefusal, undo};
use terms::actor::Context;
use terms::ids::AppointmentId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::turn_visit::{Bars, turn_visit};

/// Why nothing is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoStepRefusal {
    /// The rule says no.
    Undo(UndoRefusal),
    /// Somebody else has the time now.
    Taken,
    /// One of those who came together left the joint work.
    Parted,
}

/// Takes back what stands at this place of the visit's history. Sending it twice takes one thing back.
pub fn undo_step(house: &House, by: &Context, id: AppointmentId, place: usize) -> Result<(), Trouble<UndoStepRefusal>> {
    let bars = Bars { taken: Some(UndoStepRefusal::Taken), parted: Some(UndoStepRefusal::Parted) };
    turn_visit(house, by, (id, bars), |visit, hand| undo(visit, place, hand, by.now).map_err(UndoStepRefusal::Undo))
}
