//! What a client told beside the workbook's questions: altered states before now, a support person, what is hard, and
//! times without large decisions.

use maud::{Markup, html};

use crate::altered_state_form::altered_state_words;
use crate::difficulty_form::difficulty_words;
use crate::leaving::page::part;
use crate::leaving::{Record, fact, paragraphs};

/// All of it; what was never told has no heading.
pub(crate) fn told(record: &Record<'_>) -> Markup {
    let workbook = record.workbook;
    let hard: Vec<_> = workbook.difficulties().chain(workbook.difficulties_over()).collect();
    html! {
        @if !workbook.altered_states().is_empty() {
            h3 { "Altered states before now" }
            ul { @for state in workbook.altered_states() { li { (altered_state_words(state)) } } }
        }
        (support_person(record))
        @if !hard.is_empty() {
            h3 { "What is hard" }
            ul {
                @for known in hard {
                    li {
                        (difficulty_words(&known.told))
                        @for (at, seen) in &known.looks { p.quiet { "Looked at, " (record.copied.moment(*at)) ": " (seen.as_str()) } }
                        @if let Some(at) = known.over { p.quiet { "Over, " (record.copied.moment(at)) } }
                    }
                }
            }
        }
        @if !workbook.pauses().is_empty() {
            h3 { "Times without large decisions" }
            @for agreed in workbook.pauses() {
                p.quiet { (record.by_and_at(agreed.by, agreed.at)) }
                @match &agreed.pause {
                    Some(pause) => p { "Until " (pause.until) @if let Some(about) = &pause.about { ": " (about.as_str()) } },
                    None => p { "Ended." },
                }
            }
        }
    }
}

fn support_person(record: &Record<'_>) -> Markup {
    let Some(person) = record.workbook.support_person() else { return html! {} };
    html! {
        h3 { "Support person" }
        dl {
            (fact("Name", person.name.as_str()))
            (fact("Reached", person.reach.as_ref().map_or("", |reach| reach.as_str())))
            (fact("The way home", person.ride.as_ref().map_or("", |ride| ride.as_str())))
        }
        (part("What helps", person.helps.as_ref()))
        @if let Some(told) = &person.instructions { h4 { "What the prescriber told" } (paragraphs(told.as_str())) }
    }
}
