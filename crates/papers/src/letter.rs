//! A letter to oneself, out of one's own journal: the words and the day, and no name of a practice or of anybody.

use jiff::civil::Date;
use serde::Serialize;
use terms::trouble::Fault;

use crate::letterhead::{Head, day};
use crate::press::{Template, pdf};
use crate::prose::{Block, written};

const TEMPLATE: Template = Template { name: "letter", text: include_str!("../papers/letter.typ") };

/// What the template takes.
#[derive(Serialize)]
struct Body<'a> {
    day: String,
    text: Vec<Block<'a>>,
}

/// The letter of a day.
pub fn letter(text: &str, on: Date) -> Result<Vec<u8>, Fault> {
    pdf(&TEMPLATE, &Head::of_nobody("A letter", on), &Body { day: day(on), text: written(text) })
}
