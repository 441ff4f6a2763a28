//! Calendar rules: requests, free slots, offers and booking.
//!
//! Every rule is a pure function: values and the time go in, the new value or a refusal comes out.

pub mod alert;
pub mod answers;
pub mod appointment;
pub mod call;
pub mod cancel_visit;
pub mod details;
pub mod find_client;
pub mod history;
pub mod hours;
pub mod move_visit;
pub mod offer;
pub mod people;
pub mod request;
pub mod slots;
pub mod span;
pub mod step_visit;
pub mod unit;
pub mod weekly;
pub mod wish;

#[cfg(test)]
mod codes;
#[cfg(test)]
mod made_up;
