//! Prepares claims: of charges for psychotherapy with a code and a diagnosis, for a client who knows who reads what the
//! insurer writes, and of nothing else.

use jiff::Timestamp;
use terms::diagnosis::DiagnosisCode;
use terms::ids::{ChargeId, ClaimId, StaffId};
use terms::money::Cents;

use crate::claim::ClaimState;
use crate::insurance::InsuranceEntry;
use crate::insurer_mail::ClaimAllowed;
use crate::ledger::{Entry, TherapyEntry, TherapyLedger};
use crate::payer::{Payer, Setting, TelehealthModifier};
use crate::prepared_claim::{ClaimLine, PreparedClaim};
use crate::x12::professional::{FirstPayer, Frequency, Insured, Person, Relation, Rendering};

/// The most visits of one claim (ASC X12 005010X222A1, loop 2400).
pub const MAX_LINES: usize = 50;

/// The most diagnoses of one claim (the same, HI segment).
pub const MAX_DIAGNOSES: usize = 12;

/// A claim to prepare.
#[derive(Clone, Debug)]
pub struct ClaimAsk {
    /// Its id.
    pub id: ClaimId,
    /// When.
    pub at: Timestamp,
    /// Who prepares it.
    pub by: StaffId,
    /// To whom it goes; the plan names the same.
    pub payer: Payer,
    /// Whoever holds the insurance, as the insurer has them.
    pub holder: Person,
    /// Who the client is to them.
    pub relation: Relation,
    /// The client, when it is somebody else's.
    pub dependent: Option<Person>,
    /// How the visits were held.
    pub setting: Setting,
    /// Under which number the payer allowed them before.
    pub authorization: Option<String>,
    /// Who treated.
    pub rendering: Rendering,
    /// The charges, never none.
    pub charges: Vec<ChargeId>,
}

/// Why a claim is not prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimRefusal {
    /// The client's plan is with somebody else.
    OtherPayer,
    /// No visit, or more than [`MAX_LINES`], or more diagnoses than [`MAX_DIAGNOSES`].
    TooFewOrMany,
    /// The ledger has no such charge, or no such claim.
    NotThere,
    /// The visit has no code: it was too short, or a first conversation.
    NoCode,
    /// No diagnosis was written before the note was signed.
    NoDiagnosis,
    /// The visit stands on a claim already.
    OnAClaim,
    /// Part of it was waived, or a package paid for it: an insurer is asked for what a visit cost, or not at all.
    Waived,
    /// Whoever holds the insurance is somebody else, and who the client is to them does not fit.
    WhoHolds,
    /// The first insurer has not decided, or left nothing to the client that a second could be asked for.
    NothingLeft,
    /// The earlier claim was not sent, or something follows it already.
    NothingToFollow,
    /// The payer has not told its own number of the earlier claim, by which it would know it.
    NoPayersNumber,
}

/// A first claim.
pub fn prepare_claim(
    ledger: &TherapyLedger,
    allowed: &ClaimAllowed,
    ask: ClaimAsk,
) -> Result<TherapyEntry, ClaimRefusal> {
    if ask.charges.iter().any(|charge| ledger.claims().claim_of(*charge).is_some()) {
        return Err(ClaimRefusal::OnAClaim);
    }
    let is_waived = |charge: &ChargeId| ledger.charge(*charge).is_some_and(|it| it.waived_cents > Cents::ZERO);
    if ask.charges.iter().any(is_waived) {
        return Err(ClaimRefusal::Waived);
    }
    let kind = Kind { frequency: Frequency::Original, earlier: None, first_payer: None };
    prepared(ledger, allowed, ask, kind)
}

/// A claim in place of an earlier one, or one that takes it back; of the same visits.
pub fn follow_claim(
    ledger: &TherapyLedger,
    allowed: &ClaimAllowed,
    ask: ClaimAsk,
    (earlier, frequency): (ClaimId, Frequency),
) -> Result<TherapyEntry, ClaimRefusal> {
    let claim = ledger.claims().claim(earlier).ok_or(ClaimRefusal::NotThere)?;
    match claim.state() {
        ClaimState::ToSend | ClaimState::Replaced | ClaimState::Voided => return Err(ClaimRefusal::NothingToFollow),
        ClaimState::Sent
        | ClaimState::Accepted
        | ClaimState::Rejected
        | ClaimState::Paid
        | ClaimState::Denied
        | ClaimState::TakenBack => {}
    }
    let theirs = claim.payers_number().ok_or(ClaimRefusal::NoPayersNumber)?.to_owned();
    let charges = claim.prepared.visits().map(ClaimLine::charge).collect();
    let kind = Kind { frequency, earlier: Some((earlier, theirs)), first_payer: claim.prepared.first_payer().cloned() };
    prepared(ledger, allowed, ClaimAsk { charges, ..ask }, kind)
}

/// What kind of claim it is.
pub(crate) struct Kind {
    /// First, instead, or back.
    pub(crate) frequency: Frequency,
    /// The claim that it stands for or takes back, with the payer's number of it.
    pub(crate) earlier: Option<(ClaimId, String)>,
    /// What the first insurer made of it, where it goes to a second.
    pub(crate) first_payer: Option<FirstPayer>,
}

/// The claim, of visits that may stand on it.
pub(crate) fn prepared(
    ledger: &TherapyLedger,
    allowed: &ClaimAllowed,
    ask: ClaimAsk,
    kind: Kind,
) -> Result<TherapyEntry, ClaimRefusal> {
    let plan = allowed.plan();
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    let terms = &ask.payer.terms;
    let by_number = plan.payer_id.as_ref().is_some_and(|number| same(number.as_str(), terms.number.as_str()));
    if !by_number && !same(plan.payer.as_str(), terms.name.as_str()) {
        return Err(ClaimRefusal::OtherPayer);
    }
    if (ask.relation == Relation::Own) != ask.dependent.is_none() {
        return Err(ClaimRefusal::WhoHolds);
    }
    let rule = terms.rule(ask.setting);
    let (lines, diagnoses) = visits(ledger, &ask.charges, rule.modifier)?;
    let first = lines.iter().map(|line| line.date).min().ok_or(ClaimRefusal::TooFewOrMany)?;
    let insured = Insured {
        payer: terms.name.as_str().to_owned(),
        payer_number: terms.number.as_str().to_owned(),
        plan: terms.plan,
        member: plan.member_id.as_str().to_owned(),
        group: plan.group.as_ref().map(|group| group.as_str().to_owned()),
        holder: ask.holder,
        relation: ask.relation,
    };
    Ok(Entry::Insurance(InsuranceEntry::ClaimPrepared(Box::new(PreparedClaim {
        id: ask.id,
        at: ask.at,
        by: ask.by,
        payer: ask.payer.id,
        file_by: terms.file_by(first),
        insured,
        dependent: ask.dependent,
        place: rule.place,
        frequency: kind.frequency,
        earlier: kind.earlier,
        authorization: ask.authorization,
        diagnoses,
        rendering: ask.rendering,
        lines,
        first_payer: kind.first_payer,
    }))))
}

/// The visits, and what was treated in them.
fn visits(
    ledger: &TherapyLedger,
    charges: &[ChargeId],
    modifier: TelehealthModifier,
) -> Result<(Vec<ClaimLine>, Vec<DiagnosisCode>), ClaimRefusal> {
    let mut lines = Vec::new();
    let mut diagnoses: Vec<DiagnosisCode> = Vec::new();
    for id in charges {
        let charge = &ledger.charge(*id).ok_or(ClaimRefusal::NotThere)?.charge;
        let treated = charge.diagnosis().ok_or(ClaimRefusal::NoDiagnosis)?;
        if !diagnoses.contains(treated) {
            diagnoses.push(treated.clone());
        }
        let (date, code) = (charge.date(), charge.code().ok_or(ClaimRefusal::NoCode)?);
        let (charge_cents, units, place) = (charge.own_cents(), 1, 0);
        let visit = ClaimLine { charge: *id, date, code, modifier, charge_cents, units, place };
        let beside = (1..).zip(charge.beside()).map(|(place, it)| ClaimLine {
            code: it.code,
            charge_cents: it.cents(),
            units: it.units,
            place,
            ..visit.clone()
        });
        let beside: Vec<ClaimLine> = beside.collect();
        lines.push(visit);
        lines.extend(beside);
    }
    let is_too_much = lines.len() > MAX_LINES || diagnoses.len() > MAX_DIAGNOSES;
    if is_too_much { Err(ClaimRefusal::TooFewOrMany) } else { Ok((lines, diagnoses)) }
}
