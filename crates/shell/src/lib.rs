//! What screens share: the frame, form fields, icons and drawings, replies and problem pages.
//!
//! Nothing here knows a rule or a record; a screen gives words and gets markup.

pub mod act;
pub mod assets;
pub mod fields;
pub mod form;
pub mod frame;
pub mod icon;
pub mod money_paper;
pub mod plot;
pub mod portal_frame;
pub mod problem;
pub mod reading;
pub mod reply;
pub mod request;
pub mod scenery;
pub mod shape;
pub mod time;
pub mod typed;

mod places;
