//! One file of each kind that is ever sent to an insurer. `cargo xtask check` has a validator read them, from the folder
//! that `GROUNDWORK_X12_FILES` names.

use std::fs;
use std::path::Path;

use money::fee::Code;
use money::payer::{InsurerKind, PlaceOfService, TelehealthModifier};
use money::x12::eligibility_ask::{EligibilityAsk, write_eligibility_ask};
use money::x12::envelope::read_interchange;
use money::x12::professional::{
    Address, ClaimFile, FirstPaid, FirstPayer, Frequency, Insured, InsurerSex, Person, Professional, Relation,
    Rendering, ServiceLine,
};
use money::x12::write_claims::write_claims;
use money::x12::writer::Envelope;
use terms::billing::{BillingIdentity, Sends};
use terms::diagnosis::DiagnosisCode;
use terms::money::Cents;
use terms::npi::{Npi, Taxonomy};

fn text(text: &str) -> String {
    text.to_owned()
}

fn npi(digits: &str) -> Npi {
    Npi::parse(digits).unwrap()
}

fn practice() -> BillingIdentity {
    BillingIdentity {
        name: text("Intima Couples and Sex Therapy"),
        npi: Some(npi("1234567893")),
        taxonomy: Taxonomy::parse("106H00000X").ok(),
        tax_id: text("123456789"),
        street: text("100 Example Street"),
        city: text("Lakewood"),
        state: text("CO"),
        zip: text("802260000"),
        contact: text("Bea Lindgren"),
        phone: text("3035550142"),
        submitter: text("SUBMITID01"),
        carrier: text("Example Clearinghouse"),
        carrier_number: text("RECVID01"),
        sends: Sends::Trial,
    }
}

fn person(first: &str, last: &str) -> Person {
    let at = Address { street: text("200 Sample Ave"), city: text("Denver"), state: text("CO"), zip: text("80203") };
    Person {
        last: text(last),
        first: text(first),
        address: at,
        born: "1985-04-12".parse().unwrap(),
        sex: InsurerSex::Unsaid,
    }
}

fn insured(payer: &str, plan: InsurerKind) -> Insured {
    Insured {
        payer: text(payer),
        payer_number: text("PAYER01"),
        plan,
        member: text("MEMB000123"),
        group: Some(text("GRP0001")),
        holder: person("Jordan", "O’Brién-Doe"),
        relation: Relation::Own,
    }
}

fn visit(number: &str, code: u32, cents: i64) -> ServiceLine {
    ServiceLine {
        number: text(number),
        code: Code(code),
        modifier: TelehealthModifier::Video,
        charge_cents: Cents(cents),
        date: "2026-03-05".parse().unwrap(),
        units: 1,
        pointers: vec![1],
    }
}

fn claim() -> Professional {
    Professional {
        number: text("CLAIM0001"),
        insured: insured("Example Health Plan", InsurerKind::Commercial),
        dependent: None,
        first_payer: None,
        place: PlaceOfService::Home,
        frequency: Frequency::Original,
        original: None,
        authorization: None,
        diagnoses: vec![DiagnosisCode::parse("F33.1").unwrap()],
        rendering: Rendering {
            last: text("Reyes"),
            first: text("Dana"),
            npi: npi("1558598797"),
            taxonomy: Taxonomy::parse("106H00000X").unwrap(),
        },
        paid_by_client: Cents::ZERO,
        lines: vec![visit("LINE0001", 90_837, 19_500)],
    }
}

fn of_kind(plan: InsurerKind) -> Professional {
    Professional { insured: insured("Example Health Plan", plan), ..claim() }
}

fn telehealth(place: PlaceOfService, modifier: TelehealthModifier) -> Professional {
    let lines = vec![ServiceLine { modifier, ..visit("LINE0001", 90_834, 16_550) }];
    Professional { place, lines, ..claim() }
}

fn for_a(relation: Relation) -> Professional {
    let insured = Insured { relation, ..insured("Example Health Plan", InsurerKind::Ppo) };
    Professional { insured, dependent: Some(person("Rowan", "Keller")), ..claim() }
}

fn second() -> Professional {
    let paid = FirstPaid {
        paid_cents: Cents(10_000),
        adjustments: vec![(text("CO"), text("45"), Cents(7_000)), (text("PR"), text("2"), Cents(2_500))],
    };
    let first = insured("Example First Plan", InsurerKind::BlueCross);
    let first = Insured { payer_number: text("PAYER02"), ..first };
    let first_payer = FirstPayer { insured: first, on: "2026-03-20".parse().unwrap(), lines: vec![paid] };
    Professional { first_payer: Some(first_payer), ..claim() }
}

/// The first insurer names several reasons of one group.
fn second_for_reasons() -> Professional {
    let taken = |group, reason, cents| (text(group), text(reason), Cents(cents));
    let adjustments =
        vec![taken("CO", "45", 5_000), taken("PR", "1", 1_000), taken("CO", "253", 2_000), taken("PR", "2", 1_500)];
    let paid = FirstPaid { paid_cents: Cents(10_000), adjustments };
    let first_payer = second().first_payer.map(|first| FirstPayer { lines: vec![paid], ..first });
    Professional { first_payer, ..claim() }
}

fn again(frequency: Frequency) -> Professional {
    Professional { frequency, original: Some(text("PAYERSOWN0001")), ..claim() }
}

fn all_claims() -> Vec<(&'static str, Vec<Professional>)> {
    let several = |count: u32| (1..=count).map(|number| visit(&format!("LINE{number:04}"), 90_834, 16_500)).collect();
    let many = |number| Professional { number: format!("CLAIM{number:04}"), ..claim() };
    let two = vec![DiagnosisCode::parse("F43.21").unwrap(), DiagnosisCode::parse("F41.1").unwrap()];
    vec![
        ("original", vec![claim()]),
        ("replacement", vec![again(Frequency::Replacement)]),
        ("void", vec![again(Frequency::Void)]),
        ("in-person", vec![telehealth(PlaceOfService::Office, TelehealthModifier::None)]),
        ("video-elsewhere", vec![telehealth(PlaceOfService::Elsewhere, TelehealthModifier::Older)]),
        ("audio", vec![telehealth(PlaceOfService::Home, TelehealthModifier::Audio)]),
        ("spouse", vec![for_a(Relation::Spouse)]),
        ("child", vec![for_a(Relation::Child)]),
        ("other", vec![for_a(Relation::Other)]),
        ("second", vec![second()]),
        ("second-for-reasons", vec![second_for_reasons()]),
        ("medicare-second", vec![Professional { insured: insured("Medicare", InsurerKind::MedicareB), ..second() }]),
        ("medicaid", vec![of_kind(InsurerKind::Medicaid)]),
        ("tricare", vec![of_kind(InsurerKind::Tricare)]),
        ("authorized", vec![Professional { authorization: Some(text("AUTH0001")), ..claim() }]),
        ("paid-by-client", vec![Professional { paid_by_client: Cents(3_050), ..claim() }]),
        ("several-visits", vec![Professional { lines: several(6), ..claim() }]),
        ("fifty-visits", vec![Professional { lines: several(50), ..claim() }]),
        ("two-diagnoses", vec![Professional { diagnoses: two, ..claim() }]),
        ("several-claims", (1..=12).map(many).collect()),
        ("of-all-kinds", vec![claim(), for_a(Relation::Child), second(), again(Frequency::Void)]),
        ("no-group", vec![Professional { insured: Insured { group: None, ..claim().insured }, ..claim() }]),
    ]
}

fn envelope(control: u32) -> Envelope {
    Envelope {
        sender: text("SUBMITID01"),
        receiver: text("RECVID01"),
        control,
        at: "2026-03-09T09:30".parse().unwrap(),
        is_trial: control.is_multiple_of(2),
    }
}

fn asks() -> Vec<(&'static str, EligibilityAsk)> {
    let own = EligibilityAsk {
        envelope: envelope(900_000_001),
        trace: text("ASK0001"),
        asker: text("Intima Couples and Sex Therapy"),
        npi: npi("1234567893"),
        insured: insured("Example Health Plan", InsurerKind::Commercial),
        dependent: None,
        on: "2026-03-10".parse().unwrap(),
    };
    let child = EligibilityAsk { dependent: Some(person("Rowan", "Keller")), ..own.clone() };
    let today = EligibilityAsk { envelope: envelope(2), trace: text("A"), ..own.clone() };
    vec![("ask-own", own), ("ask-dependent", child), ("ask-short", today)]
}

fn all_files() -> Vec<(String, Vec<u8>)> {
    let claims = all_claims().into_iter().zip(1..).map(|((name, claims), control)| {
        let practice = practice();
        let (envelope, carrier) = (envelope(control), practice.carrier.clone());
        let file = ClaimFile { envelope, reference: format!("REF{control:04}"), carrier, practice, claims };
        (format!("claims-{name}"), write_claims(&file).unwrap())
    });
    let asks = asks().into_iter().map(|(name, ask)| (name.to_owned(), write_eligibility_ask(&ask).unwrap()));
    claims.chain(asks).collect()
}

#[test]
fn every_kind_of_file_is_written_and_reads_back() {
    let files = all_files();
    assert_eq!(files.len(), 25);
    for (name, bytes) in &files {
        assert_eq!(read_interchange(bytes).map(|file| file.groups.len()), Ok(1), "{name}");
    }
    if let Some(folder) = std::env::var_os("GROUNDWORK_X12_FILES") {
        for (name, bytes) in &files {
            fs::write(Path::new(&folder).join(format!("{name}.edi")), bytes).unwrap();
        }
    }
}
