//! The steps of the check, one file each.

pub mod clippy;
pub mod counts;
pub mod docs;
pub mod forbidden;
pub mod install;
pub mod layout;
pub mod postgres;
pub mod test;
pub mod x12;
