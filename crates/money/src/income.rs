//! What a practice charged and received, month by month, from what each account came to. Each side by itself.

use jiff::civil::Date;
use terms::money::Cents;

use crate::month::Month;
use crate::posting::{Account, MonthSum};

/// One month of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncomeMonth {
    /// Which.
    pub month: Month,
    /// What was charged for visits, and for missed ones.
    pub charged_cents: Cents,
    /// What clients paid, advances among it, less what went back to them.
    pub from_clients_cents: Cents,
    /// What insurers paid; never anything for dosing days.
    pub from_insurers_cents: Cents,
    /// What nobody owes, by contract with an insurer.
    pub written_off_cents: Cents,
    /// What was waived.
    pub waived_cents: Cents,
}

/// The months up to and with `last`, the earliest first, months without anything among them.
pub fn income<'a>(sums: impl Iterator<Item = &'a MonthSum>, last: Month, count: usize) -> Vec<IncomeMonth> {
    let mut months: Vec<Month> = std::iter::successors(Some(last), |month| Some(month.before())).take(count).collect();
    months.reverse();
    let sums: Vec<&MonthSum> = sums.collect();
    months.into_iter().map(|month| one(month, &sums)).collect()
}

fn one(month: Month, sums: &[&MonthSum]) -> IncomeMonth {
    let first: Date = month.first();
    let came_to = |accounts: &[Account]| -> i64 {
        let of = sums.iter().filter(|sum| sum.month == first && accounts.contains(&sum.account));
        of.map(|sum| sum.cents.0).sum()
    };
    IncomeMonth {
        month,
        charged_cents: Cents(-came_to(&[Account::Earned, Account::Missed])),
        from_clients_cents: Cents(came_to(&[Account::Cash, Account::Check, Account::Card, Account::Transfer])),
        from_insurers_cents: Cents(came_to(&[Account::Insurers])),
        written_off_cents: Cents(came_to(&[Account::WrittenOff])),
        waived_cents: Cents(came_to(&[Account::Waived])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_tells_what_was_charged_and_from_whom_it_came() {
        let sum =
            |month: &str, account, cents| MonthSum { month: month.parse().unwrap(), account, cents: Cents(cents) };
        let sums = [
            sum("2026-05-01", Account::Earned, -33_000),
            sum("2026-05-01", Account::Missed, -5_000),
            sum("2026-05-01", Account::Owed, 20_000),
            sum("2026-05-01", Account::Card, 6_000),
            sum("2026-05-01", Account::Cash, -1_000),
            sum("2026-05-01", Account::Insurers, 9_000),
            sum("2026-05-01", Account::WrittenOff, 4_000),
            sum("2026-04-01", Account::Waived, 700),
            sum("2025-01-01", Account::Cash, 99),
        ];
        let told = income(sums.iter(), Month::parse("2026-06").unwrap(), 3);
        let of = |text: &str| *told.iter().find(|month| month.month.to_string() == text).unwrap();
        assert_eq!(
            told.iter().map(|month| month.month.to_string()).collect::<Vec<_>>(),
            ["2026-04", "2026-05", "2026-06"]
        );
        let may = of("2026-05");
        assert_eq!((may.charged_cents, may.from_clients_cents), (Cents(38_000), Cents(5_000)));
        assert_eq!((may.from_insurers_cents, may.written_off_cents), (Cents(9_000), Cents(4_000)));
        assert_eq!((of("2026-04").waived_cents, of("2026-06").charged_cents), (Cents(700), Cents::ZERO));
    }
}
