//! The lists, one file each: what the database may know of a row, and what it is found by.

mod appointments;
mod clients;
mod letters;
pub(crate) mod requests;
pub mod sign_ins;
mod staff;
