//! A visit is used up by its charge.

use jiff::Timestamp;
use money::charge::{Psychotherapy, SignedVisit, charge_psychotherapy};
use terms::ids::ChargeId;
use terms::practice::Fees;

fn charge(visit: SignedVisit<Psychotherapy>, id: ChargeId, fees: &Fees, now: Timestamp) {
    let _ = charge_psychotherapy(visit, id, fees, now);
    let _ = charge_psychotherapy(visit, id, fees, now); //~ E0382
}

fn main() {
    let _ = charge;
}
