//! Good Faith Estimates for whoever pays themselves (45 CFR 149.610), and what they promise.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::diagnosis::DiagnosisCode;
use terms::ids::{EstimateId, StaffId};
use terms::money::Cents;
use terms::practice::Fees;
use terms::text::Line;
use terms::words;

use crate::therapy_service::Service;

/// From how much over an estimate a bill can be disputed (45 CFR 149.620(b)).
pub const DISPUTE_CENTS: Cents = Cents(40_000);

/// Within how many days of the bill (45 CFR 149.620(c)(2)).
pub const DISPUTE_WITHIN_DAYS: u16 = 120;

/// The most lines of one estimate.
pub const MAX_LINES: usize = Service::ALL.len();

/// An estimate as it was given. It is kept as it was, and a later one stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
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
    /// Why it was made.
    pub reason: EstimateReason,
    /// The first day it is for.
    pub from: Date,
    /// The last; at most twelve months from the first.
    pub until: Date,
    /// The day of the first visit, when it is booked.
    pub first_visit: Option<Date>,
    /// What is expected, at least one line; each service once.
    pub lines: Vec<EstimateLine>,
    /// What would be booked apart, and has an estimate of its own then.
    pub apart: Vec<Service>,
    /// The diagnosis that is treated, once there is one.
    pub diagnosis: Option<DiagnosisCode>,
    /// Who provides it.
    pub provider: Provider,
}

/// Who provides what an estimate names (45 CFR 149.610(c)(1)(v)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// The practice.
    pub practice: String,
    /// The therapist.
    pub clinician: Line,
    /// The practice's National Provider Identifier.
    pub npi: String,
    /// Its tax id.
    pub tax_id: String,
    /// Where it is: street, town and state.
    pub place: String,
}

/// Some visits of one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstimateLine {
    /// Which.
    pub service: Service,
    /// How often.
    pub rhythm: Rhythm,
    /// How many, 1 and up.
    pub count: u16,
    /// What one is expected to cost, after a sliding scale.
    pub each_cents: Cents,
}

/// What somebody wants estimated, before it is priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Which visits: service, how often, how many.
    pub visits: Vec<(Service, Rhythm, u16)>,
    /// What would be booked apart.
    pub apart: Vec<Service>,
    /// The first day.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// The day of the first visit, when it is booked.
    pub first_visit: Option<Date>,
    /// Why it is made.
    pub reason: EstimateReason,
    /// The diagnosis, once there is one.
    pub diagnosis: Option<DiagnosisCode>,
}

words! {
    /// How often visits come.
    Rhythm {
        Once = "once", "Once";
        TwiceAWeek = "twice-a-week", "Twice a week";
        Weekly = "weekly", "Every week";
        EveryTwoWeeks = "every-two-weeks", "Every two weeks";
        Monthly = "monthly", "Every month";
    }

    /// Why an estimate was made.
    EstimateReason {
        Scheduled = "scheduled", "A visit was booked";
        Asked = "asked", "The client asked what it costs";
        Changed = "changed", "What is expected has changed";
        Renewed = "renewed", "The one before ran out";
    }

    /// How a paper about costs reached the client.
    GivenHow {
        Pages = "pages", "In their own pages";
        Paper = "paper", "On paper, handed over";
        Mail = "mail", "By mail";
    }
}

/// Why an estimate is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EstimateRefusal {
    /// It names no visit.
    Nothing,
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// It is for over twelve months (45 CFR 149.610(b)(1)(x)).
    OverAYear,
    /// One service has two lines.
    Twice,
    /// More visits than fit into the time at that rhythm.
    MoreThanFit,
}

impl Rhythm {
    /// How many visits fit from one day to another, both counted.
    pub fn fits(self, from: Date, until: Date) -> u16 {
        let days = from.duration_until(until).as_hours() / 24;
        let count = match self {
            Self::Once => 1,
            Self::TwiceAWeek => (days / 7 + 1) * 2,
            Self::Weekly => days / 7 + 1,
            Self::EveryTwoWeeks => days / 14 + 1,
            Self::Monthly => days / 28 + 1,
        };
        u16::try_from(count).unwrap_or(0)
    }
}

impl EstimateLine {
    /// All its visits together.
    pub fn cents(&self) -> Cents {
        Cents(self.each_cents.0 * i64::from(self.count))
    }
}

impl Estimate {
    /// All that is expected together.
    pub fn total_cents(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.cents().0).sum())
    }

    /// Whether it is for a visit on that day.
    pub fn covers(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// How much more was charged for psychotherapy in its time than it says, if more was.
    pub fn over_cents(&self, charges: impl Iterator<Item = (Date, Cents)>) -> Option<Cents> {
        let sum: i64 = charges.filter(|(day, _)| self.covers(*day)).map(|(_, cents)| cents.0).sum();
        Some(Cents(sum - self.total_cents().0)).filter(|over| *over > Cents::ZERO)
    }
}

/// Whether a bill that is so much over its estimate can be disputed.
pub fn is_disputable(over: Cents) -> bool {
    over >= DISPUTE_CENTS
}

/// The lines of an estimate at these fees.
pub fn priced(expected: &Expected, fees: &Fees) -> Result<Vec<EstimateLine>, EstimateRefusal> {
    let Expected { visits, from, until, .. } = expected;
    let is_twice = |place: usize| visits[..place].iter().any(|(service, ..)| *service == visits[place].0);
    if visits.is_empty() || visits.iter().any(|(_, _, count)| *count == 0) {
        Err(EstimateRefusal::Nothing)
    } else if until < from {
        Err(EstimateRefusal::EndsBeforeItBegins)
    } else if *until >= *from + 1.year() {
        Err(EstimateRefusal::OverAYear)
    } else if (0..visits.len()).any(is_twice) {
        Err(EstimateRefusal::Twice)
    } else if visits.iter().any(|(_, rhythm, count)| *count > rhythm.fits(*from, *until)) {
        Err(EstimateRefusal::MoreThanFit)
    } else {
        let line = |&(service, rhythm, count): &(Service, Rhythm, u16)| EstimateLine {
            service,
            rhythm,
            count,
            each_cents: service.fee_cents(fees),
        };
        Ok(visits.iter().map(line).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::made_up::{FEES, estimate};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn expected(visits: &[(Service, Rhythm, u16)], from: &str, until: &str) -> Expected {
        Expected {
            visits: visits.to_vec(),
            apart: Vec::new(),
            from: day(from),
            until: day(until),
            first_visit: None,
            reason: EstimateReason::Asked,
            diagnosis: None,
        }
    }

    #[test]
    fn behaviour_35_an_estimate_names_visits_of_at_most_twelve_months() {
        let weekly = (Service::Session, Rhythm::Weekly, 52);
        let intake = (Service::Intake, Rhythm::Once, 1);
        for (visits, from, until, expects) in [
            (&[weekly][..], "2026-06-22", "2027-06-21", Ok(52 * 16_500)),
            (&[intake, weekly], "2026-06-22", "2027-06-21", Ok(52 * 16_500 + 19_500)),
            (&[weekly], "2026-06-22", "2027-06-22", Err(EstimateRefusal::OverAYear)),
            (&[intake], "2026-06-22", "2026-06-22", Ok(19_500)),
            (&[intake], "2026-06-22", "2026-06-21", Err(EstimateRefusal::EndsBeforeItBegins)),
            (&[], "2026-06-22", "2026-07-21", Err(EstimateRefusal::Nothing)),
            (&[(Service::Intake, Rhythm::Once, 0)], "2026-06-22", "2026-07-21", Err(EstimateRefusal::Nothing)),
            (&[intake, intake], "2026-06-22", "2026-07-21", Err(EstimateRefusal::Twice)),
            (&[(Service::Intake, Rhythm::Once, 2)], "2026-06-22", "2026-07-21", Err(EstimateRefusal::MoreThanFit)),
            (&[(Service::Session, Rhythm::Weekly, 6)], "2026-06-22", "2026-07-21", Err(EstimateRefusal::MoreThanFit)),
        ] {
            let lines = priced(&expected(visits, from, until), &FEES);
            let total = lines.map(|lines| lines.iter().map(|line| line.cents().0).sum::<i64>());
            assert_eq!(total, expects, "{visits:?} {from} {until}");
        }
    }

    #[test]
    fn behaviour_35_a_bill_can_be_disputed_from_400_dollars_over() {
        // $1,650 for ten sessions from June 22 to August 31.
        let charged = |cents| [(day("2026-06-22"), Cents(cents)), (day("2026-09-01"), Cents(90_000))].into_iter();
        for (cents, expected) in
            [(165_000, None), (165_001, Some(false)), (204_999, Some(false)), (205_000, Some(true))]
        {
            assert_eq!(estimate().over_cents(charged(cents)).map(is_disputable), expected, "{cents}");
        }
    }

    proptest! {
        #[test]
        fn behaviour_33_an_estimate_never_depends_on_the_fee_of_a_dosing_day(
            visits in vec((prop::sample::select(Service::ALL.to_vec()), 1..12_u16), 1..4), dosing in 0..1_000_000_i64,
        ) {
            let visits: Vec<_> = visits.into_iter().map(|(service, count)| (service, Rhythm::Weekly, count)).collect();
            let expected = expected(&visits, "2026-06-22", "2026-12-31");
            let other = Fees { attended_dosing_cents: Cents(dosing), ..FEES };
            prop_assert_eq!(priced(&expected, &FEES), priced(&expected, &other));
        }
    }
}
