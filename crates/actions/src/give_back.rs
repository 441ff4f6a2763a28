//! Gives money back, and takes back a payment that was none.

use jiff::civil::Date;
use money::ledger::{DosingLedger, TherapyLedger};
use money::payment::{PaidBy, Reversal, ReverseRefusal, reverse_dosing_payment, reverse_therapy_payment};
use money::refund::{Refund, RefundOf, RefundRefusal, refund_dosing, refund_therapy};
use money::side::Side;
use terms::actor::Context;
use terms::ids::{PaymentId, SubjectId};
use terms::money::Cents;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_ledger::in_side;
use crate::own_draft::staff;

/// A refund as it was typed in.
#[derive(Clone, Debug)]
pub struct NewRefund {
    /// How much.
    pub amount_cents: Cents,
    /// By which way.
    pub how: PaidBy,
    /// On which day.
    pub on: Date,
    /// Out of what.
    pub of: RefundOf,
    /// Why.
    pub reason: Line,
}

/// Gives money back. Sending the same form again gives it back once.
pub fn refund(
    house: &House,
    by: &Context,
    (whose, once): ((SubjectId, Side), &str),
    new: &NewRefund,
) -> Result<PaymentId, Trouble<RefundRefusal>> {
    let NewRefund { amount_cents, how, on, of, reason } = new.clone();
    let id = PaymentId(house.record().new_id());
    let refund = Refund { id, at: by.now, on, by: staff(by)?, amount_cents, how, of, reason };
    in_side(
        house,
        by,
        (whose, once, Some((on, RefundRefusal::MonthClosed)), id),
        (
            |ledger: &TherapyLedger| refund_therapy(ledger, refund.clone()),
            |ledger: &DosingLedger| refund_dosing(ledger, refund.clone()),
        ),
    )
}

/// Takes back a payment, today: a check that bounced, a slip of the hand.
pub fn reverse_payment(
    house: &House,
    by: &Context,
    (whose, once): ((SubjectId, Side), &str),
    (payment, reason): (PaymentId, &Line),
) -> Result<(), Trouble<ReverseRefusal>> {
    let (on, by_whom) = (house.today(by.now), staff(by)?);
    let reversal = Reversal { id: payment, at: by.now, on, by: by_whom, reason: reason.clone() };
    in_side(
        house,
        by,
        (whose, once, None, ()),
        (
            |ledger: &TherapyLedger| reverse_therapy_payment(ledger, reversal.clone()),
            |ledger: &DosingLedger| reverse_dosing_payment(ledger, reversal.clone()),
        ),
    )
}
