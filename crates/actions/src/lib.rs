//! One file per thing that a person can do: get permits, open, ask a rule, add the facts, done.

pub mod choose_time;
pub mod decline_request;
pub mod house;
pub mod log_contact;
pub mod offer_times;
pub mod request_appointment;
pub mod see_letters;
pub mod see_own_request;
pub mod see_request;
pub mod see_requests;
pub mod sign_in;
pub mod travel;
pub mod turn_down_offer;
pub mod withdraw_request;

mod letter;
