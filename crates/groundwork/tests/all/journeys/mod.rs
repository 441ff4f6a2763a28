//! Whole stories in a real browser against the real program, and what they need for that.
//!
//! Each story starts the program on a fresh folder and a fixed day, and a browser of its own.

mod a_desk_day;
mod a_note;
mod a_request;
mod accessibility;
mod browser;
mod cards;
mod days_after;
mod dead_battery;
mod driver;
mod every_link;
mod every_page;
mod first_day;
mod first_look;
mod four_stories;
mod from_the_brief;
mod money;
mod on_the_page;
mod one_private_fear;
mod one_touch;
pub mod program;
mod small_page;
mod steps;
mod without_scripts;
