//! Takes a payment towards one charge, in the ledger in which that charge stands.

use jiff::civil::Date;
use money::payment::{PaidBy, PayRefusal, Payment, take_dosing_payment, take_therapy_payment};
use record::scope::{Write, folder};
use record::stored::Stored;
use terms::actor::{Actor, Context};
use terms::ids::{ChargeId, PaymentId, SubjectId};
use terms::money::Cents;
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// A payment as it was typed in.
#[derive(Clone, Copy, Debug)]
pub struct Paid {
    /// Whose charge.
    pub subject: SubjectId,
    /// Towards which charge.
    pub charge: ChargeId,
    /// How much.
    pub amount_cents: Cents,
    /// How.
    pub how: PaidBy,
    /// On which day.
    pub on: Date,
}

/// Takes a payment for psychotherapy. Sending the same form again shows the first result.
pub fn take_payment_for_therapy(
    house: &House,
    by: &Context,
    paid: Paid,
    once: &str,
) -> Result<PaymentId, Trouble<PayRefusal>> {
    take(house, by, (paid, once), take_therapy_payment)
}

/// Takes a payment for an attended dosing day. Sending the same form again shows the first result.
pub fn take_payment_for_dosing(
    house: &House,
    by: &Context,
    paid: Paid,
    once: &str,
) -> Result<PaymentId, Trouble<PayRefusal>> {
    take(house, by, (paid, once), take_dosing_payment)
}

/// The ledger's own rule takes the payment; it knows the entries of no other ledger.
fn take<L: Stored>(
    house: &House,
    by: &Context,
    (paid, once): (Paid, &str),
    rule: impl Fn(&L, Payment) -> Result<L::Entry, PayRefusal>,
) -> Result<PaymentId, Trouble<PayRefusal>> {
    let payment = payment(house, by, paid)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let permit = change.permit::<_, Write>(folder::<L>(paid.subject))?;
        let ledger = change.open(&permit)?;
        let entry = rule(&ledger, payment.clone()).map_err(Trouble::Refused)?;
        change.add(&permit, entry)?;
        Ok(payment.id)
    })
}

fn payment(house: &House, by: &Context, paid: Paid) -> Result<Payment, Denied> {
    let Actor::Staff(person) = by.actor else { return Err(Denied::NotTheirs) };
    let id = PaymentId(house.record().new_id());
    let Paid { charge, amount_cents, how, on, .. } = paid;
    Ok(Payment { id, at: by.now, on, by: person.staff, amount_cents, how, charge })
}
