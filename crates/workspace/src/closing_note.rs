//! The parts of a closing note: the statement that the record of a course of therapy ends with.

use care::note_body::{ClosingReason, Part};
use maud::{Markup, html};

use crate::note_form::WHY;
use crate::note_part::part;
use shell::typed::Typed;

/// All of them; each may stay empty.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "Closing" }
            (typed.one_of(WHY, "Why it ends", &ClosingReason::ALL.map(|why| (why.code(), why.word()))))
            (part(typed, Part::Course, Some("From the beginning, in a few lines")))
            (part(typed, Part::StandsNow, None))
            (part(typed, Part::Stays, Some("What they carry on, and whom they call")))
            (part(typed, Part::Referrals, Some("To whom, with what they need to know, and whether it was agreed")))
            (part(typed, Part::Plan, Some("The way back, if they want one")))
        }
    }
}
