//! Money taken before a visit: held for the client, used for what they owe, and given back when they ask. A package is
//! an advance for a number of visits at a price of its own.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ChargeId, PaymentId, StaffId};
use terms::money::Cents;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingEntry, DosingLedger, Entry, Ledger, TherapyEntry, TherapyLedger};
use crate::payment::{PaidBy, TakenBy};

/// The most visits of one package.
pub const MOST_VISITS: u8 = 50;

/// Money taken in advance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advance {
    /// Its id, as a payment has one.
    pub id: PaymentId,
    /// When it was written down.
    pub at: Timestamp,
    /// On which day it was paid.
    pub on: Date,
    /// Who took it.
    pub by: TakenBy,
    /// How much; more than nothing.
    pub amount_cents: Cents,
    /// How it was paid; never from what is held already.
    pub how: PaidBy,
    /// For how many visits, if it is a package; then each has the same share of it.
    pub visits: Option<u8>,
    /// The sum of which it is what was left over, if it is.
    pub part_of: Option<PaymentId>,
}

/// A visit that a package pays for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageUse {
    /// The package.
    pub package: PaymentId,
    /// Which charge.
    pub charge: ChargeId,
    /// When it was written down.
    pub at: Timestamp,
    /// On which day.
    pub on: Date,
    /// Who did.
    pub by: StaffId,
}

/// A package, and what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// As it was sold.
    pub sold: Advance,
    /// How many visits it was sold for.
    pub visits: u8,
    /// How many of them are left.
    pub left: u8,
}

/// Why an advance is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdvanceRefusal {
    /// Nothing, or less.
    NotPositive,
    /// From what is held already.
    FromHeld,
    /// A package of less than two visits or more than [`MOST_VISITS`].
    Visits,
    /// The price does not share out evenly over the visits.
    Uneven,
    /// It is dated in a month that is closed.
    MonthClosed,
}

/// Why a package does not pay for a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseRefusal {
    /// No such package, or nothing is left of it.
    NothingLeft,
    /// The ledger has no such charge.
    NoSuchCharge,
    /// Something was paid, waived or written off already.
    Begun,
    /// The visit cost less than its share of the package.
    CostsLess,
    /// An insurer is asked for the visit.
    OnAClaim,
}

impl Package {
    /// What one visit costs of it.
    pub fn each_cents(&self) -> Cents {
        Cents(self.sold.amount_cents.0 / i64::from(self.visits.max(1)))
    }

    /// What is left of it.
    pub fn left_cents(&self) -> Cents {
        Cents(self.each_cents().0 * i64::from(self.left))
    }
}

/// Takes an advance for psychotherapy.
pub fn take_therapy_advance(advance: Advance) -> Result<TherapyEntry, AdvanceRefusal> {
    checked(advance).map(Entry::AdvanceTaken)
}

/// Takes an advance for attended dosing days.
pub fn take_dosing_advance(advance: Advance) -> Result<DosingEntry, AdvanceRefusal> {
    checked(advance).map(Entry::AdvanceTaken)
}

/// Pays a visit of psychotherapy by a package.
pub fn use_therapy_package(ledger: &TherapyLedger, package: PackageUse) -> Result<TherapyEntry, UseRefusal> {
    use_package::<PsychotherapyCharge>(ledger, package)
}

/// Pays an attended dosing day by a package.
pub fn use_dosing_package(ledger: &DosingLedger, package: PackageUse) -> Result<DosingEntry, UseRefusal> {
    use_package::<DosingCharge>(ledger, package)
}

fn checked(advance: Advance) -> Result<Advance, AdvanceRefusal> {
    if advance.amount_cents <= Cents::ZERO {
        return Err(AdvanceRefusal::NotPositive);
    }
    if advance.how == PaidBy::Credit {
        return Err(AdvanceRefusal::FromHeld);
    }
    match advance.visits {
        Some(visits) if !(2..=MOST_VISITS).contains(&visits) => Err(AdvanceRefusal::Visits),
        Some(visits) if advance.amount_cents.0 % i64::from(visits) != 0 => Err(AdvanceRefusal::Uneven),
        Some(_) | None => Ok(advance),
    }
}

fn use_package<C: Charge>(ledger: &Ledger<C>, used: PackageUse) -> Result<Entry<C>, UseRefusal> {
    let package = ledger.package(used.package).filter(|package| package.left > 0).ok_or(UseRefusal::NothingLeft)?;
    let charged = ledger.charge(used.charge).ok_or(UseRefusal::NoSuchCharge)?;
    let amount_cents = charged.charge.amount_cents();
    if ledger.is_on_a_claim(used.charge) {
        Err(UseRefusal::OnAClaim)
    } else if charged.open_cents() != amount_cents {
        Err(UseRefusal::Begun)
    } else if amount_cents < package.each_cents() {
        Err(UseRefusal::CostsLess)
    } else {
        Ok(Entry::PackageUsed(used))
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{advance, dosing_charge, id, ledger, now, package_use, payment, today};
    use crate::payment::{PayRefusal, Payment, take_therapy_payment};

    #[test]
    fn an_advance_is_money_that_shares_out_evenly() {
        for (amount, how, visits, expected) in [
            (5_000, PaidBy::Check, None, Ok(())),
            (0, PaidBy::Check, None, Err(AdvanceRefusal::NotPositive)),
            (5_000, PaidBy::Credit, None, Err(AdvanceRefusal::FromHeld)),
            (75_000, PaidBy::Card, Some(5), Ok(())),
            (75_001, PaidBy::Card, Some(5), Err(AdvanceRefusal::Uneven)),
            (75_000, PaidBy::Card, Some(1), Err(AdvanceRefusal::Visits)),
            (75_000, PaidBy::Card, Some(51), Err(AdvanceRefusal::Visits)),
        ] {
            let given = Advance { how, visits, ..advance('v', amount) };
            let taken = take_therapy_advance(given.clone());
            assert_eq!(taken, expected.map(|()| Entry::AdvanceTaken(given)), "{amount} {how:?} {visits:?}");
        }
    }

    #[test]
    fn an_advance_is_held_until_it_pays_for_something() {
        let held = ledger().with(Entry::AdvanceTaken(advance('v', 5_000)));
        assert_eq!((held.credit_cents(), held.open_cents()), (Cents(5_000), Cents(29_500)));
        let by_credit = |amount| Payment { how: PaidBy::Credit, ..payment('q', 'a', amount) };
        assert_eq!(take_therapy_payment(&held, by_credit(5_001)), Err(PayRefusal::MoreThanCredit));
        let used = held.clone().with(take_therapy_payment(&held, by_credit(4_000)).unwrap());
        assert_eq!((used.credit_cents(), used.open_cents()), (Cents(1_000), Cents(25_500)));
    }

    #[test]
    fn a_package_pays_whole_visits_at_its_own_price() {
        let sold = Advance { visits: Some(5), ..advance('v', 75_000) };
        let held = ledger().with(Entry::AdvanceTaken(sold));
        assert_eq!(held.credit_cents(), Cents::ZERO, "what a package holds pays for nothing else");
        for (charge, package, expected) in [
            ('a', 'v', Err(UseRefusal::Begun)),
            ('x', 'v', Err(UseRefusal::NoSuchCharge)),
            ('b', 'x', Err(UseRefusal::NothingLeft)),
            ('b', 'v', Ok(())),
        ] {
            let used = use_therapy_package(&held, package_use(package, charge));
            assert_eq!(used.map(|_| ()), expected, "{charge} {package}");
        }
        let used = held.clone().with(use_therapy_package(&held, package_use('v', 'b')).unwrap());
        let charged = used.charge(id('b')).unwrap();
        assert_eq!(
            (charged.paid_cents, charged.waived_cents, charged.open_cents()),
            (Cents(15_000), Cents(4_500), Cents::ZERO)
        );
        let package = used.package(id('v')).unwrap();
        assert_eq!((package.left, package.left_cents()), (4, Cents(60_000)));
        assert_eq!(use_therapy_package(&used, package_use('v', 'b')), Err(UseRefusal::Begun));
    }

    #[test]
    fn a_package_never_pays_a_visit_that_costs_less() {
        let sold = Advance { visits: Some(2), ..advance('v', 200_000) };
        let ledger =
            DosingLedger::default().with(Entry::ChargeMade(dosing_charge('a'))).with(Entry::AdvanceTaken(sold));
        let used = PackageUse { package: id('v'), charge: id('a'), at: now(), on: today(), by: id('b') };
        assert_eq!(use_dosing_package(&ledger, used), Err(UseRefusal::CostsLess));
    }
}
