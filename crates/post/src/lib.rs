//! What leaves the house: finished letters, handed to a mail server. It decides nothing.

mod html;
pub mod smtp;
