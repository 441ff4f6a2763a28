//! A note as it is read: chips in words, then the parts that were written.

use care::note::DraftNote;
use care::note_body::NoteBody;
use maud::{Markup, html};
use shell::prose::paragraphs;

use crate::dates::{clock, long_day};

/// Everything that the note says; what is empty is left out.
pub fn written(note: &DraftNote) -> Markup {
    let arriving = note.body.arriving();
    let state: Vec<_> = arriving.state.iter().map(|state| state.word()).collect();
    let grounding: Vec<_> = arriving.grounding.iter().map(|used| used.word()).collect();
    html! {
        dl.facts {
            dt { "Date" } dd { (long_day(note.date)) }
            dt { "Time" } dd { (times(note)) }
            (fact("Present", &note.present.iter().map(|present| present.word()).collect::<Vec<_>>().join(", ")))
            (fact("State on arrival", &state.join(", ")))
            (fact("Grounding used", &grounding.join(", ")))
            (fact("Risk", arriving.risk.map_or("", |risk| risk.word())))
            @if let NoteBody::AttendedDosing(day) = &note.body {
                (fact("Ride home", day.ride_named.as_ref().map_or("", |ride| ride.as_str())))
            }
            (fact("Why it ends", note.body.why_closed().map_or("", |why| why.word())))
            (fact("Diagnosis", note.body.diagnosis().map_or("", |code| code.as_str())))
        }
        @for (part, prose) in note.body.parts() {
            @if let Some(prose) = prose {
                section.stack.tight {
                    h3 { (part.word()) }
                    @if note.carried.iter().any(|carried| carried.part == part) { p.xs.dim { "Carried over from the note before" } }
                    (paragraphs(prose.as_str()))
                }
            }
        }
    }
}

fn fact(name: &str, words: &str) -> Markup {
    html! { @if !words.is_empty() { dt { (name) } dd { (words) } } }
}

fn times(note: &DraftNote) -> String {
    match (note.started, note.ended) {
        (Some(started), Some(ended)) => {
            let length = note.length().map(|length| format!(", {length}")).unwrap_or_default();
            format!("{} to {}{length}", clock(started), clock(ended))
        }
        (Some(started), None) => format!("From {}, no end entered", clock(started)),
        (None, Some(ended)) => format!("Until {}, no start entered", clock(ended)),
        (None, None) => "Not entered".to_owned(),
    }
}
