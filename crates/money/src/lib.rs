//! Fees, coverage, estimates, charges and receipts, and the two ledgers as folds; never a chart.
//!
//! Psychotherapy and attended dosing days never share an entry, a ledger or a receipt: dosing is private pay, and no
//! insurer may ever be asked for it. The types hold that, so no rule has to.

pub mod advance;
pub mod ageing;
pub mod authorized;
pub mod bank_line;
pub mod benefits;
pub mod benefits_start;
pub mod business_day;
pub mod card_payment;
pub mod card_processor;
pub mod card_refund;
pub mod charge;
pub mod charged;
pub mod claim;
pub mod closing;
pub mod cost_page;
pub mod coverage;
pub mod coverage_card;
pub mod coverage_work;
pub mod dosing_estimate;
pub mod each_month;
pub mod edi_file;
pub mod estimate;
pub mod estimate_due;
pub mod expected_share;
pub mod fee;
pub mod income;
pub mod insurance;
pub mod insurer_mail;
pub mod kept_card;
pub mod kept_line;
pub mod ledger;
pub mod ledger_card;
mod ledger_fold;
pub mod manner;
pub mod missed_visit;
pub mod month;
mod moves;
pub mod opening;
pub mod package_offer;
pub mod paper_claim;
pub mod payer;
pub mod payment;
pub mod payment_plan;
pub mod plan;
pub mod plan_answer;
pub mod plan_inquiry;
pub mod post_claim;
pub mod posting;
pub mod prepare_claim;
pub mod prepared_claim;
pub mod receipt;
pub mod record_ask;
pub mod refund;
pub mod scale;
pub mod second_claim;
pub mod side;
pub mod spread;
pub mod statement;
pub mod statement_words;
pub mod superbill;
pub mod therapy_service;
pub mod visits_left;
pub mod waiver;
pub mod x12;

#[cfg(test)]
mod claims_beside;
#[cfg(test)]
mod claims_life;
#[cfg(test)]
mod codes;
#[cfg(test)]
mod ledger_checks;
#[cfg(test)]
mod made_up;
