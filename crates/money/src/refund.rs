//! Refunds: money that goes back to a client, never more than is theirs.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ChargeId, PaymentId, StaffId};
use terms::money::Cents;
use terms::text::Line;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingEntry, DosingLedger, Entry, Ledger, TherapyEntry, TherapyLedger};
use crate::payment::PaidBy;

/// Money that goes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Its id, as a payment has one.
    pub id: PaymentId,
    /// When it was written down.
    pub at: Timestamp,
    /// On which day it went back.
    pub on: Date,
    /// Who gave it.
    pub by: StaffId,
    /// How much; more than nothing.
    pub amount_cents: Cents,
    /// By which way.
    pub how: PaidBy,
    /// Out of what.
    pub of: RefundOf,
    /// Why.
    pub reason: Line,
}

/// Out of what money goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefundOf {
    /// A charge on which more was paid than it came to.
    Charge(ChargeId),
    /// What is held for the client.
    Held,
    /// The visits that are left of a package, all of them: a series stops early.
    Package(PaymentId),
}

/// Why nothing goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundRefusal {
    /// Nothing, or less.
    NotPositive,
    /// Back into what is held: it is there already.
    NoWay,
    /// More than is the client's.
    MoreThanTheirs,
    /// A package goes back whole.
    NotTheRest,
    /// It is dated in a month that is closed.
    MonthClosed,
}

/// Gives money for psychotherapy back.
pub fn refund_therapy(ledger: &TherapyLedger, refund: Refund) -> Result<TherapyEntry, RefundRefusal> {
    give_back::<PsychotherapyCharge>(ledger, refund)
}

/// Gives money for attended dosing days back.
pub fn refund_dosing(ledger: &DosingLedger, refund: Refund) -> Result<DosingEntry, RefundRefusal> {
    give_back::<DosingCharge>(ledger, refund)
}

/// What can go back out of each: what was overpaid on a charge, what is held, what is left of a package.
pub fn refundable<C: Charge>(ledger: &Ledger<C>) -> Vec<(RefundOf, Cents)> {
    let charges = ledger.charges().iter();
    let overpaid = charges.map(|charged| (RefundOf::Charge(charged.charge.id()), Cents(-charged.open_cents().0)));
    let held = [(RefundOf::Held, ledger.credit_cents())];
    let packages = ledger.packages().iter().map(|package| (RefundOf::Package(package.sold.id), package.left_cents()));
    overpaid.chain(held).chain(packages).filter(|(_, cents)| *cents > Cents::ZERO).collect()
}

fn give_back<C: Charge>(ledger: &Ledger<C>, refund: Refund) -> Result<Entry<C>, RefundRefusal> {
    let theirs =
        refundable(ledger).into_iter().find(|(of, _)| *of == refund.of).map_or(Cents::ZERO, |(_, cents)| cents);
    if refund.amount_cents <= Cents::ZERO {
        Err(RefundRefusal::NotPositive)
    } else if refund.how == PaidBy::Credit {
        Err(RefundRefusal::NoWay)
    } else if refund.amount_cents > theirs {
        Err(RefundRefusal::MoreThanTheirs)
    } else if matches!(refund.of, RefundOf::Package(_)) && refund.amount_cents < theirs {
        Err(RefundRefusal::NotTheRest)
    } else {
        Ok(Entry::Refunded(refund))
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::advance::{Advance, use_therapy_package};
    use crate::made_up::{advance, id, ledger, package_use, payment, refund};

    #[test]
    fn what_goes_back_is_the_clients_and_more_is_not() {
        let held = ledger()
            .with(Entry::AdvanceTaken(advance('v', 5_000)))
            .with(Entry::PaymentTaken(payment('q', 'b', 20_000)));
        let over = RefundOf::Charge(id('b'));
        for (of, amount, how, expected) in [
            (RefundOf::Held, 5_000, PaidBy::Check, Ok(())),
            (RefundOf::Held, 5_001, PaidBy::Check, Err(RefundRefusal::MoreThanTheirs)),
            (RefundOf::Held, 0, PaidBy::Check, Err(RefundRefusal::NotPositive)),
            (RefundOf::Held, 100, PaidBy::Credit, Err(RefundRefusal::NoWay)),
            (over, 500, PaidBy::Card, Ok(())),
            (over, 501, PaidBy::Card, Err(RefundRefusal::MoreThanTheirs)),
            (RefundOf::Charge(id('a')), 1, PaidBy::Card, Err(RefundRefusal::MoreThanTheirs)),
            (RefundOf::Charge(id('x')), 1, PaidBy::Card, Err(RefundRefusal::MoreThanTheirs)),
            (RefundOf::Package(id('v')), 1, PaidBy::Card, Err(RefundRefusal::MoreThanTheirs)),
        ] {
            let given = Refund { how, ..refund(of, amount) };
            assert_eq!(
                refund_therapy(&held, given.clone()),
                expected.map(|()| Entry::Refunded(given)),
                "{of:?} {amount}"
            );
        }
        let back = held.clone().with(refund_therapy(&held, refund(RefundOf::Held, 2_000)).unwrap());
        let back = back.clone().with(refund_therapy(&back, refund(over, 500)).unwrap());
        assert_eq!((back.credit_cents(), back.charge(id('b')).unwrap().open_cents()), (Cents(3_000), Cents::ZERO));
    }

    #[test]
    fn a_series_that_stops_early_goes_back_whole() {
        let held = ledger().with(Entry::AdvanceTaken(Advance { visits: Some(5), ..advance('v', 75_000) }));
        let used = held.clone().with(use_therapy_package(&held, package_use('v', 'b')).unwrap());
        let of = RefundOf::Package(id('v'));
        for (amount, expected) in
            [(60_001, Err(RefundRefusal::MoreThanTheirs)), (59_999, Err(RefundRefusal::NotTheRest)), (60_000, Ok(()))]
        {
            assert_eq!(refund_therapy(&used, refund(of, amount)).map(|_| ()), expected, "{amount}");
        }
        let back = used.clone().with(refund_therapy(&used, refund(of, 60_000)).unwrap());
        assert_eq!(back.package(id('v')).map(|package| package.left), Some(0));
        assert_eq!(refundable(&back), []);
    }
}
