//! Clinical rules: charts and workbooks as folds, dosing days, notes and signatures.
//!
//! A rule takes a folder as it is and returns the entry to add, or a refusal.

pub mod after_care;
pub mod after_time;
pub mod agenda;
pub mod alert;
pub mod alert_closing;
pub mod altered_state;
pub mod arriving;
pub mod asked_alone;
pub mod before_visit;
pub mod boundaries;
pub mod brief;
pub mod capacity;
pub mod carried;
pub mod change;
pub mod change_look;
pub mod chart;
pub mod chart_card;
pub mod chart_entry;
pub mod check_in;
pub mod consent_look;
pub mod cosign;
pub mod couple_paying;
pub mod couples_agreement;
pub mod custody;
pub mod days_after;
pub mod difficulty;
pub mod disclosure;
pub mod document;
pub mod dosing_day;
pub mod earlier_record;
pub mod fill_in;
mod gad7;
pub mod gaps;
pub mod grounding_tool;
pub mod incident;
pub mod integration_offer;
pub mod journal;
pub mod late_entry;
pub mod life_domain;
pub mod measure;
pub mod messages;
pub mod not_ok;
pub mod note;
pub mod note_body;
mod note_kind;
mod note_parts;
pub mod note_release;
pub mod packet_text;
pub mod page_step;
pub mod pathway;
pub mod pause;
pub mod phq9;
pub mod plan_summary;
pub mod practice_menu;
pub mod prescriber;
pub mod process_notes;
pub mod question;
pub mod readiness;
pub mod reading_hours;
pub mod recording;
pub mod release;
pub mod release_step;
pub mod release_text;
pub mod retention;
pub mod safety_plan;
pub mod safety_record;
pub mod score_change;
pub mod shared_page;
pub mod shown_change;
pub mod signer;
pub mod signing;
pub mod snippet;
pub mod stage;
pub mod steadiness;
pub mod support_person;
pub mod told_alone;
pub mod treatment_plan;
pub mod went_on;
pub mod workbook;
pub mod workbook_card;
pub mod workbook_entry;
pub mod workbook_part;

#[cfg(test)]
mod codes;
#[cfg(test)]
mod consent_states;
#[cfg(test)]
mod foldings;
#[cfg(test)]
mod made_up;
