//! X12: the files in which insurers are asked, told and heard (45 CFR 162, version 5010), written and read by hand.
//!
//! A reader takes bytes that anyone may have sent: it names the first mistake with its segment, and never panics. A
//! writer takes plain values and refuses whatever the files cannot carry. What a file means for a ledger stands elsewhere.

pub mod acknowledgment;
pub mod ask_refusal;
pub mod balance;
pub mod claim_answer;
pub mod eligibility_answer;
pub mod eligibility_ask;
pub mod eligibility_reader;
pub mod envelope;
pub mod mistake;
pub mod professional;
mod reader;
pub mod reason;
pub mod remittance;
pub mod segment;
pub mod text;
pub mod write_claims;
pub mod writer;

#[cfg(test)]
mod answer_checks;
#[cfg(test)]
mod claim_checks;
#[cfg(test)]
pub(crate) mod made_up;
#[cfg(test)]
mod remittance_checks;
