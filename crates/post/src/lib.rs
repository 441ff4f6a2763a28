//! What leaves the house: finished letters, handed to a mail server, and card payments, to a processor. It decides
//! nothing.

mod html;
pub mod smtp;
pub mod stripe;
