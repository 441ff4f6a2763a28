//! The parts of a closing note: the statement that the record of a course of therapy ends with.

use care::note_body::Part;
use maud::{Markup, html};

use shell::typed::Typed;

/// All of them; each may stay empty.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "Closing" }
            (typed.area(Part::Course.code(), Part::Course.word(), Some("From the beginning, in a few lines")))
            (typed.area(Part::StandsNow.code(), Part::StandsNow.word(), None))
            (typed.area(Part::Stays.code(), Part::Stays.word(), Some("What they carry on, and whom they call")))
            (typed.area(Part::Plan.code(), Part::Plan.word(), Some("The way back, if they want one")))
        }
    }
}
