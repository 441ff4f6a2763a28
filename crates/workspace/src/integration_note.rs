//! The parts of an integration note: the five focuses, and the plan.

use care::note_body::Part;
use maud::{Markup, html};

use crate::note_part::part;
use shell::typed::Typed;

/// Whether the chart knows of a dosing day before the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dosing {
    /// It does.
    Known,
    /// It does not; then nothing asks for regulation after dosing.
    None,
}

/// The five focuses of integration, each of which may stay empty. Without dosing there are four.
pub fn parts(typed: &Typed<'_>, dosing: Dosing) -> Markup {
    // What was written once stays in sight, so that it can be taken out again.
    let asks_regulation = dosing == Dosing::Known || !typed.posted.one(Part::Regulation.code()).is_empty();
    html! {
        section.card.stack aria-labelledby="s2" {
            h2 #s2 { "The work" }
            (part(typed, Part::Meaning, Some("Life, relationships, patterns")))
            (part(typed, Part::Memories, Some("Feelings, images, memories: their experience, not established fact")))
            @if asks_regulation { (part(typed, Part::Regulation, Some("Sleep, mood, steadiness since the dosing day"))) }
            (part(typed, Part::DailyLife, Some("What goes into ordinary days, and between people")))
        }
        section.card.stack aria-labelledby="s3" {
            h2 #s3 { "Carrying forward" }
            (part(typed, Part::Changes, Some("One small thing is enough")))
            (part(typed, Part::Plan, None))
        }
    }
}

#[cfg(test)]
mod tests {
    use shell::form::Posted;

    use super::*;

    #[test]
    fn regulation_is_asked_only_where_there_was_dosing() {
        for (written, dosing, expected) in
            [("", Dosing::None, false), ("", Dosing::Known, true), ("Slept badly.", Dosing::None, true)]
        {
            let posted = Posted::from_pairs([("regulation", written)]);
            let page = parts(&Typed { posted: &posted, problems: &[] }, dosing).into_string();
            assert_eq!(page.contains("name=\"regulation\""), expected, "{written} {dosing:?}");
        }
    }
}
