//! A claim is prepared from the ledger of psychotherapy alone: no insurer is ever asked for a dosing day.

use money::insurer_mail::ClaimAllowed;
use money::ledger::{DosingLedger, TherapyEntry};
use money::prepare_claim::{ClaimAsk, ClaimRefusal, prepare_claim};

fn ask(ledger: &DosingLedger, allowed: &ClaimAllowed, ask: ClaimAsk) -> Result<TherapyEntry, ClaimRefusal> {
    prepare_claim(ledger, allowed, ask) //~ E0308
}

fn main() {
    let _ = ask;
}
