//! What an answer in a file offers as a start for a benefits check. A person looks at it, changes it and saves it.

use jiff::civil::Date;
use terms::money::Cents;

use crate::benefits::{Authorization, Share};
use crate::x12::eligibility_answer::{Benefit, BenefitKind, EligibilityAnswer};

/// A start; whatever the answer does not say stays open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BenefitsStart {
    /// Who runs the behavioral benefits, and the member's number there.
    pub carve_out: Option<(String, Option<String>)>,
    /// From which day the plan pays.
    pub from: Option<Date>,
    /// Until which.
    pub until: Option<Date>,
    /// The deductible of one person in a year.
    pub deductible_cents: Option<Cents>,
    /// What is left of it.
    pub deductible_left_cents: Option<Cents>,
    /// What the client pays of a session.
    pub share: Option<Share>,
    /// How many visits it pays in a year.
    pub visit_limit: Option<u32>,
    /// How many of them are used.
    pub visits_used: Option<u32>,
    /// Whether visits must be authorized first.
    pub authorization: Authorization,
}

/// What remains of a sum or a count (X12 time period qualifier).
const LEFT: &str = "29";

/// A year: of the calendar, of the plan, or of the contract.
const YEARS: [&str; 3] = ["23", "22", "25"];

/// The days on which a plan begins and ends, as answers name them: eligibility, plan, and their begin and end.
const BEGINS: [&str; 4] = ["346", "356", "291", "307"];
const ENDS: [&str; 2] = ["347", "357"];

/// The start that an answer offers. Statements outside the network are left out, since each plan tells both.
pub fn benefits_start(answer: &EligibilityAnswer) -> BenefitsStart {
    let is_year = |benefit: &Benefit| YEARS.contains(&benefit.period.as_str());
    let sum = |left: bool| {
        let fits = |benefit: &Benefit| if left { benefit.period == LEFT } else { is_year(benefit) };
        best(answer, BenefitKind::Deductible, &fits)?.amount_cents
    };
    let visits = |left: bool| {
        let fits =
            |benefit: &Benefit| benefit.unit == "VS" && if left { benefit.period == LEFT } else { is_year(benefit) };
        best(answer, BenefitKind::Limitations, &fits)?.quantity
    };
    let day = |kinds: &[&str]| answer.plan_days.iter().find(|(kind, ..)| kinds.contains(&kind.as_str()));
    let limit = visits(false);
    BenefitsStart {
        carve_out: answer.carve_out().map(|other| (other.name.clone(), answer.carve_out_member().map(str::to_owned))),
        from: day(&BEGINS).map(|(_, from, _)| *from),
        until: day(&ENDS).map(|(_, on, _)| *on).or(day(&BEGINS).and_then(|(_, _, until)| *until)),
        deductible_cents: sum(false),
        deductible_left_cents: sum(true),
        share: share(answer),
        visit_limit: limit,
        visits_used: limit.zip(visits(true)).map(|(limit, left)| limit.saturating_sub(left)),
        authorization: authorization(answer),
    }
}

/// The statement of this kind that fits best.
fn best<'a>(answer: &'a EligibilityAnswer, what: BenefitKind, fits: &dyn Fn(&Benefit) -> bool) -> Option<&'a Benefit> {
    let of_kind = answer.benefits.iter().filter(|benefit| benefit.what == what && benefit.in_network != "N");
    of_kind.filter(|benefit| fits(benefit)).min_by_key(|benefit| rank(benefit))
}

/// A copay before a part of what is allowed.
fn share(answer: &EligibilityAnswer) -> Option<Share> {
    let copay = best(answer, BenefitKind::CoPayment, &|benefit| benefit.amount_cents.is_some());
    if let Some(copay) = copay.and_then(|copay| copay.amount_cents) {
        return Some(Share::Copay(copay));
    }
    let is_whole = |benefit: &Benefit| benefit.share.is_some_and(|share| share % 100 == 0);
    let part = best(answer, BenefitKind::CoInsurance, &is_whole)?;
    u8::try_from(part.share? / 100).ok().map(Share::Coinsurance)
}

/// Mental health before everything, one person before a family.
fn rank(benefit: &Benefit) -> (bool, bool) {
    let is_ours = benefit.services.iter().any(|service| matches!(service.as_str(), "MH" | "A4" | "A6" | "CF" | "CG"));
    (!is_ours, benefit.level != "IND")
}

/// Needed where any statement on mental health says so.
fn authorization(answer: &EligibilityAnswer) -> Authorization {
    let ours: Vec<&str> = answer
        .benefits
        .iter()
        .filter(|benefit| !rank(benefit).0)
        .map(|benefit| benefit.authorization.as_str())
        .collect();
    match (ours.contains(&"Y"), ours.contains(&"N")) {
        (true, _) => Authorization::Needed(None),
        (false, true) => Authorization::NotNeeded,
        (false, false) => Authorization::NotSaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(what: BenefitKind, services: &str, period: &str) -> Benefit {
        let nothing = String::new;
        Benefit {
            what,
            level: "IND".to_owned(),
            services: services.split('^').map(str::to_owned).collect(),
            plan: nothing(),
            period: period.to_owned(),
            amount_cents: None,
            share: None,
            unit: nothing(),
            quantity: None,
            authorization: nothing(),
            in_network: "Y".to_owned(),
            member: nothing(),
            messages: Vec::new(),
            others: Vec::new(),
        }
    }

    #[test]
    fn mental_health_and_one_person_go_first_and_nothing_outside_the_network_is_offered() {
        let sum = |what, services, period, cents| Benefit {
            amount_cents: Some(Cents(cents)),
            ..said(what, services, period)
        };
        let family = Benefit { level: "FAM".to_owned(), ..sum(BenefitKind::Deductible, "30", "23", 300_000) };
        let outside = Benefit { in_network: "N".to_owned(), ..sum(BenefitKind::CoPayment, "MH", "27", 9_000) };
        let limit = |period, count| Benefit {
            unit: "VS".to_owned(),
            quantity: Some(count),
            authorization: "Y".to_owned(),
            ..said(BenefitKind::Limitations, "MH", period)
        };
        let answer = EligibilityAnswer {
            benefits: vec![
                family,
                sum(BenefitKind::Deductible, "30", "23", 150_000),
                sum(BenefitKind::Deductible, "30", "29", 120_000),
                outside,
                sum(BenefitKind::CoPayment, "98", "27", 5_000),
                sum(BenefitKind::CoPayment, "MH^A6", "27", 3_000),
                limit("23", 20),
                limit("29", 14),
            ],
            plan_days: vec![("346".to_owned(), "2026-01-01".parse().unwrap(), None)],
            ..EligibilityAnswer::default()
        };
        let start = benefits_start(&answer);
        assert_eq!(start.share, Some(Share::Copay(Cents(3_000))));
        assert_eq!((start.deductible_cents, start.deductible_left_cents), (Some(Cents(150_000)), Some(Cents(120_000))));
        assert_eq!((start.visit_limit, start.visits_used), (Some(20), Some(6)));
        assert_eq!((start.authorization, start.from), (Authorization::Needed(None), "2026-01-01".parse().ok()));
    }

    #[test]
    fn what_an_answer_does_not_say_stays_open() {
        assert_eq!(benefits_start(&EligibilityAnswer::default()), BenefitsStart::default());
        let part = Benefit { share: Some(2_050), ..said(BenefitKind::CoInsurance, "MH", "27") };
        let days = Benefit { unit: "DY".to_owned(), quantity: Some(9), ..said(BenefitKind::Limitations, "MH", "23") };
        let answer = EligibilityAnswer { benefits: vec![part, days], ..EligibilityAnswer::default() };
        let start = benefits_start(&answer);
        assert_eq!((start.share, start.visit_limit, start.authorization), (None, None, Authorization::NotSaid));
    }
}
