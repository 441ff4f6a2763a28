//! A claim's whole life in the ledger of psychotherapy, and what never happens in it.

use jiff::ToSpan;
use proptest::collection::vec;
use proptest::prelude::*;
use terms::diagnosis::DiagnosisCode;
use terms::folder::Folder;
use terms::money::Cents;
use terms::npi::{Npi, Taxonomy};
use terms::visit_kind::VisitKind;

use crate::ageing::Owes;
use crate::charge::{
    VisitFacts, attended_dosing_visit, charge_attended_dosing, charge_psychotherapy, psychotherapy_visit,
};
use crate::claim::ClaimState;
use crate::insurer_mail::{ClaimAllowed, MailChoice, claim_allowed};
use crate::ledger::{DosingLedger, Entry, TherapyEntry, TherapyLedger};
use crate::made_up::{FEES, id, mail_answer, now, payer, plan, today, visit};
use crate::payer::{Setting, TelehealthModifier};
use crate::post_claim::{PostRefusal, post_claim, send_claim, take_answer_to_claim, take_answer_to_file};
use crate::prepare_claim::{ClaimAsk, ClaimRefusal, follow_claim, prepare_claim};
use crate::x12::acknowledgment::Taken;
use crate::x12::balance::{Balanced, balance};
use crate::x12::claim_answer::{AtTheDoor, ClaimAnswer, Said};
use crate::x12::professional::{Address, Frequency, InsurerSex, Person, Relation, Rendering};
use crate::x12::remittance::{Adjustment, AdjustmentGroup, ClaimPaid, PaidStatus, Remittance};

pub fn allowed() -> ClaimAllowed {
    claim_allowed(Some(&plan()), Some(&mail_answer(MailChoice::GoOn)), None).unwrap()
}

pub fn charge(letter: char, facts: VisitFacts) -> TherapyEntry {
    let made = charge_psychotherapy(psychotherapy_visit(facts).unwrap(), id(letter), &FEES, now());
    Entry::ChargeMade(made.unwrap())
}

pub fn treated(kind: VisitKind, minutes: u16) -> VisitFacts {
    VisitFacts { diagnosis: DiagnosisCode::parse("F43.21").ok(), ..visit(kind, minutes) }
}

/// "a": fifty minutes with a diagnosis; "b": without one; "c": too short for a code.
fn ledger() -> TherapyLedger {
    let without = VisitFacts { diagnosis: None, ..treated(VisitKind::Therapy, 50) };
    [charge('a', treated(VisitKind::Therapy, 50)), charge('b', without), charge('c', treated(VisitKind::Therapy, 15))]
        .into_iter()
        .fold(TherapyLedger::default(), TherapyLedger::with)
}

pub fn ask(claim: char, charges: &[char]) -> ClaimAsk {
    let at = ["200 Sample Ave", "Denver", "CO", "80203"].map(str::to_owned);
    let [street, city, state, zip] = at;
    ClaimAsk {
        id: id(claim),
        at: now(),
        by: id('b'),
        payer: payer(),
        holder: Person {
            last: "Keller".to_owned(),
            first: "Rowan".to_owned(),
            address: Address { street, city, state, zip },
            born: "1985-04-12".parse().unwrap(),
            sex: InsurerSex::Unsaid,
        },
        relation: Relation::Own,
        dependent: None,
        setting: Setting::VideoHome,
        authorization: None,
        rendering: Rendering {
            last: "Reyes".to_owned(),
            first: "Dana".to_owned(),
            npi: Npi::parse("1558598797").unwrap(),
            taxonomy: Taxonomy::parse("106H00000X").unwrap(),
        },
        charges: charges.iter().map(|charge| id(*charge)).collect(),
    }
}

/// The ledger with a claim "m" of the charge "a", sent in file 7.
fn sent() -> TherapyLedger {
    let prepared = ledger().with(prepare_claim(&ledger(), &allowed(), ask('m', &['a'])).unwrap());
    let sent = send_claim(&prepared, id('m'), (id('b'), now()), 7).unwrap();
    prepared.with(sent)
}

/// A payment for the claim "m" of $165 with these adjustments; the rest is paid.
fn payment(status: PaidStatus, adjustments: &[(AdjustmentGroup, i64)]) -> Balanced {
    let sign = if status == PaidStatus::Reversed { -1 } else { 1 };
    let taken: i64 = adjustments.iter().map(|(_, cents)| cents).sum();
    let adjustment = |(group, cents): &(AdjustmentGroup, i64)| Adjustment {
        group: *group,
        reason: "45".to_owned(),
        amount_cents: Cents(*cents),
    };
    let claim = ClaimPaid {
        ours: "MMMMMMMMMM".to_owned(),
        status,
        charge_cents: Cents(sign * 16_500),
        paid_cents: Cents(sign * 16_500 - taken),
        client_owes_cents: Cents::ZERO,
        payers_number: "PAYERS01".to_owned(),
        adjustments: adjustments.iter().map(adjustment).collect(),
        lines: Vec::new(),
        remarks: Vec::new(),
    };
    let trace = format!("EFT{}", status.code());
    let paid_cents = claim.paid_cents;
    balance(Remittance { paid_cents, trace, claims: vec![claim], ..Remittance::default() }).unwrap()
}

fn posted(ledger: &TherapyLedger, payment: &Balanced) -> Option<TherapyEntry> {
    post_claim(ledger, id('m'), (id('b'), now()), (payment, 0)).unwrap()
}

#[test]
fn a_claim_is_made_of_what_an_insurer_can_be_asked_for_and_of_nothing_else() {
    let on_a_claim = sent();
    let other_payer = ClaimAsk {
        payer: crate::payer::Payer {
            terms: crate::payer::PayerTerms { name: crate::made_up::line("Other"), ..payer().terms },
            ..payer()
        },
        ..ask('m', &['a'])
    };
    let dependent = ClaimAsk { relation: Relation::Child, ..ask('m', &['a']) };
    for (ledger, ask, expected) in [
        (ledger(), ask('m', &['a']), None),
        (ledger(), ask('m', &['b']), Some(ClaimRefusal::NoDiagnosis)),
        (ledger(), ask('m', &['c']), Some(ClaimRefusal::NoCode)),
        (ledger(), ask('m', &['x']), Some(ClaimRefusal::NotThere)),
        (ledger(), ask('m', &[]), Some(ClaimRefusal::TooFewOrMany)),
        (ledger(), other_payer, Some(ClaimRefusal::OtherPayer)),
        (ledger(), dependent, Some(ClaimRefusal::WhoHolds)),
        (on_a_claim, ask('n', &['a']), Some(ClaimRefusal::OnAClaim)),
    ] {
        assert_eq!(prepare_claim(&ledger, &allowed(), ask).err(), expected);
    }
    let sent = sent();
    let claim = &sent.claims().all()[0];
    let as_sent = claim.prepared.as_sent(Cents::ZERO);
    assert_eq!((as_sent.number.as_str(), as_sent.lines[0].modifier), ("MMMMMMMMMM", TelehealthModifier::Video));
    assert_eq!(
        (as_sent.insured.member.as_str(), claim.prepared.file_by().to_string()),
        ("MEMB000123", "2026-09-20".to_owned())
    );
}

#[test]
fn what_is_said_at_the_door_moves_a_claim_and_is_taken_once() {
    let hand = (id('b'), now());
    let ledger = sent();
    assert_eq!(ledger.claims().all()[0].state(), ClaimState::Sent);
    assert_eq!(send_claim(&ledger, id('m'), hand, 8), Err(PostRefusal::OtherState));
    assert_eq!(send_claim(&ledger, id('x'), hand, 8), Err(PostRefusal::NoSuchClaim));
    for (taken, state) in [(Taken::Accepted, ClaimState::Sent), (Taken::Rejected, ClaimState::Rejected)] {
        let told = ledger.clone().with(take_answer_to_file(&ledger, id('m'), hand, taken).unwrap().unwrap());
        assert_eq!(told.claims().all()[0].state(), state);
        assert_eq!(take_answer_to_file(&told, id('m'), hand, taken), Ok(None));
    }
    for (what, state, is_free) in [
        (AtTheDoor::Received, ClaimState::Sent, false),
        (AtTheDoor::Accepted, ClaimState::Accepted, false),
        (AtTheDoor::Invalid, ClaimState::Rejected, true),
    ] {
        let said = vec![Said { what, about: "20".to_owned(), whom: String::new() }];
        let payers_number = Some("PAYERS01".to_owned());
        let answer = ClaimAnswer { ours: "MMMMMMMMMM".to_owned(), said, on: None, payers_number };
        let told = ledger.clone().with(take_answer_to_claim(&ledger, id('m'), hand, &answer).unwrap().unwrap());
        assert_eq!((told.claims().all()[0].state(), told.claims().claim_of(id('a')).is_none()), (state, is_free));
        assert_eq!(take_answer_to_claim(&told, id('m'), hand, &answer), Ok(None));
        assert_eq!(told.claims().all()[0].payers_number(), Some("PAYERS01"));
    }
}

#[test]
fn a_payment_counts_toward_the_charge_and_leaves_the_clients_share_open() {
    let contract = AdjustmentGroup::Contract;
    for (status, adjustments, state, open) in [
        (PaidStatus::First, &[(contract, 4_500), (AdjustmentGroup::Client, 3_000)][..], ClaimState::Paid, 3_000),
        (PaidStatus::First, &[(AdjustmentGroup::Client, 16_500)], ClaimState::Paid, 16_500),
        (PaidStatus::First, &[], ClaimState::Paid, 0),
        (PaidStatus::Denied, &[(contract, 16_500)], ClaimState::Denied, 16_500),
        (PaidStatus::First, &[(contract, 16_500)], ClaimState::Denied, 16_500),
    ] {
        let before = sent();
        let payment = payment(status, adjustments);
        let after = before.clone().with(posted(&before, &payment).unwrap());
        assert_eq!(after.claims().all()[0].state(), state, "{adjustments:?}");
        assert_eq!(after.charge(id('a')).unwrap().open_cents(), Cents(open), "{adjustments:?}");
        let of = |ledger: &TherapyLedger| ledger.open_visits()[0];
        assert_eq!(of(&before).owes, Owes::Insurer);
        let next = if state == ClaimState::Denied { Owes::Undecided } else { Owes::Client };
        assert!(open == 0 || (of(&after).open_cents, of(&after).owes) == (Cents(open), next), "{adjustments:?}");
        // The same payment again adds nothing.
        assert_eq!(posted(&after, &payment), None);
        let card = after.card();
        assert_eq!(card.charged_cents.0, card.paid_cents.0 + card.written_off_cents.0 + card.open_cents.0);
        assert_eq!(card.claims[0].state, state);
    }
}

#[test]
fn a_payment_that_is_taken_back_leaves_the_charge_as_it_was() {
    let paid = payment(PaidStatus::First, &[(AdjustmentGroup::Contract, 4_500)]);
    let back = payment(PaidStatus::Reversed, &[(AdjustmentGroup::Contract, -4_500)]);
    let before = sent();
    let after = before.clone().with(posted(&before, &paid).unwrap());
    let reversed = after.clone().with(posted(&after, &back).unwrap());
    assert_eq!(reversed.charge(id('a')), before.charge(id('a')));
    assert_eq!(reversed.claims().all()[0].state(), ClaimState::TakenBack);
}

#[test]
fn another_amount_or_visit_than_ours_is_looked_at_by_somebody() {
    let mut other = payment(PaidStatus::First, &[]).remittance().clone();
    other.claims[0].charge_cents = Cents(16_400);
    other.claims[0].paid_cents = Cents(16_400);
    other.paid_cents = Cents(16_400);
    let other = balance(other).unwrap();
    for (ledger, expected) in [(sent(), PostRefusal::OtherCharge), (ledger(), PostRefusal::NoSuchClaim)] {
        assert_eq!(post_claim(&ledger, id('m'), (id('b'), now()), (&other, 0)), Err(expected));
    }
}

#[test]
fn a_claim_is_replaced_or_voided_by_the_payers_number() {
    let ledger = sent();
    let follow =
        |ledger: &TherapyLedger, frequency| follow_claim(ledger, &allowed(), ask('n', &[]), (id('m'), frequency));
    assert_eq!(follow(&ledger, Frequency::Void).err(), Some(ClaimRefusal::NoPayersNumber));
    let denied = payment(PaidStatus::Denied, &[(AdjustmentGroup::Contract, 16_500)]);
    let denied = ledger.clone().with(posted(&ledger, &denied).unwrap());
    for (frequency, state, is_free) in
        [(Frequency::Replacement, ClaimState::Replaced, false), (Frequency::Void, ClaimState::Voided, true)]
    {
        let followed = denied.clone().with(follow(&denied, frequency).unwrap());
        let [first, second] = followed.claims().all() else { panic!("two claims") };
        assert_eq!((first.state(), second.state()), (state, ClaimState::ToSend));
        assert_eq!(second.prepared.as_sent(Cents::ZERO).original.as_deref(), Some("PAYERS01"));
        assert_eq!(followed.claims().claim_of(id('a')).is_none(), is_free);
        assert_eq!(follow(&followed, frequency).err(), Some(ClaimRefusal::NothingToFollow));
    }
}

proptest! {
    #[test]
    fn behaviour_33_no_claim_ever_holds_a_dosing_line(
        visits in vec((prop::sample::select(VisitKind::ALL.to_vec()), 1..200_u16), 1..20),
        picked in vec(any::<prop::sample::Index>(), 0..30),
    ) {
        let letters = "abcdefghjkmnpqrstuvwxyz".chars();
        let (mut therapy, mut dosing) = (TherapyLedger::default(), DosingLedger::default());
        let mut dosing_days = Vec::new();
        let all: Vec<char> = letters.clone().take(visits.len()).collect();
        for ((kind, length), (letter, day)) in visits.into_iter().zip(letters.zip(0_i64..)) {
            let facts = VisitFacts { date: today() + day.days(), ..treated(kind, length) };
            if let Some(visit) = attended_dosing_visit(facts.clone()) {
                dosing_days.push(facts.date);
                let made = charge_attended_dosing(visit, id(letter), &FEES, now());
                dosing = made.into_iter().map(Entry::ChargeMade).fold(dosing, DosingLedger::with);
            }
            let made = psychotherapy_visit(facts).and_then(|visit| charge_psychotherapy(visit, id(letter), &FEES, now()));
            therapy = made.into_iter().map(Entry::ChargeMade).fold(therapy, TherapyLedger::with);
        }
        for pick in picked {
            // A dosing day's own id is asked for as any other.
            let asked = ask('m', &[all[pick.index(all.len())]]);
            if let Ok(entry) = prepare_claim(&therapy, &allowed(), asked) {
                therapy = therapy.with(entry);
            }
        }
        let lines = therapy.claims().all().iter().flat_map(|claim| claim.prepared.lines());
        for line in lines {
            prop_assert!(dosing.charge(line.charge()).is_none() && !dosing_days.contains(&line.date()));
            prop_assert!(therapy.charge(line.charge()).is_some());
        }
        prop_assert!(dosing.card().claims.is_empty());
    }
}
