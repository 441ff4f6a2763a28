//! Calendar rules: requests, free slots, offers and booking.
//!
//! Every rule is a pure function: values and the time go in, the new value or a refusal comes out.

pub mod answers;
pub mod appointment;
pub mod history;
pub mod hours;
pub mod offer;
pub mod people;
pub mod request;
pub mod slots;
pub mod span;

#[cfg(test)]
mod codes;
#[cfg(test)]
mod made_up;
