//! A made-up file of claims for the tests of this folder.

use terms::billing::{BillingIdentity, Sends};
use terms::diagnosis::DiagnosisCode;
use terms::money::Cents;
use terms::npi::{Npi, Taxonomy};

use crate::fee::Code;
use crate::payer::{InsurerKind, PlaceOfService, TelehealthModifier};
use crate::x12::professional::{
    Address, ClaimFile, Frequency, Insured, InsurerSex, Person, Professional, Relation, Rendering, ServiceLine,
};
use crate::x12::writer::Envelope;

/// One claim with one visit, all of it made up.
pub const SAMPLE: &str = "\
ISA*00*          *00*          *ZZ*SUBMITID01     *ZZ*RECVID01       *260309*0930*^*00501*000000001*0*T*:~\
GS*HC*SUBMITID01*RECVID01*20260309*0930*1*X*005010X222A1~\
ST*837*0001*005010X222A1~BHT*0019*00*REF0001*20260309*0930*CH~\
NM1*41*2*EXAMPLE THERAPY LLC*****46*SUBMITID01~PER*IC*FRONT DESK*TE*3035550100~\
NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*RECVID01~HL*1**20*1~PRV*BI*PXC*106H00000X~\
NM1*85*2*EXAMPLE THERAPY LLC*****XX*1234567893~N3*100 EXAMPLE ST~N4*LAKEWOOD*CO*802260000~REF*EI*123456789~\
HL*2*1*22*0~SBR*P*18*GRP0001******CI~NM1*IL*1*DOE*JORDAN****MI*MEMB000123~N3*200 SAMPLE AVE~\
N4*DENVER*CO*802030000~DMG*D8*19850412*U~NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*PAYER01~\
CLM*CLAIM0001*175***10:B:1*Y*A*Y*Y~HI*ABK:F331*ABF:F411~NM1*82*1*RIVERA*SAM****XX*1558598797~PRV*PE*PXC*106H00000X~\
LX*1~SV1*HC:90837:95*175*UN*1***1:2~DTP*472*D8*20260305~REF*6R*LINE0001~SE*27*0001~\
GE*1*1~IEA*1*000000001~";

fn text(text: &str) -> String {
    text.to_owned()
}

pub fn envelope() -> Envelope {
    Envelope {
        sender: text("SUBMITID01"),
        receiver: text("RECVID01"),
        control: 1,
        at: "2026-03-09T09:30".parse().unwrap(),
        is_trial: true,
    }
}

pub fn practice() -> BillingIdentity {
    BillingIdentity {
        name: text("Example Therapy LLC"),
        npi: Npi::parse("1234567893").ok(),
        taxonomy: Taxonomy::parse("106H00000X").ok(),
        tax_id: text("123456789"),
        street: text("100 Example St"),
        city: text("Lakewood"),
        state: text("CO"),
        zip: text("802260000"),
        contact: text("Front desk"),
        phone: text("3035550100"),
        submitter: text("SUBMITID01"),
        carrier: text("Example Clearinghouse"),
        carrier_number: text("RECVID01"),
        sends: Sends::Trial,
    }
}

pub fn person() -> Person {
    Person {
        last: text("Doe"),
        first: text("Jordan"),
        address: Address {
            street: text("200 Sample Ave"),
            city: text("Denver"),
            state: text("CO"),
            zip: text("802030000"),
        },
        born: "1985-04-12".parse().unwrap(),
        sex: InsurerSex::Unsaid,
    }
}

pub fn insured() -> Insured {
    Insured {
        payer: text("Example Health Plan"),
        payer_number: text("PAYER01"),
        plan: InsurerKind::Commercial,
        member: text("MEMB000123"),
        group: Some(text("GRP0001")),
        holder: person(),
        relation: Relation::Own,
    }
}

pub fn claim() -> Professional {
    let code = |code| DiagnosisCode::parse(code).unwrap();
    Professional {
        number: text("CLAIM0001"),
        insured: insured(),
        dependent: None,
        first_payer: None,
        place: PlaceOfService::Home,
        frequency: Frequency::Original,
        original: None,
        authorization: None,
        diagnoses: vec![code("F33.1"), code("F41.1")],
        rendering: Rendering {
            last: text("Rivera"),
            first: text("Sam"),
            npi: Npi::parse("1558598797").unwrap(),
            taxonomy: Taxonomy::parse("106H00000X").unwrap(),
        },
        paid_by_client: Cents::ZERO,
        lines: vec![ServiceLine {
            number: text("LINE0001"),
            code: Code(90_837),
            modifier: TelehealthModifier::Video,
            charge_cents: Cents(17_500),
            units: 1,
            date: "2026-03-05".parse().unwrap(),
            pointers: vec![1, 2],
        }],
    }
}

pub fn claim_file(claims: Vec<Professional>) -> ClaimFile {
    let practice = practice();
    let carrier = practice.carrier.clone();
    ClaimFile { envelope: envelope(), reference: text("REF0001"), carrier, practice, claims }
}
