//! Calendar rules: requests, free slots, offers and booking.
//!
//! Every rule is a pure function: values and the time go in, the new value or a refusal comes out.

pub mod alert;
pub mod answers;
pub mod appointment;
pub mod balance_list;
pub mod call;
pub mod cancel_visit;
pub mod cells;
pub mod client_columns;
pub mod client_list;
pub mod closure;
pub mod couple_intake;
pub mod cover;
pub mod delivery;
pub mod details;
pub mod find_client;
pub mod held_visit;
pub mod history;
pub mod hours;
pub mod kept;
pub mod known_clients;
pub mod leaving;
pub mod letter_state;
pub mod move_in;
pub mod move_visit;
pub mod notice;
pub mod offer;
pub mod outbox;
pub mod paper_list;
pub mod paper_path;
pub mod parted;
pub mod people;
pub mod reminder;
pub mod request;
pub mod reword_notice;
pub mod slots;
pub mod span;
pub mod step_visit;
pub mod table;
pub mod taken_times;
pub mod unit;
pub mod visit_columns;
pub mod visit_list;
pub mod weekly;
pub mod whose;
pub mod whose_paper;
pub mod wish;

#[cfg(test)]
mod codes;
#[cfg(test)]
mod made_up;
