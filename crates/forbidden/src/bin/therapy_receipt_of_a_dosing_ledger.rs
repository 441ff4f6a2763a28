//! A receipt for psychotherapy is made from the ledger of psychotherapy alone.

use money::ledger::DosingLedger;
use money::receipt::{TherapyReceipt, therapy_receipt};
use terms::ids::PaymentId;

fn receipt(ledger: &DosingLedger, payment: PaymentId) -> Option<TherapyReceipt> {
    therapy_receipt(ledger, payment) //~ E0308
}

fn main() {
    let _ = receipt;
}
