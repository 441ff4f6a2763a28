//! Claims for psychotherapy: what was asked of an insurer, and how far it has come.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ChargeId, ClaimId};
use terms::money::Cents;
use terms::words;

use crate::insurance::{AnsweredClaim, PostedClaim};
use crate::prepared_claim::PreparedClaim;
use crate::x12::acknowledgment::Taken;
use crate::x12::claim_answer::AtTheDoor;
use crate::x12::professional::Frequency;
use crate::x12::remittance::PaidStatus;

/// A claim, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// As it was prepared.
    pub prepared: PreparedClaim,
    /// When it was put into which file.
    pub sent: Option<(Timestamp, u32)>,
    /// When its file was taken, and how.
    pub taken: Option<(Timestamp, Taken)>,
    /// What was said of it at the door, oldest first.
    pub answers: Vec<AnsweredClaim>,
    /// What the payer decided, oldest first.
    pub posted: Vec<PostedClaim>,
    /// The claim that came after it, once that one is sent: in its place, or to take it back.
    pub followed: Option<Frequency>,
}

/// All claims of one client, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims(Vec<Claim>);

words! {
    /// How far a claim has come.
    ClaimState {
        ToSend = "to-send", "To send";
        Sent = "sent", "Sent";
        Accepted = "accepted", "Accepted for a decision";
        Rejected = "rejected", "Rejected before a decision";
        Paid = "paid", "Decided";
        Denied = "denied", "Denied";
        TakenBack = "taken-back", "The payer took its payment back";
        Replaced = "replaced", "Replaced by a later one";
        Voided = "voided", "Voided";
    }

    /// A list that billing works through, claim by claim.
    ClaimWork {
        ToSend = "to-send", "To send";
        Rejected = "rejected", "Rejected";
        Denied = "denied", "Denied or taken back";
    }
}

/// What list screens show of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimCard {
    /// Which.
    pub claim: ClaimId,
    /// The payer's name.
    pub payer: String,
    /// How far it has come.
    pub state: ClaimState,
    /// In which file it was sent.
    pub file: Option<u32>,
    /// The day of its first visit.
    pub from: Date,
    /// The last day on which it is in time.
    pub file_by: Date,
    /// What was charged.
    pub charge_cents: Cents,
    /// What was paid.
    pub paid_cents: Cents,
    /// The payer's own number, once it told one; a card from before it stood here has none until the ledger moves on.
    #[serde(default)]
    pub payers_number: Option<String>,
}

impl Claim {
    /// How far it has come.
    pub fn state(&self) -> ClaimState {
        match self.followed {
            Some(Frequency::Void) => return ClaimState::Voided,
            Some(Frequency::Replacement) => return ClaimState::Replaced,
            Some(Frequency::Original) | None => {}
        }
        if let Some(last) = self.posted.last() {
            let is_back = last.status == PaidStatus::Reversed;
            return match (is_back, last.is_denied()) {
                (true, _) => ClaimState::TakenBack,
                (false, true) => ClaimState::Denied,
                (false, false) => ClaimState::Paid,
            };
        }
        let is_back = |answer: &AnsweredClaim| answer.said.iter().any(|said| said.what.is_back());
        let accepts = |answer: &AnsweredClaim| answer.said.iter().any(|said| said.what == AtTheDoor::Accepted);
        match (self.answers.last(), self.taken, self.sent) {
            (Some(answer), _, _) if is_back(answer) => ClaimState::Rejected,
            (Some(answer), _, _) if accepts(answer) => ClaimState::Accepted,
            (_, Some((_, taken)), _) if !taken.is_accepted() => ClaimState::Rejected,
            (_, _, Some(_)) => ClaimState::Sent,
            (_, _, None) => ClaimState::ToSend,
        }
    }

    /// The payer's own number, once it told one.
    pub fn payers_number(&self) -> Option<&str> {
        let posted = self.posted.iter().rev().map(|posted| posted.payers_number.as_str());
        let answered = self.answers.iter().rev().filter_map(|answer| answer.payers_number.as_deref());
        posted.chain(answered).find(|number| !number.is_empty())
    }

    /// What the payer paid so far.
    pub fn paid_cents(&self) -> Cents {
        Cents(self.posted.iter().map(|posted| posted.paid_cents.0).sum())
    }

    /// Whether its visits may stand on another claim: it never reached a decision, or was taken back.
    pub fn lets_go(&self) -> bool {
        match self.state() {
            ClaimState::Rejected | ClaimState::Voided => true,
            ClaimState::ToSend
            | ClaimState::Sent
            | ClaimState::Accepted
            | ClaimState::Paid
            | ClaimState::Denied
            | ClaimState::TakenBack
            | ClaimState::Replaced => false,
        }
    }

    /// What list screens show.
    pub(crate) fn card(&self) -> ClaimCard {
        let lines = &self.prepared.lines;
        ClaimCard {
            claim: self.prepared.id,
            payer: self.prepared.insured.payer.clone(),
            state: self.state(),
            file: self.sent.map(|(_, file)| file),
            from: lines.iter().map(|line| line.date).min().unwrap_or(self.prepared.file_by),
            file_by: self.prepared.file_by,
            charge_cents: self.prepared.charge_cents(),
            paid_cents: self.paid_cents(),
            payers_number: self.payers_number().map(str::to_owned),
        }
    }
}

impl ClaimState {
    /// The list in which somebody must do something about it; none while the payer has it, or when it is over.
    pub fn work(self) -> Option<ClaimWork> {
        match self {
            Self::ToSend => Some(ClaimWork::ToSend),
            Self::Rejected => Some(ClaimWork::Rejected),
            Self::Denied | Self::TakenBack => Some(ClaimWork::Denied),
            Self::Sent | Self::Accepted | Self::Paid | Self::Replaced | Self::Voided => None,
        }
    }
}

impl Claims {
    /// All of them.
    pub fn all(&self) -> &[Claim] {
        &self.0
    }

    /// One of them.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.0.iter().find(|claim| claim.prepared.id == id)
    }

    /// The claim on which a charge stands, and which does not let it go.
    pub fn claim_of(&self, charge: ChargeId) -> Option<&Claim> {
        let has = |claim: &&Claim| {
            claim.prepared.frequency != Frequency::Void && claim.prepared.lines.iter().any(|line| line.charge == charge)
        };
        self.0.iter().rev().filter(has).find(|claim| !claim.lets_go())
    }

    pub(crate) fn add(&mut self, prepared: PreparedClaim) {
        let (earlier, frequency) = (prepared.earlier.clone(), prepared.frequency);
        if let Some((earlier, _)) = earlier {
            self.change(earlier, |claim| claim.followed = Some(frequency));
        }
        let (answers, posted) = (Vec::new(), Vec::new());
        self.0.push(Claim { prepared, sent: None, taken: None, answers, posted, followed: None });
    }

    pub(crate) fn change(&mut self, id: ClaimId, change: impl Fn(&mut Claim)) {
        if let Some(claim) = self.0.iter_mut().find(|claim| claim.prepared.id == id) {
            change(claim);
        }
    }
}
