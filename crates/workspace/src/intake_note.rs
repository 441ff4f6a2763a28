//! The parts of an intake note: what brings them, history, assessment and diagnosis.

use care::note_body::Part;
use maud::{Markup, html};
use shell::fields::Kind;

use crate::note_form::DIAGNOSIS;
use shell::typed::Typed;

/// All of them; each may stay empty.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "History" }
            (typed.area(Part::Reason.code(), Part::Reason.word(), Some("In their words, and since when")))
            (typed.area(Part::History.code(), Part::History.word(), Some("Health, therapy before, family, substances, altered states. Unknown is an answer")))
        }
        section.card.stack aria-labelledby="s3" {
            h2 #s3 { "Assessment and diagnosis" }
            (typed.area(Part::Assessment.code(), Part::Assessment.word(), Some("So that whoever treats next can read it")))
            (typed.input(DIAGNOSIS, "Diagnosis", Some("ICD-10-CM code, if you make one; it may wait"), Kind::Line))
            (typed.area(Part::Plan.code(), Part::Plan.word(), None))
        }
    }
}
