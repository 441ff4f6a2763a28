//! What is said between us and an insurer: facts of the ledger of psychotherapy, and of no other.
//!
//! The ledger of dosing days has the same place for such facts, of a type that has no value: no claim can stand in it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use terms::ids::{ChargeId, ClaimId, StaffId};
use terms::money::Cents;

use crate::ageing::Owes;
use crate::claim::{Claim, ClaimCard, ClaimState, Claims};
use crate::prepared_claim::PreparedClaim;
use crate::second_claim::second_effects;
use crate::x12::acknowledgment::Taken;
use crate::x12::claim_answer::Said;
use crate::x12::remittance::{Adjustment, AdjustmentGroup, PaidStatus};

/// What a ledger of some kind of charges may hold of insurers.
pub trait Insurance:
    Clone + std::fmt::Debug + PartialEq + Eq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// What is kept of it.
    type Kept: Clone + std::fmt::Debug + Default + PartialEq + Eq + Send + Sync;

    /// Keeps one more fact, and says what it does to charges.
    fn keep(kept: &mut Self::Kept, fact: Self) -> Vec<Effect>;

    /// What list screens show.
    fn cards(kept: &Self::Kept) -> Vec<ClaimCard>;

    /// Whether an insurer is asked for a charge.
    fn asked(kept: &Self::Kept, charge: ChargeId) -> InsurerAsked;

    /// Who is to pay next what is open on a charge.
    fn owes(kept: &Self::Kept, charge: ChargeId) -> Owes;
}

/// Whether an insurer is asked for a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsurerAsked {
    /// None is.
    Nobody,
    /// One is, and has not decided: until then nobody knows what the client owes.
    Undecided,
    /// One was, and has decided.
    Decided,
}

/// What a fact does to a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// On which day.
    pub on: Date,
    /// Which charge.
    pub charge: ChargeId,
    /// What the insurer paid towards it; less than nothing where it takes a payment back.
    pub paid_cents: Cents,
    /// What nobody owes, by contract.
    pub written_off_cents: Cents,
}

/// A fact about insurance where there is none: it has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoInsurance {}

/// A fact about claims for psychotherapy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InsuranceEntry {
    /// A claim was prepared.
    ClaimPrepared(Box<PreparedClaim>),
    /// It was put into a file that goes out.
    ClaimSent {
        /// Which claim.
        claim: ClaimId,
        /// When.
        at: Timestamp,
        /// Who did.
        by: StaffId,
        /// The control number of the file.
        file: u32,
    },
    /// The file that it went in was taken, or not.
    ClaimTaken {
        /// Which claim.
        claim: ClaimId,
        /// When it was read here.
        at: Timestamp,
        /// Who read it.
        by: StaffId,
        /// How the file was taken.
        taken: Taken,
    },
    /// The payer, or whoever carries claims, said what became of it at the door.
    ClaimAnswered(AnsweredClaim),
    /// The payer decided, and paid or did not.
    ClaimPosted(PostedClaim),
}

/// What became of a claim at the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredClaim {
    /// Which claim.
    pub claim: ClaimId,
    /// When it was read here.
    pub at: Timestamp,
    /// Who read it.
    pub by: StaffId,
    /// What was said.
    pub said: Vec<Said>,
    /// The payer's own number, once it has one.
    pub payers_number: Option<String>,
}

/// What the payer decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedClaim {
    /// Which claim.
    pub claim: ClaimId,
    /// When it was posted.
    pub at: Timestamp,
    /// Who posted it.
    pub by: StaffId,
    /// The payment it stands in. The same place of the same payment is posted once.
    pub payment: PaymentPlace,
    /// What became of it.
    pub status: PaidStatus,
    /// The payer's own number.
    pub payers_number: String,
    /// What was paid of it.
    pub paid_cents: Cents,
    /// What was decided of each visit.
    pub lines: Vec<PostedLine>,
    /// The day on which it is booked, where the month of the payment was closed already.
    #[serde(default)]
    pub booked_on: Option<Date>,
}

/// A place in an insurer's payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentPlace {
    /// The payer's number.
    pub payer_number: String,
    /// The number of the check or transfer.
    pub trace: String,
    /// The day of the payment.
    pub on: Date,
    /// Which of its claims, from 0.
    pub place: u32,
}

/// What was decided of one visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedLine {
    /// The charge.
    pub charge: ChargeId,
    /// Its place among what stands beside the visit's own code, from 1; 0 is the visit itself.
    #[serde(default)]
    pub place: u8,
    /// What was paid.
    pub paid_cents: Cents,
    /// What was taken off.
    pub adjustments: Vec<Adjustment>,
    /// Remark codes.
    #[serde(default)]
    pub remarks: Vec<String>,
}

impl PostedClaim {
    /// All that was taken off its visits.
    pub fn all_adjustments(&self) -> impl Iterator<Item = &Adjustment> {
        self.lines.iter().flat_map(|line| &line.adjustments)
    }

    /// What the insurer says that the client owes.
    pub fn client_owes_cents(&self) -> Cents {
        sum(self.all_adjustments(), &[AdjustmentGroup::Client])
    }

    /// Whether nothing was paid, and nothing left to the client to pay: then somebody must look at it.
    pub fn is_denied(&self) -> bool {
        match self.status {
            PaidStatus::Denied | PaidStatus::NotTheirs => true,
            PaidStatus::Reversed | PaidStatus::Estimate => false,
            PaidStatus::First
            | PaidStatus::Second
            | PaidStatus::Third
            | PaidStatus::FirstForwarded
            | PaidStatus::SecondForwarded
            | PaidStatus::ThirdForwarded => self.paid_cents <= Cents::ZERO && self.client_owes_cents() <= Cents::ZERO,
        }
    }

    /// What it does to charges. A denial takes nothing off: whether anybody owes it is still to be fought over.
    pub(crate) fn effects(&self) -> Vec<Effect> {
        let off = |line: &PostedLine| {
            let off = sum(line.adjustments.iter(), &[AdjustmentGroup::Contract, AdjustmentGroup::Payer]);
            if self.is_denied() { Cents::ZERO } else { off }
        };
        let effect = |line: &PostedLine| Effect {
            on: self.booked_on.unwrap_or(self.payment.on),
            charge: line.charge,
            paid_cents: line.paid_cents,
            written_off_cents: off(line),
        };
        if self.status == PaidStatus::Estimate { Vec::new() } else { self.lines.iter().map(effect).collect() }
    }
}

impl Insurance for NoInsurance {
    type Kept = ();

    fn keep((): &mut (), fact: Self) -> Vec<Effect> {
        match fact {}
    }

    fn cards((): &()) -> Vec<ClaimCard> {
        Vec::new()
    }

    fn asked((): &(), _: ChargeId) -> InsurerAsked {
        InsurerAsked::Nobody
    }

    fn owes((): &(), _: ChargeId) -> Owes {
        Owes::Client
    }
}

impl Insurance for InsuranceEntry {
    type Kept = Claims;

    fn keep(kept: &mut Claims, fact: Self) -> Vec<Effect> {
        match fact {
            Self::ClaimPrepared(prepared) => kept.add(*prepared),
            Self::ClaimSent { claim, at, file, .. } => kept.change(claim, |claim| claim.sent = Some((at, file))),
            Self::ClaimTaken { claim, at, taken, .. } => kept.change(claim, |claim| claim.taken = Some((at, taken))),
            Self::ClaimAnswered(answer) => kept.change(answer.claim, |claim| claim.answers.push(answer.clone())),
            Self::ClaimPosted(posted) => {
                let effects = posted.effects();
                let effects = match kept.claim(posted.claim) {
                    Some(claim) => second_effects(claim, effects),
                    None => effects,
                };
                kept.change(posted.claim, |claim| claim.posted.push(posted.clone()));
                return effects;
            }
        }
        Vec::new()
    }

    fn cards(kept: &Claims) -> Vec<ClaimCard> {
        kept.all().iter().map(Claim::card).collect()
    }

    fn asked(kept: &Claims, charge: ChargeId) -> InsurerAsked {
        match kept.claim_of(charge) {
            None => InsurerAsked::Nobody,
            Some(claim) if claim.posted.is_empty() => InsurerAsked::Undecided,
            Some(_) => InsurerAsked::Decided,
        }
    }

    fn owes(kept: &Claims, charge: ChargeId) -> Owes {
        kept.claim_of(charge).map_or(Owes::Client, |claim| match claim.state() {
            ClaimState::ToSend | ClaimState::Sent | ClaimState::Accepted => Owes::Insurer,
            // A later claim in its place came to nothing.
            ClaimState::Denied | ClaimState::TakenBack | ClaimState::Replaced => Owes::Undecided,
            ClaimState::Paid | ClaimState::Rejected | ClaimState::Voided => Owes::Client,
        })
    }
}

fn sum<'a>(adjustments: impl Iterator<Item = &'a Adjustment>, groups: &[AdjustmentGroup]) -> Cents {
    let of = adjustments.filter(|adjustment| groups.contains(&adjustment.group));
    Cents(of.map(|adjustment| adjustment.amount_cents.0).sum())
}
