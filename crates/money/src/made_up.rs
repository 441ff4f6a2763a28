//! Made-up values for this crate's tests.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use terms::fees_beside::FeesBeside;
use terms::folder::Folder;
use terms::money::{Cents, Minutes};
use terms::practice::Fees;
use terms::text::Line;
use terms::visit_kind::VisitKind;

use crate::advance::{Advance, PackageUse};
use crate::benefits::{Authorization, BenefitsCheck, Channel, Couples, Disclaimer, Network, Said, ServiceShare, Share};
use crate::charge::{
    DosingCharge, PsychotherapyCharge, VisitFacts, attended_dosing_visit, charge_attended_dosing, charge_psychotherapy,
    psychotherapy_visit,
};
use crate::estimate::{Estimate, EstimateLine, EstimateReason, GivenHow, Provider, Rhythm};
use crate::insurer_mail::{HeldBy, MailAnswer, MailChoice, OpenedBy, Writer};
use crate::ledger::{Entry, Ledger, TherapyLedger};
use crate::manner::Manner;
use crate::missed_visit::{LetOff, MissedFee, MissedHow};
use crate::opening::Opening;
use crate::payer::{InsurerKind, Payer, PayerTerms};
use crate::payment::{PaidBy, Payment, Reversal, TakenBy};
use crate::payment_plan::{Every, PaymentPlan};
use crate::plan::{Plan, PlanKind, PlanUse};
use crate::refund::{Refund, RefundOf};
use crate::scale::Scale;
use crate::therapy_service::Service;
use crate::waiver::{WaiveReason, Waiver};

pub const FEES: Fees = Fees {
    first_conversation_cents: Cents(0),
    short_visit_cents: Cents(12_000),
    visit_cents: Cents(16_500),
    long_visit_cents: Cents(19_500),
    attended_dosing_cents: Cents(60_000),
    missed_visit_cents: Cents(7_500),
    beside: FeesBeside::NONE,
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
    VisitFacts {
        note: id('n'),
        kind,
        date: today(),
        length_min: Minutes(length_min),
        diagnosis: None,
        manner: Manner::default(),
    }
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
    let (by, charge) = (TakenBy::Staff(id('b')), id(charge));
    Payment { id: id(letter), at: now(), on: today(), by, amount_cents, how: PaidBy::Card, charge, part_of: None }
}

pub fn reversal(letter: char) -> Reversal {
    let reason = terms::text::Line::parse("The check bounced").unwrap();
    Reversal { id: id(letter), at: now(), on: today(), by: id('b'), reason }
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

pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

/// A plan that is used for claims.
pub fn plan() -> Plan {
    Plan {
        payer: line("Example Health Plan"),
        payer_id: None,
        member_id: line("MEMB000123"),
        group: None,
        kind: PlanKind::Ppo,
        used: PlanUse::Claims,
        holder: None,
    }
}

/// A plan's answers of June 22: in network, $500 of a deductible of $500 left, a copay of $30 for a session.
pub fn benefits() -> BenefitsCheck {
    BenefitsCheck {
        at: now(),
        by: id('b'),
        on: today(),
        channel: Channel::Phone,
        payer: line("Example Health Plan"),
        representative: Some(line("Jo")),
        reference: Some(line("R-1")),
        carve_out: None,
        from: None,
        until: None,
        network: Network::In,
        deductible_cents: Some(Cents(50_000)),
        deductible_left_cents: Some(Cents(50_000)),
        shares: vec![ServiceShare { service: Service::Session, share: Share::Copay(Cents(3_000)) }],
        video: Said::Yes,
        video_rule: None,
        visit_limit: Some(30),
        visits_used: Some(2),
        authorization: Authorization::NotNeeded,
        filing_days: Some(180),
        outside_percent: None,
        usual_cents: None,
        couples: Couples::NotSaid,
        claims_address: None,
        payer_id: None,
        disclaimer: Disclaimer::Read,
    }
}

/// An answer of somebody whose mail others read.
pub fn mail_answer(choice: MailChoice) -> MailAnswer {
    MailAnswer {
        at: now(),
        by: Writer::Client(id('a')),
        held_by: HeldBy::Other,
        opened_by: OpenedBy::Others,
        choice,
        elsewhere: (choice == MailChoice::WriteElsewhere).then(|| line("PO Box 7, Golden, CO 80401")),
    }
}

/// A lower fee for a year from June 1, 2026.
pub fn scale(percent: u8) -> Scale {
    let (from, until) = ("2026-06-01".parse().unwrap(), "2027-05-31".parse().unwrap());
    Scale { at: now(), by: id('b'), percent, reason: line("Between jobs"), from, until }
}

/// Ten sessions from June 22 to August 31, $1,650.
pub fn estimate() -> Estimate {
    Estimate {
        id: id('e'),
        at: now(),
        on: today(),
        by: id('b'),
        given: GivenHow::Pages,
        reason: EstimateReason::Asked,
        from: today(),
        until: "2026-08-31".parse().unwrap(),
        first_visit: None,
        lines: vec![EstimateLine {
            service: Service::Session,
            rhythm: Rhythm::Weekly,
            count: 10,
            each_cents: Cents(16_500),
        }],
        apart: Vec::new(),
        diagnosis: None,
        provider: Provider {
            practice: "Example Practice".to_owned(),
            clinician: line("Dana Reyes"),
            npi: "1234567893".to_owned(),
            tax_id: "12-3456789".to_owned(),
            place: "100 Example Street, Lakewood, Colorado".to_owned(),
        },
    }
}

/// A payer that takes claims for ninety days.
pub fn payer() -> Payer {
    let terms = PayerTerms {
        name: terms::text::Line::parse("Example Health Plan").unwrap(),
        number: terms::text::Line::parse("PAYER01").unwrap(),
        plan: InsurerKind::Commercial,
        claims_address: None,
        filing_limit_days: 90,
        rules: Vec::new(),
    };
    Payer { id: id('y'), terms }
}

/// A check of so many cents, before a visit.
pub fn advance(letter: char, amount: i64) -> Advance {
    let (by, how) = (TakenBy::Staff(id('b')), PaidBy::Check);
    Advance {
        id: id(letter),
        at: now(),
        on: today(),
        by,
        amount_cents: Cents(amount),
        how,
        visits: None,
        part_of: None,
    }
}

pub fn package_use(package: char, charge: char) -> PackageUse {
    PackageUse { package: id(package), charge: id(charge), at: now(), on: today(), by: id('b') }
}

pub fn refund(of: RefundOf, amount: i64) -> Refund {
    let (amount_cents, reason) = (Cents(amount), line("They asked for it"));
    Refund { id: id('f'), at: now(), on: today(), by: id('b'), amount_cents, how: PaidBy::Check, of, reason }
}

pub fn waiver(charge: char, amount: i64) -> Waiver {
    let (reason, words) = (WaiveReason::Goodwill, None);
    Waiver { at: now(), on: today(), by: id('b'), charge: id(charge), amount_cents: Cents(amount), reason, words }
}

pub fn missed_fee(letter: char, visit: char, amount: i64) -> MissedFee {
    let (visit, how) = (id(visit), MissedHow::NoShow);
    MissedFee { id: id(letter), at: now(), by: id('b'), visit, on: today(), how, amount_cents: Cents(amount) }
}

pub fn let_off(visit: char) -> LetOff {
    let (visit, reason) = (id(visit), WaiveReason::AfterDosing);
    LetOff { at: now(), by: id('b'), visit, on: today(), reason, words: None }
}

/// A plan from today on, each month.
pub fn plan_in_parts(parts: u8) -> PaymentPlan {
    let (first_on, every) = (today(), Every::Month);
    PaymentPlan { at: now(), on: today(), by: id('b'), total_cents: Cents(0), parts, first_on, every }
}
