//! The lists, one file each: what the database may know of a row, and what it is found by.

pub mod accounts;
mod agendas;
mod alerts;
mod appointments;
mod bank_lines;
mod books;
pub mod calls;
pub mod cards;
pub mod client_doors;
mod clients;
mod covers;
pub mod edi_files;
mod exports;
pub mod house;
mod incidents;
pub mod letters;
pub mod moves;
mod notices;
pub mod passkeys;
mod payers;
mod record_asks;
pub(crate) mod requests;
pub mod sign_ins;
mod snippets;
mod staff;
mod waits;
