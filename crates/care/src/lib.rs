//! Clinical rules: charts and workbooks as folds, dosing days, notes and signatures.
//!
//! A rule takes a folder as it is and returns the entry to add, or a refusal.

pub mod before_visit;
pub mod boundaries;
pub mod change;
pub mod chart;
pub mod dosing_day;
pub mod gaps;
pub mod grounding_tool;
pub mod note;
pub mod note_body;
pub mod pathway;
pub mod stage;
pub mod workbook;

#[cfg(test)]
mod codes;
#[cfg(test)]
mod made_up;
