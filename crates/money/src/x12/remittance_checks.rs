//! What must hold of payments that are read: written by this file's own writer and read back, added up, cut and bent.

use proptest::collection::vec;
use proptest::prelude::*;
use terms::money::Cents;

use crate::x12::balance::{Off, balance};
use crate::x12::envelope::read_interchange;
use crate::x12::made_up::envelope;
use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::remittance::{
    Adjustment, AdjustmentGroup, ClaimPaid, LinePaid, PaidStatus, ProviderAdjustment, Remittance, remittances,
};
use crate::x12::writer::Element::{One, Parts};
use crate::x12::writer::{Writer, amount};

fn read_remittances(bytes: &[u8]) -> Result<Vec<Remittance>, EdiMistake> {
    remittances(&read_interchange(bytes)?)
}

/// Writes a payment as an insurer would.
fn write(remittance: &Remittance) -> Vec<u8> {
    let mut writer = Writer::new(&envelope(), ("HP", "835", "005010X221A1"));
    let empty = One("");
    let (paid, on) = (amount(remittance.paid_cents), remittance.on.strftime("%Y%m%d").to_string());
    let mut bpr = [empty; 16];
    (bpr[0], bpr[1], bpr[2], bpr[3], bpr[15]) = (One("I"), One(&paid), One("C"), One("ACH"), One(&on));
    writer.segment("BPR", &bpr);
    writer.segment("TRN", &[One("1"), One(&remittance.trace), One(&remittance.payer_number)]);
    writer.segment("N1", &[One("PR"), One(&remittance.payer)]);
    writer.segment("N1", &[One("PE"), One("EXAMPLE THERAPY LLC"), One("XX"), One(&remittance.payee)]);
    writer.segment("LX", &[One("1")]);
    for claim in &remittance.claims {
        write_claim(&mut writer, claim);
    }
    for taken in &remittance.adjustments {
        let what = [taken.reason.as_str(), taken.reference.as_str()];
        let elements = [One("1234567893"), One("20261231"), Parts(&what), One(&amount(taken.amount_cents))];
        writer.segment("PLB", &elements);
    }
    writer.finish(&envelope()).unwrap()
}

fn write_claim(writer: &mut Writer, claim: &ClaimPaid) {
    let (charge, paid, owes) = (amount(claim.charge_cents), amount(claim.paid_cents), amount(claim.client_owes_cents));
    let (ours, status, theirs) = (One(&claim.ours), One(claim.status.code()), One(&claim.payers_number));
    writer.segment("CLP", &[ours, status, One(&charge), One(&paid), One(&owes), One("12"), theirs]);
    write_adjustments(writer, &claim.adjustments);
    writer.segment("NM1", &[One("QC"), One("1"), One("DOE"), One("JORDAN")]);
    for line in &claim.lines {
        let (charge, paid) = (amount(line.charge_cents), amount(line.paid_cents));
        writer.segment("SVC", &[Parts(&["HC", &line.code]), One(&charge), One(&paid)]);
        if let Some(date) = line.date {
            writer.segment("DTM", &[One("472"), One(&date.strftime("%Y%m%d").to_string())]);
        }
        write_adjustments(writer, &line.adjustments);
        if let Some(ours) = &line.ours {
            writer.segment("REF", &[One("6R"), One(ours)]);
        }
        if let Some(allowed) = line.allowed_cents {
            writer.segment("AMT", &[One("B6"), One(&amount(allowed))]);
        }
        for remark in &line.remarks {
            writer.segment("LQ", &[One("HE"), One(remark)]);
        }
    }
}

fn write_adjustments(writer: &mut Writer, adjustments: &[Adjustment]) {
    for taken in adjustments {
        let elements = [One(taken.group.code()), One(&taken.reason), One(&amount(taken.amount_cents))];
        writer.segment("CAS", &elements);
    }
}

fn any_adjustment() -> impl Strategy<Value = Adjustment> {
    let group = prop::sample::select(AdjustmentGroup::ALL.to_vec());
    (group, "[1-9][0-9]{0,2}", -5_000..20_000_i64).prop_map(|(group, reason, cents)| Adjustment {
        group,
        reason,
        amount_cents: Cents(cents),
    })
}

fn any_line() -> impl Strategy<Value = LinePaid> {
    (vec(any_adjustment(), 0..4), 0..30_000_i64, prop::option::of("[A-Z0-9]{1,10}"), any::<bool>()).prop_map(
        |(adjustments, paid, ours, is_dated)| {
            let taken: i64 = adjustments.iter().map(|taken| taken.amount_cents.0).sum();
            LinePaid {
                code: "90837".to_owned(),
                charge_cents: Cents(paid + taken),
                paid_cents: Cents(paid),
                ours,
                date: is_dated.then(|| "2026-03-05".parse().unwrap()),
                allowed_cents: is_dated.then_some(Cents(paid)),
                adjustments,
                remarks: if is_dated { vec!["N130".to_owned()] } else { Vec::new() },
            }
        },
    )
}

fn any_claim() -> impl Strategy<Value = ClaimPaid> {
    let status = prop::sample::select(PaidStatus::ALL.to_vec());
    (status, "[A-Z0-9]{1,20}", vec(any_line(), 0..4), vec(any_adjustment(), 0..3), 0..30_000_i64).prop_map(
        |(status, ours, lines, adjustments, alone)| {
            let of_lines: i64 = lines.iter().map(|line: &LinePaid| line.paid_cents.0).sum();
            let taken: i64 = adjustments.iter().map(|taken| taken.amount_cents.0).sum();
            let charges: i64 = lines.iter().map(|line| line.charge_cents.0).sum();
            // With lines, what was taken off the claim comes out of what its lines would be paid.
            let (charge, paid) = if lines.is_empty() { (alone + taken, alone) } else { (charges, of_lines - taken) };
            ClaimPaid {
                ours,
                status,
                charge_cents: Cents(charge),
                paid_cents: Cents(paid),
                client_owes_cents: Cents::ZERO,
                payers_number: "PAYERS01".to_owned(),
                adjustments,
                lines,
                remarks: Vec::new(),
            }
        },
    )
}

fn any_remittance() -> impl Strategy<Value = Remittance> {
    (vec(any_claim(), 0..6), prop::option::of(-10_000..10_000_i64), "[A-Z0-9]{1,20}").prop_map(
        |(claims, taken, trace)| {
            let paid: i64 = claims.iter().map(|claim| claim.paid_cents.0).sum();
            let adjustments = taken.map(|taken| ProviderAdjustment {
                reason: "WO".to_owned(),
                reference: "EARLIER".to_owned(),
                amount_cents: Cents(taken),
            });
            Remittance {
                paid_cents: Cents(paid - taken.unwrap_or_default()),
                on: "2026-03-20".parse().unwrap(),
                trace,
                payer_number: "1999999999".to_owned(),
                payer: "EXAMPLE HEALTH PLAN".to_owned(),
                payee: "1234567893".to_owned(),
                claims,
                adjustments: adjustments.into_iter().collect(),
            }
        },
    )
}

proptest! {
    #[test]
    fn behaviour_36_a_payment_reads_back_and_adds_up(given in any_remittance()) {
        let read = read_remittances(&write(&given)).unwrap();
        prop_assert_eq!(&read, std::slice::from_ref(&given));
        prop_assert!(balance(given).is_ok());
    }

    #[test]
    fn behaviour_36_a_cent_too_much_goes_to_review(given in any_remittance(), by in prop_oneof![-3_i64..0, 1_i64..4]) {
        let whole = Remittance { paid_cents: Cents(given.paid_cents.0 - by), ..given.clone() };
        let off = balance(whole).map(|_| ()).map_err(|review| review.off);
        prop_assert_eq!(off, Err(vec![Off::Whole { by_cents: Cents(by) }]));
        let mut bent = given;
        if let Some(line) = bent.claims.first_mut().and_then(|claim| claim.lines.first_mut()) {
            line.paid_cents.0 -= by;
            let off = balance(bent).unwrap_err().off;
            prop_assert_eq!(off, vec![Off::Line { claim: 0, line: 0, by_cents: Cents(by) }]);
        }
    }

    #[test]
    fn a_payment_that_is_cut_or_bent_is_read_or_named(
        given in any_remittance(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut bytes = write(&given);
        let cut = read_remittances(&bytes[..at.index(bytes.len())]);
        let is_cut = |mistake: EdiMistake| matches!(mistake.why, Why::Truncated | Why::NotAnInterchange);
        prop_assert!(cut.is_err_and(is_cut));
        let place = at.index(bytes.len());
        bytes[place] = byte;
        if let Ok(read) = read_remittances(&bytes) {
            // Whatever is still read adds up or is looked at; it never makes the sums overflow.
            prop_assert!(read.into_iter().map(balance).count() <= 1);
        }
    }
}

#[test]
fn what_a_payment_may_not_say_is_named_with_its_segment() {
    let adjustments =
        vec![Adjustment { group: AdjustmentGroup::Contract, reason: "45".to_owned(), amount_cents: Cents(2_500) }];
    let line = LinePaid {
        code: "90837".to_owned(),
        charge_cents: Cents(17_500),
        paid_cents: Cents(15_000),
        ours: Some("LINE0001".to_owned()),
        date: None,
        allowed_cents: None,
        adjustments,
        remarks: Vec::new(),
    };
    let claim = ClaimPaid {
        ours: "CLAIM0001".to_owned(),
        status: PaidStatus::First,
        charge_cents: Cents(17_500),
        paid_cents: Cents(15_000),
        client_owes_cents: Cents::ZERO,
        payers_number: "PAYERS01".to_owned(),
        adjustments: Vec::new(),
        lines: vec![line],
        remarks: Vec::new(),
    };
    let given = Remittance {
        paid_cents: Cents(15_000),
        on: "2026-03-20".parse().unwrap(),
        trace: "EFT01".to_owned(),
        payer: "EXAMPLE HEALTH PLAN".to_owned(),
        payee: "1234567893".to_owned(),
        claims: vec![claim],
        ..Remittance::default()
    };
    let file = String::from_utf8(write(&given)).unwrap();
    for (from, to, segment, why) in [
        ("BPR*I*150", "BPR*I*15o", 4, Why::Amount(2)),
        ("CLP*CLAIM0001*1*", "CLP*CLAIM0001*5*", 9, Why::Code(2)),
        ("CLP*CLAIM0001", "CLP*", 9, Why::Missing(1)),
        ("CAS*CO*45*25", "CAS*XX*45*25", 12, Why::Code(1)),
        ("CAS*CO*45*25", "CAS*CO*45", 12, Why::Missing(3)),
        ("SVC*HC:90837", "SVC*", 11, Why::Missing(1)),
        ("NM1*QC*1*DOE", "XX1*QC*1*DOE", 10, Why::OutOfPlace),
        ("*20260320~", "*20260332~", 4, Why::Date(16)),
    ] {
        assert!(file.contains(from), "{from} in {file}");
        let read = read_remittances(file.replace(from, to).as_bytes());
        assert_eq!(read, Err(EdiMistake { segment, why }), "{from} to {to}");
    }
}
