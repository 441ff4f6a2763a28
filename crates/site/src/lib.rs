//! Server-rendered pages for the public, from texts that the practice edits.
//!
//! A text is front matter, Markdown and a few named blocks. What can't be read is a [`mistake::Mistake`] with its line,
//! and then the pages stay as they were.

pub mod come_back;
pub mod content;
pub mod edit_page;
pub mod front;
pub mod mistake;
pub mod own_request;
pub mod own_visit;
pub mod packet;
pub mod pages;
pub mod quiet;
pub mod request_appointment;
pub mod rights;
pub mod sent_note;

mod block;
mod draw;
mod draw_block;
mod fill;
mod markdown;
mod page;
mod request_form;
mod sketch;
