//! The parts of a closing note: the statement that the record of a course of therapy ends with.

use care::note_body::Part;
use maud::{Markup, html};

use crate::note_part::part;
use shell::typed::Typed;

/// All of them; each may stay empty.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "Closing" }
            (part(typed, Part::Course, Some("From the beginning, in a few lines")))
            (part(typed, Part::StandsNow, None))
            (part(typed, Part::Stays, Some("What they carry on, and whom they call")))
            (part(typed, Part::Plan, Some("The way back, if they want one")))
        }
    }
}
