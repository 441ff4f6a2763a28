//! Waivers: what a client need not pay after all, always with a reason.
//!
//! Beside an insurer's claim only a mistake or a hardship that was looked at for this one client waives a share: a
//! share that is waived as a habit is a false price (42 U.S.C. 1320a-7a(i)(6)(A)).

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ChargeId, StaffId};
use terms::money::Cents;
use terms::text::Line;
use terms::words;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingEntry, DosingLedger, Entry, Ledger, TherapyEntry, TherapyLedger};

words! {
    /// Why a fee is let go.
    WaiveReason {
        Crisis = "crisis", "A crisis";
        AfterDosing = "after-dosing", "The days after a dosing day";
        Illness = "illness", "Illness, weather, or someone to care for";
        Hardship = "hardship", "They can’t pay it, and we talked about it";
        Mistake = "mistake", "It was charged by mistake";
        Goodwill = "goodwill", "Something of ours went wrong";
    }
}

/// A waiver of a charge, of a fee for a missed visit, or of part of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// When it was written down.
    pub at: Timestamp,
    /// On which day.
    pub on: Date,
    /// Who waived.
    pub by: StaffId,
    /// Of what.
    pub charge: ChargeId,
    /// How much; more than nothing.
    pub amount_cents: Cents,
    /// Why.
    pub reason: WaiveReason,
    /// In words, if somebody wrote any.
    pub words: Option<Line>,
}

/// Why nothing is waived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiveRefusal {
    /// The ledger has no such charge.
    NoSuchCharge,
    /// Nothing, or less.
    NotPositive,
    /// More than the client was asked for.
    MoreThanCharged,
    /// An insurer is asked for the visit, and the reason is neither hardship nor a mistake.
    OnAClaim,
}

/// Waives something of psychotherapy.
pub fn waive_therapy(ledger: &TherapyLedger, waiver: Waiver) -> Result<TherapyEntry, WaiveRefusal> {
    waive::<PsychotherapyCharge>(ledger, waiver)
}

/// Waives something of attended dosing days.
pub fn waive_dosing(ledger: &DosingLedger, waiver: Waiver) -> Result<DosingEntry, WaiveRefusal> {
    waive::<DosingCharge>(ledger, waiver)
}

/// What was paid already may be waived too; it is then theirs, and can go back.
fn waive<C: Charge>(ledger: &Ledger<C>, waiver: Waiver) -> Result<Entry<C>, WaiveRefusal> {
    let most = ledger.waivable(waiver.charge).ok_or(WaiveRefusal::NoSuchCharge)?;
    if waiver.amount_cents <= Cents::ZERO {
        Err(WaiveRefusal::NotPositive)
    } else if waiver.amount_cents > most {
        Err(WaiveRefusal::MoreThanCharged)
    } else if ledger.is_on_a_claim(waiver.charge) && !is_beside_a_claim(waiver.reason) {
        Err(WaiveRefusal::OnAClaim)
    } else {
        Ok(Entry::Waived(waiver))
    }
}

fn is_beside_a_claim(reason: WaiveReason) -> bool {
    match reason {
        WaiveReason::Hardship | WaiveReason::Mistake => true,
        WaiveReason::Crisis | WaiveReason::AfterDosing | WaiveReason::Illness | WaiveReason::Goodwill => false,
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{id, ledger, waiver};
    use crate::refund::{RefundOf, refundable};

    #[test]
    fn a_waiver_is_at_most_what_was_charged_and_what_was_paid_of_it_is_theirs() {
        for (charge, amount, expected) in [
            ('a', 16_500, Ok(())),
            ('a', 16_501, Err(WaiveRefusal::MoreThanCharged)),
            ('a', 0, Err(WaiveRefusal::NotPositive)),
            ('x', 1, Err(WaiveRefusal::NoSuchCharge)),
        ] {
            let given = waiver(charge, amount);
            assert_eq!(
                waive_therapy(&ledger(), given.clone()),
                expected.map(|()| Entry::Waived(given)),
                "{charge} {amount}"
            );
        }
        let waived = ledger().with(waive_therapy(&ledger(), waiver('a', 16_500)).unwrap());
        assert_eq!(waived.charge(id('a')).unwrap().open_cents(), Cents(-6_500));
        assert_eq!(refundable(&waived), [(RefundOf::Charge(id('a')), Cents(6_500))]);
        assert_eq!(waive_therapy(&waived, waiver('a', 1)), Err(WaiveRefusal::MoreThanCharged));
    }
}
