//! The parts of an intake note: what brings them, history, assessment and diagnosis.

use care::note_body::Part;
use maud::{Markup, html};
use shell::fields::Kind;

use crate::note_form::DIAGNOSIS;
use crate::note_part::part;
use shell::typed::Typed;

/// All of them; each may stay empty.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "History" }
            (part(typed, Part::Reason, Some("In their words, and since when")))
            (part(typed, Part::History, Some("Health, therapy before, family, substances, altered states. Unknown is an answer")))
        }
        section.card.stack aria-labelledby="s5" {
            h2 #s5 { "Sex and relationships" }
            p.small.dim { "It stays out of every copy that leaves the practice unless it is asked for, and billing and the front desk never see it." }
            (part(typed, Part::SexualHistory, Some("Only as much as they want written")))
        }
        section.card.stack aria-labelledby="s3" {
            h2 #s3 { "Assessment and diagnosis" }
            (part(typed, Part::Assessment, Some("So that whoever treats next can read it")))
            (typed.input(DIAGNOSIS, "Diagnosis", Some("ICD-10-CM code, if you make one; it may wait"), Kind::Line))
            (part(typed, Part::Plan, None))
        }
    }
}
