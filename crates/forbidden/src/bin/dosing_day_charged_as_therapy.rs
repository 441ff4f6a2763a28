//! An attended dosing day is never charged as psychotherapy.

use jiff::Timestamp;
use money::charge::{AttendedDosing, PsychotherapyCharge, SignedVisit, charge_psychotherapy};
use terms::ids::ChargeId;
use terms::practice::Fees;

fn charge(
    visit: SignedVisit<AttendedDosing>,
    id: ChargeId,
    fees: &Fees,
    now: Timestamp,
) -> Option<PsychotherapyCharge> {
    charge_psychotherapy(visit, id, fees, now) //~ E0308
}

fn main() {
    let _ = charge;
}
