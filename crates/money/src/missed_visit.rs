//! Fees for missed visits: decided one by one, never an insurer's to pay, and never asked of whoever has Medicaid
//! (the practice's written policy; CMS policy on missed appointments, `Medicaid` column).

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{AppointmentId, ChargeId, StaffId};
use terms::money::Cents;
use terms::text::Line;
use terms::words;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingEntry, DosingLedger, Entry, Ledger, TherapyEntry, TherapyLedger};
use crate::waiver::WaiveReason;

words! {
    /// How a visit was missed.
    MissedHow {
        NoShow = "no-show", "did not come";
        LateCancel = "late", "canceled late";
    }
}

/// A fee for a visit that did not happen. It is no charge: it comes from no signed note, has no code, and no claim takes
/// it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedFee {
    /// The id under which it is paid.
    pub id: ChargeId,
    /// When it was written down.
    pub at: Timestamp,
    /// Who decided.
    pub by: StaffId,
    /// Which visit.
    pub visit: AppointmentId,
    /// Its day.
    pub on: Date,
    /// How it was missed.
    pub how: MissedHow,
    /// How much; more than nothing.
    pub amount_cents: Cents,
}

/// A missed visit for which nobody is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetOff {
    /// When it was written down.
    pub at: Timestamp,
    /// Who decided.
    pub by: StaffId,
    /// Which visit.
    pub visit: AppointmentId,
    /// Its day.
    pub on: Date,
    /// Why.
    pub reason: WaiveReason,
    /// In words, if somebody wrote any.
    pub words: Option<Line>,
}

/// Whether the client's plan lets the practice ask for missed visits at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayAsk {
    /// It may.
    Yes,
    /// The client has Medicaid.
    Medicaid,
}

/// A fee as a ledger holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The fee.
    pub fee: MissedFee,
    /// What was paid towards it.
    pub paid_cents: Cents,
    /// What was waived of it afterwards.
    pub waived_cents: Cents,
}

/// Why a fee is not asked, or a visit not let off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissedRefusal {
    /// Nothing, or less.
    NotPositive,
    /// It was decided before.
    Decided,
    /// The client has Medicaid.
    Medicaid,
}

impl Missed {
    /// What is still open of it.
    pub fn open_cents(&self) -> Cents {
        Cents(self.fee.amount_cents.0 - self.paid_cents.0 - self.waived_cents.0)
    }
}

/// Asks a fee for a missed visit of psychotherapy.
pub fn ask_therapy_fee(ledger: &TherapyLedger, may: MayAsk, fee: MissedFee) -> Result<TherapyEntry, MissedRefusal> {
    ask::<PsychotherapyCharge>(ledger, may, fee)
}

/// Asks a fee for a missed dosing day that would have been attended.
pub fn ask_dosing_fee(ledger: &DosingLedger, may: MayAsk, fee: MissedFee) -> Result<DosingEntry, MissedRefusal> {
    ask::<DosingCharge>(ledger, may, fee)
}

/// Lets a missed visit of psychotherapy off.
pub fn let_therapy_off(ledger: &TherapyLedger, let_off: LetOff) -> Result<TherapyEntry, MissedRefusal> {
    let_go::<PsychotherapyCharge>(ledger, let_off)
}

/// Lets a missed dosing day off.
pub fn let_dosing_off(ledger: &DosingLedger, let_off: LetOff) -> Result<DosingEntry, MissedRefusal> {
    let_go::<DosingCharge>(ledger, let_off)
}

fn ask<C: Charge>(ledger: &Ledger<C>, may: MayAsk, fee: MissedFee) -> Result<Entry<C>, MissedRefusal> {
    match may {
        MayAsk::Medicaid => Err(MissedRefusal::Medicaid),
        MayAsk::Yes if fee.amount_cents <= Cents::ZERO => Err(MissedRefusal::NotPositive),
        MayAsk::Yes if ledger.has_decided(fee.visit) => Err(MissedRefusal::Decided),
        MayAsk::Yes => Ok(Entry::MissedCharged(fee)),
    }
}

fn let_go<C: Charge>(ledger: &Ledger<C>, let_off: LetOff) -> Result<Entry<C>, MissedRefusal> {
    if ledger.has_decided(let_off.visit) { Err(MissedRefusal::Decided) } else { Ok(Entry::MissedLetOff(let_off)) }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{id, ledger, let_off, missed_fee, payment};
    use crate::payment::{PayRefusal, take_therapy_payment};

    #[test]
    fn a_missed_visit_is_decided_once_and_never_asked_of_medicaid() {
        for (may, amount, expected) in [
            (MayAsk::Yes, 7_500, Ok(())),
            (MayAsk::Yes, 0, Err(MissedRefusal::NotPositive)),
            (MayAsk::Medicaid, 7_500, Err(MissedRefusal::Medicaid)),
        ] {
            let asked = ask_therapy_fee(&ledger(), may, missed_fee('m', 'v', amount));
            assert_eq!(asked.map(|_| ()), expected, "{may:?} {amount}");
        }
        let asked = ledger().with(ask_therapy_fee(&ledger(), MayAsk::Yes, missed_fee('m', 'v', 7_500)).unwrap());
        let off = ledger().with(let_therapy_off(&ledger(), let_off('v')).unwrap());
        for decided in [asked, off] {
            let again = ask_therapy_fee(&decided, MayAsk::Yes, missed_fee('w', 'v', 7_500));
            assert_eq!(again, Err(MissedRefusal::Decided));
            assert_eq!(let_therapy_off(&decided, let_off('v')), Err(MissedRefusal::Decided));
        }
    }

    #[test]
    fn a_fee_is_owed_and_paid_and_on_no_superbill() {
        let asked = ledger().with(Entry::MissedCharged(missed_fee('m', 'v', 7_500)));
        assert_eq!((asked.open_cents(), asked.charged_cents()), (Cents(37_000), Cents(43_500)));
        assert_eq!(take_therapy_payment(&asked, payment('q', 'm', 7_501)), Err(PayRefusal::MoreThanOpen));
        let paid = asked.clone().with(take_therapy_payment(&asked, payment('q', 'm', 7_500)).unwrap());
        assert_eq!(paid.open_on(id('m')), Some(Cents::ZERO));
        let day = crate::made_up::today();
        assert_eq!(crate::superbill::superbill(&paid, day, day).unwrap().fee_cents(), Cents(36_000));
    }
}
