//! Cancels a visit for whoever called, and lets its time go.

use schedule::cancel_visit::{CancelRefusal, Canceling, CountsAs, cancel};
use terms::actor::Context;
use terms::ids::AppointmentId;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::turn_visit::{Bars, turn_visit};

/// Cancels it; the person at the desk says whether it counts as late, and why it is canceled.
pub fn cancel_visit(
    house: &House,
    by: &Context,
    id: AppointmentId,
    (counts, reason): (CountsAs, Option<Line>),
) -> Result<(), Trouble<CancelRefusal>> {
    let hours = house.practice().cancel_until_hours;
    turn_visit(house, by, (id, Bars::NONE), |visit, hand| {
        cancel(visit, Canceling { by: hand, counts, reason: reason.clone() }, hours, by.now)
    })
}
