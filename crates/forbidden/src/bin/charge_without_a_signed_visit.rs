//! Without a signed visit there is no charge.

use jiff::Timestamp;
use money::charge::{PsychotherapyCharge, VisitFacts, charge_psychotherapy};
use terms::ids::ChargeId;
use terms::practice::Fees;

fn charge(facts: VisitFacts, id: ChargeId, fees: &Fees, now: Timestamp) -> Option<PsychotherapyCharge> {
    charge_psychotherapy(facts, id, fees, now) //~ E0308
}

fn main() {
    let _ = charge;
}
