//! Server-rendered pages for the public, from texts that the practice edits.
//!
//! A text is front matter, Markdown and a few named blocks. What can't be read is a [`mistake::Mistake`] with its line,
//! and then the pages stay as they were.

pub mod content;
pub mod mistake;
pub mod pages;

mod block;
mod draw;
mod draw_block;
mod fill;
mod markdown;
mod page;
mod sketch;
