//! The people of the practice in their days, screen by screen, over HTTP without a socket.

mod bank_walk;
mod billing_walk;
mod chart_walk;
mod claims_walk;
mod coverage_walk;
mod desk_walk;
mod emergency_walk;
mod export_walk;
mod insurance_walk;
mod ledger_walk;
mod letters_walk;
mod months_walk;
mod move_in_balances_walk;
mod move_in_papers_walk;
mod move_in_visits_walk;
mod move_in_walk;
mod notes_walk;
mod owner_walk;
mod payers_walk;
mod prescriber_walk;
mod process_notes_walk;
mod record_asks_walk;
mod second_claim_walk;
mod sign_billing_walk;
mod therapist_walk;
mod walker;
