//! What must hold of the other answers that are read: 999, 277CA and 271.

use proptest::collection::vec;
use proptest::prelude::*;
use terms::money::Cents;
use terms::npi::Npi;

use crate::x12::acknowledgment::{Acknowledgment, Taken, acknowledgments};
use crate::x12::claim_answer::{AtTheDoor, ClaimAnswers, claim_answers};
use crate::x12::eligibility_answer::{BenefitKind, EligibilityAnswer};
use crate::x12::eligibility_ask::{EligibilityAsk, write_eligibility_ask};
use crate::x12::eligibility_reader::eligibility_answers;
use crate::x12::envelope::read_interchange;
use crate::x12::made_up::{envelope, insured, person};
use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::remittance::remittances;

/// A file of one set of this kind with these segments, counted and ended.
fn file(kind: &str, version: &str, segments: &[&str]) -> String {
    let body = segments.join("~");
    format!(
        "ISA*00*          *00*          *ZZ*RECVID01       *ZZ*SUBMITID01     *260310*0800*^*00501*000000009*0*T*:~\
         GS*XX*RECVID01*SUBMITID01*20260310*0800*9*X*{version}~ST*{kind}*0001~{body}~SE*{}*0001~GE*1*9~IEA*1*000000009~",
        segments.len() + 2
    )
}

fn read_acknowledgments(bytes: &[u8]) -> Result<Vec<Acknowledgment>, EdiMistake> {
    acknowledgments(&read_interchange(bytes)?)
}

fn read_claim_answers(bytes: &[u8]) -> Result<ClaimAnswers, EdiMistake> {
    claim_answers(&read_interchange(bytes)?)
}

fn read_eligibility_answers(bytes: &[u8]) -> Result<Vec<EligibilityAnswer>, EdiMistake> {
    eligibility_answers(&read_interchange(bytes)?)
}

const TAKEN: [&str; 4] = ["AK1*HC*7*005010X222A1", "AK2*837*0001*005010X222A1", "IK5*A", "AK9*A*1*1*1"];

const ANSWERED: [&str; 18] = [
    "BHT*0085*08*277X*20260310*0800*TH",
    "HL*1**20*1",
    "NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*PAYER01",
    "TRN*1*BATCH1",
    "HL*2*1*21*1",
    "NM1*41*2*EXAMPLE THERAPY LLC*****46*SUBMITID01",
    "TRN*2*REF0001",
    "STC*A1:19:PR*20260310*WQ*350",
    "HL*3*2*19*1",
    "NM1*85*2*EXAMPLE THERAPY LLC*****XX*1234567893",
    "HL*4*3*PT",
    "NM1*QC*1*DOE*JORDAN****MI*MEMB000123",
    "TRN*2*CLAIM0001",
    "STC*A2:20:PR*20260310*WQ*175",
    "REF*1K*PAYERS01",
    "HL*5*3*PT",
    "TRN*2*CLAIM0002",
    "STC*A7:562:85*20260310*U*175",
];

const ELIGIBLE: [&str; 23] = [
    "BHT*0022*11*ASK0001*20260310*0800",
    "HL*1**20*1",
    "NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*PAYER01",
    "HL*2*1*21*1",
    "NM1*1P*2*EXAMPLE THERAPY LLC*****XX*1234567893",
    "HL*3*2*22*0",
    "TRN*2*ASK0001*9000000001",
    "NM1*IL*1*DOE*JORDAN****MI*MEMB000123",
    "DTP*346*D8*20260101",
    "EB*1**30*CI*EXAMPLE PPO",
    "EB*C*IND*30***23*500",
    "EB*C*IND*30***29*120.5",
    "EB*B*IND*MH^A6***27*30*****Y",
    "EB*A*IND*MH*****.2****N",
    "EB*F*IND*MH***23***VS*20",
    "MSG*TWENTY VISITS IN A YEAR",
    "EB*U**MH",
    "LS*2120",
    "NM1*VN*2*EXAMPLE BEHAVIORAL*****PI*MIND01",
    "PER*IC**TE*3035550123",
    "NM1*IL*1*DOE*JORDAN****MI*OTHER7",
    "LE*2120",
    "EB*CB**MH********Y",
];

#[test]
fn a_file_of_ours_is_accepted_with_errors_or_rejected() {
    let read = |segments: &[&str]| read_acknowledgments(file("999", "005010X231A1", segments).as_bytes());
    let all = read(&TAKEN).unwrap();
    assert_eq!((all[0].control, all[0].taken, all[0].sets.len()), (7, Taken::Accepted, 1));
    let rejected = [
        "AK1*HC*8*005010X222A1",
        "AK2*837*0001",
        "IK3*NM1*9**8",
        "CTX*CLM01:CLAIM0001",
        "IK4*9:1*67*7*123",
        "IK5*R*5",
        "AK9*R*1*1*0",
    ];
    let all = read(&rejected).unwrap();
    let fault = &all[0].sets[0].faults[0];
    assert!(!all[0].taken.is_accepted() && all[0].sets[0].taken == Taken::Rejected);
    assert_eq!((fault.segment.as_str(), fault.place, fault.element, fault.code.as_str()), ("NM1", 9, Some(9), "7"));
    for (segments, why) in [
        (&["AK9*A*1*1*1"][..], Why::OutOfPlace),
        (&["AK1*HC*7", "IK5*A"], Why::OutOfPlace),
        (&["AK1*HC*7", "AK9*Q"], Why::Code(1)),
        (&["AK1*HC*7", "AK2*837*0001", "IK5*A"], Why::Truncated),
        (&["AK1*HC*seven"], Why::Number(2)),
    ] {
        assert_eq!(read(segments).map_err(|mistake| mistake.why), Err(why), "{segments:?}");
    }
}

#[test]
fn the_envelope_alone_may_be_turned_back() {
    let header =
        "ISA*00*          *00*          *ZZ*RECVID01       *ZZ*SUBMITID01     *260310*0800*^*00501*000000009*0*T*:~";
    let read = read_acknowledgments(format!("{header}TA1*000000007*260309*0930*R*006~IEA*0*000000009~").as_bytes());
    let all = read.unwrap();
    assert_eq!((all[0].control, all[0].taken), (7, Taken::Rejected));
}

#[test]
fn each_claim_is_answered_by_our_own_number() {
    let read = read_claim_answers(file("277", "005010X214", &ANSWERED).as_bytes()).unwrap();
    let told: Vec<_> =
        read.claims.iter().map(|claim| (claim.ours.as_str(), claim.said[0].what, claim.is_back())).collect();
    assert_eq!(told, [("CLAIM0001", AtTheDoor::Accepted, false), ("CLAIM0002", AtTheDoor::Invalid, true)]);
    assert_eq!(read.claims[0].payers_number.as_deref(), Some("PAYERS01"));
    assert_eq!((read.of_all.len(), read.claims[1].said[0].about.as_str()), (1, "562"));
    let without = &ANSWERED[..17];
    let cut = read_claim_answers(file("277", "005010X214", without).as_bytes());
    assert_eq!(cut.map_err(|mistake| mistake.why), Err(Why::Truncated));
}

#[test]
fn an_insurance_is_read_with_its_carve_out() {
    let read = read_eligibility_answers(file("271", "005010X279A1", &ELIGIBLE).as_bytes()).unwrap();
    let answer = &read[0];
    assert_eq!(
        (answer.is_active(), answer.member.as_str(), answer.trace.as_deref()),
        (Some(true), "MEMB000123", Some("ASK0001"))
    );
    let of = |what| answer.benefits.iter().filter(move |benefit| benefit.what == what);
    let met: Vec<_> =
        of(BenefitKind::Deductible).map(|benefit| (benefit.period.as_str(), benefit.amount_cents)).collect();
    assert_eq!(met, [("23", Some(Cents(50_000))), ("29", Some(Cents(12_050)))]);
    let copay = of(BenefitKind::CoPayment).next().unwrap();
    assert_eq!((copay.services.len(), copay.in_network.as_str()), (2, "Y"));
    assert_eq!(of(BenefitKind::CoInsurance).next().unwrap().share, Some(2_000));
    let limit = of(BenefitKind::Limitations).next().unwrap();
    assert_eq!((limit.quantity, limit.messages.len()), (Some(20), 1));
    let other = answer.carve_out().unwrap();
    assert_eq!(
        (other.name.as_str(), other.number.as_str(), other.phone.as_str()),
        ("EXAMPLE BEHAVIORAL", "MIND01", "3035550123")
    );
    assert_eq!(answer.carve_out_member(), Some("OTHER7"));
}

#[test]
fn each_person_of_a_set_has_an_answer_of_their_own() {
    let second = ["HL*4*2*22*0", "TRN*1*THEIRS*9", "TRN*2*ASK0002*9000000002", "NM1*IL*1*ROE*SAM****MI*M2", "EB*6**30"];
    let read = read_eligibility_answers(file("271", "005010X279A1", &[&ELIGIBLE[..], &second].concat()).as_bytes());
    let read = read.unwrap();
    let told: Vec<_> = read
        .iter()
        .map(|one| (one.trace.as_deref(), one.member.as_str(), one.payer.as_str(), one.is_active()))
        .collect();
    let payer = "EXAMPLE HEALTH PLAN";
    assert_eq!(told, [(Some("ASK0001"), "MEMB000123", payer, Some(true)), (Some("ASK0002"), "M2", payer, Some(false))]);
}

#[test]
fn an_insurer_may_say_why_it_does_not_answer() {
    let segments = [&ELIGIBLE[..8], &["AAA*N**72*C"]].concat();
    let read = read_eligibility_answers(file("271", "005010X279A1", &segments).as_bytes()).unwrap();
    let refusal = &read[0].refusals[0];
    assert_eq!((refusal.reason.as_str(), refusal.follow_up.as_str(), read[0].is_active()), ("72", "C", None));
    for (segment, why) in [("EB*?", Why::Code(1)), ("EB*A*IND*30*****1.5", Why::Number(8)), ("LS*2120", Why::Truncated)]
    {
        let segments = [&ELIGIBLE[..8], &[segment]].concat();
        let read = read_eligibility_answers(file("271", "005010X279A1", &segments).as_bytes());
        assert_eq!(read.map_err(|mistake| mistake.why), Err(why), "{segment}");
    }
}

#[test]
fn a_question_is_a_whole_file_for_one_or_for_a_dependent() {
    let ask = EligibilityAsk {
        envelope: envelope(),
        trace: "ASK0001".to_owned(),
        asker: "Example Therapy LLC".to_owned(),
        npi: Npi::parse("1234567893").unwrap(),
        insured: insured(),
        dependent: None,
        on: "2026-03-10".parse().unwrap(),
    };
    for (dependent, levels) in [(None, 3), (Some(person()), 4)] {
        let bytes = write_eligibility_ask(&EligibilityAsk { dependent, ..ask.clone() }).unwrap();
        let file = read_interchange(&bytes).unwrap();
        let segments = &file.sets_of("270", "005010X279A1").unwrap()[0].segments;
        let named = |name: &str| segments.iter().filter(|segment| segment.name() == name).count();
        assert_eq!((named("HL"), named("EQ"), named("TRN")), (levels, 2, 1));
    }
}

proptest! {
    #[test]
    fn no_answer_makes_a_reader_panic(
        which in 0..3_usize, at in any::<prop::sample::Index>(), put in vec(any::<u8>(), 0..4),
    ) {
        let mut bytes = match which {
            0 => file("999", "005010X231A1", &TAKEN),
            1 => file("277", "005010X214", &ANSWERED),
            _ => file("271", "005010X279A1", &ELIGIBLE),
        }.into_bytes();
        let place = at.index(bytes.len());
        bytes.splice(place..(place + put.len()).min(bytes.len()), put);
        let _ = read_acknowledgments(&bytes);
        let _ = read_claim_answers(&bytes);
        let _ = read_eligibility_answers(&bytes);
        let _ = read_interchange(&bytes).map(|file| remittances(&file));
    }
}
