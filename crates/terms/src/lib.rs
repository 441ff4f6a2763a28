//! The practice's shared words as types: ids, money, minutes, names, dates, and the [`folder::Folder`] trait.
//!
//! There are no rules here. A rule stands in `care`, `schedule` or `money`, and each of them knows this crate alone.

pub mod actor;
pub mod billing;
pub mod crisis_line;
pub mod diagnosis;
pub mod fees_beside;
pub mod folder;
pub mod icd10;
pub mod ids;
pub mod money;
pub mod npi;
pub mod packages;
pub mod paper;
pub mod place;
pub mod practice;
pub mod quiet_hours;
pub mod reach;
pub mod shares;
pub mod site_text;
pub mod text;
pub mod trouble;
pub mod visit_kind;
pub mod words;
