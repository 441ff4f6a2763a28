//! A sliding scale: a lower fee for one client, with a reason and an end. What is billed is what is charged.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::fees_beside::FeesBeside;
use terms::ids::StaffId;
use terms::money::Cents;
use terms::practice::Fees;
use terms::text::Line;

use crate::coverage::Coverage;

/// A lower fee for psychotherapy that was agreed. An attended dosing day is never part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// When it was agreed.
    pub at: Timestamp,
    /// Who agreed to it for the practice.
    pub by: StaffId,
    /// What the client pays of the usual fee, in percent, 1 to 99.
    pub percent: u8,
    /// Why.
    pub reason: Line,
    /// From which day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// Why a scale is not agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleRefusal {
    /// It leaves nothing or takes nothing off.
    NotAPart,
    /// It ends before it begins, or lasts over a year.
    NoYear,
    /// Claims go to the plan: the fee on a claim is the fee that is charged, and no copay is waived by habit.
    PlanIsUsed,
}

/// The scale, when it can be agreed.
pub fn agreed(scale: Scale, sends_claims: SendsClaims) -> Result<Scale, ScaleRefusal> {
    let days = scale.from.duration_until(scale.until).as_hours() / 24;
    if !(1..100).contains(&scale.percent) {
        Err(ScaleRefusal::NotAPart)
    } else if !(0..366).contains(&days) {
        Err(ScaleRefusal::NoYear)
    } else if sends_claims == SendsClaims::Yes {
        Err(ScaleRefusal::PlanIsUsed)
    } else {
        Ok(scale)
    }
}

impl Coverage {
    /// The scale that holds on a day.
    pub fn scale_on(&self, day: Date) -> Option<&Scale> {
        self.scale.as_ref().filter(|scale| scale.holds_on(day))
    }

    /// The scale that was agreed last, whether or not it still holds.
    pub fn scale(&self) -> Option<&Scale> {
        self.scale.as_ref()
    }

    /// The fees of psychotherapy on a day, after a scale.
    pub fn fees_on(&self, day: Date, fees: &Fees) -> Fees {
        self.scale_on(day).map_or(*fees, |scale| scale.of(fees))
    }
}

/// Whether the practice sends claims for a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendsClaims {
    /// It does.
    Yes,
    /// It does not.
    No,
}

impl Scale {
    /// Whether it holds that day.
    pub fn holds_on(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// The fees of psychotherapy by this scale, to the nearest cent; the fee of an attended dosing day stays.
    pub fn of(&self, fees: &Fees) -> Fees {
        let part = |cents: Cents| Cents((cents.0 * i64::from(self.percent) + 50) / 100);
        Fees {
            first_conversation_cents: part(fees.first_conversation_cents),
            short_visit_cents: part(fees.short_visit_cents),
            visit_cents: part(fees.visit_cents),
            long_visit_cents: part(fees.long_visit_cents),
            attended_dosing_cents: fees.attended_dosing_cents,
            missed_visit_cents: fees.missed_visit_cents,
            beside: FeesBeside {
                crisis_cents: part(fees.beside.crisis_cents),
                crisis_more_cents: part(fees.beside.crisis_more_cents),
                complex_cents: part(fees.beside.complex_cents),
                measure_cents: part(fees.beside.measure_cents),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{FEES, scale};

    #[test]
    fn a_scale_is_a_part_of_the_fee_for_at_most_a_year_and_never_beside_claims() {
        let until = |text: &str| Scale { until: text.parse().unwrap(), ..scale(60) };
        for (scale, claims, expected) in [
            (scale(1), SendsClaims::No, Ok(())),
            (scale(99), SendsClaims::No, Ok(())),
            (scale(0), SendsClaims::No, Err(ScaleRefusal::NotAPart)),
            (scale(100), SendsClaims::No, Err(ScaleRefusal::NotAPart)),
            (until("2026-06-01"), SendsClaims::No, Ok(())),
            (until("2026-05-31"), SendsClaims::No, Err(ScaleRefusal::NoYear)),
            (until("2027-06-01"), SendsClaims::No, Ok(())),
            (until("2027-06-02"), SendsClaims::No, Err(ScaleRefusal::NoYear)),
            (scale(60), SendsClaims::Yes, Err(ScaleRefusal::PlanIsUsed)),
        ] {
            assert_eq!(agreed(scale, claims).map(|_| ()), expected);
        }
    }

    #[test]
    fn behaviour_33_a_scale_lowers_psychotherapy_alone() {
        let lower = scale(60).of(&FEES);
        assert_eq!((lower.visit_cents, lower.long_visit_cents), (Cents(9_900), Cents(11_700)));
        assert_eq!(lower.attended_dosing_cents, FEES.attended_dosing_cents);
        let odd = Fees { visit_cents: Cents(101), ..FEES };
        assert_eq!(scale(50).of(&odd).visit_cents, Cents(51), "to the nearest cent");
    }
}
