//! What screens share: the frame, form fields, icons and drawings, replies and problem pages.
//!
//! Nothing here knows a rule or a record; a screen gives words and gets markup.

pub mod act;
pub mod altered_state_form;
pub mod assets;
pub mod bars;
pub mod calendar_table;
pub mod cost_paper;
pub mod crisis_lines;
pub mod csv_file;
pub mod difficulty_form;
pub mod document_text;
pub mod dosing_estimate_paper;
pub mod estimate_paper;
pub mod fields;
pub mod fill_in_form;
pub mod form;
pub mod frame;
pub mod icon;
pub mod insurer_letter;
pub mod leaving;
pub mod mail_form;
pub mod money_paper;
pub mod not_today;
pub mod paper_pack;
pub mod paper_zip;
pub mod passkey_form;
pub mod pause_form;
pub mod pdf_file;
pub mod plan_summary_paper;
pub mod plot;
pub mod portal_frame;
pub mod price_list;
pub mod problem;
pub mod prose;
pub mod quiet;
pub mod quiet_form;
pub mod reading;
pub mod release_form;
pub mod reply;
pub mod request;
pub mod scenery;
pub mod shape;
pub mod statement_paper;
pub mod table_file;
pub mod time;
pub mod typed;
pub mod upload;

mod places;
