//! What list screens show of coverage: dates and states, never what a plan said or a diagnosis.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::money::Cents;
use terms::text::Line;
use terms::words;

use crate::benefits::BenefitsCheck;
use crate::coverage::Coverage;
use crate::dosing_estimate::DosingEstimateCard;
use crate::estimate::Estimate;
use crate::insurer_mail::NoClaim;
use crate::plan::PlanUse;
use crate::scale::Scale;
use crate::therapy_service::Service;

/// What list screens show of coverage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageCard {
    /// When they asked what it costs, while nothing was said to it yet.
    pub asked_at: Option<Timestamp>,
    /// How they pay.
    pub paying: Paying,
    /// Who insures them.
    pub payer: Option<Line>,
    /// Until when the plan's answers may be relied on.
    pub good_until: Option<Date>,
    /// Whether the client was told what the plan said.
    pub is_told: bool,
    /// A lower fee that was agreed.
    pub scale: Option<Scale>,
    /// The estimate that was given last.
    pub estimate: Option<EstimateCard>,
    /// When the client asked for an estimate, while none was given since.
    pub estimate_asked_at: Option<Timestamp>,
    /// Since when they want a superbill of each month, if they do.
    #[serde(default)]
    pub superbills_since: Option<Timestamp>,
    /// The estimate of dosing days that was given last.
    #[serde(default)]
    pub dosing_estimate: Option<DosingEstimateCard>,
}

/// What list screens show of an estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstimateCard {
    /// The first day it is for.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// All that is expected together.
    pub total_cents: Cents,
    /// What a visit of each service costs by it.
    pub each: Vec<(Service, Cents)>,
}

words! {
    /// How somebody pays for psychotherapy.
    #[derive(Default)]
    Paying {
        #[default]
        NotSaid = "not-said", "Not said";
        SelfPay = "self-pay", "They pay themselves";
        Superbills = "superbills", "They pay, and ask their plan back";
        AskMail = "ask-mail", "Plan on file; ask who reads its mail";
        Confirming = "confirming", "Waiting for the plan to write elsewhere";
        Claims = "claims", "Claims may be sent";
    }
}

impl CoverageCard {
    /// The card of this coverage.
    pub(crate) fn of(coverage: &Coverage) -> Self {
        Self {
            asked_at: coverage.unanswered_since(),
            paying: paying(coverage),
            payer: coverage.plan().map(|plan| plan.payer.clone()),
            good_until: coverage.check().map(BenefitsCheck::good_until),
            is_told: coverage.told().is_some(),
            scale: coverage.scale().cloned(),
            estimate: coverage.estimates().last().map(EstimateCard::of),
            estimate_asked_at: coverage.unestimated_since(),
            superbills_since: coverage.superbills_since(),
            dosing_estimate: coverage.dosing_estimate_card(),
        }
    }

    /// The lower fee that holds on a day.
    pub fn scale_on(&self, day: Date) -> Option<&Scale> {
        self.scale.as_ref().filter(|scale| scale.holds_on(day))
    }
}

impl EstimateCard {
    fn of(estimate: &Estimate) -> Self {
        Self {
            from: estimate.from,
            until: estimate.until,
            total_cents: estimate.total_cents(),
            each: estimate.lines.iter().map(|line| (line.service, line.each_cents)).collect(),
        }
    }

    /// Whether it is for a visit on that day.
    pub fn covers(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

fn paying(coverage: &Coverage) -> Paying {
    match coverage.claim_allowed() {
        Ok(_) => Paying::Claims,
        Err(NoClaim::NoPlan) => Paying::NotSaid,
        Err(NoClaim::NotUsed) => match coverage.plan().map(|plan| plan.used) {
            Some(PlanUse::Superbills) => Paying::Superbills,
            Some(PlanUse::NotUsed | PlanUse::Claims) | None => Paying::SelfPay,
        },
        Err(NoClaim::NotAsked) => Paying::AskMail,
        Err(NoClaim::SelfPay) => Paying::SelfPay,
        Err(NoClaim::NotConfirmed) => Paying::Confirming,
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::coverage::{CostQuestion, CoverageEntry, PayWish};
    use crate::insurer_mail::{MailChoice, Writer};
    use crate::made_up::{estimate, mail_answer, now, plan};
    use crate::plan::Plan;

    #[test]
    fn a_card_says_how_somebody_pays() {
        let told = |used| CoverageEntry::PlanTold {
            at: now(),
            by: Writer::Staff("bbbbbbbbbb".parse().unwrap()),
            plan: Plan { used, ..plan() },
        };
        let mail = |choice| CoverageEntry::MailAnswered(mail_answer(choice));
        for (entries, expected) in [
            (vec![], Paying::NotSaid),
            (vec![told(PlanUse::NotUsed)], Paying::SelfPay),
            (vec![told(PlanUse::Superbills)], Paying::Superbills),
            (vec![told(PlanUse::Claims)], Paying::AskMail),
            (vec![told(PlanUse::Claims), mail(MailChoice::SelfPay)], Paying::SelfPay),
            (vec![told(PlanUse::Claims), mail(MailChoice::WriteElsewhere)], Paying::Confirming),
            (vec![told(PlanUse::Claims), mail(MailChoice::GoOn)], Paying::Claims),
        ] {
            assert_eq!(entries.into_iter().fold(Coverage::default(), Coverage::with).card().paying, expected);
        }
    }

    #[test]
    fn a_question_is_open_until_it_is_answered() {
        let minute = jiff::SignedDuration::from_mins(1);
        let asked = |at| CoverageEntry::Asked(CostQuestion { at, wish: PayWish::NotSure });
        let given = CoverageEntry::EstimateGiven(Box::new(estimate()));
        let open = Coverage::default().with(asked(now()));
        assert_eq!((open.card().asked_at, open.card().estimate_asked_at), (Some(now()), Some(now())));
        let answered = open.with(given);
        assert_eq!((answered.card().asked_at, answered.card().estimate_asked_at), (None, None));
        // The first question counts, though it is asked again while it waits.
        let again = answered.with(asked(now())).with(asked(now() + minute)).card();
        assert_eq!((again.asked_at, again.estimate_asked_at), (Some(now()), Some(now())));
    }
}
