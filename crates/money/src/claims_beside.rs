//! A claim of a visit with something beside its code: a line each, all of one charge.

use terms::fees_beside::FeesBeside;
use terms::folder::Folder;
use terms::money::Cents;
use terms::practice::Fees;
use terms::visit_kind::VisitKind;

use crate::charge::{VisitFacts, charge_psychotherapy, psychotherapy_visit};
use crate::claims_life::{allowed, ask, treated};
use crate::ledger::{Entry, TherapyLedger};
use crate::made_up::{FEES, id, now};
use crate::manner::Manner;
use crate::post_claim::{PostRefusal, post_claim, send_claim};
use crate::prepare_claim::prepare_claim;
use crate::x12::balance::balance;
use crate::x12::remittance::{ClaimPaid, LinePaid, PaidStatus, Remittance};

/// A claim "m" of 105 minutes of crisis with two questionnaires, sent: $200, two half hours of $90, two of $5.
fn sent() -> TherapyLedger {
    let beside = FeesBeside {
        crisis_cents: Cents(20_000),
        crisis_more_cents: Cents(9_000),
        measure_cents: Cents(500),
        ..FeesBeside::NONE
    };
    let manner = Manner { is_crisis: true, measures: 2, ..Manner::default() };
    let facts = VisitFacts { manner, ..treated(VisitKind::Therapy, 105) };
    let visit = psychotherapy_visit(facts).unwrap();
    let charge = charge_psychotherapy(visit, id('a'), &Fees { beside, ..FEES }, now()).unwrap();
    let ledger = TherapyLedger::default().with(Entry::ChargeMade(charge));
    let ledger = ledger.clone().with(prepare_claim(&ledger, &allowed(), ask('m', &['a'])).unwrap());
    let sent = send_claim(&ledger, id('m'), (id('b'), now()), 7).unwrap();
    ledger.with(sent)
}

#[test]
fn behaviour_32_a_claim_has_a_line_for_each_code_and_they_come_to_the_charge() {
    let ledger = sent();
    let sent = ledger.claims().all()[0].prepared.as_sent(Cents::ZERO);
    let lines: Vec<_> =
        sent.lines.iter().map(|line| (line.number.as_str(), line.code.0, line.units, line.charge_cents.0)).collect();
    let expected =
        [("aaaaaaaaaa", 90_839, 1, 20_000), ("aaaaaaaaaa-1", 90_840, 2, 18_000), ("aaaaaaaaaa-2", 96_127, 2, 1_000)];
    assert_eq!(lines, expected);
    assert_eq!(Some(sent.charge_cents()), ledger.charge(id('a')).map(|charged| charged.charge.amount_cents()));
}

#[test]
fn what_is_paid_of_each_line_counts_toward_the_one_charge() {
    let ledger = sent();
    let line = |ours: &str, code: &str, cents| LinePaid {
        code: code.to_owned(),
        charge_cents: Cents(cents),
        paid_cents: Cents(cents),
        date: None,
        allowed_cents: None,
        ours: Some(ours.to_uppercase()),
        adjustments: Vec::new(),
        remarks: Vec::new(),
    };
    let paid = |second: &str| {
        let lines = vec![
            line("aaaaaaaaaa", "90839", 20_000),
            line(second, "90840", 18_000),
            line("aaaaaaaaaa-2", "96127", 1_000),
        ];
        let claim = ClaimPaid {
            ours: "MMMMMMMMMM".to_owned(),
            status: PaidStatus::First,
            charge_cents: Cents(39_000),
            paid_cents: Cents(39_000),
            client_owes_cents: Cents::ZERO,
            payers_number: "PAYERS01".to_owned(),
            adjustments: Vec::new(),
            lines,
            remarks: Vec::new(),
        };
        let trace = "EFT1".to_owned();
        balance(Remittance { paid_cents: Cents(39_000), trace, claims: vec![claim], ..Remittance::default() }).unwrap()
    };
    let post = |second| post_claim(&ledger, id('m'), (id('b'), now()), (&paid(second), 0));
    let posted = ledger.clone().with(post("aaaaaaaaaa-1").unwrap().unwrap());
    let charged = posted.charge(id('a')).unwrap();
    assert_eq!((charged.insurer_cents, charged.open_cents()), (Cents(39_000), Cents::ZERO));
    assert_eq!(post("bbbbbbbbbb"), Err(PostRefusal::OtherVisit));
}
