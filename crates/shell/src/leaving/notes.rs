//! Signed notes as they are read: what they say, who signed, and what was added since.

use care::note::{DraftNote, NoteKind, SignedNote};
use care::note_body::NoteBody;
use care::retention::kept_until;
use maud::{Markup, html};

use crate::leaving::page::part;
use crate::leaving::{Record, fact, paragraphs};
use crate::money_paper::date;

/// All signed notes, in the order of their visits.
pub(crate) fn notes(record: &Record<'_>) -> Markup {
    html! {
        section.page {
            h2 { "Notes" }
            @if record.chart.notes().is_empty() { p.quiet { "No note was signed." } }
            @for note in record.chart.notes() { (one(record, note)) }
        }
    }
}

fn one(record: &Record<'_>, note: &SignedNote) -> Markup {
    let draft = note.draft();
    html! {
        article.note {
            h3 { (draft.kind.word()) ", " (date(draft.date)) }
            dl { (facts(draft)) }
            @for (name, prose) in draft.body.parts().into_iter().filter(|(name, _)| record.holds(*name)) { (part(name.word(), prose)) }
            p.quiet.keep { "Signed by " (record.person(note.signed_by())) ", " (record.copied.moment(note.signed_at())) ". The text was locked then." @if note.is_late_entry(&record.copied.zone) { " Late entry: the visit was on " (date(draft.date)) "." } }
            @if let Some(signature) = note.cosigned() { p.quiet.keep { "Co-signed by " (record.person(signature.by)) ", " (record.copied.moment(signature.at)) "." } }
            @if draft.kind == NoteKind::Closing { p.quiet.keep { "Kept until " (date(kept_until(record.chart.last_visit().unwrap_or(draft.date), record.client.birth_date))) " at least." } }
            @for addendum in note.addenda() {
                div.added {
                    p.quiet { "Added by " (record.person(addendum.by)) ", " (record.copied.moment(addendum.at)) ". Why: " (addendum.reason.as_str()) }
                    (paragraphs(addendum.text.as_str()))
                }
            }
        }
    }
}

fn facts(draft: &DraftNote) -> Markup {
    let arriving = draft.body.arriving();
    let words = |words: Vec<&str>| words.join(", ");
    html! {
        (fact("Time", &time(draft)))
        (fact("Present", &words(draft.present.iter().map(|present| present.word()).collect())))
        (fact("State on arrival", &words(arriving.state.iter().map(|state| state.word()).collect())))
        (fact("Grounding used", &words(arriving.grounding.iter().map(|used| used.word()).collect())))
        (fact("Risk", arriving.risk.map_or("", |risk| risk.word())))
        @if let NoteBody::AttendedDosing(day) = &draft.body { (fact("Ride home", day.ride_named.as_ref().map_or("", |ride| ride.as_str()))) }
        (fact("Why it ends", draft.body.why_closed().map_or("", |why| why.word())))
        (fact("Diagnosis", draft.body.diagnosis().map_or("", |code| code.as_str())))
    }
}

/// A signed note has both times; one without them could not be signed.
fn time(draft: &DraftNote) -> String {
    let (Some(started), Some(ended)) = (draft.started, draft.ended) else { return String::new() };
    let length = draft.length().map(|length| format!(", {length}")).unwrap_or_default();
    format!("{} to {}{length}", started.strftime("%-I:%M %p"), ended.strftime("%-I:%M %p"))
}
