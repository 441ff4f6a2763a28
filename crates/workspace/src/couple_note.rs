//! The parts of a joint note of a couple’s visit; what one says alone goes into their own chart.

use care::note_body::Part;
use maud::{Markup, html};

use shell::typed::Typed;

/// All of them; each may stay empty.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "The joint session" }
            p.small.dim { "Both of them can come to read this note. What one of them says alone belongs in a private side, in that person’s own chart." }
            (typed.area(Part::Work.code(), Part::Work.word(), Some("What you did together")))
            (typed.area(Part::EachPartner.code(), Part::EachPartner.word(), Some("How each of them took part")))
            (typed.area(Part::Between.code(), Part::Between.word(), None))
            (typed.area(Part::Plan.code(), Part::Plan.word(), None))
        }
    }
}
