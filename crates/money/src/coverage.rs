//! Coverage as a fold: the plan and what it said, who reads the insurer's mail, estimates, and what was agreed on fees.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::folder::{Due, Folder, FolderKind};
use terms::ids::{EstimateId, StaffId};
use terms::text::Line;
use terms::words;

use crate::authorized::Authorized;
use crate::benefits::{BenefitsCheck, ToldClient};
use crate::cost_page::{CostPage, GivenPage};
use crate::coverage_card::CoverageCard;
use crate::dosing_estimate::DosingEstimate;
use crate::each_month::SuperbillWish;
use crate::estimate::{Estimate, GivenHow};
use crate::insurer_mail::{ClaimAllowed, MailAnswer, NoClaim, Writer, claim_allowed};
use crate::plan::{Plan, PlanUse};
use crate::plan_answer::PlanAnswer;
use crate::plan_inquiry::PlanInquiry;
use crate::record_ask::RecordSent;
use crate::scale::{Scale, SendsClaims};

/// A fact about coverage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CoverageEntry {
    /// The client asked what their plan pays, or what it costs.
    Asked(CostQuestion),
    /// A plan was told, in place of the one before.
    PlanTold {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Writer,
        /// The plan.
        plan: Plan,
    },
    /// A plan that is asked after the first was told, in place of the one before; or that there is none any more.
    SecondPlanTold {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Writer,
        /// The plan.
        plan: Option<Box<Plan>>,
    },
    /// The plan was asked.
    Checked(Box<BenefitsCheck>),
    /// The client was told what it said.
    ClientTold(ToldClient),
    /// The client said who reads the insurer's mail, and what they want.
    MailAnswered(MailAnswer),
    /// The plan confirmed that it writes elsewhere.
    PlanConfirmed {
        /// When it was written down.
        at: Timestamp,
        /// By whom.
        by: Writer,
    },
    /// The page on what this might cost was given.
    CostPageGiven {
        /// When.
        at: Timestamp,
        /// By whom.
        by: StaffId,
        /// How.
        how: GivenHow,
        /// What it says.
        page: CostPage,
    },
    /// The client says that they have read it.
    CostPageRead {
        /// When.
        at: Timestamp,
        /// Who wrote it down.
        by: Writer,
    },
    /// A lower fee was agreed, in place of one before.
    ScaleAgreed(Scale),
    /// It ended before its time.
    ScaleEnded {
        /// When.
        at: Timestamp,
        /// On which day it holds for the last time.
        on: Date,
        /// Who ended it.
        by: StaffId,
        /// Why.
        reason: Line,
    },
    /// An estimate was given.
    EstimateGiven(Box<Estimate>),
    /// An estimate of dosing days was given, apart.
    DosingEstimateGiven(Box<DosingEstimate>),
    /// The client said whether they want a superbill of each month. Nobody says it for them.
    SuperbillsWished(SuperbillWish),
    /// Something of the record was sent to a payer, as the therapist decided.
    RecordSent(Box<RecordSent>),
    /// The plan authorized visits.
    Authorized(Box<Authorized>),
    /// The plan was asked by a file.
    PlanAsked(PlanInquiry),
    /// What it answered in a file.
    PlanAnswered(Box<PlanAnswer>),
}

/// A question about costs; it asks for an estimate too (45 CFR 149.610(b)(1)(iii)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostQuestion {
    /// When.
    pub at: Timestamp,
    /// Where it was asked.
    pub wish: PayWish,
}

words! {
    /// How somebody who asks about costs would like to pay.
    PayWish {
        Insurance = "insurance", "With insurance";
        SelfPay = "self-pay", "Without insurance";
        NotSure = "not-sure", "Not sure yet";
    }
}

/// What is known of a client's coverage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    asked: Option<CostQuestion>,
    unanswered: Option<Timestamp>,
    unestimated: Option<Timestamp>,
    plan: Option<Plan>,
    pub(crate) second_plan: Option<Plan>,
    checks: Vec<BenefitsCheck>,
    told: Option<ToldClient>,
    mail: Option<MailAnswer>,
    confirmed_at: Option<Timestamp>,
    cost_page: Option<GivenPage>,
    pub(crate) scale: Option<Scale>,
    estimates: Vec<Estimate>,
    pub(crate) dosing_estimates: Vec<DosingEstimate>,
    pub(crate) superbills_since: Option<Timestamp>,
    pub(crate) sent: Vec<RecordSent>,
    pub(crate) authorized: Vec<Authorized>,
    pub(crate) inquiry: Option<PlanInquiry>,
    pub(crate) answer: Option<PlanAnswer>,
}

impl Coverage {
    /// The last question about costs.
    pub fn asked(&self) -> Option<CostQuestion> {
        self.asked
    }

    /// When it was asked, while neither an estimate nor the page on costs was given since.
    pub fn unanswered_since(&self) -> Option<Timestamp> {
        self.unanswered
    }

    /// When it was asked, while no estimate was given since.
    pub fn unestimated_since(&self) -> Option<Timestamp> {
        self.unestimated
    }

    /// The plan.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    /// What the plan said, oldest first.
    pub fn checks(&self) -> &[BenefitsCheck] {
        &self.checks
    }

    /// What it said last.
    pub fn check(&self) -> Option<&BenefitsCheck> {
        self.checks.last()
    }

    /// That the client was told of the last check, once they were.
    pub fn told(&self) -> Option<&ToldClient> {
        self.told.as_ref()
    }

    /// What the client said of the insurer's mail.
    pub fn mail(&self) -> Option<&MailAnswer> {
        self.mail.as_ref()
    }

    /// When the plan confirmed that it writes elsewhere, since the client last chose.
    pub fn confirmed_at(&self) -> Option<Timestamp> {
        self.confirmed_at
    }

    /// The page on costs that was given last.
    pub fn cost_page(&self) -> Option<&GivenPage> {
        self.cost_page.as_ref()
    }

    /// Every estimate that was given, oldest first.
    pub fn estimates(&self) -> &[Estimate] {
        &self.estimates
    }

    /// One of them.
    pub fn estimate(&self, id: EstimateId) -> Option<&Estimate> {
        self.estimates.iter().find(|estimate| estimate.id == id)
    }

    /// Whether a claim may be made, and to which plan.
    pub fn claim_allowed(&self) -> Result<ClaimAllowed, NoClaim> {
        claim_allowed(self.plan(), self.mail(), self.confirmed_at)
    }

    /// Whether the practice sends claims to the plan, or would once the client has answered.
    pub fn sends_claims(&self) -> SendsClaims {
        match (self.plan.as_ref().map(|plan| plan.used), self.claim_allowed()) {
            (Some(PlanUse::Claims), Ok(_) | Err(NoClaim::NotAsked | NoClaim::NotConfirmed)) => SendsClaims::Yes,
            _ => SendsClaims::No,
        }
    }

    /// Whether nothing was ever asked, told or agreed.
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }
}

impl Folder for Coverage {
    type Entry = CoverageEntry;
    type Card = CoverageCard;
    const KIND: FolderKind = FolderKind::Coverage;

    fn with(mut self, entry: CoverageEntry) -> Self {
        match entry {
            CoverageEntry::Asked(question) => {
                self.asked = Some(question);
                self.unanswered = self.unanswered.or(Some(question.at));
                self.unestimated = self.unestimated.or(Some(question.at));
            }
            CoverageEntry::PlanTold { plan, .. } => {
                // Another payer writes to whom it will: what was said of the one before says nothing of it.
                if self.plan.as_ref().is_some_and(|before| before.is_another(&plan)) {
                    (self.mail, self.confirmed_at) = (None, None);
                }
                self.plan = Some(plan);
            }
            CoverageEntry::SecondPlanTold { plan, .. } => {
                // Its mail is another's too, so the client is asked anew.
                let is_other = |plan: &Plan| self.second_plan.as_ref().is_none_or(|before| before.is_another(plan));
                if plan.as_deref().is_some_and(is_other) {
                    (self.mail, self.confirmed_at) = (None, None);
                }
                self.second_plan = plan.map(|plan| *plan);
            }
            CoverageEntry::Checked(check) => {
                self.checks.push(*check);
                self.told = None;
            }
            CoverageEntry::ClientTold(told) => self.told = Some(told),
            CoverageEntry::MailAnswered(answer) => (self.mail, self.confirmed_at) = (Some(answer), None),
            CoverageEntry::PlanConfirmed { at, .. } => self.confirmed_at = Some(at),
            CoverageEntry::CostPageGiven { at, how, page, .. } => {
                self.cost_page = Some(GivenPage { at, how, page, read_at: None });
                self.unanswered = None;
            }
            CoverageEntry::CostPageRead { at, .. } => {
                if let Some(given) = &mut self.cost_page {
                    given.read_at = Some(at);
                }
            }
            CoverageEntry::ScaleAgreed(scale) => self.scale = Some(scale),
            CoverageEntry::ScaleEnded { on, .. } => {
                if let Some(scale) = &mut self.scale {
                    scale.until = scale.until.min(on);
                }
            }
            CoverageEntry::EstimateGiven(estimate) => {
                self.estimates.push(*estimate);
                (self.unanswered, self.unestimated) = (None, None);
            }
            CoverageEntry::DosingEstimateGiven(estimate) => self.dosing_estimates.push(*estimate),
            CoverageEntry::SuperbillsWished(wish) => self.superbills_since = wish.since(self.superbills_since),
            CoverageEntry::RecordSent(sent) => self.sent.push(*sent),
            CoverageEntry::Authorized(told) => self.authorize(*told),
            CoverageEntry::PlanAsked(inquiry) => self.inquiry = Some(inquiry),
            CoverageEntry::PlanAnswered(answer) => self.answer = Some(*answer),
        }
        self
    }

    fn card(&self) -> CoverageCard {
        CoverageCard::of(self)
    }

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::coverage_card::Paying;
    use crate::insurer_mail::MailChoice;
    use crate::made_up::{benefits, estimate, mail_answer, now, plan, scale, today};

    fn told(plan: Plan) -> CoverageEntry {
        CoverageEntry::PlanTold { at: now(), by: Writer::Staff("bbbbbbbbbb".parse().unwrap()), plan }
    }

    fn folded(entries: Vec<CoverageEntry>) -> Coverage {
        entries.into_iter().fold(Coverage::default(), Coverage::with)
    }

    #[test]
    fn another_plan_asks_anew_who_reads_its_mail() {
        let answered = CoverageEntry::MailAnswered(mail_answer(MailChoice::GoOn));
        let other = Plan { member_id: Line::parse("OTHER-7").unwrap(), ..plan() };
        let kind = Plan { kind: crate::plan::PlanKind::Hmo, ..plan() };
        for (later, expected) in [(plan(), Ok(())), (kind, Ok(())), (other, Err(NoClaim::NotAsked))] {
            let coverage = folded(vec![told(plan()), answered.clone(), told(later)]);
            assert_eq!(coverage.claim_allowed().map(|_| ()), expected);
        }
    }

    #[test]
    fn a_choice_that_is_made_anew_waits_for_the_plan_anew() {
        let elsewhere = CoverageEntry::MailAnswered(mail_answer(MailChoice::WriteElsewhere));
        let confirmed = CoverageEntry::PlanConfirmed { at: now(), by: Writer::Client("aaaaaaaaaa".parse().unwrap()) };
        let once = folded(vec![told(plan()), elsewhere.clone(), confirmed]);
        assert!(once.claim_allowed().is_ok());
        assert_eq!(once.with(elsewhere).claim_allowed().map(|_| ()), Err(NoClaim::NotConfirmed));
    }

    #[test]
    fn a_scale_that_is_ended_holds_no_more_and_an_estimate_is_found_by_its_day() {
        let reason = Line::parse("Works again").unwrap();
        let by = "bbbbbbbbbb".parse().unwrap();
        let ended = CoverageEntry::ScaleEnded { at: now(), on: today(), by, reason };
        let coverage = folded(vec![CoverageEntry::ScaleAgreed(scale(60)), ended]);
        let after = today() + jiff::ToSpan::day(1);
        assert_eq!((coverage.scale_on(today()).is_some(), coverage.scale_on(after).is_some()), (true, false));
        let given = CoverageEntry::EstimateGiven(Box::new(estimate()));
        let coverage = coverage.with(given);
        let found = |day: &str| coverage.estimates().iter().any(|estimate| estimate.covers(day.parse().unwrap()));
        assert_eq!(
            (found("2026-06-21"), found("2026-06-22"), found("2026-08-31"), found("2026-09-01")),
            (false, true, true, false)
        );
    }

    fn any_entry() -> impl Strategy<Value = CoverageEntry> {
        prop_oneof![
            prop::sample::select(crate::plan::PlanUse::ALL.to_vec()).prop_map(|used| told(Plan { used, ..plan() })),
            prop::sample::select(MailChoice::ALL.to_vec())
                .prop_map(|choice| CoverageEntry::MailAnswered(mail_answer(choice))),
            Just(CoverageEntry::Checked(Box::new(benefits()))),
            Just(CoverageEntry::PlanConfirmed { at: now(), by: Writer::Staff("bbbbbbbbbb".parse().unwrap()) }),
        ]
    }

    proptest! {
        #[test]
        fn whoever_chose_to_pay_themselves_is_never_on_a_claim(entries in vec(any_entry(), 0..20)) {
            let coverage = folded(entries);
            let chose = coverage.mail().map(|answer| answer.choice);
            prop_assert!(coverage.claim_allowed().is_err() || matches!(chose, Some(MailChoice::GoOn | MailChoice::WriteElsewhere)));
            prop_assert_eq!(coverage.card().paying == Paying::Claims, coverage.claim_allowed().is_ok());
        }
    }
}
