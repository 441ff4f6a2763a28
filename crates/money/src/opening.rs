//! Opening balances: what a client owed, or had left, in another system when the practice moved in.
//!
//! No charge is made of it: a charge comes from a signed visit and from nothing else.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ChargeId, StaffId};
use terms::money::Cents;

use crate::ledger::{DosingEntry, Entry, TherapyEntry};

/// A balance that was moved in. A later one takes its place, and what was paid towards it stays paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The id under which it is paid.
    pub id: ChargeId,
    /// When it was written down.
    pub at: Timestamp,
    /// On which day it was moved in.
    pub on: Date,
    /// Who brought it.
    pub by: StaffId,
    /// What was owed, if something was.
    pub owed_cents: Cents,
    /// What was left over, if something was.
    pub credit_cents: Cents,
}

/// Why a balance is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningRefusal {
    /// Less than nothing.
    Negative,
    /// Owed and left over in the same ledger.
    BothWays,
}

/// An opening balance as a ledger holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtBalance {
    /// What was moved in.
    pub opening: Opening,
    /// What was paid towards it here.
    pub paid_cents: Cents,
}

/// A balance of psychotherapy.
pub fn open_therapy(opening: Opening) -> Result<TherapyEntry, OpeningRefusal> {
    checked(opening).map(Entry::OpeningBalance)
}

/// A balance of attended dosing days.
pub fn open_dosing(opening: Opening) -> Result<DosingEntry, OpeningRefusal> {
    checked(opening).map(Entry::OpeningBalance)
}

impl BroughtBalance {
    /// Put in place of an earlier one: payments name the first one's id, so that one stays.
    pub(crate) fn after(earlier: Option<Self>, opening: Opening) -> Self {
        match earlier {
            Some(Self { opening: first, paid_cents }) => {
                Self { opening: Opening { id: first.id, ..opening }, paid_cents }
            }
            None => Self { opening, paid_cents: Cents::ZERO },
        }
    }

    /// What is still open of it.
    pub fn open_cents(&self) -> Cents {
        Cents((self.opening.owed_cents.0 - self.paid_cents.0).max(0))
    }

    /// What was left over, with whatever was paid beyond what is owed now.
    pub(crate) fn credit_cents(&self) -> Cents {
        Cents(self.opening.credit_cents.0 + (self.paid_cents.0 - self.opening.owed_cents.0).max(0))
    }

    /// What counts as charged: what is owed, and at least what was paid of it.
    pub(crate) fn charged_cents(&self) -> Cents {
        self.opening.owed_cents.max(self.paid_cents)
    }
}

fn checked(opening: Opening) -> Result<Opening, OpeningRefusal> {
    let (owed, credit) = (opening.owed_cents, opening.credit_cents);
    if owed < Cents::ZERO || credit < Cents::ZERO {
        Err(OpeningRefusal::Negative)
    } else if owed > Cents::ZERO && credit > Cents::ZERO {
        Err(OpeningRefusal::BothWays)
    } else {
        Ok(opening)
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::ledger::TherapyLedger;
    use crate::made_up::{id, opening, payment};
    use crate::payment::{PaidBy, PayRefusal, Payment, take_therapy_payment};
    use crate::receipt::therapy_receipt;

    fn ledger(openings: &[Opening]) -> TherapyLedger {
        openings.iter().cloned().map(Entry::OpeningBalance).fold(TherapyLedger::default(), TherapyLedger::with)
    }

    #[test]
    fn a_balance_is_owed_or_left_over_and_never_both() {
        for (owed, credit, expected) in [
            (12_000, 0, Ok(())),
            (0, 5_000, Ok(())),
            (0, 0, Ok(())),
            (-1, 0, Err(OpeningRefusal::Negative)),
            (0, -1, Err(OpeningRefusal::Negative)),
            (1, 1, Err(OpeningRefusal::BothWays)),
        ] {
            assert_eq!(open_therapy(opening('e', owed, credit)).map(|_| ()), expected, "{owed} {credit}");
            assert_eq!(open_dosing(opening('e', owed, credit)).map(|_| ()), expected, "{owed} {credit}");
        }
    }

    #[test]
    fn what_was_owed_is_paid_like_a_charge_and_has_a_receipt() {
        let owing = ledger(&[opening('e', 12_000, 0)]);
        assert_eq!((owing.open_cents(), owing.charged_cents()), (Cents(12_000), Cents(12_000)));
        assert_eq!(take_therapy_payment(&owing, payment('p', 'e', 12_001)), Err(PayRefusal::MoreThanOpen));
        let paid =
            owing.with(take_therapy_payment(&ledger(&[opening('e', 12_000, 0)]), payment('p', 'e', 7_000)).unwrap());
        assert_eq!((paid.open_cents(), paid.paid_cents()), (Cents(5_000), Cents(7_000)));
        let receipt = therapy_receipt(&paid, id('p')).unwrap();
        assert_eq!(receipt.lines()[0].open_after_cents, Cents(5_000));
    }

    #[test]
    fn a_later_balance_sets_an_earlier_one_right() {
        let paid = Entry::PaymentTaken(payment('p', 'e', 7_000));
        for (later, open, credit) in
            [(opening('q', 9_000, 0), 2_000, 0), (opening('q', 0, 3_000), 0, 10_000), (opening('q', 7_000, 0), 0, 0)]
        {
            let right = ledger(&[opening('e', 12_000, 0)]).with(paid.clone()).with(Entry::OpeningBalance(later));
            assert_eq!((right.open_cents(), right.credit_cents()), (Cents(open), Cents(credit)));
            assert_eq!(right.charged_cents(), Cents(right.paid_cents().0 + right.open_cents().0));
        }
    }

    #[test]
    fn what_was_left_over_pays_for_a_charge_as_far_as_it_goes() {
        let left = crate::made_up::ledger().with(Entry::OpeningBalance(opening('e', 0, 5_000)));
        let by_credit = |amount| Payment { how: PaidBy::Credit, ..payment('q', 'a', amount) };
        assert_eq!(take_therapy_payment(&left, by_credit(5_001)), Err(PayRefusal::MoreThanCredit));
        let used = left.clone().with(take_therapy_payment(&left, by_credit(4_000)).unwrap());
        assert_eq!(used.credit_cents(), Cents(1_000));
        let none = take_therapy_payment(&crate::made_up::ledger(), by_credit(1));
        assert_eq!(none, Err(PayRefusal::MoreThanCredit));
    }
}
