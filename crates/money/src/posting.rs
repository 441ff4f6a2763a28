//! Double entry: every fact of a ledger moves cents from one account to another, so that all accounts together come to
//! nothing.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ChargeId, PaymentId};
use terms::money::Cents;
use terms::words;

use crate::month::Month;
use crate::payment::PaidBy;

words! {
    /// Where money stands. More than nothing is what the practice has or is owed; less is where it came from.
    #[derive(PartialOrd, Ord)]
    Account {
        Earned = "earned", "Visits";
        Missed = "missed", "Fees for missed visits";
        Brought = "brought", "Moved in from another system";
        Owed = "owed", "Owed to the practice";
        Cash = "cash", "Cash";
        Check = "check", "Checks";
        Card = "card", "Cards";
        Transfer = "transfer", "Bank transfers";
        Insurers = "insurers", "Paid by insurers";
        WrittenOff = "written-off", "Not owed, by contract with an insurer";
        Waived = "waived", "Waived, and lower prices of packages";
        Held = "held", "Held for clients";
    }
}

/// Cents that go from one account to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// On which day.
    pub on: Date,
    /// Where they came from.
    pub from: Account,
    /// Where they went.
    pub to: Account,
    /// How many; more than nothing.
    pub cents: Cents,
    /// What it is about: a charge, a fee for a missed visit, a balance that was moved in.
    pub about: Option<ChargeId>,
    /// The payment, advance or refund that moved them.
    pub payment: Option<PaymentId>,
}

/// One side of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// On which day.
    pub on: Date,
    /// Which account.
    pub account: Account,
    /// By how much it changes.
    pub cents: Cents,
}

/// What an account came to in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSum {
    /// The first day of the month.
    pub month: Date,
    /// Which account.
    pub account: Account,
    /// By how much it changed.
    pub cents: Cents,
}

impl Transfer {
    /// A transfer about something; one of less than nothing goes the other way, and one of nothing is none.
    pub(crate) fn between(on: Date, (from, to): (Account, Account), cents: i64) -> Option<Self> {
        let (from, to) = if cents < 0 { (to, from) } else { (from, to) };
        let transfer = Self { on, from, to, cents: Cents(cents.abs()), about: None, payment: None };
        (cents != 0).then_some(transfer)
    }

    /// The same, about a charge or what stands for one.
    pub(crate) fn about(self, id: ChargeId) -> Self {
        Self { about: Some(id), ..self }
    }

    /// The same, moved by a payment.
    pub(crate) fn by(self, payment: PaymentId) -> Self {
        Self { payment: Some(payment), ..self }
    }

    /// Its two sides, which sum to zero.
    pub fn postings(self) -> [Posting; 2] {
        let Self { on, from, to, cents, .. } = self;
        [Posting { on, account: to, cents }, Posting { on, account: from, cents: Cents(-cents.0) }]
    }

    /// What it settles of what is owed, and out of which account; less than nothing where that is owed anew.
    pub(crate) fn settles(self) -> Option<(Account, i64)> {
        match (self.from, self.to) {
            (Account::Owed, to) => Some((to, self.cents.0)),
            (from, Account::Owed) => Some((from, -self.cents.0)),
            _ => None,
        }
    }
}

/// What one account came to.
pub fn balance(transfers: &[Transfer], account: Account) -> Cents {
    let postings = transfers.iter().flat_map(|transfer| transfer.postings());
    Cents(postings.filter(|posting| posting.account == account).map(|posting| posting.cents.0).sum())
}

/// What each account came to in each month, by month and account; what came to nothing is left out.
pub(crate) fn month_sums(transfers: &[Transfer]) -> Vec<MonthSum> {
    let mut sums = std::collections::BTreeMap::new();
    for posting in transfers.iter().flat_map(|transfer| transfer.postings()) {
        *sums.entry((Month::of(posting.on).first(), posting.account)).or_insert(0) += posting.cents.0;
    }
    let told = sums.into_iter().filter(|(_, cents)| *cents != 0);
    told.map(|((month, account), cents)| MonthSum { month, account, cents: Cents(cents) }).collect()
}

impl From<PaidBy> for Account {
    fn from(how: PaidBy) -> Self {
        match how {
            PaidBy::Cash => Self::Cash,
            PaidBy::Check => Self::Check,
            PaidBy::Card => Self::Card,
            PaidBy::Transfer => Self::Transfer,
            PaidBy::Credit => Self::Held,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{id, today};

    #[test]
    fn a_transfer_has_two_sides_and_a_direction() {
        let between = |cents| Transfer::between(today(), (Account::Owed, Account::Cash), cents);
        assert_eq!(between(0), None);
        for (cents, from, to) in [(500, Account::Owed, Account::Cash), (-500, Account::Cash, Account::Owed)] {
            let transfer = between(cents).unwrap().about(id('a'));
            assert_eq!((transfer.from, transfer.to, transfer.cents), (from, to, Cents(500)));
            assert_eq!(transfer.settles(), Some((Account::Cash, cents)));
            assert_eq!(transfer.postings().map(|posting| posting.cents.0).iter().sum::<i64>(), 0);
        }
    }

    #[test]
    fn months_are_summed_by_account() {
        let on = |day: &str, cents| {
            Transfer::between(day.parse().unwrap(), (Account::Earned, Account::Owed), cents).unwrap()
        };
        let sums = month_sums(&[
            on("2026-05-31", 100),
            on("2026-06-01", 20),
            on("2026-06-30", 3),
            on("2026-07-01", 5),
            on("2026-07-02", -5),
        ]);
        let told: Vec<_> = sums.iter().map(|sum| (sum.month.to_string(), sum.account, sum.cents.0)).collect();
        let may = "2026-05-01".to_owned();
        let june = "2026-06-01".to_owned();
        assert_eq!(
            told,
            [
                (may.clone(), Account::Earned, -100),
                (may, Account::Owed, 100),
                (june.clone(), Account::Earned, -23),
                (june, Account::Owed, 23),
            ]
        );
    }
}
