//! Made-up values for this crate's tests.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use terms::folder::Folder;
use terms::money::{Cents, Minutes};
use terms::practice::Fees;
use terms::visit_kind::VisitKind;

use crate::charge::{
    DosingCharge, PsychotherapyCharge, VisitFacts, attended_dosing_visit, charge_attended_dosing, charge_psychotherapy,
    psychotherapy_visit,
};
use crate::ledger::{Entry, Ledger, TherapyLedger};
use crate::opening::Opening;
use crate::payment::{PaidBy, Payment, Reversal};

pub const FEES: Fees = Fees {
    first_conversation_cents: Cents(0),
    short_visit_cents: Cents(12_000),
    visit_cents: Cents(16_500),
    long_visit_cents: Cents(19_500),
    attended_dosing_cents: Cents(60_000),
};

/// An id of one letter, ten times.
pub fn id<T: FromStr<Err: std::fmt::Debug>>(letter: char) -> T {
    letter.to_string().repeat(10).parse().unwrap()
}

pub fn now() -> Timestamp {
    "2026-06-22T18:00:00Z".parse().unwrap()
}

pub fn today() -> Date {
    "2026-06-22".parse().unwrap()
}

pub fn visit(kind: VisitKind, length_min: u16) -> VisitFacts {
    VisitFacts { note: id('n'), kind, date: today(), length_min: Minutes(length_min), diagnosis: None }
}

pub fn therapy_charge(letter: char, length_min: u16) -> PsychotherapyCharge {
    let visit = psychotherapy_visit(visit(VisitKind::Therapy, length_min)).unwrap();
    charge_psychotherapy(visit, id(letter), &FEES, now()).unwrap()
}

pub fn dosing_charge(letter: char) -> DosingCharge {
    let visit = attended_dosing_visit(visit(VisitKind::AttendedDosing, 150)).unwrap();
    charge_attended_dosing(visit, id(letter), &FEES, now()).unwrap()
}

pub fn payment(letter: char, charge: char, amount: i64) -> Payment {
    let amount_cents = Cents(amount);
    Payment { id: id(letter), at: now(), on: today(), by: id('b'), amount_cents, how: PaidBy::Card, charge: id(charge) }
}

pub fn reversal(letter: char) -> Reversal {
    let reason = terms::text::Line::parse("The check bounced").unwrap();
    Reversal { id: id(letter), at: now(), by: id('b'), reason }
}

/// A charge "a" of $165 and a charge "b" of $195, with $65 paid towards the first as "p".
pub fn ledger() -> TherapyLedger {
    let charges = [therapy_charge('a', 50), therapy_charge('b', 60)].map(Entry::ChargeMade);
    let entries = charges.into_iter().chain([Entry::PaymentTaken(payment('p', 'a', 6_500))]);
    entries.fold(Ledger::default(), Ledger::with)
}

/// A balance that was moved in.
pub fn opening(letter: char, owed: i64, credit: i64) -> Opening {
    Opening {
        id: id(letter),
        at: now(),
        on: "2026-06-22".parse().unwrap(),
        by: id('m'),
        owed_cents: Cents(owed),
        credit_cents: Cents(credit),
    }
}
