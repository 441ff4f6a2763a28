//! The parts of a note of a first conversation or of therapy.

use care::note_body::Part;
use maud::{Markup, html};

use shell::typed::Typed;

/// What was worked on, how the client responded, what comes next.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "The session" }
            (typed.area(Part::Work.code(), Part::Work.word(), Some("What came up, and what you did together")))
            (typed.area(Part::Response.code(), Part::Response.word(), Some("How the client responded, and toward which goals")))
            (typed.area(Part::Plan.code(), Part::Plan.word(), None))
        }
    }
}
