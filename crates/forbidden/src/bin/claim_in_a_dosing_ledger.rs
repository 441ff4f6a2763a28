//! What is said to and by an insurer has no place in the ledger of dosing days: the type that would stand there is empty.

use money::insurance::InsuranceEntry;
use money::ledger::DosingEntry;

fn mix(said: InsuranceEntry) -> DosingEntry {
    DosingEntry::Insurance(said) //~ E0308
}

fn main() {
    let _ = mix;
}
