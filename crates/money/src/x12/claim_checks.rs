//! What must hold of every file of claims, over claims at random.

use proptest::collection::vec;
use proptest::prelude::*;
use terms::diagnosis::DiagnosisCode;
use terms::money::Cents;
use terms::npi::Npi;

use crate::fee::Code;
use crate::payer::{PlaceOfService, TelehealthModifier};
use crate::x12::envelope::{Set, read_interchange};
use crate::x12::made_up::{SAMPLE, claim, claim_file, insured, person};
use crate::x12::professional::{FirstPaid, FirstPayer, Frequency, Person, Professional, Relation, ServiceLine};
use crate::x12::segment::Segment;
use crate::x12::write_claims::write_claims;
use crate::x12::writer::{Unsendable, WhyNot};

#[test]
fn the_sample_is_written_to_the_letter() {
    let written = write_claims(&claim_file(vec![claim()])).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), SAMPLE);
}

#[test]
fn what_a_file_cannot_carry_is_named_and_nothing_is_written() {
    let with_name = |last: &str| {
        let mut claim = claim();
        claim.insured.holder.last = last.to_owned();
        claim
    };
    let voided = Professional { frequency: Frequency::Void, ..claim() };
    let long = "x".repeat(61);
    for (claim, segment, element, why) in [
        (with_name("Do~e"), "NM1", 3, WhyNot::Character),
        (with_name(""), "NM1", 3, WhyNot::Missing),
        (with_name(&long), "NM1", 3, WhyNot::TooLong),
        (voided, "REF", 2, WhyNot::Missing),
    ] {
        assert_eq!(write_claims(&claim_file(vec![claim])), Err(Unsendable { segment, element, why }));
    }
    assert!(write_claims(&claim_file(Vec::new())).is_err());
}

fn any_person() -> impl Strategy<Value = Person> {
    ("[A-Za-zÀ-ÖØ-öø-ÿ' -]{0,20}[A-Z]", "[A-Z][a-z]{0,12}").prop_map(|(last, first)| Person { last, first, ..person() })
}

fn any_line() -> impl Strategy<Value = ServiceLine> {
    let code = prop::sample::select(vec![90_791, 90_832, 90_834, 90_837, 90_847]);
    let modifier = prop::sample::select(TelehealthModifier::ALL.to_vec());
    (code, modifier, 1..100_000_i64, 0..700_i64, 1..=2_u8, "[A-Z0-9]{1,10}").prop_map(
        |(code, modifier, cents, day, pointer, number)| ServiceLine {
            number,
            code: Code(code),
            modifier,
            charge_cents: Cents(cents),
            units: 1,
            date: claim().lines[0].date.saturating_add(jiff::Span::new().days(day)),
            pointers: vec![pointer],
        },
    )
}

fn any_claim() -> impl Strategy<Value = Professional> {
    let place = prop::sample::select(PlaceOfService::ALL.to_vec());
    let frequency = prop::sample::select(Frequency::ALL.to_vec());
    let second = vec(prop::bool::ANY, 2);
    ("[A-Z0-9]{1,20}", any_person(), vec(any_line(), 1..6), place, frequency, second).prop_map(
        |(number, holder, lines, place, frequency, second)| {
            let mut made = Professional { number, place, frequency, lines, ..claim() };
            made.insured.holder = holder;
            made.original = (frequency != Frequency::Original).then(|| "PAYERS0001".to_owned());
            made.authorization = second[1].then(|| "AUTH01".to_owned());
            if second[0] {
                made.insured.relation = Relation::Child;
                made.dependent = Some(person());
                made.diagnoses = vec![DiagnosisCode::parse("F43.21").unwrap(), DiagnosisCode::parse("Z63.0").unwrap()];
            }
            if second[1] {
                let paid = |line: &ServiceLine| FirstPaid {
                    paid_cents: Cents::ZERO,
                    adjustments: vec![("PR".to_owned(), "1".to_owned(), line.charge_cents)],
                };
                let lines = made.lines.iter().map(paid).collect();
                made.first_payer = Some(FirstPayer { insured: insured(), on: made.lines[0].date, lines });
            }
            made
        },
    )
}

/// Each level says its number, its parent and whether it has children, and each of that is so.
fn levels_make_a_tree(set: &Set<'_>) -> bool {
    let levels: Vec<&Segment<'_>> = set.segments.iter().filter(|segment| segment.name() == "HL").collect();
    levels.iter().zip(1_u32..).all(|(level, number)| {
        let children = levels.iter().filter(|other| other.element(2) == level.element(1)).count();
        let parent = level.number(2).ok();
        level.number(1) == Ok(number)
            && (children > 0) == (level.element(4) == "1")
            && (level.element(3) == "20") == parent.is_none()
            && parent.is_none_or(|parent| parent < number)
    })
}

fn sums_are_right(set: &Set<'_>) -> bool {
    let (mut told, mut counted) = (Vec::new(), Vec::new());
    for segment in &set.segments {
        match segment.name() {
            "CLM" => {
                told.push(segment.cents(2).unwrap().0);
                counted.push(0);
            }
            "SV1" => *counted.last_mut().unwrap() += segment.cents(2).unwrap().0,
            _ => {}
        }
    }
    told == counted
}

proptest! {
    #[test]
    fn behaviour_36_every_file_of_claims_holds_together(claims in vec(any_claim(), 1..8)) {
        let bytes = write_claims(&claim_file(claims.clone())).unwrap();
        prop_assert_eq!(bytes.iter().position(|byte| *byte == b'~'), Some(105));
        // Counts, control numbers and characters are the reader's to check.
        let file = read_interchange(&bytes).unwrap();
        let set = file.sets_of("837", "005010X222A1").unwrap()[0];
        prop_assert!(levels_make_a_tree(set));
        prop_assert!(sums_are_right(set));
        for segment in &set.segments {
            if segment.element(8) == "XX" {
                prop_assert!(Npi::parse(segment.element(9)).is_ok());
            }
            // A number of ours may read "D8" too; only these two segments hold a date behind it.
            if let Some(at) = [("DMG", 2), ("DTP", 3)].iter().find_map(|(name, at)| (segment.name() == *name).then_some(*at)) {
                prop_assert!(segment.date(at).is_ok());
            }
            if segment.name() == "HI" {
                prop_assert!((1..=2).all(|at| !segment.part(at, 2).contains('.') && segment.part(at, 2).len() >= 3));
            }
        }
        let numbers: Vec<&str> =
            set.segments.iter().filter(|segment| segment.name() == "CLM").map(|segment| segment.element(1)).collect();
        prop_assert_eq!(numbers, claims.iter().map(|claim| claim.number.as_str()).collect::<Vec<_>>());
    }
}
