//! A benefits check: what a plan said it pays, who said so, and until when it may be relied on.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::StaffId;
use terms::money::Cents;
use terms::text::Line;
use terms::words;

use crate::therapy_service::Service;

/// After how many days a check is asked anew, whatever the plan year. The practice's own rule: plans promise nothing.
pub const GOOD_FOR_DAYS: i64 = 90;

/// The most services that a plan is asked about.
pub const MAX_SHARES: usize = Service::ALL.len();

/// What was asked of a plan and answered. Whatever was not said stays open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenefitsCheck {
    /// When it was written down.
    pub at: Timestamp,
    /// Who asked.
    pub by: StaffId,
    /// On which day the plan answered.
    pub on: Date,
    /// How.
    pub channel: Channel,
    /// Who was asked: the payer, or whoever runs its behavioral benefits.
    pub payer: Line,
    /// Who answered.
    pub representative: Option<Line>,
    /// Under which reference the call is found again.
    pub reference: Option<Line>,
    /// Who runs the behavioral benefits, when it is another company; claims then go there.
    pub carve_out: Option<CarveOut>,
    /// From which day the plan pays.
    pub from: Option<Date>,
    /// Until which.
    pub until: Option<Date>,
    /// Whether this therapist's NPI and license are in the network.
    pub network: Network,
    /// What the client pays each year before the plan does.
    pub deductible_cents: Option<Cents>,
    /// What is left of that.
    pub deductible_left_cents: Option<Cents>,
    /// What the client pays of each service.
    pub shares: Vec<ServiceShare>,
    /// Whether visits by video are paid.
    pub video: Said,
    /// Which place of service and modifier the plan wants for them.
    pub video_rule: Option<Line>,
    /// How many visits it pays in a year.
    pub visit_limit: Option<u16>,
    /// How many of them are used.
    pub visits_used: Option<u16>,
    /// Whether visits must be authorized first.
    pub authorization: Authorization,
    /// Within how many days of a visit a claim must be there.
    pub filing_days: Option<u16>,
    /// Out of network: which part it pays back of what it calls usual, in percent.
    pub outside_percent: Option<u8>,
    /// Out of network: what it calls usual for a session.
    pub usual_cents: Option<Cents>,
    /// What it says of couples and of codes that begin with Z.
    pub couples: Couples,
    /// Where paper claims go.
    pub claims_address: Option<Line>,
    /// Under which id electronic claims reach it.
    pub payer_id: Option<Line>,
    /// Whether whoever answered read out that this is no promise to pay.
    pub disclaimer: Disclaimer,
}

/// Whoever runs the behavioral benefits of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarveOut {
    /// Its name.
    pub payer: Line,
    /// The client's id there, when it is another.
    pub member_id: Option<Line>,
}

/// What the client pays of one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceShare {
    /// Which.
    pub service: Service,
    /// How much.
    pub share: Share,
}

/// What the client pays of a service that a plan was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Share {
    /// The same sum each time.
    Copay(Cents),
    /// A part of what is allowed, in percent, once the deductible is met.
    Coinsurance(u8),
    /// All of it.
    NotCovered,
}

/// Whether visits must be authorized first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Authorization {
    /// Nobody said.
    #[default]
    NotSaid,
    /// They need not.
    NotNeeded,
    /// They must; the number, once there is one.
    Needed(Option<Line>),
}

words! {
    /// How a plan was asked.
    Channel {
        Phone = "phone", "By phone";
        Website = "website", "On the payer’s website";
        Electronic = "electronic", "By electronic inquiry";
        Letter = "letter", "In writing";
    }

    /// Whether the therapist is in the network.
    #[derive(Default)]
    Network {
        In = "in", "In network";
        Out = "out", "Out of network";
        #[default]
        NotSaid = "not-said", "Not said";
    }

    /// An answer of a plan.
    #[derive(Default)]
    Said {
        Yes = "yes", "Yes";
        No = "no", "No";
        #[default]
        NotSaid = "not-said", "Not said";
    }

    /// What a plan says of couples.
    #[derive(Default)]
    Couples {
        WithDiagnosis = "with-diagnosis", "Paid for one partner’s covered diagnosis";
        NotPaid = "not-paid", "Not paid";
        #[default]
        NotSaid = "not-said", "Not said";
    }

    /// Whether it was read out that an answer is no promise to pay.
    #[derive(Default)]
    Disclaimer {
        Read = "read", "Read out";
        #[default]
        NotRead = "not-read", "Not read out";
    }
}

/// That the client was told what the plan said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldClient {
    /// When.
    pub at: Timestamp,
    /// Who told them.
    pub by: StaffId,
    /// What they said to it.
    pub answer: Line,
}

/// Why a check is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckRefusal {
    /// It was asked on a day to come.
    InTheFuture,
    /// The plan ends before it begins.
    EndsBeforeItBegins,
    /// More of the deductible is left than there is.
    MoreLeftThanThere,
    /// More than the whole.
    OverAHundredPercent,
    /// More visits are used than there are.
    MoreUsedThanThere,
}

impl BenefitsCheck {
    /// The last day on which it may be relied on: 90 days after, never past the calendar year, nor past the plan's end.
    pub fn good_until(&self) -> Date {
        let ends = [self.on + GOOD_FOR_DAYS.days(), self.on.last_of_year()];
        ends.into_iter().chain(self.until).min().unwrap_or(self.on)
    }

    /// Whether it may be relied on that day.
    pub fn is_good_on(&self, day: Date) -> bool {
        day <= self.good_until() && self.from.is_none_or(|from| from <= day)
    }

    /// What the client pays of a service, if the plan said so.
    pub fn share(&self, service: Service) -> Option<Share> {
        self.shares.iter().find(|told| told.service == service).map(|told| told.share)
    }

    /// How many paid visits are left this year, if the plan counts them.
    pub fn visits_left(&self) -> Option<u16> {
        self.visit_limit.map(|limit| limit.saturating_sub(self.visits_used.unwrap_or_default()))
    }
}

/// The check, when it can be true.
pub fn checked(check: BenefitsCheck, today: Date) -> Result<BenefitsCheck, CheckRefusal> {
    let percents = check.shares.iter().filter_map(|told| match told.share {
        Share::Coinsurance(percent) => Some(percent),
        Share::Copay(_) | Share::NotCovered => None,
    });
    if check.on > today {
        Err(CheckRefusal::InTheFuture)
    } else if check.from.zip(check.until).is_some_and(|(from, until)| until < from) {
        Err(CheckRefusal::EndsBeforeItBegins)
    } else if check.deductible_left_cents.zip(check.deductible_cents).is_some_and(|(left, whole)| left > whole) {
        Err(CheckRefusal::MoreLeftThanThere)
    } else if percents.chain(check.outside_percent).any(|percent| percent > 100) {
        Err(CheckRefusal::OverAHundredPercent)
    } else if check.visits_used.zip(check.visit_limit).is_some_and(|(used, limit)| used > limit) {
        Err(CheckRefusal::MoreUsedThanThere)
    } else {
        Ok(check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::benefits;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_check_is_good_for_90_days_within_its_year_and_its_plan() {
        for (on, until, expected) in [
            ("2026-03-02", None, "2026-05-31"),
            ("2026-11-20", None, "2026-12-31"),
            ("2026-03-02", Some("2026-04-30"), "2026-04-30"),
        ] {
            let check = BenefitsCheck { on: day(on), until: until.map(day), ..benefits() };
            assert_eq!(check.good_until(), day(expected), "{on}");
            assert!(check.is_good_on(day(expected)) && !check.is_good_on(day(expected) + 1.day()));
        }
        let later = BenefitsCheck { from: Some(day("2026-07-01")), ..benefits() };
        assert!(!later.is_good_on(day("2026-06-30")) && later.is_good_on(day("2026-07-01")));
    }

    #[test]
    fn a_check_that_cannot_be_true_is_refused() {
        let share = |percent| vec![ServiceShare { service: Service::Session, share: Share::Coinsurance(percent) }];
        let told = benefits;
        for (check, expected) in [
            (told(), Ok(())),
            (BenefitsCheck { on: day("2026-06-23"), ..told() }, Err(CheckRefusal::InTheFuture)),
            (
                BenefitsCheck { from: Some(day("2026-06-02")), until: Some(day("2026-06-01")), ..told() },
                Err(CheckRefusal::EndsBeforeItBegins),
            ),
            (
                BenefitsCheck { deductible_left_cents: Some(Cents(50_001)), ..told() },
                Err(CheckRefusal::MoreLeftThanThere),
            ),
            (BenefitsCheck { shares: share(100), ..told() }, Ok(())),
            (BenefitsCheck { shares: share(101), ..told() }, Err(CheckRefusal::OverAHundredPercent)),
            (BenefitsCheck { outside_percent: Some(101), ..told() }, Err(CheckRefusal::OverAHundredPercent)),
            (BenefitsCheck { visits_used: Some(31), ..told() }, Err(CheckRefusal::MoreUsedThanThere)),
        ] {
            assert_eq!(checked(check, day("2026-06-22")).map(|_| ()), expected);
        }
    }
}
