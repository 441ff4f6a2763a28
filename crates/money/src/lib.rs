//! Fees, charges and receipts, and the two ledgers as folds; never a chart.
//!
//! Psychotherapy and attended dosing days never share an entry, a ledger or a receipt: dosing is private pay, and no
//! insurer may ever be asked for it. The types hold that, so no rule has to.

pub mod charge;
pub mod fee;
pub mod ledger;
pub mod month;
pub mod opening;
pub mod payment;
pub mod receipt;
pub mod superbill;

#[cfg(test)]
mod codes;
#[cfg(test)]
mod made_up;
