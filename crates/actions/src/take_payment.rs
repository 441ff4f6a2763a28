//! Takes a payment towards one charge, or towards everything that is open, in the ledger in which that stands.

use jiff::civil::Date;
use money::ledger::{DosingLedger, TherapyLedger};
use money::payment::{PaidBy, PayRefusal, Payment, TakenBy, take_dosing_payment, take_therapy_payment};
use money::side::Side;
use money::spread::{Sum, spread_dosing, spread_therapy};
use terms::actor::Context;
use terms::ids::{ChargeId, PaymentId, SubjectId};
use terms::money::Cents;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_ledger::in_ledger;
use crate::own_draft::staff;

/// A payment as it was typed in.
#[derive(Clone, Copy, Debug)]
pub struct Paid {
    /// Whose.
    pub subject: SubjectId,
    /// In which ledger.
    pub side: Side,
    /// Towards which charge; towards everything that is open, the oldest first, when none is named.
    pub charge: Option<ChargeId>,
    /// How much.
    pub amount_cents: Cents,
    /// How.
    pub how: PaidBy,
    /// On which day.
    pub on: Date,
}

/// Takes a payment. Sending the same form again shows the first result.
pub fn take_payment(house: &House, by: &Context, paid: Paid, once: &str) -> Result<PaymentId, Trouble<PayRefusal>> {
    let (at, taken_by) = (by.now, TakenBy::Staff(staff(by)?));
    let new_id = || PaymentId(house.record().new_id());
    let Paid { subject, side, charge, amount_cents, how, on } = paid;
    let sum = Sum { id: new_id(), at, on, by: taken_by, amount_cents, how };
    let towards = |charge| Payment { id: sum.id, at, on, by: taken_by, amount_cents, how, charge, part_of: None };
    let whose = (subject, once, Some((on, PayRefusal::MonthClosed)));
    match (side, charge) {
        (Side::Therapy, Some(charge)) => in_ledger(house, by, whose, |ledger: &TherapyLedger| {
            Ok((vec![take_therapy_payment(ledger, towards(charge))?], sum.id))
        }),
        (Side::Dosing, Some(charge)) => in_ledger(house, by, whose, |ledger: &DosingLedger| {
            Ok((vec![take_dosing_payment(ledger, towards(charge))?], sum.id))
        }),
        (Side::Therapy, None) => in_ledger(house, by, whose, |ledger: &TherapyLedger| {
            not_more(amount_cents, ledger.owed_by_client_cents())?;
            Ok((spread_therapy(ledger, sum, new_id)?, sum.id))
        }),
        (Side::Dosing, None) => in_ledger(house, by, whose, |ledger: &DosingLedger| {
            not_more(amount_cents, ledger.owed_by_client_cents())?;
            Ok((spread_dosing(ledger, sum, new_id)?, sum.id))
        }),
    }
}

/// Whoever types an amount meant what is open; what is paid before a visit is an advance.
fn not_more(amount: Cents, open: Cents) -> Result<(), PayRefusal> {
    if amount > open { Err(PayRefusal::MoreThanOpen) } else { Ok(()) }
}
