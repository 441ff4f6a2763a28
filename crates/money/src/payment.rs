//! Payments: what was paid towards which charge, and what was taken back.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ChargeId, PaymentId, StaffId, SubjectId};
use terms::money::Cents;
use terms::text::Line;
use terms::words;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingEntry, DosingLedger, Entry, Ledger, TherapyEntry, TherapyLedger};

/// A payment towards one charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// When it was written down.
    pub at: Timestamp,
    /// On which day it was paid.
    pub on: Date,
    /// Who took it.
    pub by: TakenBy,
    /// How much; more than nothing.
    pub amount_cents: Cents,
    /// How it was paid.
    pub how: PaidBy,
    /// Towards which charge.
    pub charge: ChargeId,
    /// The sum of which it is a part, where one sum paid for several charges.
    #[serde(default)]
    pub part_of: Option<PaymentId>,
}

/// Who took a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TakenBy {
    /// Someone of the practice.
    Staff(StaffId),
    /// Nobody: a client paid by themselves.
    Client {
        /// Who.
        client: SubjectId,
    },
}

words! {
    /// How a payment was made.
    PaidBy {
        Cash = "cash", "Cash";
        Check = "check", "Check";
        Card = "card", "Card";
        Transfer = "transfer", "Transfer";
        /// What is held for the client pays for it: an advance, or what was left over in another system.
        Credit = "credit", "From what is held";
    }
}

/// A payment to take back: a check that bounced, a slip of the hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// Which payment.
    pub id: PaymentId,
    /// When.
    pub at: Timestamp,
    /// On which day.
    pub on: Date,
    /// Who says so.
    pub by: StaffId,
    /// Why.
    pub reason: Line,
}

/// Why a payment is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayRefusal {
    /// The ledger has no such charge.
    NoSuchCharge,
    /// Nothing, or less.
    NotPositive,
    /// More than is open on the charge.
    MoreThanOpen,
    /// Paid from what is held for the client, and more than that is.
    MoreThanCredit,
    /// It is dated in a month that is closed.
    MonthClosed,
}

/// Why a payment is not reversed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReverseRefusal {
    /// The ledger has no such payment, or it was reversed before.
    NoSuchPayment,
}

/// Takes a payment for psychotherapy.
pub fn take_therapy_payment(ledger: &TherapyLedger, payment: Payment) -> Result<TherapyEntry, PayRefusal> {
    take::<PsychotherapyCharge>(ledger, payment)
}

/// Takes a payment for an attended dosing day.
pub fn take_dosing_payment(ledger: &DosingLedger, payment: Payment) -> Result<DosingEntry, PayRefusal> {
    take::<DosingCharge>(ledger, payment)
}

/// Takes back a payment for psychotherapy.
pub fn reverse_therapy_payment(ledger: &TherapyLedger, reversal: Reversal) -> Result<TherapyEntry, ReverseRefusal> {
    reverse::<PsychotherapyCharge>(ledger, reversal)
}

/// Takes back a payment for an attended dosing day.
pub fn reverse_dosing_payment(ledger: &DosingLedger, reversal: Reversal) -> Result<DosingEntry, ReverseRefusal> {
    reverse::<DosingCharge>(ledger, reversal)
}

fn take<C: Charge>(ledger: &Ledger<C>, payment: Payment) -> Result<Entry<C>, PayRefusal> {
    let open_cents = ledger.open_on(payment.charge).ok_or(PayRefusal::NoSuchCharge)?;
    if payment.amount_cents <= Cents::ZERO {
        Err(PayRefusal::NotPositive)
    } else if payment.amount_cents > open_cents {
        Err(PayRefusal::MoreThanOpen)
    } else if payment.how == PaidBy::Credit && payment.amount_cents > ledger.credit_cents() {
        Err(PayRefusal::MoreThanCredit)
    } else {
        Ok(Entry::PaymentTaken(payment))
    }
}

fn reverse<C: Charge>(ledger: &Ledger<C>, reversal: Reversal) -> Result<Entry<C>, ReverseRefusal> {
    let Reversal { id, at, on, by, reason } = reversal;
    ledger.payment(id).ok_or(ReverseRefusal::NoSuchPayment)?;
    Ok(Entry::PaymentReversed { id, at, on: Some(on), by, reason })
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{dosing_charge, id, ledger, payment, reversal};

    #[test]
    fn a_payment_is_for_a_charge_and_at_most_what_is_open() {
        for (charge, amount, expected) in [
            ('a', 1, Ok(())),
            ('a', 10_000, Ok(())),
            ('a', 10_001, Err(PayRefusal::MoreThanOpen)),
            ('b', 19_500, Ok(())),
            ('a', 0, Err(PayRefusal::NotPositive)),
            ('a', -1, Err(PayRefusal::NotPositive)),
            ('x', 1, Err(PayRefusal::NoSuchCharge)),
        ] {
            let payment = payment('q', charge, amount);
            let taken = take_therapy_payment(&ledger(), payment.clone());
            assert_eq!(taken, expected.map(|()| Entry::PaymentTaken(payment)), "{charge} {amount}");
        }
    }

    #[test]
    fn a_payment_is_reversed_once() {
        let reversed = ledger().with(reverse_therapy_payment(&ledger(), reversal('p')).unwrap());
        assert_eq!(reversed.charge(id('a')).map(|charged| charged.paid_cents), Some(Cents::ZERO));
        for (ledger, payment) in [(ledger(), 'x'), (reversed, 'p')] {
            assert_eq!(reverse_therapy_payment(&ledger, reversal(payment)), Err(ReverseRefusal::NoSuchPayment));
        }
    }

    #[test]
    fn a_dosing_day_is_paid_by_the_same_rules() {
        let ledger = DosingLedger::default().with(DosingEntry::ChargeMade(dosing_charge('a')));
        assert_eq!(take_dosing_payment(&ledger, payment('q', 'a', 60_001)), Err(PayRefusal::MoreThanOpen));
        let taken = take_dosing_payment(&ledger, payment('q', 'a', 60_000)).unwrap();
        let paid = ledger.with(taken);
        let reversed = paid.clone().with(reverse_dosing_payment(&paid, reversal('q')).unwrap());
        assert_eq!((paid.open_cents(), reversed.open_cents()), (Cents::ZERO, Cents(60_000)));
    }
}
