//! What waits for billing before a visit can be paid: an estimate, an answer, a question to the plan or to the client.

use jiff::civil::Date;
use terms::words;

use crate::coverage_card::{CoverageCard, Paying};
use crate::estimate_due::EstimateDue;

words! {
    /// Something that waits for billing.
    CoverageWork {
        Estimate = "estimate", "Estimate due";
        DosingEstimate = "dosing-estimate", "Dosing estimate due";
        Question = "question", "Asked what it costs";
        AskMail = "mail", "Ask who reads the insurer’s mail";
        Confirm = "confirm", "The plan is to write elsewhere";
        Check = "benefits", "Check benefits";
        Tell = "tell", "Tell the client";
    }
}

/// Everything that waits for one client, the most pressing first.
pub fn coverage_work(
    card: &CoverageCard,
    (due, dosing): (Option<EstimateDue>, Option<Date>),
    today: Date,
) -> Vec<CoverageWork> {
    let uses_plan = match card.paying {
        Paying::Superbills | Paying::AskMail | Paying::Confirming | Paying::Claims => true,
        Paying::NotSaid | Paying::SelfPay => false,
    };
    let is_stale = uses_plan && card.good_until.is_none_or(|until| until < today);
    [
        due.map(|_| CoverageWork::Estimate),
        dosing.map(|_| CoverageWork::DosingEstimate),
        card.asked_at.map(|_| CoverageWork::Question),
        (card.paying == Paying::AskMail).then_some(CoverageWork::AskMail),
        (card.paying == Paying::Confirming).then_some(CoverageWork::Confirm),
        is_stale.then_some(CoverageWork::Check),
        (uses_plan && !is_stale && !card.is_told).then_some(CoverageWork::Tell),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate_due::WhyDue;
    use crate::made_up::{now, today};

    #[test]
    fn behaviour_35_dosing_days_wait_for_an_estimate_of_their_own() {
        let card = CoverageCard {
            paying: Paying::Claims,
            good_until: Some(today()),
            is_told: true,
            ..CoverageCard::default()
        };
        assert_eq!(coverage_work(&card, (None, Some(today())), today()), [CoverageWork::DosingEstimate]);
    }

    #[test]
    fn what_waits_follows_from_how_somebody_pays_and_how_old_the_answers_are() {
        let due = Some(EstimateDue { by: today(), why: WhyDue::Asked });
        let until = |text: &str| Some(text.parse().unwrap());
        let card = |paying, good_until| CoverageCard { paying, good_until, ..CoverageCard::default() };
        let told = |card: CoverageCard| CoverageCard { is_told: true, ..card };
        for (card, due, expected) in [
            (CoverageCard::default(), None, vec![]),
            (CoverageCard::default(), due, vec![CoverageWork::Estimate]),
            (CoverageCard { asked_at: Some(now()), ..CoverageCard::default() }, None, vec![CoverageWork::Question]),
            (card(Paying::SelfPay, until("2026-01-01")), None, vec![]),
            (card(Paying::AskMail, None), None, vec![CoverageWork::AskMail, CoverageWork::Check]),
            (card(Paying::Confirming, until("2026-06-22")), None, vec![CoverageWork::Confirm, CoverageWork::Tell]),
            (told(card(Paying::Claims, until("2026-06-22"))), None, vec![]),
            (told(card(Paying::Claims, until("2026-06-21"))), None, vec![CoverageWork::Check]),
            (told(card(Paying::Superbills, None)), None, vec![CoverageWork::Check]),
        ] {
            assert_eq!(coverage_work(&card, (due, None), today()), expected, "{card:?}");
        }
    }
}
