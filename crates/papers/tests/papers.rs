//! Every paper as a whole: it prints, it is the same twice, it takes moments, and what it says stands in it.

use std::time::{Duration, Instant};

use care::document::DocumentKind;
use care::release::SignedRelease;
use care::signer::Signer;
use care::signing::{SignedDocument, Signing};
use care::workbook::Author;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use money::charge::{
    VisitFacts, attended_dosing_visit, charge_attended_dosing, charge_psychotherapy, psychotherapy_visit,
};
use money::ledger::{DosingLedger, Entry, TherapyLedger};
use money::paper_claim::Field;
use money::payment::{PaidBy, Payment, TakenBy};
use papers::cms1500::Nudge;
use papers::letterhead::Letterhead;
use papers::superbill::BillTo;
use schedule::people::Client;
use terms::diagnosis::DiagnosisCode;
use terms::folder::Folder;
use terms::money::{Cents, Minutes};
use terms::practice::{Fees, Practice};
use terms::text::Line;
use terms::trouble::Fault;
use terms::visit_kind::VisitKind;

/// A paper takes no longer, once the press is warm; measured as the best of several, since machines are busy.
const LONGEST: Duration = Duration::from_millis(300);

#[test]
fn every_paper_prints_alike_twice_and_in_moments() {
    for (name, print) in all() {
        let first = print().unwrap();
        assert!(first.starts_with(b"%PDF-1.7"), "{name}");
        for mark in [&b"/MarkInfo"[..], b"/StructTreeRoot", b"/Lang"] {
            assert!(first.windows(mark.len()).any(|window| window == mark), "{name}");
        }
        let timed = (0..5).map(|_| {
            let start = Instant::now();
            assert_eq!(print().unwrap(), first, "{name}");
            start.elapsed()
        });
        let best = timed.min().unwrap();
        assert!(best < LONGEST, "{name} takes {best:?}");
        // To look at them, or to have them looked over: a folder to put them into.
        if let Ok(folder) = std::env::var("GROUNDWORK_PAPERS") {
            println!("{name}: {best:?}, {} bytes", first.len());
            std::fs::write(format!("{folder}/{name}.pdf"), &first).unwrap();
        }
    }
}

type Print = Box<dyn Fn() -> Result<Vec<u8>, Fault>>;

fn all() -> Vec<(&'static str, Print)> {
    vec![
        ("superbill", Box::new(superbill)),
        ("therapy-receipt", Box::new(therapy_receipt)),
        ("dosing-receipt", Box::new(dosing_receipt)),
        ("document", Box::new(document)),
        ("release", Box::new(release)),
        ("page", Box::new(page)),
        ("cms1500", Box::new(cms1500)),
        ("letter", Box::new(|| papers::letter::letter("What I know now.\n\nI rest.\nAnd I call.", day("2026-06-20")))),
    ]
}

fn cms1500() -> Result<Vec<u8>, Fault> {
    let field = |line, column, text: &str, is_right| Field { line, column, text: text.to_owned(), is_right };
    let form = vec![field(10, 1, "KELLER, ROWAN", false), field(44, 54, "165", true), field(61, 78, "X", false)];
    papers::cms1500::cms1500(vec![form.clone(), form], Nudge { right: -25, down: 400 }, day("2026-06-22"))
}

fn superbill() -> Result<Vec<u8>, Fault> {
    let (practice, client) = (practice(), client());
    let bill = money::superbill::superbill(&therapy(), day("2026-06-01"), day("2026-06-30")).unwrap();
    let whom = BillTo { client: &client, clinician: None, asked_on: day("2026-06-24") };
    papers::superbill::superbill(&from(&practice), &whom, &bill)
}

fn therapy_receipt() -> Result<Vec<u8>, Fault> {
    let receipt = money::receipt::therapy_receipt(&therapy(), payment(0).id).unwrap();
    papers::receipt::receipt(&from(&practice()), "Rowan Keller", &receipt)
}

fn dosing_receipt() -> Result<Vec<u8>, Fault> {
    let visit = attended_dosing_visit(visit(VisitKind::AttendedDosing)).unwrap();
    let charge = charge_attended_dosing(visit, "cccccccccc".parse().unwrap(), &FEES, Timestamp::UNIX_EPOCH).unwrap();
    let ledger = DosingLedger::default().with(Entry::ChargeMade(charge)).with(Entry::PaymentTaken(payment(40_000)));
    let receipt = money::receipt::dosing_receipt(&ledger, payment(0).id).unwrap();
    papers::receipt::receipt(&from(&practice()), "Rowan Keller", &receipt)
}

fn document() -> Result<Vec<u8>, Fault> {
    let signed = SignedDocument {
        kind: DocumentKind::TelehealthConsent,
        signer: Signer::Own,
        version: "1".to_owned(),
        language: "en".to_owned(),
        hash: "0f".repeat(32),
        text: TEXT.repeat(30),
        filled: Vec::new(),
        name: line("Rowan Keller"),
        at: Timestamp::UNIX_EPOCH,
        by: Author::Client,
        how: Signing::Alone,
    };
    papers::document::document(&from(&practice()), "Rowan Keller", &signed, &TimeZone::UTC)
}

fn release() -> Result<Vec<u8>, Fault> {
    let signed = SignedRelease {
        id: "rrrrrrrrrr".parse().unwrap(),
        signer: Signer::Own,
        version: "1".to_owned(),
        language: "en".to_owned(),
        hash: "0f".repeat(32),
        text: TEXT.to_owned(),
        name: line("Rowan Keller"),
        at: Timestamp::UNIX_EPOCH,
        by: Author::Client,
        how: Signing::ReadTogether,
    };
    papers::document::release(&from(&practice()), "Rowan Keller", &signed, &TimeZone::UTC)
}

/// A page as the screens write it, with everything that one may hold.
fn page() -> Result<Vec<u8>, Fault> {
    let rows = "<tr><th scope=\"row\">June 22, 2026</th><td>Visit, 50 min</td><td>$160.00</td></tr>".repeat(40);
    let page = format!(
        "<article><header><b>Above</b></header><h1>Statement</h1><dl class=\"facts\"><dt>For</dt><dd>Rowan &amp; Lee</dd></dl>\
         <section><h4>What this means</h4><ul><li>An item</li><li>Another<br>of two lines</li></ul></section>\
         <table><thead><tr><th>Day</th><th>What</th><th>Charged</th></tr></thead><tbody>{rows}</tbody></table>\
         <table><tbody><tr><td>No</td><td>heads</td></tr></tbody></table></article>"
    );
    papers::page::page(&from(&practice()), "Rowan Keller", &page)
}

const TEXT: &str = "## What this is\n\nYou agree to visits by video, and can stop at any time.\n\n";

const FEES: Fees = Fees {
    first_conversation_cents: Cents(0),
    short_visit_cents: Cents(12_000),
    visit_cents: Cents(16_000),
    long_visit_cents: Cents(19_500),
    attended_dosing_cents: Cents(40_000),
    missed_visit_cents: Cents(0),
    beside: terms::fees_beside::FeesBeside::NONE,
};

fn from(practice: &Practice) -> Letterhead<'_> {
    Letterhead { practice, on: day("2026-06-24") }
}

fn practice() -> Practice {
    Practice {
        name: "Intima Couples and Sex Therapy".into(),
        place: "Lakewood, Colorado".into(),
        phone: "(303) 555-0142".into(),
        email: "office@example.org".into(),
        earlier_npi: "1234567893".into(),
        ..Practice::blank()
    }
}

fn therapy() -> TherapyLedger {
    let visit = psychotherapy_visit(visit(VisitKind::Therapy)).unwrap();
    let charge = charge_psychotherapy(visit, "cccccccccc".parse().unwrap(), &FEES, Timestamp::UNIX_EPOCH).unwrap();
    TherapyLedger::default().with(Entry::ChargeMade(charge)).with(Entry::PaymentTaken(payment(6_000)))
}

fn visit(kind: VisitKind) -> VisitFacts {
    VisitFacts {
        note: "nnnnnnnnnn".parse().unwrap(),
        kind,
        date: day("2026-06-22"),
        length_min: Minutes(50),
        diagnosis: DiagnosisCode::parse("F43.21").ok(),
        manner: money::manner::Manner::default(),
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

fn client() -> Client {
    Client {
        subject: "ssssssssss".parse().unwrap(),
        chart_number: 2017,
        name: line("Rowan Keller"),
        pronouns: None,
        reach: terms::reach::Reach::default(),
        members: Vec::new(),
        clinician: "dddddddddd".parse().unwrap(),
        delivered: None,
        parted: None,
        since: day("2026-01-01"),
        legal_name: None,
        birth_date: Some(day("1990-03-04")),
        address: Some(line("1 Example Street")),
        emergency_contact: None,
        moved_in: None,
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}
