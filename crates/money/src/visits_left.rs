//! How many visits a plan still pays for: what it said, less the visits since.

use crate::benefits::BenefitsCheck;
use crate::ledger::TherapyLedger;

/// From how few on somebody should ask for more.
pub const FEW_VISITS: u16 = 3;

/// The visits that are left; nothing where the plan told no limit. Visits on the day of the check count as told.
pub fn visits_left(check: &BenefitsCheck, ledger: &TherapyLedger) -> Option<u16> {
    let since =
        ledger.charges().iter().filter(|charged| charged.charge.date() > check.on && charged.charge.code().is_some());
    let since = u16::try_from(since.count()).unwrap_or(u16::MAX);
    check.visits_left().map(|left| left.saturating_sub(since))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::made_up::{benefits, ledger, today};

    #[test]
    fn visits_since_the_plan_was_asked_are_counted_down() {
        let told = |limit, used, days: i64| BenefitsCheck {
            visit_limit: limit,
            visits_used: Some(used),
            on: today() - days.days(),
            ..benefits()
        };
        for (check, expected) in [
            (told(Some(30), 2, 0), Some(28)),
            (told(Some(30), 2, 1), Some(26)),
            (told(Some(3), 2, 1), Some(0)),
            (told(None, 0, 1), None),
        ] {
            assert_eq!(visits_left(&check, &ledger()), expected);
        }
    }
}
