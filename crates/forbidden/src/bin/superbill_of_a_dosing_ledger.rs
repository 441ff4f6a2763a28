//! A superbill is made from the ledger of psychotherapy alone: no insurer is ever asked for a dosing day.

use jiff::civil::Date;
use money::ledger::DosingLedger;
use money::superbill::{Superbill, superbill};

fn bill(ledger: &DosingLedger, from: Date, until: Date) -> Option<Superbill> {
    superbill(ledger, from, until) //~ E0308
}

fn main() {
    let _ = bill;
}
