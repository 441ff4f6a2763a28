//! Ledgers to measure money with: charges, their payments, their claims, and the file that carries these.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use money::charge::{VisitFacts, charge_psychotherapy, psychotherapy_visit};
use money::edi_file::{Answer, read_answer};
use money::insurer_mail::{ClaimAllowed, HeldBy, MailAnswer, MailChoice, OpenedBy, Writer, claim_allowed};
use money::ledger::{Entry, TherapyEntry, TherapyLedger};
use money::manner::Manner;
use money::payer::{InsurerKind, Payer, PayerTerms, Setting};
use money::payment::{PaidBy, Payment, TakenBy};
use money::plan::{Plan, PlanKind, PlanUse};
use money::post_claim::{post_claim, send_claim};
use money::prepare_claim::{ClaimAsk, prepare_claim};
use money::x12::balance::balance;
use money::x12::professional::{Address, ClaimFile, InsurerSex, Person, Relation, Rendering};
use money::x12::write_claims::write_claims;
use money::x12::writer::Envelope;
use terms::billing::BillingIdentity;
use terms::diagnosis::DiagnosisCode;
use terms::folder::Folder;
use terms::ids::{ChargeId, ClaimId, NoteId, PayerId, PaymentId};
use terms::money::{Cents, Minutes};
use terms::npi::{Npi, Taxonomy};
use terms::text::Line;
use terms::trouble::Fault;
use terms::visit_kind::VisitKind;
use testkit::cast::BEA;
use testkit::ground::{now, random};
use testkit::practice::practice;

/// A visit each week for ten years.
const VISITS: usize = 520;

pub(crate) fn wrong(why: &str) -> Fault {
    Fault::new("measure", why)
}

fn refused(why: impl std::fmt::Debug) -> Fault {
    Fault::new("measure", format!("{why:?}"))
}

/// Visits of fifty minutes a week apart, each with a charge.
fn charges(visits: usize) -> Result<Vec<(Date, TherapyEntry)>, Fault> {
    let random = random();
    let mut all = Vec::with_capacity(visits);
    for week in 0..visits {
        let on = date(2016, 1, 4).saturating_add(i64::try_from(week).unwrap_or_default().weeks());
        let facts = VisitFacts {
            note: NoteId(random.id()),
            kind: VisitKind::Therapy,
            date: on,
            length_min: Minutes(50),
            diagnosis: DiagnosisCode::parse("F43.21").ok(),
            manner: Manner::default(),
        };
        let visit = psychotherapy_visit(facts).ok_or_else(|| wrong("no visit"))?;
        let charge = charge_psychotherapy(visit, ChargeId(random.id()), &practice().fees, now());
        all.push((on, Entry::ChargeMade(charge.ok_or_else(|| wrong("no charge"))?)));
    }
    Ok(all)
}

pub(crate) fn charged(visits: usize) -> Result<TherapyLedger, Fault> {
    Ok(charges(visits)?.into_iter().map(|(_, entry)| entry).fold(TherapyLedger::default(), TherapyLedger::with))
}

/// A charge and its payment for each week of ten years.
pub(crate) fn ten_years() -> Result<Vec<TherapyEntry>, Fault> {
    let random = random();
    let mut entries = Vec::with_capacity(2 * VISITS);
    for (on, entry) in charges(VISITS)? {
        let Entry::ChargeMade(charge) = &entry else { return Err(wrong("no charge")) };
        let payment = Payment {
            id: PaymentId(random.id()),
            at: now(),
            on,
            by: TakenBy::Staff(BEA),
            amount_cents: charge.amount_cents(),
            how: PaidBy::Card,
            charge: charge.id(),
            part_of: None,
        };
        entries.extend([entry, Entry::PaymentTaken(payment)]);
    }
    Ok(entries)
}

/// A claim for each charge of each ledger.
pub(crate) fn prepared(ledgers: &[TherapyLedger], allowed: &ClaimAllowed) -> Result<Vec<TherapyLedger>, Fault> {
    let random = random();
    let mut all = Vec::with_capacity(ledgers.len());
    for ledger in ledgers {
        let charges: Vec<ChargeId> = ledger.charges().iter().map(|charged| charged.charge.id()).collect();
        let mut ledger = ledger.clone();
        for charge in charges {
            let entry = prepare_claim(&ledger, allowed, ask(ClaimId(random.id()), charge)?).map_err(refused)?;
            ledger = ledger.with(entry);
        }
        all.push(ledger);
    }
    Ok(all)
}

pub(crate) fn sent(ledgers: Vec<TherapyLedger>) -> Result<Vec<TherapyLedger>, Fault> {
    let mut all = Vec::with_capacity(ledgers.len());
    for mut ledger in ledgers {
        let claims: Vec<ClaimId> = ledger.claims().all().iter().map(|claim| claim.prepared.id()).collect();
        for claim in claims {
            let entry = send_claim(&ledger, claim, (BEA, now()), 1).map_err(refused)?;
            ledger = ledger.with(entry);
        }
        all.push(ledger);
    }
    Ok(all)
}

/// The file that carries all of these claims.
pub(crate) fn file(ledgers: &[TherapyLedger]) -> Result<Vec<u8>, Fault> {
    let claims = ledgers.iter().flat_map(|ledger| ledger.claims().all());
    let envelope = Envelope {
        sender: "SENDER".to_owned(),
        receiver: "RECEIVER".to_owned(),
        control: 1,
        at: date(2026, 6, 22).at(12, 0, 0, 0),
        is_trial: true,
    };
    let file = ClaimFile {
        envelope,
        reference: "G000000001".to_owned(),
        carrier: "EXAMPLE CARRIER".to_owned(),
        practice: BillingIdentity { name: practice().name, ..practice().billing },
        claims: claims.map(|claim| claim.prepared.as_sent(Cents::ZERO)).collect(),
    };
    write_claims(&file).map_err(refused)
}

/// Reads the payment and posts each of its claims to whose it is.
pub(crate) fn post(
    bytes: &[u8],
    whose: &HashMap<String, (ClaimId, usize)>,
    mut ledgers: Vec<TherapyLedger>,
) -> Result<(), Fault> {
    let Answer::Payments(payments) = read_answer(bytes).map_err(refused)? else { return Err(wrong("no payment")) };
    for payment in payments {
        let balanced = balance(payment).map_err(|_| wrong("it does not add up"))?;
        for (place, claim) in balanced.remittance().claims.iter().enumerate() {
            let (id, ledger) = *whose.get(&claim.ours).ok_or_else(|| wrong("no claim of ours"))?;
            let ledger = &mut ledgers[ledger];
            if let Some(entry) = post_claim(ledger, id, (BEA, now()), (&balanced, place)).map_err(refused)? {
                *ledger = std::mem::take(ledger).with(entry);
            }
        }
    }
    Ok(())
}

pub(crate) fn allowed() -> Result<ClaimAllowed, Fault> {
    let plan = Plan {
        payer: line("Example Health Plan")?,
        payer_id: None,
        member_id: line("MEMB000123")?,
        group: None,
        kind: PlanKind::Ppo,
        used: PlanUse::Claims,
        holder: None,
    };
    let answer = MailAnswer {
        at: now(),
        by: Writer::Staff(BEA),
        held_by: HeldBy::Client,
        opened_by: OpenedBy::ClientAlone,
        choice: MailChoice::GoOn,
        elsewhere: None,
    };
    claim_allowed(Some(&plan), Some(&answer), None).map_err(refused)
}

fn line(text: &str) -> Result<Line, Fault> {
    Line::parse(text).map_err(refused)
}

fn ask(id: ClaimId, charge: ChargeId) -> Result<ClaimAsk, Fault> {
    let [street, city, state, zip] = ["200 Sample Ave", "Denver", "CO", "80203"].map(str::to_owned);
    let terms = PayerTerms {
        name: line("Example Health Plan")?,
        number: line("PAYER01")?,
        plan: InsurerKind::Commercial,
        claims_address: None,
        filing_limit_days: 90,
        rules: Vec::new(),
    };
    Ok(ClaimAsk {
        id,
        at: now(),
        by: BEA,
        payer: Payer { id: PayerId(BEA.0), terms },
        holder: Person {
            last: "Keller".to_owned(),
            first: "Rowan".to_owned(),
            address: Address { street, city, state, zip },
            born: date(1985, 4, 12),
            sex: InsurerSex::Unsaid,
        },
        relation: Relation::Own,
        dependent: None,
        setting: Setting::VideoHome,
        authorization: None,
        rendering: Rendering {
            last: "Reyes".to_owned(),
            first: "Dana".to_owned(),
            npi: Npi::parse("1558598797").map_err(refused)?,
            taxonomy: Taxonomy::parse("106H00000X").map_err(refused)?,
        },
        charges: vec![charge],
    })
}
