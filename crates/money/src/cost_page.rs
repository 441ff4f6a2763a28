//! What this might cost: one page before anything starts, of psychotherapy alone.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::money::Cents;
use terms::practice::Fees;
use terms::words;

use crate::benefits::{Authorization, BenefitsCheck, Couples, Network, Said, Share};
use crate::estimate::GivenHow;
use crate::plan::{Plan, PlanUse};
use crate::therapy_service::Service;

/// How many sessions the two ways are told for.
pub const SESSIONS: u16 = 10;

/// The page: a line for each service, and the best and the worst that a course of sessions may cost the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostPage {
    /// On which day it was made.
    pub on: Date,
    /// The lines.
    pub lines: Vec<CostLine>,
    /// The best and the worst for an intake and [`SESSIONS`] sessions, in the client's own money.
    pub best_cents: Cents,
    /// The worst: the plan pays nothing.
    pub worst_cents: Cents,
    /// Until when the plan's answers may be relied on, when it was asked.
    pub good_until: Option<Date>,
    /// What the client may ask the plan.
    pub questions: Vec<PlanQuestion>,
}

/// The page on costs as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenPage {
    /// When it was given.
    pub at: Timestamp,
    /// How.
    pub how: GivenHow,
    /// What it says.
    pub page: CostPage,
    /// When the client said that they have read it.
    pub read_at: Option<Timestamp>,
}

/// What one service may cost the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostLine {
    /// Which.
    pub service: Service,
    /// Whether the plan pays.
    pub covered: Covered,
    /// The fee.
    pub fee_cents: Cents,
    /// What the client pays of it at best, before any deductible that is left.
    pub best_cents: Cents,
}

words! {
    /// Whether a plan pays for a service.
    Covered {
        Yes = "covered", "Covered";
        Maybe = "maybe", "Maybe";
        No = "not", "Not covered";
    }

    /// Something to ask a plan.
    PlanQuestion {
        Network = "network", "Is this therapist in my network, for outpatient psychotherapy?";
        CarveOut = "carve-out", "Does another company run my mental health benefits, and what is its number?";
        Deductible = "deductible", "How much of my deductible is left this year?";
        Share = "share", "What do I pay for each session: a fixed sum, or a part?";
        Video = "video", "Do you pay for sessions by video as you do for sessions in a room?";
        Limit = "limit", "How many sessions do you pay for in a year, and how many are used?";
        Authorization = "authorization", "Must sessions be authorized first?";
        Outside = "outside", "What do you pay back for a therapist who is not in your network?";
        Couples = "couples", "Do you pay for couples therapy, code 90847, and on what terms?";
        Mail = "mail", "Whom do you write to about what you paid, and can you write to me somewhere else?";
    }
}

/// What is known when the page is made.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The fees, after a sliding scale.
    pub fees: &'a Fees,
    /// The client's plan.
    pub plan: Option<&'a Plan>,
    /// What it said, if it was asked.
    pub check: Option<&'a BenefitsCheck>,
    /// The day.
    pub today: Date,
}

/// The page. A fee of nothing has no line.
pub fn cost_page(known: Known<'_>) -> CostPage {
    let used = known.plan.filter(|plan| plan.used != PlanUse::NotUsed);
    let check = known.check.filter(|check| used.is_some() && check.is_good_on(known.today));
    let lines = Service::ALL.into_iter().filter(|service| service.fee_cents(known.fees) > Cents::ZERO);
    let lines: Vec<CostLine> = lines.map(|service| line(service, (known.fees, used), check)).collect();
    let course = [(Service::Intake, 1), (Service::Session, SESSIONS)];
    let fee = |service: Service| service.fee_cents(known.fees).0;
    let worst: i64 = course.iter().map(|(service, count)| fee(*service) * i64::from(*count)).sum();
    let best = if used.is_some() { best_way(&lines, &course, check) } else { worst };
    CostPage {
        on: known.today,
        lines,
        best_cents: Cents(best.min(worst)),
        worst_cents: Cents(worst),
        good_until: check.map(BenefitsCheck::good_until),
        questions: if used.is_some() { questions(check) } else { Vec::new() },
    }
}

fn line(service: Service, (fees, plan): (&Fees, Option<&Plan>), check: Option<&BenefitsCheck>) -> CostLine {
    let fee_cents = service.fee_cents(fees);
    let covered = covered(service, plan, check);
    let best_cents = match covered {
        Covered::No => fee_cents,
        Covered::Yes | Covered::Maybe => own_share(service, fee_cents, check),
    };
    CostLine { service, covered, fee_cents, best_cents }
}

fn covered(service: Service, plan: Option<&Plan>, check: Option<&BenefitsCheck>) -> Covered {
    if plan.is_none() || service.procedure().is_none() {
        return Covered::No;
    }
    let Some(check) = check else { return Covered::Maybe };
    let share = check.share(service);
    if share == Some(Share::NotCovered) || check.visits_left() == Some(0) {
        return Covered::No;
    }
    match (service, check.couples) {
        (Service::CoupleSession, Couples::NotPaid) => Covered::No,
        // Only for one partner's covered diagnosis, which the page knows nothing of.
        (Service::CoupleSession, Couples::WithDiagnosis | Couples::NotSaid) => Covered::Maybe,
        _ if check.network == Network::In && share.is_some() => Covered::Yes,
        _ => Covered::Maybe,
    }
}

/// What the client pays of a visit once any deductible is met, as far as the plan said; at best nothing, where it did not.
fn own_share(service: Service, fee: Cents, check: Option<&BenefitsCheck>) -> Cents {
    let Some(check) = check else { return Cents::ZERO };
    if check.network == Network::Out {
        let paid_back = check
            .outside_percent
            .map_or(0, |percent| check.usual_cents.unwrap_or(fee).min(fee).0 * i64::from(percent) / 100);
        return Cents(fee.0 - paid_back);
    }
    match check.share(service) {
        Some(Share::Copay(copay)) => copay.min(fee),
        Some(Share::Coinsurance(percent)) => Cents((fee.0 * i64::from(percent) + 50) / 100),
        Some(Share::NotCovered) => fee,
        None => Cents::ZERO,
    }
}

/// The deductible that is left comes first, wherever the client pays a part; a copay is paid without it.
fn best_way(lines: &[CostLine], course: &[(Service, u16)], check: Option<&BenefitsCheck>) -> i64 {
    let mut left = check.and_then(|check| check.deductible_left_cents).map_or(0, |cents| cents.0);
    let visits = course.iter().flat_map(|(service, count)| std::iter::repeat_n(service, usize::from(*count)));
    let mut sum = 0;
    for line in visits.filter_map(|service| lines.iter().find(|line| line.service == *service)) {
        let (fee, best) = (line.fee_cents.0, line.best_cents.0);
        let is_copay = check.is_some_and(|check| matches!(check.share(line.service), Some(Share::Copay(_))));
        let first = if is_copay { 0 } else { left.min(fee) };
        left -= first;
        // The rest of the fee is shared as the whole would be.
        sum += first + if fee == 0 { 0 } else { best * (fee - first) / fee };
    }
    sum
}

fn questions(check: Option<&BenefitsCheck>) -> Vec<PlanQuestion> {
    let is_open = |question: &PlanQuestion| {
        let Some(check) = check else { return true };
        match question {
            PlanQuestion::Network => check.network == Network::NotSaid,
            PlanQuestion::CarveOut => check.representative.is_none() && check.carve_out.is_none(),
            PlanQuestion::Deductible => check.deductible_left_cents.is_none(),
            PlanQuestion::Share => check.share(Service::Session).is_none(),
            PlanQuestion::Video => check.video == Said::NotSaid,
            PlanQuestion::Limit => check.visit_limit.is_none(),
            PlanQuestion::Authorization => check.authorization == Authorization::NotSaid,
            PlanQuestion::Outside => check.network == Network::Out && check.outside_percent.is_none(),
            PlanQuestion::Couples => check.couples == Couples::NotSaid,
            // What it writes, and to whom, is between the plan and the client.
            PlanQuestion::Mail => true,
        }
    };
    PlanQuestion::ALL.into_iter().filter(is_open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::benefits::ServiceShare;
    use crate::made_up::{FEES, benefits, plan, today};

    /// What the client pays at best and at worst for an intake and ten sessions, and whether a session is covered.
    fn told(plan: Option<&Plan>, check: Option<&BenefitsCheck>) -> (i64, i64, Covered) {
        let page = cost_page(Known { fees: &FEES, plan, check, today: today() });
        let session = page.lines.iter().find(|line| line.service == Service::Session).unwrap();
        (page.best_cents.0, page.worst_cents.0, session.covered)
    }

    fn shares(share: Share) -> Vec<ServiceShare> {
        [Service::Intake, Service::Session].map(|service| ServiceShare { service, share }).to_vec()
    }

    #[test]
    fn the_best_and_the_worst_way_are_told_as_the_plan_said() {
        let whole = 19_500 + 10 * 16_500;
        let met = |share| BenefitsCheck { shares: shares(share), deductible_left_cents: Some(Cents(0)), ..benefits() };
        let outside = BenefitsCheck {
            network: Network::Out,
            outside_percent: Some(60),
            usual_cents: Some(Cents(10_000)),
            deductible_left_cents: Some(Cents(0)),
            ..benefits()
        };
        for (check, expected) in [
            (met(Share::Copay(Cents(3_000))), (11 * 3_000, Covered::Yes)),
            (met(Share::Coinsurance(20)), (whole / 5, Covered::Yes)),
            (met(Share::NotCovered), (whole, Covered::No)),
            // The deductible of $500 first, then a fifth of the rest.
            (
                BenefitsCheck { shares: shares(Share::Coinsurance(20)), ..benefits() },
                (50_000 + (whole - 50_000) / 5, Covered::Yes),
            ),
            (
                BenefitsCheck { network: Network::NotSaid, ..met(Share::Copay(Cents(3_000))) },
                (11 * 3_000, Covered::Maybe),
            ),
            (
                BenefitsCheck { visit_limit: Some(5), visits_used: Some(5), ..met(Share::Copay(Cents(3_000))) },
                (whole, Covered::No),
            ),
            (outside, (whole - 11 * 6_000, Covered::Maybe)),
        ] {
            assert_eq!(told(Some(&plan()), Some(&check)), (expected.0, whole, expected.1), "{check:?}");
        }
        assert_eq!(told(None, None), (whole, whole, Covered::No), "who has no plan pays the fees");
        assert_eq!(told(Some(&plan()), None), (0, whole, Covered::Maybe), "a plan that was not asked may pay anything");
        let unused = Plan { used: PlanUse::NotUsed, ..plan() };
        assert_eq!(told(Some(&unused), Some(&benefits())), (whole, whole, Covered::No));
    }

    #[test]
    fn what_the_plan_has_not_said_is_left_to_ask_and_an_old_answer_is_none() {
        let page = |check: &BenefitsCheck, today| {
            cost_page(Known { fees: &FEES, plan: Some(&plan()), check: Some(check), today })
        };
        let asked = page(&benefits(), today());
        assert!(!asked.questions.contains(&PlanQuestion::Network) && asked.questions.contains(&PlanQuestion::Mail));
        assert_eq!(asked.good_until, Some(benefits().good_until()));
        let later = page(&benefits(), "2027-01-02".parse().unwrap());
        assert_eq!((later.questions.len(), later.good_until), (PlanQuestion::ALL.len(), None));
    }

    #[test]
    fn behaviour_33_a_page_on_costs_has_no_dosing_line() {
        let other = Fees { attended_dosing_cents: Cents(1), ..FEES };
        let page = |fees| cost_page(Known { fees, plan: Some(&plan()), check: Some(&benefits()), today: today() });
        assert_eq!(page(&FEES), page(&other));
        assert!(page(&FEES).lines.iter().all(|line| line.fee_cents != FEES.attended_dosing_cents));
    }
}
