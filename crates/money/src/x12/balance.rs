//! Whether a payment adds up to the cent: each visit, each claim, and the whole. What doesn't is never posted by itself.
//!
//! Charge less adjustments is what was paid, of a visit and of a claim; all claims less what was taken off for none is
//! the payment (ASC X12 005010X221A1, balancing).

use terms::money::Cents;

use crate::x12::remittance::{Adjustment, ClaimPaid, Remittance};

/// A payment that adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balanced(Remittance);

/// A payment that somebody must look at, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InReview {
    /// The payment.
    pub remittance: Remittance,
    /// What does not add up; never nothing.
    pub off: Vec<Off>,
}

/// What does not add up, by how much. Claims and lines are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// A visit: charge less adjustments is not what was paid.
    Line {
        /// The claim.
        claim: usize,
        /// The visit.
        line: usize,
        /// By how much.
        by_cents: Cents,
    },
    /// A claim: charge less all adjustments is not what was paid.
    Claim {
        /// The claim.
        claim: usize,
        /// By how much.
        by_cents: Cents,
    },
    /// The charges of a claim's visits are not the claim's charge.
    Charges {
        /// The claim.
        claim: usize,
        /// By how much.
        by_cents: Cents,
    },
    /// All claims less what was taken off for none is not the payment.
    Whole {
        /// By how much.
        by_cents: Cents,
    },
}

/// The payment as one that adds up, or for review.
pub fn balance(remittance: Remittance) -> Result<Balanced, Box<InReview>> {
    let mut off: Vec<Off> = remittance.claims.iter().zip(0..).flat_map(|(paid, at)| claim(paid, at)).collect();
    let claims: i64 = remittance.claims.iter().map(|claim| claim.paid_cents.0).sum();
    let taken: i64 = remittance.adjustments.iter().map(|adjustment| adjustment.amount_cents.0).sum();
    off.extend(by(claims - taken - remittance.paid_cents.0).map(|by_cents| Off::Whole { by_cents }));
    if off.is_empty() { Ok(Balanced(remittance)) } else { Err(Box::new(InReview { remittance, off })) }
}

impl Balanced {
    /// The payment.
    pub fn remittance(&self) -> &Remittance {
        &self.0
    }
}

fn claim(paid: &ClaimPaid, claim: usize) -> Vec<Off> {
    let mut off = Vec::new();
    let mut taken = sum(&paid.adjustments);
    for (visit, line) in paid.lines.iter().zip(0..) {
        let taken_of_line = sum(&visit.adjustments);
        taken += taken_of_line;
        let by_cents = by(visit.charge_cents.0 - taken_of_line - visit.paid_cents.0);
        off.extend(by_cents.map(|by_cents| Off::Line { claim, line, by_cents }));
    }
    let whole = by(paid.charge_cents.0 - taken - paid.paid_cents.0);
    off.extend(whole.map(|by_cents| Off::Claim { claim, by_cents }));
    if !paid.lines.is_empty() {
        let charges: i64 = paid.lines.iter().map(|line| line.charge_cents.0).sum();
        let by_cents = by(charges - paid.charge_cents.0);
        off.extend(by_cents.map(|by_cents| Off::Charges { claim, by_cents }));
    }
    off
}

fn sum(adjustments: &[Adjustment]) -> i64 {
    adjustments.iter().map(|adjustment| adjustment.amount_cents.0).sum()
}

fn by(cents: i64) -> Option<Cents> {
    (cents != 0).then_some(Cents(cents))
}
