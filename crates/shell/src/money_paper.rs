//! Papers about money, worded alike for whoever prints them: receipts and superbills.

use jiff::civil::Date;
use maud::{Markup, html};
use money::charge::Charge;
use money::receipt::Receipt;
use money::superbill::{Superbill, SuperbillLine};
use schedule::people::{Client, Staff};
use terms::money::Cents;
use terms::practice::Practice;

/// For whom a superbill is, and on whose word.
#[derive(Clone, Copy, Debug)]
pub struct BillFor<'a> {
    /// The client.
    pub client: &'a Client,
    /// Who treats them, when it is known.
    pub clinician: Option<&'a Staff>,
    /// On which day the client asked for it.
    pub asked_on: Date,
}

/// A superbill. It carries a diagnosis, so it is shown only after the client asked for it.
pub fn superbill_paper(practice: &Practice, whom: &BillFor<'_>, bill: &Superbill) -> Markup {
    html! {
        article.card.stack {
            (letterhead(practice))
            h1 { "Superbill" }
            dl.facts { (people(practice, whom)) dt { "Sessions" } dd { (date(bill.from())) " to " (date(bill.until())) } }
            (lines(bill))
            dl.facts-row {
                div { dt { "All fees" } dd { (bill.fee_cents()) } }
                div { dt { "Paid" } dd { (bill.paid_cents()) } }
                div { dt { "Still open" } dd { (owed(bill.open_cents())) } }
            }
            p.small { "Made at the client’s request of " (date(whom.asked_on)) ". It goes to the client, who decides who else sees it." }
            p.small.dim { "This is not a claim, and nothing was sent to an insurer. It says which sessions there were and what was paid." }
        }
    }
}

/// What is open, in words where it is nothing.
pub fn owed(open: Cents) -> String {
    if open == Cents::ZERO { "nothing owed".to_owned() } else { open.to_string() }
}

/// "June 22, 2026".
pub fn date(date: Date) -> String {
    date.strftime("%B %-d, %Y").to_string()
}

/// A receipt for a sum, received from whoever is named. Its ledger is its type, so none shows both kinds of charges.
pub fn receipt_paper<C: Charge>(practice: &Practice, from: &str, receipt: &Receipt<C>) -> Markup {
    html! {
        article.card.stack {
            (letterhead(practice))
            h1 { "Receipt" }
            dl.facts {
                dt { "Received from" } dd { (from) }
                dt { "Paid" } dd { b { (receipt.amount_cents()) } " on " (date(receipt.on())) ", " (receipt.how().word().to_lowercase()) }
                @if let [line] = receipt.lines() {
                    dt { "For" } dd { (line.words()) }
                    dt { "Charged" } dd { (line.owed_cents) }
                    dt { "Still open" } dd { (owed(line.open_after_cents)) }
                } @else {
                    dt { "For" }
                    @for line in receipt.lines() { dd { (line.words()) ": " (line.paid_cents) " of " (line.owed_cents) ", still open: " (owed(line.open_after_cents)) } }
                }
                dt { "Receipt number" } dd { span.mono { (receipt.id()) } }
            }
            p.small.dim { "Keep this for your records. It says what was paid; it is not a claim." }
        }
    }
}

/// Who writes: the practice's name, where it is, and how it is reached.
pub(crate) fn letterhead(practice: &Practice) -> Markup {
    html! {
        header.row.apart {
            div { b { (practice.name) } br; span.small { @if !practice.street.is_empty() { (practice.street) ", " } (practice.place) } }
            span.small { (practice.phone) br; (practice.email) }
        }
    }
}

fn people(practice: &Practice, whom: &BillFor<'_>) -> Markup {
    let client = whom.client;
    // The name on their papers, since insurance asks for that one; everywhere else it is the name they use.
    let name = client.legal_name.as_ref().unwrap_or(&client.name);
    html! {
        dt { "Client" } dd { (name.as_str()) }
        @if let Some(born) = client.birth_date { dt { "Born" } dd { (date(born)) } }
        @if let Some(address) = &client.address { dt { "Address" } dd { (address.as_str()) } }
        @if let Some(clinician) = whom.clinician {
            dt { "Treated by" } dd { (clinician.name.as_str()) @if let Some(letters) = &clinician.credentials { ", " (letters.as_str()) } }
        }
        @if !practice.npi().is_empty() { dt { "NPI" } dd { (practice.npi()) } }
        @if !practice.tax_id().is_empty() { dt { "Tax id" } dd { (practice.tax_id()) } }
    }
}

fn lines(bill: &Superbill) -> Markup {
    html! {
        table.fold {
            thead {
                tr {
                    td {}
                    th scope="col" { "Session" }
                    th scope="col" { "Service" }
                    th scope="col" { "Diagnosis" }
                    th scope="col" { "Length" }
                    th scope="col" { "Fee" }
                    th scope="col" { "Paid" }
                }
            }
            tbody { @for (place, line) in (1..).zip(bill.lines()) { (row(place, line)) } }
        }
    }
}

/// A line; on a phone, where the heads of the columns are gone, each figure says what it is.
fn row(place: u32, line: &SuperbillLine) -> Markup {
    html! {
        tr {
            td.dim { (place) }
            th scope="row" { (date(line.date)) }
            td { span.only-n { "Service " } (line.service()) }
            td { span.only-n { "Diagnosis " } @match &line.diagnosis { Some(diagnosis) => (diagnosis.as_str()), None => "no code" } }
            td { (line.length()) }
            td.num { span.only-n { "Fee " } (line.fee_cents) }
            td.num { span.only-n { "Paid " } (line.paid_cents) }
        }
    }
}

/// A made-up client, for tests of papers.
#[cfg(test)]
pub(crate) fn sample_client() -> Client {
    Client {
        subject: "ssssssssss".parse().unwrap(),
        chart_number: 2017,
        name: terms::text::Line::parse("Rowan Keller").unwrap(),
        pronouns: None,
        reach: terms::reach::Reach::default(),
        members: Vec::new(),
        clinician: "dddddddddd".parse().unwrap(),
        delivered: None,
        parted: None,
        since: "2026-01-01".parse().unwrap(),
        legal_name: None,
        birth_date: None,
        address: None,
        emergency_contact: None,
        moved_in: None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use money::charge::{
        VisitFacts, attended_dosing_visit, charge_attended_dosing, charge_psychotherapy, psychotherapy_visit,
    };
    use money::ledger::{DosingLedger, Entry, TherapyLedger};
    use money::manner::Manner;
    use money::payment::{PaidBy, Payment, TakenBy};
    use money::receipt::{dosing_receipt, therapy_receipt};
    use money::superbill::superbill;
    use terms::diagnosis::DiagnosisCode;
    use terms::folder::Folder;
    use terms::money::Minutes;
    use terms::text::Line;
    use terms::visit_kind::VisitKind;

    use super::*;
    use crate::frame::sample_practice;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn line(text: &str) -> Line {
        Line::parse(text).unwrap()
    }

    fn visit(kind: VisitKind) -> VisitFacts {
        VisitFacts {
            note: "nnnnnnnnnn".parse().unwrap(),
            kind,
            date: day("2026-06-22"),
            length_min: Minutes(50),
            diagnosis: DiagnosisCode::parse("F43.21").ok(),
            manner: Manner::default(),
        }
    }

    fn payment(amount: i64) -> Payment {
        Payment {
            id: "pppppppppp".parse().unwrap(),
            at: Timestamp::UNIX_EPOCH,
            on: day("2026-06-23"),
            by: TakenBy::Staff("bbbbbbbbbb".parse().unwrap()),
            amount_cents: Cents(amount),
            how: PaidBy::Check,
            charge: "cccccccccc".parse().unwrap(),
            part_of: None,
        }
    }

    fn therapy() -> TherapyLedger {
        let visit = psychotherapy_visit(visit(VisitKind::Therapy)).unwrap();
        let id = "cccccccccc".parse().unwrap();
        let charge = charge_psychotherapy(visit, id, &sample_practice().fees, Timestamp::UNIX_EPOCH).unwrap();
        TherapyLedger::default().with(Entry::ChargeMade(charge)).with(Entry::PaymentTaken(payment(6_000)))
    }

    fn bill(practice: &Practice, client: &Client) -> String {
        let bill = superbill(&therapy(), day("2026-06-01"), day("2026-06-30")).unwrap();
        let whom = BillFor { client, clinician: None, asked_on: day("2026-06-24") };
        superbill_paper(practice, &whom, &bill).into_string()
    }

    #[test]
    fn a_superbill_tells_what_is_known_and_leaves_out_what_is_not() {
        let plain = bill(&sample_practice(), &sample_client());
        for words in ["Rowan Keller", "90834", "F43.21", "50 min", "$160.00", "$60.00", "$100.00", "not a claim"] {
            assert!(plain.contains(words), "{words}: {plain}");
        }
        for words in ["NPI", "Tax id", "Born", "Address", "Treated by"] {
            assert!(!plain.contains(words), "{words}: {plain}");
        }
        let earlier =
            Practice { earlier_npi: "1234567893".into(), earlier_tax_id: "00-0000000".into(), ..sample_practice() };
        let (npi, tax_id) = (terms::npi::Npi::parse("1234567893").ok(), "000000000".to_owned());
        let billing = terms::billing::BillingIdentity { npi, tax_id, ..sample_practice().billing };
        let practice = Practice { billing, ..sample_practice() };
        assert_eq!((earlier.npi(), earlier.tax_id()), (practice.npi(), practice.tax_id()));
        let known = Client {
            legal_name: Some(line("Rosalind Keller")),
            birth_date: Some(day("1990-03-04")),
            address: Some(line("1 Example Street")),
            ..sample_client()
        };
        let whole = bill(&practice, &known);
        for words in ["Rosalind Keller", "March 4, 1990", "1 Example Street", "1234567893", "00-0000000"] {
            assert!(whole.contains(words), "{words}: {whole}");
        }
        assert!(!whole.contains("Rowan Keller"), "{whole}");
    }

    #[test]
    fn the_two_receipts_never_share_a_word_for_what_was_paid() {
        let practice = Practice {
            fees: terms::practice::Fees { attended_dosing_cents: Cents(40_000), ..sample_practice().fees },
            ..sample_practice()
        };
        let payment_id = "pppppppppp".parse().unwrap();
        let receipt = therapy_receipt(&therapy(), payment_id).unwrap();
        let paper = receipt_paper(&practice, "Rowan Keller", &receipt).into_string();
        assert!(paper.contains("Psychotherapy, visit of June 22, 2026, 50 minutes, service 90834"), "{paper}");
        assert!(paper.contains("on June 23, 2026, check") && !paper.contains("osing"), "{paper}");
        let visit = attended_dosing_visit(visit(VisitKind::AttendedDosing)).unwrap();
        let id = "cccccccccc".parse().unwrap();
        let charge = charge_attended_dosing(visit, id, &practice.fees, Timestamp::UNIX_EPOCH).unwrap();
        let ledger = DosingLedger::default().with(Entry::ChargeMade(charge)).with(Entry::PaymentTaken(payment(40_000)));
        let receipt = dosing_receipt(&ledger, payment_id).unwrap();
        let paper = receipt_paper(&practice, "Rowan Keller", &receipt).into_string();
        assert!(paper.contains("Attended dosing day, private pay") && paper.contains("nothing owed"), "{paper}");
        assert!(!paper.contains("Psychotherapy") && !paper.contains("service"), "{paper}");
    }
}
