//! Whole stories in a real browser against the real program, and what they need for that.
//!
//! Each story starts the program on a fresh folder and a fixed day, and a browser of its own.

mod accessibility;
mod browser;
mod driver;
mod first_look;
mod on_the_page;
pub mod program;
mod small_page;
