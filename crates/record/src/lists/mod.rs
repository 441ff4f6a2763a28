//! The lists, one file each: what the database may know of a row, and what it is found by.

mod alerts;
mod appointments;
pub mod calls;
mod clients;
mod letters;
pub(crate) mod requests;
pub mod sign_ins;
mod staff;
mod waits;
