//! An attended dosing day never stands in the ledger of psychotherapy.

use money::charge::DosingCharge;
use money::ledger::TherapyEntry;

fn mix(charge: DosingCharge) -> TherapyEntry {
    TherapyEntry::ChargeMade(charge) //~ E0308
}

fn main() {
    let _ = mix;
}
