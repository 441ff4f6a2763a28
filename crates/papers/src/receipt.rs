//! Receipts: one for a payment for psychotherapy, one for a payment for an attended dosing day, never both on a paper.

use money::charge::Charge;
use money::receipt::{DosingReceipt, PaidFor, Receipt, TherapyReceipt};
use serde::Serialize;
use terms::trouble::Fault;

use crate::letterhead::{Letterhead, day};
use crate::press::{Template, pdf};
use crate::superbill::owed;

const TEMPLATE: Template = Template { name: "receipt", text: include_str!("../papers/receipt.typ") };

/// What the template takes.
#[derive(Serialize)]
struct Body {
    facts: [(&'static str, String); 6],
    closing: [&'static str; 1],
}

/// A receipt for a payment for psychotherapy, received from whoever is named.
pub fn therapy_receipt(from: &Letterhead<'_>, payer: &str, receipt: &TherapyReceipt) -> Result<Vec<u8>, Fault> {
    let code = match receipt.paid_for() {
        PaidFor::Charge(charge) => charge.code().map(|code| code.to_string()),
        PaidFor::Before(_) => None,
    };
    printed(from, payer, &body(payer, receipt, ("Psychotherapy", code)))
}

/// A receipt for a payment for an attended dosing day, received from whoever is named.
pub fn dosing_receipt(from: &Letterhead<'_>, payer: &str, receipt: &DosingReceipt) -> Result<Vec<u8>, Fault> {
    printed(from, payer, &body(payer, receipt, ("Attended dosing day, private pay", None)))
}

fn printed(from: &Letterhead<'_>, payer: &str, body: &Body) -> Result<Vec<u8>, Fault> {
    pdf(&TEMPLATE, &from.head("Receipt", payer), body)
}

fn body<C: Charge>(payer: &str, receipt: &Receipt<C>, (what, code): (&str, Option<String>)) -> Body {
    let payment = receipt.payment();
    let paid = format!("{} on {}, {}", payment.amount_cents, day(payment.on), payment.how.word().to_lowercase());
    let paid_for = match receipt.paid_for() {
        PaidFor::Charge(charge) => {
            let service = code.map(|code| format!(", service {code}")).unwrap_or_default();
            format!("{what}, visit of {}, {} minutes{service}", day(charge.date()), charge.length_min().0)
        }
        PaidFor::Before(opening) => format!("{what}, what was owed before {}", day(opening.on)),
    };
    Body {
        facts: [
            ("Received from", payer.to_owned()),
            ("Paid", paid),
            ("For", paid_for),
            ("Charged", receipt.owed_cents().to_string()),
            ("Still open", owed(receipt.open_after_cents())),
            ("Receipt number", payment.id.to_string()),
        ],
        closing: ["Keep this for your records. It says what was paid; it is not a claim."],
    }
}
