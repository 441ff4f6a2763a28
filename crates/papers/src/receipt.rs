//! Receipts: one for a payment for psychotherapy, one for a payment for an attended dosing day, never both on a paper.

use money::charge::Charge;
use money::receipt::{Receipt, ReceiptLine};
use serde::Serialize;
use terms::trouble::Fault;

use crate::letterhead::{Letterhead, day};
use crate::press::{Template, pdf};
use crate::superbill::owed;

const TEMPLATE: Template = Template { name: "receipt", text: include_str!("../papers/receipt.typ") };

/// What the template takes.
#[derive(Serialize)]
struct Body {
    facts: Vec<(&'static str, String)>,
    closing: [&'static str; 1],
}

/// A receipt for a sum, received from whoever is named. Its ledger is its type, so none shows both kinds of charges.
pub fn receipt<C: Charge>(from: &Letterhead<'_>, payer: &str, receipt: &Receipt<C>) -> Result<Vec<u8>, Fault> {
    pdf(&TEMPLATE, &from.head("Receipt", payer), &body(payer, receipt))
}

fn body<C: Charge>(payer: &str, receipt: &Receipt<C>) -> Body {
    let how = receipt.how().word().to_lowercase();
    let paid = format!("{} on {}, {how}", receipt.amount_cents(), day(receipt.on()));
    let lines = match receipt.lines() {
        [line] => vec![
            ("For", line.words()),
            ("Charged", line.owed_cents.to_string()),
            ("Still open", owed(line.open_after_cents)),
        ],
        lines => lines.iter().map(|line| ("For", part(line))).collect(),
    };
    let facts = [("Received from", payer.to_owned()), ("Paid", paid)].into_iter().chain(lines);
    Body {
        facts: facts.chain([("Receipt number", receipt.id().to_string())]).collect(),
        closing: ["Keep this for your records. It says what was paid; it is not a claim."],
    }
}

/// One of several things that a sum was paid for.
fn part<C: Charge>(line: &ReceiptLine<C>) -> String {
    let (paid, of, open) = (line.paid_cents, line.owed_cents, owed(line.open_after_cents));
    format!("{}: {paid} of {of}, still open: {open}", line.words())
}
