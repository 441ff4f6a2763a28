//! Marks what comes of a visit on its day: arrived, in session, done, or that they did not come.

use schedule::appointment::AppointmentState;
use schedule::step_visit::{StepRefusal, step};
use terms::actor::Context;
use terms::ids::AppointmentId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::turn_visit::{Bars, turn_visit};

/// Takes the step. Taking it twice is taking it once.
pub fn step_visit(
    house: &House,
    by: &Context,
    id: AppointmentId,
    to: AppointmentState,
) -> Result<(), Trouble<StepRefusal>> {
    turn_visit(house, by, (id, Bars::NONE), |visit, hand| step(visit, to, hand, by.now))
}
