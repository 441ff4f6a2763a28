//! The parts of a note of a first conversation or of therapy.

use care::note_body::Part;
use maud::{Markup, html};

use crate::note_part::part;
use shell::typed::Typed;

/// What was worked on, how the client responded, what comes next.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "The session" }
            (part(typed, Part::Work, Some("What came up, and what you did together")))
            (part(typed, Part::Response, Some("How the client responded, and toward which goals")))
            (part(typed, Part::Plan, None))
        }
    }
}
