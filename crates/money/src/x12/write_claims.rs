//! Writes professional claims (837P, ASC X12 005010X222A1): a pure function from plain values to bytes.

use terms::money::Cents;

use crate::x12::professional::{
    Address, ClaimFile, FirstPayer, Frequency, Insured, Person, Professional, Relation, ServiceLine,
};
use crate::x12::writer::Element::{Must, One, Parts};
use crate::x12::writer::{Unsendable, WhyNot, Writer, amount};

/// The version of these claims.
pub const CLAIMS_VERSION: &str = "005010X222A1";

/// The most claims of one file; more go into a second one.
pub const MAX_CLAIMS: usize = 5_000;

/// The file, or the first thing that it cannot carry.
pub fn write_claims(file: &ClaimFile) -> Result<Vec<u8>, Unsendable> {
    if file.claims.is_empty() || file.claims.len() > MAX_CLAIMS || !file.practice.is_told() {
        return Err(Unsendable { segment: "BHT", element: 0, why: WhyNot::Missing });
    }
    let mut writer = Writer::new(&file.envelope, ("HC", "837", CLAIMS_VERSION));
    let at = file.envelope.at;
    let (day, time) = (at.strftime("%Y%m%d").to_string(), at.strftime("%H%M").to_string());
    writer.segment("BHT", &[One("0019"), One("00"), Must(&file.reference, 30), One(&day), One(&time), One("CH")]);
    parties(&mut writer, file);
    let mut level = 1;
    for claim in &file.claims {
        level = insured(&mut writer, claim, level + 1);
        whole_claim(&mut writer, claim);
    }
    writer.finish(&file.envelope)
}

fn parties(writer: &mut Writer, file: &ClaimFile) {
    let practice = &file.practice;
    let name = practice.name.as_str();
    let empty = One("");
    writer.segment(
        "NM1",
        &[One("41"), One("2"), Must(name, 60), empty, empty, empty, empty, One("46"), Must(&practice.submitter, 80)],
    );
    writer.segment("PER", &[One("IC"), Must(&practice.contact, 60), One("TE"), Must(&practice.phone, 10)]);
    writer.segment(
        "NM1",
        &[
            One("40"),
            One("2"),
            Must(&file.carrier, 60),
            empty,
            empty,
            empty,
            empty,
            One("46"),
            Must(&practice.carrier_number, 80),
        ],
    );
    let (npi, taxonomy) = numbers(file);
    writer.segment("HL", &[One("1"), empty, One("20"), One("1")]);
    writer.segment("PRV", &[One("BI"), One("PXC"), Must(&taxonomy, 10)]);
    writer
        .segment("NM1", &[One("85"), One("2"), Must(name, 60), empty, empty, empty, empty, One("XX"), Must(&npi, 10)]);
    let (street, city) = (practice.street.clone(), practice.city.clone());
    address(writer, &Address { street, city, state: practice.state.clone(), zip: practice.zip.clone() });
    writer.segment("REF", &[One("EI"), Must(&practice.tax_id, 9)]);
}

fn numbers(file: &ClaimFile) -> (String, String) {
    let npi = file.practice.npi.map(|npi| npi.to_string()).unwrap_or_default();
    let taxonomy = file.practice.taxonomy.as_ref().map_or(String::new(), |code| code.as_str().to_owned());
    (npi, taxonomy)
}

/// The levels of whoever holds the insurance and of the client; hands back the number of the last.
fn insured(writer: &mut Writer, claim: &Professional, level: u32) -> u32 {
    let own = &claim.insured;
    let sequence = if claim.first_payer.is_some() { "S" } else { "P" };
    let is_child = if claim.dependent.is_some() { "1" } else { "0" };
    writer.segment("HL", &[One(&level.to_string()), One("1"), One("22"), One(is_child)]);
    subscriber(writer, own, (sequence, claim.dependent.is_none()));
    member(writer, own);
    if claim.dependent.is_none() {
        whoever(writer, &own.holder);
    }
    payer(writer, own);
    let Some(dependent) = &claim.dependent else { return level };
    let next = level + 1;
    writer.segment("HL", &[One(&next.to_string()), One(&level.to_string()), One("23"), One("0")]);
    writer.segment("PAT", &[One(own.relation.code())]);
    let (last, first) = (Must(&dependent.last, 60), One(&dependent.first));
    writer.segment("NM1", &[One("QC"), One("1"), last, first]);
    whoever(writer, dependent);
    next
}

fn subscriber(writer: &mut Writer, insured: &Insured, (sequence, is_own): (&str, bool)) {
    let relation = if is_own { Relation::Own.code() } else { "" };
    let group = insured.group.as_deref().unwrap_or_default();
    let empty = One("");
    // Where Medicare is asked second, the files want to hear why; here it always is the working aged (12).
    let why_second = if sequence == "S" && insured.plan.code() == "MB" { "12" } else { "" };
    let elements = [
        One(sequence),
        One(relation),
        One(group),
        empty,
        One(why_second),
        empty,
        empty,
        empty,
        One(insured.plan.code()),
    ];
    writer.segment("SBR", &elements);
}

fn member(writer: &mut Writer, insured: &Insured) {
    let holder = &insured.holder;
    let (last, first, empty) = (Must(&holder.last, 60), One(&holder.first), One(""));
    let elements = [One("IL"), One("1"), last, first, empty, empty, empty, One("MI"), Must(&insured.member, 80)];
    writer.segment("NM1", &elements);
}

fn whoever(writer: &mut Writer, person: &Person) {
    address(writer, &person.address);
    writer.segment("DMG", &[One("D8"), One(&person.born.strftime("%Y%m%d").to_string()), One(person.sex.code())]);
}

fn address(writer: &mut Writer, at: &Address) {
    writer.segment("N3", &[Must(&at.street, 55)]);
    writer.segment("N4", &[Must(&at.city, 30), Must(&at.state, 2), Must(&at.zip, 9)]);
}

fn payer(writer: &mut Writer, insured: &Insured) {
    let empty = One("");
    let (name, number) = (Must(&insured.payer, 60), Must(&insured.payer_number, 80));
    writer.segment("NM1", &[One("PR"), One("2"), name, empty, empty, empty, empty, One("PI"), number]);
}

fn whole_claim(writer: &mut Writer, claim: &Professional) {
    let total = amount(claim.charge_cents());
    let place = [claim.place.code(), "B", claim.frequency.code()];
    let empty = One("");
    let (number, yes) = (Must(&claim.number, 20), One("Y"));
    writer.segment("CLM", &[number, One(&total), empty, empty, Parts(&place), yes, One("A"), yes, yes]);
    if claim.paid_by_client > Cents::ZERO {
        writer.segment("AMT", &[One("F5"), One(&amount(claim.paid_by_client))]);
    }
    if let Some(authorization) = &claim.authorization {
        writer.segment("REF", &[One("G1"), Must(authorization, 50)]);
    }
    match claim.frequency {
        Frequency::Original => {}
        Frequency::Replacement | Frequency::Void => {
            writer.segment("REF", &[One("F8"), Must(claim.original.as_deref().unwrap_or_default(), 50)]);
        }
    }
    diagnoses(writer, claim);
    let treated = &claim.rendering;
    let (last, first, npi) = (Must(&treated.last, 60), One(&treated.first), treated.npi.to_string());
    writer.segment("NM1", &[One("82"), One("1"), last, first, empty, empty, empty, One("XX"), One(&npi)]);
    writer.segment("PRV", &[One("PE"), One("PXC"), One(treated.taxonomy.as_str())]);
    if let Some(first) = &claim.first_payer {
        asked_first(writer, first);
    }
    for (line, number) in claim.lines.iter().zip(1_usize..) {
        service(writer, line, number);
        if let Some(first) = &claim.first_payer {
            paid_first(writer, (first, number - 1), line);
        }
    }
}

fn diagnoses(writer: &mut Writer, claim: &Professional) {
    let plain: Vec<String> = claim.diagnoses.iter().map(|code| code.as_str().replace('.', "")).collect();
    let parts: Vec<[&str; 2]> =
        plain.iter().zip(0..).map(|(code, at)| [if at == 0 { "ABK" } else { "ABF" }, code.as_str()]).collect();
    writer.segment("HI", &parts.iter().map(|parts| Parts(parts)).collect::<Vec<_>>());
}

fn service(writer: &mut Writer, line: &ServiceLine, number: usize) {
    let code = line.code.to_string();
    let modifier = line.modifier.on_a_claim();
    let pointers: Vec<String> = line.pointers.iter().map(u8::to_string).collect();
    let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
    writer.segment("LX", &[One(&number.to_string())]);
    writer.segment(
        "SV1",
        &[
            Parts(&["HC", &code, modifier]),
            One(&amount(line.charge_cents)),
            One("UN"),
            One(&line.units.to_string()),
            One(""),
            One(""),
            Parts(&pointers),
        ],
    );
    writer.segment("DTP", &[One("472"), One("D8"), One(&line.date.strftime("%Y%m%d").to_string())]);
    writer.segment("REF", &[One("6R"), Must(&line.number, 30)]);
}

/// The other insurance, with what it paid of the whole claim.
fn asked_first(writer: &mut Writer, first: &FirstPayer) {
    let paid: i64 = first.lines.iter().map(|line| line.paid_cents.0).sum();
    let insured = &first.insured;
    let group = insured.group.as_deref().unwrap_or_default();
    let empty = One("");
    let elements = [
        One("P"),
        One(insured.relation.code()),
        One(group),
        empty,
        empty,
        empty,
        empty,
        empty,
        One(insured.plan.code()),
    ];
    writer.segment("SBR", &elements);
    writer.segment("AMT", &[One("D"), One(&amount(Cents(paid)))]);
    writer.segment("OI", &[empty, empty, One("Y"), empty, empty, One("Y")]);
    member(writer, insured);
    payer(writer, insured);
}

/// What the other insurance made of one visit.
fn paid_first(writer: &mut Writer, (first, at): (&FirstPayer, usize), line: &ServiceLine) {
    let Some(paid) = first.lines.get(at) else { return };
    let code = line.code.to_string();
    let service = ["HC", code.as_str(), line.modifier.on_a_claim()];
    writer.segment(
        "SVD",
        &[Must(&first.insured.payer_number, 80), One(&amount(paid.paid_cents)), Parts(&service), One(""), One("1")],
    );
    taken_off(writer, &paid.adjustments);
    writer.segment("DTP", &[One("573"), One("D8"), One(&first.on.strftime("%Y%m%d").to_string())]);
}

/// What was taken off, group by group, at most six reasons in a segment.
fn taken_off(writer: &mut Writer, adjustments: &[(String, String, Cents)]) {
    let mut groups: Vec<&str> = adjustments.iter().map(|(group, ..)| group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let of_group = adjustments.iter().filter(|(of, ..)| of == group);
        let told: Vec<(&str, String)> = of_group.map(|(_, reason, cents)| (reason.as_str(), amount(*cents))).collect();
        for six in told.chunks(6) {
            let mut elements = vec![Must(group, 2)];
            for (reason, cents) in six {
                elements.extend([Must(reason, 5), One(cents), One("")]);
            }
            writer.segment("CAS", &elements);
        }
    }
}
