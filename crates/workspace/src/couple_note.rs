//! The parts of a joint note of a couple’s visit; what one says alone goes into their own chart.

use care::note_body::Part;
use maud::{Markup, html};

use crate::note_part::part;
use shell::typed::Typed;

/// All of them; each may stay empty.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "The joint session" }
            p.small.dim { "Both of them can come to read this note. What one of them says alone belongs in a private side, in that person’s own chart." }
            (part(typed, Part::Work, Some("What you did together")))
            (part(typed, Part::EachPartner, Some("How each of them took part")))
            (part(typed, Part::Between, None))
            (part(typed, Part::Plan, None))
        }
    }
}
