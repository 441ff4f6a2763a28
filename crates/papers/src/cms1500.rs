//! A claim to print onto the form CMS-1500 (02/12) that an insurer sells or gives: what stands on it, at its place.

use jiff::civil::Date;
use money::paper_claim::Field;
use serde::Serialize;
use terms::trouble::Fault;

use crate::letterhead::Head;
use crate::press::{Template, pdf};

const TEMPLATE: Template = Template { name: "cms1500", text: include_str!("../papers/cms1500.typ") };

/// Where the grid of the form begins on the sheet, in hundredths of an inch from its left and upper edge.
const GRID: (i32, i32) = (30, 33);

/// The most that a printer is off, in hundredths of an inch.
pub const MOST_OFF: i32 = 25;

/// How much further right and down a printer must print, in hundredths of an inch; less than nothing is left and up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nudge {
    /// Further right.
    pub right: i32,
    /// Further down.
    pub down: i32,
}

/// What the template takes.
#[derive(Serialize)]
struct Body {
    right: String,
    down: String,
    forms: Vec<Vec<Spot>>,
}

#[derive(Serialize)]
struct Spot {
    line: u8,
    column: u8,
    text: String,
    is_right: bool,
}

/// The forms of a claim, prepared on a day, as a PDF of one page each.
pub fn cms1500(forms: Vec<Vec<Field>>, nudge: Nudge, on: Date) -> Result<Vec<u8>, Fault> {
    let spot = |Field { line, column, text, is_right }| Spot { line, column, text, is_right };
    let inches = |at: i32, more: i32| format!("{}", f64::from(at + more.clamp(-MOST_OFF, MOST_OFF)) / 100.0);
    let body = Body {
        right: inches(GRID.0, nudge.right),
        down: inches(GRID.1, nudge.down),
        forms: forms.into_iter().map(|form| form.into_iter().map(spot).collect()).collect(),
    };
    pdf(&TEMPLATE, &Head::of_nobody("Claim on paper", on), &body)
}
