//! Receipts: made from one ledger and one sum that was paid, so that none ever shows both kinds of charges.

use jiff::civil::Date;
use terms::ids::PaymentId;
use terms::money::Cents;

use crate::advance::Advance;
use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingLedger, Ledger, TherapyLedger};
use crate::missed_visit::MissedFee;
use crate::opening::Opening;
use crate::payment::{PaidBy, Payment};

/// A receipt for a sum paid for psychotherapy.
pub type TherapyReceipt = Receipt<PsychotherapyCharge>;

/// A receipt for a sum paid for attended dosing days.
pub type DosingReceipt = Receipt<DosingCharge>;

/// What was paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaidFor<C> {
    /// A charge.
    Charge(C),
    /// What was owed in another system.
    Before(Opening),
    /// A fee for a missed visit.
    Missed(MissedFee),
    /// Visits to come: it is held for the client, or bought a package.
    Held(Advance),
}

/// What a sum was paid for, one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLine<C> {
    /// What.
    pub paid_for: PaidFor<C>,
    /// What was charged for it, or owed.
    pub owed_cents: Cents,
    /// What of the sum went to it.
    pub paid_cents: Cents,
    /// What was open on it after this payment. Later payments don't change it; what an insurer decides does.
    pub open_after_cents: Cents,
}

impl<C: Charge> ReceiptLine<C> {
    /// What was paid for, as papers tell it.
    pub fn words(&self) -> String {
        let day = |date: Date| date.strftime("%B %-d, %Y").to_string();
        let told = match &self.paid_for {
            PaidFor::Charge(charge) => {
                let service = charge.service().map(|code| format!(", service {code}")).unwrap_or_default();
                format!("visit of {}, {} minutes{service}", day(charge.date()), charge.length_min().0)
            }
            PaidFor::Before(opening) => format!("what was owed before {}", day(opening.on)),
            PaidFor::Missed(fee) => format!("fee for the visit of {}, which was missed", day(fee.on)),
            PaidFor::Held(advance) => match advance.visits {
                Some(visits) => format!("{visits} visits to come"),
                None => "held for visits to come".to_owned(),
            },
        };
        format!("{}, {told}", C::WHAT)
    }
}

/// A receipt for one sum, towards charges `C` and what else stands in their ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt<C> {
    id: PaymentId,
    on: Date,
    how: PaidBy,
    lines: Vec<ReceiptLine<C>>,
}

impl<C> Receipt<C> {
    /// The receipt's number.
    pub fn id(&self) -> PaymentId {
        self.id
    }

    /// On which day it was paid.
    pub fn on(&self) -> Date {
        self.on
    }

    /// How it was paid.
    pub fn how(&self) -> PaidBy {
        self.how
    }

    /// How much.
    pub fn amount_cents(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.paid_cents.0).sum())
    }

    /// What it was paid for; never nothing.
    pub fn lines(&self) -> &[ReceiptLine<C>] {
        &self.lines
    }
}

/// A sum that was paid, whatever it went to; it has one receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidSum {
    /// The receipt's number.
    pub id: PaymentId,
    /// On which day.
    pub on: Date,
    /// How.
    pub how: PaidBy,
    /// How much.
    pub amount_cents: Cents,
}

/// Every sum that was paid and stands, the latest first.
pub fn sums_paid<C: Charge>(ledger: &Ledger<C>) -> Vec<PaidSum> {
    let payments = ledger.payments().iter().map(|it| (it.part_of.unwrap_or(it.id), it.on, it.how, it.amount_cents));
    let advances = ledger.advances().iter().map(|it| (it.part_of.unwrap_or(it.id), it.on, it.how, it.amount_cents));
    let mut sums: Vec<PaidSum> = Vec::new();
    for (id, on, how, amount_cents) in payments.chain(advances) {
        match sums.iter_mut().find(|sum| sum.id == id) {
            Some(sum) => sum.amount_cents.0 += amount_cents.0,
            None => sums.push(PaidSum { id, on, how, amount_cents }),
        }
    }
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.on));
    sums
}

/// The receipt for a payment, an advance, or the sum of which it is a part, in the ledger of psychotherapy.
pub fn therapy_receipt(ledger: &TherapyLedger, payment: PaymentId) -> Option<TherapyReceipt> {
    receipt(ledger, payment)
}

/// The receipt for a payment, an advance, or the sum of which it is a part, in the ledger of attended dosing days.
pub fn dosing_receipt(ledger: &DosingLedger, payment: PaymentId) -> Option<DosingReceipt> {
    receipt(ledger, payment)
}

fn receipt<C: Charge>(ledger: &Ledger<C>, payment: PaymentId) -> Option<Receipt<C>> {
    let sum = |payment: &Payment| payment.part_of.unwrap_or(payment.id);
    let advanced = |advance: &Advance| advance.part_of.unwrap_or(advance.id);
    let of_payment = ledger.payment(payment).map(|found| (sum(found), found.on, found.how));
    let of_advance = || ledger.advances().iter().find(|it| it.id == payment).map(|it| (advanced(it), it.on, it.how));
    let (id, on, how) = of_payment.or_else(of_advance)?;
    let paid = ledger.payments().iter().filter(|payment| sum(payment) == id).filter_map(|it| line(ledger, it));
    let held = ledger.advances().iter().filter(|advance| advanced(advance) == id).map(|advance| ReceiptLine {
        paid_for: PaidFor::Held(advance.clone()),
        owed_cents: advance.amount_cents,
        paid_cents: advance.amount_cents,
        open_after_cents: Cents::ZERO,
    });
    Some(Receipt { id, on, how, lines: paid.chain(held).collect() })
}

fn line<C: Charge>(ledger: &Ledger<C>, payment: &Payment) -> Option<ReceiptLine<C>> {
    let (paid_for, owed_cents, settled_cents) = if let Some(charged) = ledger.charge(payment.charge) {
        let settled = charged.insurer_cents.0 + charged.written_off_cents.0 + charged.waived_cents.0;
        (PaidFor::Charge(charged.charge.clone()), charged.charge.amount_cents(), settled)
    } else if let Some(missed) = ledger.missed().iter().find(|missed| missed.fee.id == payment.charge) {
        (PaidFor::Missed(missed.fee.clone()), missed.fee.amount_cents, missed.waived_cents.0)
    } else {
        let opening = &ledger.brought().filter(|brought| brought.opening.id == payment.charge)?.opening;
        (PaidFor::Before(opening.clone()), opening.owed_cents, 0)
    };
    let until_now = ledger.payments().iter().take_while(|other| other.id != payment.id).chain([payment]);
    let paid: i64 = until_now.filter(|other| other.charge == payment.charge).map(|other| other.amount_cents.0).sum();
    let open_after_cents = Cents((owed_cents.0 - settled_cents - paid).max(0));
    Some(ReceiptLine { paid_for, owed_cents, paid_cents: payment.amount_cents, open_after_cents })
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::ledger::Entry;
    use crate::made_up::{advance, dosing_charge, id, ledger, missed_fee, now, payment, today};
    use crate::payment::TakenBy;
    use crate::spread::{Sum, spread_therapy};

    #[test]
    fn a_receipt_tells_one_payment_and_what_was_open_then() {
        let more = ledger()
            .with(Entry::PaymentTaken(payment('q', 'b', 19_500)))
            .with(Entry::PaymentTaken(payment('r', 'a', 10_000)))
            .with(Entry::AdvanceTaken(advance('v', 5_000)));
        for (payment, expected) in [
            ('p', Some((16_500, 6_500, 10_000))),
            ('q', Some((19_500, 19_500, 0))),
            ('r', Some((16_500, 10_000, 0))),
            ('v', Some((5_000, 5_000, 0))),
            ('x', None),
        ] {
            let receipt = therapy_receipt(&more, id(payment));
            let amounts = receipt.map(|receipt| {
                let line = &receipt.lines()[0];
                assert_eq!((receipt.lines().len(), receipt.id()), (1, id(payment)));
                (line.owed_cents.0, receipt.amount_cents().0, line.open_after_cents.0)
            });
            assert_eq!(amounts, expected, "{payment}");
        }
    }

    #[test]
    fn a_sum_has_one_receipt_whichever_part_is_asked_for() {
        let owing = ledger().with(Entry::MissedCharged(missed_fee('m', 'v', 7_500)));
        let (by, how) = (TakenBy::Staff(id('b')), PaidBy::Cash);
        let sum = Sum { id: id('q'), at: now(), on: today(), by, amount_cents: Cents(40_000), how };
        let mut ids = "rstu".chars();
        let entries = spread_therapy(&owing, sum, || id(ids.next().unwrap())).unwrap();
        let paid = entries.into_iter().fold(owing, Ledger::with);
        let whole = therapy_receipt(&paid, id('q')).unwrap();
        assert_eq!((whole.lines().len(), whole.amount_cents(), whole.id()), (4, Cents(40_000), id('q')));
        assert!(matches!(whole.lines()[3].paid_for, PaidFor::Held(_)));
        let sums: Vec<_> = sums_paid(&paid).iter().map(|sum| (sum.id, sum.amount_cents.0)).collect();
        assert_eq!(sums, [(id('p'), 6_500), (id('q'), 40_000)]);
        for part in ['r', 's', 't'] {
            assert_eq!(therapy_receipt(&paid, id(part)).as_ref(), Some(&whole), "{part}");
        }
    }

    #[test]
    fn a_dosing_day_has_a_receipt_of_its_own() {
        let ledger = DosingLedger::default()
            .with(Entry::ChargeMade(dosing_charge('a')))
            .with(Entry::PaymentTaken(payment('p', 'a', 60_000)));
        let receipt = dosing_receipt(&ledger, id('p')).unwrap();
        assert_eq!((receipt.amount_cents(), receipt.lines()[0].open_after_cents), (Cents(60_000), Cents::ZERO));
    }
}
