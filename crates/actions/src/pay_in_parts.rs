//! Agrees with a client that they pay what is open in parts, and ends that.

use jiff::civil::Date;
use money::ledger::{DosingLedger, TherapyLedger};
use money::payment_plan::{
    Every, PaymentPlan, PlanEnd, PlanRefusal, agree_dosing_plan, agree_therapy_plan, end_dosing_plan, end_therapy_plan,
};
use money::side::Side;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::money::Cents;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_ledger::in_side;
use crate::own_draft::staff;

/// A plan as it was typed in.
#[derive(Clone, Copy, Debug)]
pub struct NewPlan {
    /// In how many parts.
    pub parts: u8,
    /// The day of the first.
    pub first_on: Date,
    /// How often.
    pub every: Every,
}

/// Agrees a plan for all that they owe today.
pub fn agree_plan(
    house: &House,
    by: &Context,
    (whose, once): ((SubjectId, Side), &str),
    new: NewPlan,
) -> Result<(), Trouble<PlanRefusal>> {
    let NewPlan { parts, first_on, every } = new;
    let (on, by_whom) = (house.today(by.now), staff(by)?);
    let plan = PaymentPlan { at: by.now, on, by: by_whom, total_cents: Cents::ZERO, parts, first_on, every };
    in_side(
        house,
        by,
        (whose, once, None, ()),
        (
            |ledger: &TherapyLedger| agree_therapy_plan(ledger, plan),
            |ledger: &DosingLedger| agree_dosing_plan(ledger, plan),
        ),
    )
}

/// Ends it. What is open stays open.
pub fn end_plan(
    house: &House,
    by: &Context,
    (whose, once): ((SubjectId, Side), &str),
    reason: &Line,
) -> Result<(), Trouble<PlanRefusal>> {
    let end = PlanEnd { at: by.now, by: staff(by)?, reason: reason.clone() };
    in_side(
        house,
        by,
        (whose, once, None, ()),
        (
            |ledger: &TherapyLedger| end_therapy_plan(ledger, end.clone()),
            |ledger: &DosingLedger| end_dosing_plan(ledger, end.clone()),
        ),
    )
}
