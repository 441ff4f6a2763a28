//! The parts of a note of an attended dosing day. Dosing itself stands in the prescriber's record.

use care::note_body::Part;
use maud::{Markup, html};
use shell::fields::Kind;

use crate::note_form::RIDE;
use crate::note_part::part;
use shell::typed::Typed;

/// Who takes the client home, the client's own account, what comes next.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "The day" }
            p.small.dim { "Dose, readings and medical decisions stand in the prescriber’s record, not here." }
            (part(typed, Part::Account, None))
            (typed.input(RIDE, "Ride home", Some("Who takes them home"), Kind::Line))
            (part(typed, Part::Plan, None))
        }
    }
}
