//! When a Good Faith Estimate is due (45 CFR 149.610(b)(1)(vi) and (x)).

use jiff::civil::Date;
use terms::money::Cents;
use terms::practice::Fees;
use terms::words;

use crate::business_day::{business_day_before, business_days_after, business_days_until};
use crate::coverage_card::{CoverageCard, EstimateCard, Paying};

/// A visit that is booked and costs something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookedVisit {
    /// When it was booked.
    pub booked_on: Date,
    /// When it is.
    pub on: Date,
}

/// An estimate that somebody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EstimateDue {
    /// The last day on which it may be given.
    pub by: Date,
    /// Why.
    pub why: WhyDue,
}

words! {
    /// Why an estimate is due.
    #[derive(PartialOrd, Ord)]
    WhyDue {
        Asked = "asked", "They asked what it costs";
        Booked = "booked", "A visit is booked, and no estimate is for it";
        Changed = "changed", "The fees are others than the estimate says";
    }
}

/// When an estimate is due for a visit that was booked: within one business day, or within three when the visit is ten or
/// more away. None is due for one that is less than three away.
pub fn due_once_booked(booked_on: Date, visit_on: Date) -> Option<Date> {
    match business_days_until(booked_on, visit_on) {
        0..3 => None,
        3..10 => Some(business_days_after(booked_on, 1)),
        10.. => Some(business_days_after(booked_on, 3)),
    }
}

/// When an estimate is due that somebody asked for; a question about costs is such a request.
pub fn due_once_asked(asked_on: Date) -> Date {
    business_days_after(asked_on, 3)
}

/// When a new estimate is due before a visit to which an earlier one no longer fits.
pub fn due_before_change(visit_on: Date) -> Date {
    business_day_before(visit_on)
}

/// The estimate that a client waits for, the most pressing one. None is due to whoever's plan is asked by claims.
pub fn estimate_due(
    card: &CoverageCard,
    asked_on: Option<Date>,
    visits: &[BookedVisit],
    fees: &Fees,
) -> Option<EstimateDue> {
    if card.paying == Paying::Claims {
        return None;
    }
    let asked = asked_on.map(|on| EstimateDue { by: due_once_asked(on), why: WhyDue::Asked });
    let uncovered =
        visits.iter().filter(|visit| card.estimate.as_ref().is_none_or(|estimate| !estimate.covers(visit.on)));
    let booked = uncovered.filter_map(|visit| due_once_booked(visit.booked_on, visit.on));
    let booked = booked.map(|by| EstimateDue { by, why: WhyDue::Booked });
    // A lower fee counts only for visits of its own time.
    let fees_on = |day| card.scale_on(day).map_or(*fees, |scale| scale.of(fees));
    let changed = card.estimate.as_ref().and_then(|estimate| {
        let covered = visits.iter().map(|visit| visit.on).filter(|day| estimate.covers(*day));
        let next = covered.filter(|day| has_changed(estimate, &fees_on(*day))).min()?;
        Some(EstimateDue { by: due_before_change(next), why: WhyDue::Changed })
    });
    asked.into_iter().chain(booked).chain(changed).min()
}

/// Whether a service costs something else now than an estimate says.
fn has_changed(estimate: &EstimateCard, fees: &Fees) -> bool {
    let now = |(service, each): &(crate::therapy_service::Service, Cents)| service.fee_cents(fees) != *each;
    estimate.each.iter().any(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{FEES, scale};
    use crate::scale::Scale;
    use crate::therapy_service::Service;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn behaviour_35_an_estimate_is_due_one_or_three_business_days_after_booking() {
        for (booked, visit, expected) in [
            ("2026-03-02", "2026-03-03", None),
            ("2026-03-02", "2026-03-04", None),
            ("2026-03-02", "2026-03-05", Some("2026-03-03")),
            ("2026-03-02", "2026-03-13", Some("2026-03-03")),
            ("2026-03-02", "2026-03-16", Some("2026-03-05")),
            ("2026-03-06", "2026-03-11", Some("2026-03-09")),
            // Thanksgiving is no business day.
            ("2026-11-24", "2026-11-27", None),
            ("2026-11-25", "2026-12-01", Some("2026-11-27")),
        ] {
            assert_eq!(due_once_booked(day(booked), day(visit)), expected.map(day), "{booked} {visit}");
        }
        assert_eq!(due_once_asked(day("2026-03-06")), day("2026-03-11"));
        assert_eq!(due_before_change(day("2026-03-09")), day("2026-03-06"));
    }

    #[test]
    fn what_is_due_first_is_told_and_nothing_to_whoever_uses_a_plan() {
        let fee = |cents| vec![(Service::Session, Cents(cents))];
        let given = |until: &str, cents| {
            Some(EstimateCard { from: day("2026-03-01"), until: day(until), total_cents: Cents(0), each: fee(cents) })
        };
        let lower = |until: &str| Some(Scale { from: day("2026-01-01"), until: day(until), ..scale(60) });
        let visits = [BookedVisit { booked_on: day("2026-03-02"), on: day("2026-03-16") }];
        let card = CoverageCard::default();
        let due = |by, why| Some(EstimateDue { by: day(by), why });
        for (card, asked, expected) in [
            (card.clone(), None, due("2026-03-05", WhyDue::Booked)),
            (card.clone(), Some("2026-02-25"), due("2026-03-02", WhyDue::Asked)),
            (CoverageCard { paying: Paying::Claims, ..card.clone() }, Some("2026-02-25"), None),
            (CoverageCard { estimate: given("2027-02-28", 16_500), ..card.clone() }, None, None),
            (
                CoverageCard { estimate: given("2026-03-15", 16_500), ..card.clone() },
                None,
                due("2026-03-05", WhyDue::Booked),
            ),
            (
                CoverageCard { estimate: given("2027-02-28", 16_000), ..card.clone() },
                None,
                due("2026-03-13", WhyDue::Changed),
            ),
            (
                CoverageCard { estimate: given("2027-02-28", 9_900), scale: lower("2026-03-31"), ..card.clone() },
                None,
                None,
            ),
            (
                CoverageCard { estimate: given("2027-02-28", 9_900), scale: lower("2026-03-15"), ..card.clone() },
                None,
                due("2026-03-13", WhyDue::Changed),
            ),
        ] {
            assert_eq!(estimate_due(&card, asked.map(day), &visits, &FEES), expected, "{card:?} {asked:?}");
        }
        assert_eq!(estimate_due(&card, None, &[], &FEES), None);
    }
}
