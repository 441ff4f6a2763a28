//! The fictional cast, a fixed clock, and a whole practice: in memory for tests, on disk for the demo.
//!
//! Every person here is made up. Phone numbers are of the 555-01xx kind, addresses end in example.org.

pub mod bulk;
pub mod cast;
pub mod claims;
pub mod edi;
pub mod ground;
pub mod practice;
pub mod requests;
pub mod seed;

mod charts;
mod consents;
mod coverage;
mod desk;
mod own_pages;
mod story;
