//! One sum for everything that is open: shared out over it, the oldest first, and what is left over is held.

use jiff::Timestamp;
use jiff::civil::Date;
use terms::ids::PaymentId;
use terms::money::Cents;

use crate::advance::Advance;
use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::insurance::InsurerAsked;
use crate::ledger::{DosingEntry, DosingLedger, Entry, Ledger, TherapyEntry, TherapyLedger};
use crate::payment::{PaidBy, PayRefusal, Payment, TakenBy};

/// A sum that was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Its id; the first payment has the same.
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
}

/// Shares a sum for psychotherapy out. Each part but the first gets a new id.
pub fn spread_therapy(
    ledger: &TherapyLedger,
    sum: Sum,
    new_id: impl FnMut() -> PaymentId,
) -> Result<Vec<TherapyEntry>, PayRefusal> {
    spread::<PsychotherapyCharge>(ledger, sum, new_id)
}

/// Shares a sum for attended dosing days out. Each part but the first gets a new id.
pub fn spread_dosing(
    ledger: &DosingLedger,
    sum: Sum,
    new_id: impl FnMut() -> PaymentId,
) -> Result<Vec<DosingEntry>, PayRefusal> {
    spread::<DosingCharge>(ledger, sum, new_id)
}

fn spread<C: Charge>(
    ledger: &Ledger<C>,
    sum: Sum,
    mut new_id: impl FnMut() -> PaymentId,
) -> Result<Vec<Entry<C>>, PayRefusal> {
    if sum.amount_cents <= Cents::ZERO {
        return Err(PayRefusal::NotPositive);
    }
    if sum.how == PaidBy::Credit && sum.amount_cents > ledger.credit_cents().min(ledger.owed_by_client_cents()) {
        return Err(PayRefusal::MoreThanCredit);
    }
    let Sum { at, on, by, how, .. } = sum;
    // What an insurer still decides on is not the client's to pay yet.
    let is_theirs =
        |(id, _, open): &(_, Date, Cents)| *open > Cents::ZERO && ledger.asked(*id) != InsurerAsked::Undecided;
    let mut open: Vec<_> = ledger.payable().filter(is_theirs).collect();
    open.sort_by_key(|(_, day, _)| *day);
    let mut ids = std::iter::once(sum.id).chain(std::iter::from_fn(|| Some(new_id())));
    let mut left = sum.amount_cents;
    let mut entries = Vec::new();
    for (charge, _, open) in open {
        let amount_cents = left.min(open);
        let Some(id) = ids.next().filter(|_| amount_cents > Cents::ZERO) else { break };
        left.0 -= amount_cents.0;
        entries.push(Entry::PaymentTaken(Payment { id, at, on, by, amount_cents, how, charge, part_of: Some(sum.id) }));
    }
    if let Some(id) = ids.next().filter(|_| left > Cents::ZERO) {
        let (amount_cents, visits, part_of) = (left, None, Some(sum.id));
        entries.push(Entry::AdvanceTaken(Advance { id, at, on, by, amount_cents, how, visits, part_of }));
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::prelude::*;
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{id, ledger, missed_fee, now, today};
    use crate::missed_visit::MissedFee;

    fn sum(amount: i64) -> Sum {
        let (by, how) = (TakenBy::Client { client: id('s') }, PaidBy::Card);
        Sum { id: id('q'), at: now(), on: today(), by, amount_cents: Cents(amount), how }
    }

    /// A fee of the day before, a charge of which $100 is open, and one of $195.
    fn owing() -> TherapyLedger {
        let fee = MissedFee { on: today() - 1.day(), ..missed_fee('m', 'v', 7_500) };
        ledger().with(Entry::MissedCharged(fee))
    }

    fn ids() -> impl FnMut() -> PaymentId {
        let mut letters = "ghjk".chars();
        move || letters.next().map(id).unwrap()
    }

    #[test]
    fn the_oldest_is_paid_first_and_what_is_left_over_is_held() {
        for (amount, expected, held) in [
            (5_000, &[('m', 5_000)][..], 0),
            (7_500, &[('m', 7_500)], 0),
            (8_000, &[('m', 7_500), ('a', 500)], 0),
            (37_000, &[('m', 7_500), ('a', 10_000), ('b', 19_500)], 0),
            (40_000, &[('m', 7_500), ('a', 10_000), ('b', 19_500)], 3_000),
        ] {
            let entries = spread_therapy(&owing(), sum(amount), ids()).unwrap();
            let paid: Vec<_> = entries
                .iter()
                .filter_map(|entry| match entry {
                    Entry::PaymentTaken(payment) => Some((payment.charge, payment.amount_cents.0)),
                    _ => None,
                })
                .collect();
            let expected: Vec<_> = expected.iter().map(|(charge, cents)| (id(*charge), *cents)).collect();
            assert_eq!(paid, expected, "{amount}");
            let after = entries.into_iter().fold(owing(), Ledger::with);
            assert_eq!(after.credit_cents(), Cents(held), "{amount}");
        }
        assert_eq!(spread_therapy(&owing(), sum(0), ids()), Err(PayRefusal::NotPositive));
        let credit = Sum { how: PaidBy::Credit, ..sum(1) };
        assert_eq!(spread_therapy(&owing(), credit, ids()), Err(PayRefusal::MoreThanCredit));
    }

    proptest! {
        #[test]
        fn a_sum_is_shared_out_to_the_cent(amount in 1..100_000_i64) {
            let entries = spread_therapy(&owing(), sum(amount), ids()).unwrap();
            let parts: i64 = entries
                .iter()
                .map(|entry| match entry {
                    Entry::PaymentTaken(payment) => payment.amount_cents.0,
                    Entry::AdvanceTaken(advance) => advance.amount_cents.0,
                    _ => 0,
                })
                .sum();
            prop_assert_eq!(parts, amount);
            let after = entries.into_iter().fold(owing(), Ledger::with);
            prop_assert_eq!(after.open_cents().0 - after.credit_cents().0, 37_000 - amount);
        }
    }
}
