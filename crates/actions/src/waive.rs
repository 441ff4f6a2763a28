//! Waives a charge, a fee for a missed visit, or part of one, with a reason.

use money::ledger::{DosingLedger, TherapyLedger};
use money::side::Side;
use money::waiver::{WaiveReason, WaiveRefusal, Waiver, waive_dosing, waive_therapy};
use terms::actor::Context;
use terms::ids::{ChargeId, SubjectId};
use terms::money::Cents;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_ledger::in_side;
use crate::own_draft::staff;

/// A waiver as it was typed in.
#[derive(Clone, Debug)]
pub struct NewWaiver {
    /// Of what.
    pub charge: ChargeId,
    /// How much.
    pub amount_cents: Cents,
    /// Why.
    pub reason: WaiveReason,
    /// In words.
    pub words: Option<Line>,
}

/// Waives it, today.
pub fn waive(
    house: &House,
    by: &Context,
    (whose, once): ((SubjectId, Side), &str),
    new: &NewWaiver,
) -> Result<(), Trouble<WaiveRefusal>> {
    let NewWaiver { charge, amount_cents, reason, words } = new.clone();
    let waiver = Waiver { at: by.now, on: house.today(by.now), by: staff(by)?, charge, amount_cents, reason, words };
    in_side(
        house,
        by,
        (whose, once, None, ()),
        (
            |ledger: &TherapyLedger| waive_therapy(ledger, waiver.clone()),
            |ledger: &DosingLedger| waive_dosing(ledger, waiver.clone()),
        ),
    )
}
