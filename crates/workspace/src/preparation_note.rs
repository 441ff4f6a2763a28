//! The parts of a preparation note: the five areas, and mindset and setting.

use care::note_body::Part;
use maud::{Markup, html};

use shell::typed::Typed;

/// The five areas that preparation explores, each of which may stay empty, then mindset and setting, then the plan.
pub fn parts(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "What you explored" }
            (area(typed, Part::Intentions, "A focus to come back to; never a measure of success"))
            (area(typed, Part::Symptoms, "As they are now"))
            (area(typed, Part::PastExperiences, "What helped, what was hard"))
            (area(typed, Part::NervousSystem, "Early signs of too much or too little, and what brings them back"))
            (area(typed, Part::Boundaries, "Touch, words that slow and stop, how fast"))
        }
        section.card.stack aria-labelledby="s3" {
            h2 #s3 { "Mindset and setting" }
            (typed.area(Part::SetAndSetting.code(), "Mindset, place, people, the way home", None))
            (typed.area(Part::Plan.code(), Part::Plan.word(), None))
        }
    }
}

fn area(typed: &Typed<'_>, part: Part, hint: &str) -> Markup {
    typed.area(part.code(), part.word(), Some(hint))
}
