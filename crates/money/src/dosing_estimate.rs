//! Good Faith Estimates for dosing days that a therapist attends: private pay, so that everybody gets one, whatever plan
//! pays for psychotherapy. It has a type of its own; nothing of it is ever added to psychotherapy's (45 CFR 149.610).

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use terms::ids::{EstimateId, StaffId};
use terms::money::Cents;
use terms::practice::Fees;

use crate::coverage::Coverage;
use crate::coverage_card::CoverageCard;
use crate::estimate::{EstimateReason, GivenHow, Provider};
use crate::estimate_due::{BookedVisit, due_before_change, due_once_booked};

/// The most days of one estimate.
pub const MOST_DAYS: u16 = 24;

/// An estimate as it was given. It is kept as it was, and a later one stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DosingEstimate {
    /// Its id.
    pub id: EstimateId,
    /// When it was given.
    pub at: Timestamp,
    /// On which day, by the practice's clock.
    pub on: Date,
    /// Who gave it.
    pub by: StaffId,
    /// How.
    pub given: GivenHow,
    /// What is expected.
    pub expected: ExpectedDays,
    /// What a day that the therapist attends is expected to cost.
    pub each_cents: Cents,
    /// Who provides it.
    pub provider: Provider,
}

/// The days that somebody wants estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedDays {
    /// How many, 1 to [`MOST_DAYS`].
    pub days: u16,
    /// The first day it is for.
    pub from: Date,
    /// The last; at most twelve months from the first.
    pub until: Date,
    /// Why it is made.
    pub reason: EstimateReason,
}

/// What list screens show of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DosingEstimateCard {
    /// The first day it is for.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// What a day costs by it.
    pub each_cents: Cents,
}

/// Why it is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DosingEstimateRefusal {
    /// The practice has told no fee for it, or attends no dosing days.
    NoFee,
    /// No day, or more than [`MOST_DAYS`], or more than lie between the two.
    Days,
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// It is for over twelve months (45 CFR 149.610(b)(1)(x)).
    OverAYear,
}

impl DosingEstimate {
    /// All days together.
    pub fn total_cents(&self) -> Cents {
        Cents(self.each_cents.0 * i64::from(self.expected.days))
    }
}

/// What a day costs, if the estimate can be made. A lower fee for psychotherapy does not lower it.
pub fn priced_days(expected: &ExpectedDays, fees: &Fees) -> Result<Cents, DosingEstimateRefusal> {
    let ExpectedDays { days, from, until, .. } = *expected;
    let fits = from.duration_until(until).as_hours() / 24 + 1;
    if fees.attended_dosing_cents <= Cents::ZERO {
        Err(DosingEstimateRefusal::NoFee)
    } else if until < from {
        Err(DosingEstimateRefusal::EndsBeforeItBegins)
    } else if until >= from + 1.year() {
        Err(DosingEstimateRefusal::OverAYear)
    } else if !(1..=MOST_DAYS).contains(&days) || i64::from(days) > fits {
        Err(DosingEstimateRefusal::Days)
    } else {
        Ok(fees.attended_dosing_cents)
    }
}

/// The last day on which one may be given for the dosing days that are booked; none where each has one at today's fee.
pub fn dosing_estimate_due(card: &CoverageCard, booked: &[BookedVisit], fees: &Fees) -> Option<Date> {
    if fees.attended_dosing_cents <= Cents::ZERO {
        return None;
    }
    let given = card.dosing_estimate.as_ref();
    let covers = |visit: &BookedVisit| given.filter(|given| (given.from..=given.until).contains(&visit.on));
    let due = |visit: &BookedVisit| match covers(visit) {
        None => due_once_booked(visit.booked_on, visit.on),
        Some(given) => (given.each_cents != fees.attended_dosing_cents).then(|| due_before_change(visit.on)),
    };
    booked.iter().filter_map(due).min()
}

impl Coverage {
    /// Every estimate of dosing days that was given, oldest first.
    pub fn dosing_estimates(&self) -> &[DosingEstimate] {
        &self.dosing_estimates
    }

    /// One of them.
    pub fn dosing_estimate(&self, id: EstimateId) -> Option<&DosingEstimate> {
        self.dosing_estimates.iter().find(|estimate| estimate.id == id)
    }

    /// What list screens show of the last one.
    pub(crate) fn dosing_estimate_card(&self) -> Option<DosingEstimateCard> {
        let last = self.dosing_estimates.last()?;
        let ExpectedDays { from, until, .. } = last.expected;
        Some(DosingEstimateCard { from, until, each_cents: last.each_cents })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage_card::Paying;
    use crate::made_up::FEES;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn expected(days: u16, from: &str, until: &str) -> ExpectedDays {
        ExpectedDays { days, from: day(from), until: day(until), reason: EstimateReason::Scheduled }
    }

    #[test]
    fn behaviour_35_an_estimate_of_dosing_days_is_of_at_most_a_year() {
        let none = Fees { attended_dosing_cents: Cents::ZERO, ..FEES };
        for (given, fees, refused) in [
            (expected(1, "2026-06-22", "2026-06-22"), FEES, None),
            (expected(2, "2026-06-22", "2026-06-22"), FEES, Some(DosingEstimateRefusal::Days)),
            (expected(0, "2026-06-22", "2026-07-22"), FEES, Some(DosingEstimateRefusal::Days)),
            (expected(24, "2026-06-22", "2027-06-21"), FEES, None),
            (expected(25, "2026-06-22", "2027-06-21"), FEES, Some(DosingEstimateRefusal::Days)),
            (expected(1, "2026-06-22", "2027-06-22"), FEES, Some(DosingEstimateRefusal::OverAYear)),
            (expected(1, "2026-06-22", "2026-06-21"), FEES, Some(DosingEstimateRefusal::EndsBeforeItBegins)),
            (expected(1, "2026-06-22", "2026-06-22"), none, Some(DosingEstimateRefusal::NoFee)),
        ] {
            let fee = refused.map_or(Ok(Cents(60_000)), Err);
            assert_eq!(priced_days(&given, &fees), fee, "{given:?}");
        }
    }

    #[test]
    fn behaviour_35_whoever_has_a_plan_gets_one_too() {
        let booked = [BookedVisit { booked_on: day("2026-03-02"), on: day("2026-03-16") }];
        let card =
            |dosing_estimate| CoverageCard { paying: Paying::Claims, dosing_estimate, ..CoverageCard::default() };
        let given = |until: &str, cents| {
            Some(DosingEstimateCard { from: day("2026-03-01"), until: day(until), each_cents: Cents(cents) })
        };
        let none = Fees { attended_dosing_cents: Cents::ZERO, ..FEES };
        for (given, fees, expected) in [
            (None, FEES, Some("2026-03-05")),
            (None, none, None),
            (given("2026-03-15", 60_000), FEES, Some("2026-03-05")),
            (given("2026-03-16", 60_000), FEES, None),
            (given("2026-03-16", 55_000), FEES, Some("2026-03-13")),
        ] {
            assert_eq!(dosing_estimate_due(&card(given), &booked, &fees), expected.map(day), "{given:?}");
        }
    }
}
