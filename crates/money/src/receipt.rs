//! Receipts: made from one ledger and one payment, so that none ever shows both kinds of charges.

use terms::ids::PaymentId;
use terms::money::Cents;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingLedger, Ledger, TherapyLedger};
use crate::opening::Opening;
use crate::payment::Payment;

/// A receipt for a payment for psychotherapy.
pub type TherapyReceipt = Receipt<PsychotherapyCharge>;

/// A receipt for a payment for an attended dosing day.
pub type DosingReceipt = Receipt<DosingCharge>;

/// What a payment was for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaidFor<C> {
    /// A charge.
    Charge(C),
    /// What was owed in another system.
    Before(Opening),
}

/// A receipt for one payment towards one charge `C`, or towards what was owed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt<C> {
    paid_for: PaidFor<C>,
    owed_cents: Cents,
    payment: Payment,
    open_after_cents: Cents,
}

impl<C> Receipt<C> {
    /// What was paid for.
    pub fn paid_for(&self) -> &PaidFor<C> {
        &self.paid_for
    }

    /// What was charged for it, or owed.
    pub fn owed_cents(&self) -> Cents {
        self.owed_cents
    }

    /// What was paid, when and how.
    pub fn payment(&self) -> &Payment {
        &self.payment
    }

    /// What was open on the charge after this payment. Later payments don't change it; what an insurer decides does.
    pub fn open_after_cents(&self) -> Cents {
        self.open_after_cents
    }
}

/// The receipt for a payment that stands in the ledger of psychotherapy.
pub fn therapy_receipt(ledger: &TherapyLedger, payment: PaymentId) -> Option<TherapyReceipt> {
    receipt(ledger, payment)
}

/// The receipt for a payment that stands in the ledger of attended dosing days.
pub fn dosing_receipt(ledger: &DosingLedger, payment: PaymentId) -> Option<DosingReceipt> {
    receipt(ledger, payment)
}

fn receipt<C: Charge>(ledger: &Ledger<C>, payment: PaymentId) -> Option<Receipt<C>> {
    let payment = ledger.payment(payment)?.clone();
    let (paid_for, owed_cents, settled_cents) = if let Some(charged) = ledger.charge(payment.charge) {
        let settled = charged.insurer_cents.0 + charged.written_off_cents.0;
        (PaidFor::Charge(charged.charge.clone()), charged.charge.amount_cents(), settled)
    } else {
        let opening = &ledger.brought().filter(|brought| brought.opening.id == payment.charge)?.opening;
        (PaidFor::Before(opening.clone()), opening.owed_cents, 0)
    };
    let until_now = ledger.payments().iter().take_while(|other| other.id != payment.id).chain([&payment]);
    let paid: i64 = until_now.filter(|other| other.charge == payment.charge).map(|other| other.amount_cents.0).sum();
    let open_after_cents = Cents((owed_cents.0 - settled_cents - paid).max(0));
    Some(Receipt { paid_for, owed_cents, payment, open_after_cents })
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::ledger::Entry;
    use crate::made_up::{dosing_charge, id, ledger, payment};

    #[test]
    fn a_receipt_tells_one_payment_and_what_was_open_then() {
        let more = ledger()
            .with(Entry::PaymentTaken(payment('q', 'b', 19_500)))
            .with(Entry::PaymentTaken(payment('r', 'a', 10_000)));
        for (payment, expected) in
            [('p', Some((16_500, 10_000))), ('q', Some((19_500, 0))), ('r', Some((16_500, 0))), ('x', None)]
        {
            let receipt = therapy_receipt(&more, id(payment));
            let amounts = receipt.map(|receipt| (receipt.owed_cents().0, receipt.open_after_cents().0));
            assert_eq!(amounts, expected, "{payment}");
        }
    }

    #[test]
    fn a_dosing_day_has_a_receipt_of_its_own() {
        let ledger = DosingLedger::default()
            .with(Entry::ChargeMade(dosing_charge('a')))
            .with(Entry::PaymentTaken(payment('p', 'a', 60_000)));
        let receipt = dosing_receipt(&ledger, id('p')).unwrap();
        assert_eq!((receipt.payment(), receipt.open_after_cents()), (&payment('p', 'a', 60_000), Cents::ZERO));
    }
}
