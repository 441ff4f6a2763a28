//! A superbill to send to one's own insurer. It carries a diagnosis, so it is printed only after the client asked for it.

use jiff::civil::Date;
use money::superbill::{Superbill, SuperbillLine};
use schedule::people::{Client, Staff};
use serde::Serialize;
use terms::money::Cents;
use terms::practice::Practice;
use terms::trouble::Fault;

use crate::letterhead::{Letterhead, day};
use crate::press::{Template, pdf};

const TEMPLATE: Template = Template { name: "superbill", text: include_str!("../papers/superbill.typ") };

/// For whom a superbill is, and on whose word.
#[derive(Clone, Copy, Debug)]
pub struct BillTo<'a> {
    /// The client.
    pub client: &'a Client,
    /// Who treats them, when it is known.
    pub clinician: Option<&'a Staff>,
    /// On which day the client asked for it.
    pub asked_on: Date,
}

/// What the template takes.
#[derive(Serialize)]
struct Body {
    facts: Vec<(&'static str, String)>,
    heads: [&'static str; 7],
    lines: Vec<[String; 7]>,
    sums: [(&'static str, String); 3],
    closing: [String; 2],
}

/// The superbill as a PDF.
pub fn superbill(from: &Letterhead<'_>, whom: &BillTo<'_>, bill: &Superbill) -> Result<Vec<u8>, Fault> {
    pdf(&TEMPLATE, &from.head("Superbill", name(whom.client)), &body(from.practice, whom, bill))
}

/// The name on their papers, since insurance asks for that one; everywhere else it is the name they use.
fn name(client: &Client) -> &str {
    client.legal_name.as_ref().unwrap_or(&client.name).as_str()
}

fn body(practice: &Practice, whom: &BillTo<'_>, bill: &Superbill) -> Body {
    Body {
        facts: facts(practice, whom, bill),
        heads: ["", "Session", "Service", "Diagnosis", "Length", "Fee", "Paid"],
        lines: (1..).zip(bill.lines()).map(|(place, line)| row(place, line)).collect(),
        sums: [
            ("All fees", bill.fee_cents().to_string()),
            ("Paid", bill.paid_cents().to_string()),
            ("Still open", owed(bill.open_cents())),
        ],
        closing: [
            format!(
                "Made at the client’s request of {}. It goes to the client, who decides who else sees it.",
                day(whom.asked_on)
            ),
            "This is not a claim, and nothing was sent to an insurer. It says which sessions there were and what was paid."
                .to_owned(),
        ],
    }
}

fn facts(practice: &Practice, whom: &BillTo<'_>, bill: &Superbill) -> Vec<(&'static str, String)> {
    let Client { birth_date, address, .. } = whom.client;
    let treated_by = whom.clinician.map(|clinician| match &clinician.credentials {
        Some(letters) => format!("{}, {}", clinician.name.as_str(), letters.as_str()),
        None => clinician.name.as_str().to_owned(),
    });
    let told = |fact: String| (!fact.is_empty()).then_some(fact);
    let known = [
        ("Client", Some(name(whom.client).to_owned())),
        ("Born", birth_date.map(day)),
        ("Address", address.as_ref().map(|address| address.as_str().to_owned())),
        ("Treated by", treated_by),
        ("NPI", told(practice.npi())),
        ("Tax id", told(practice.tax_id())),
        ("Sessions", Some(format!("{} to {}", day(bill.from()), day(bill.until())))),
    ];
    known.into_iter().filter_map(|(what, fact)| Some((what, fact?))).collect()
}

fn row(place: u32, line: &SuperbillLine) -> [String; 7] {
    [
        place.to_string(),
        day(line.date),
        line.service(),
        line.diagnosis.as_ref().map_or_else(|| "no code".to_owned(), |code| code.as_str().to_owned()),
        line.length(),
        line.fee_cents.to_string(),
        line.paid_cents.to_string(),
    ]
}

/// What is open, in words where it is nothing.
pub(crate) fn owed(open: Cents) -> String {
    if open == Cents::ZERO { "nothing owed".to_owned() } else { open.to_string() }
}
