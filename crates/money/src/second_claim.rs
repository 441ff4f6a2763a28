//! Claims to a second insurer: once the first has decided and left something to the client, with what it paid and took
//! off, visit by visit (ASC X12 005010X222A1, loops 2320 to 2430).

use terms::ids::ClaimId;
use terms::money::Cents;

use crate::claim::{Claim, ClaimState};
use crate::insurance::{Effect, PostedClaim, PostedLine};
use crate::insurer_mail::ClaimAllowed;
use crate::ledger::{TherapyEntry, TherapyLedger};
use crate::prepare_claim::{ClaimAsk, ClaimRefusal, Kind, prepared};
use crate::prepared_claim::ClaimLine;
use crate::x12::professional::{FirstPaid, FirstPayer, Frequency};
use crate::x12::remittance::AdjustmentGroup;

impl Claim {
    /// Whether a second insurer can be asked: the first decided, and left something to the client.
    pub fn lets_a_second_be_asked(&self) -> bool {
        let leaves = self.posted.last().is_some_and(|posted| posted.client_owes_cents() > Cents::ZERO);
        leaves && self.state() == ClaimState::Paid && self.prepared.first_payer().is_none()
    }
}

/// A claim to the second insurer, of the same visits.
pub fn prepare_second_claim(
    ledger: &TherapyLedger,
    allowed: &ClaimAllowed,
    ask: ClaimAsk,
    first: ClaimId,
) -> Result<TherapyEntry, ClaimRefusal> {
    let claim = ledger.claims().claim(first).ok_or(ClaimRefusal::NotThere)?;
    let decided = claim.posted.last().filter(|_| claim.lets_a_second_be_asked()).ok_or(ClaimRefusal::NothingLeft)?;
    let lines = claim.prepared.lines();
    let is_on_another =
        |line: &ClaimLine| ledger.claims().claim_of(line.charge()).is_some_and(|known| known.prepared.id() != first);
    if lines.iter().any(is_on_another) {
        return Err(ClaimRefusal::OnAClaim);
    }
    let paid: Option<Vec<FirstPaid>> = lines.iter().map(|line| paid_first(decided, line)).collect();
    let first_payer = FirstPayer {
        insured: claim.prepared.insured().clone(),
        on: decided.payment.on,
        lines: paid.ok_or(ClaimRefusal::NothingLeft)?,
    };
    let charges = claim.prepared.visits().map(ClaimLine::charge).collect();
    let kind = Kind { frequency: Frequency::Original, earlier: None, first_payer: Some(first_payer) };
    prepared(ledger, allowed, ClaimAsk { charges, ..ask }, kind)
}

/// What the first insurer made of one visit.
fn paid_first(decided: &PostedClaim, line: &ClaimLine) -> Option<FirstPaid> {
    let is_its = |told: &&PostedLine| (told.charge, told.place) == (line.charge(), line.place);
    let told = decided.lines.iter().find(is_its)?;
    let taken = told.adjustments.iter();
    let adjustments = taken.map(|it| (it.group.code().to_owned(), it.reason.clone(), it.amount_cents)).collect();
    Some(FirstPaid { paid_cents: told.paid_cents, adjustments })
}

/// What a decision of the second insurer does to charges: it may count what the first wrote off once more, so no more is
/// written off than was left to the client.
pub(crate) fn second_effects(claim: &Claim, effects: Vec<Effect>) -> Vec<Effect> {
    let Some(first) = claim.prepared.first_payer() else { return effects };
    let left = |effect: &Effect| {
        let told = claim.prepared.lines().iter().zip(&first.lines).filter(|(line, _)| line.charge() == effect.charge);
        told.map(|(_, told)| of_client(&told.adjustments)).sum::<i64>()
    };
    let before = |effect: &Effect| {
        let earlier = claim.posted.iter().flat_map(PostedClaim::effects).filter(|one| one.charge == effect.charge);
        earlier.fold((0, 0), |(off, paid), one| (off + one.written_off_cents.0, paid + one.paid_cents.0))
    };
    let most = |left: i64, (off, paid): (i64, i64)| off.clamp(0, (left - paid).max(0));
    let bound = |effect: Effect| {
        let (left, (off, paid)) = (left(&effect), before(&effect));
        let after = most(left, (off + effect.written_off_cents.0, paid + effect.paid_cents.0));
        Effect { written_off_cents: Cents(after - most(left, (off, paid))), ..effect }
    };
    by_charge(effects).into_iter().map(bound).collect()
}

/// What is said of a visit and of what stands beside it, as one.
fn by_charge(effects: Vec<Effect>) -> Vec<Effect> {
    let mut merged: Vec<Effect> = Vec::new();
    for effect in effects {
        match merged.iter_mut().find(|known| (known.charge, known.on) == (effect.charge, effect.on)) {
            Some(known) => {
                known.paid_cents.0 += effect.paid_cents.0;
                known.written_off_cents.0 += effect.written_off_cents.0;
            }
            None => merged.push(effect),
        }
    }
    merged
}

fn of_client(adjustments: &[(String, String, Cents)]) -> i64 {
    let of = adjustments.iter().filter(|(group, ..)| group == AdjustmentGroup::Client.code());
    of.map(|(.., cents)| cents.0).sum()
}
