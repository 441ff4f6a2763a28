//! The parts of a preparation note: the five areas, and mindset and setting.

use care::note_body::Part;
use maud::{Markup, html};

use crate::note_part::{part, part_named};
use shell::typed::Typed;

/// The five areas that preparation explores, each of which may stay empty, then mindset and setting, then the plan.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "What you explored" }
            (part(typed, Part::Intentions, Some("A focus to come back to; never a measure of success")))
            (part(typed, Part::Symptoms, Some("As they are now")))
            (part(typed, Part::PastExperiences, Some("What helped, what was hard")))
            (part(typed, Part::NervousSystem, Some("Early signs of too much or too little, and what brings them back")))
            (part(typed, Part::Boundaries, Some("Touch, words that slow and stop, how fast")))
        }
        section.card.stack aria-labelledby="s3" {
            h2 #s3 { "Mindset and setting" }
            (part_named(typed, (Part::SetAndSetting, "Mindset, place, people, the way home"), None))
            (part(typed, Part::Plan, None))
        }
    }
}
