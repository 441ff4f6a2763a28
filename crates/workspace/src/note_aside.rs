//! What stands beside a note while it is written: the client's words, the last plan, and what is still empty.

use actions::open_draft::OpenDraft;
use care::boundaries::Boundaries;
use care::carried::last_of;
use care::gaps::{Gap, gaps};
use care::note_body::Part;
use care::snippet::choices;
use care::workbook::Workbook;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::icon::{Icon, icon};

use crate::dates::day;
use crate::note_thread::thread;

/// The context beside the form.
pub fn aside(open: &OpenDraft, zone: &TimeZone) -> Markup {
    html! {
        aside.stack.sticky aria-label="Context" {
            (thread(open, zone))
            (session(open))
            (last_plan(open))
            (carry_and_insert(open))
            section.card.stack.tight aria-labelledby="c5" {
                h2 #c5 { "Before you sign" }
                (still_empty(&gaps(&open.draft)))
            }
        }
    }
}

/// The client's intention in the serif italic, as they said it.
pub fn intention(workbook: &Workbook) -> Markup {
    html! {
        @match workbook.intention() {
            Some(intention) => blockquote.voice { "“" (intention.text.as_str()) "”" },
            None => p.dim { "No intention is written yet." },
        }
    }
}

/// Touch and the words that slow and stop, in a sentence or two. Nothing written means no touch.
pub fn boundaries_words(boundaries: Option<&Boundaries>) -> String {
    let Some(boundaries) = boundaries else { return "No boundaries are written yet: no touch.".to_owned() };
    let mut words = format!("{}.", boundaries.touch.word());
    if let Some(pace) = pacing_words(boundaries) {
        words = format!("{words} {pace}");
    }
    words
}

/// What holds now, touch first. Touch that was written without a signed yes is said to be none.
pub fn boundaries_now(workbook: &Workbook) -> String {
    let Some(agreed) = workbook.boundaries().map(|agreed| &agreed.boundaries) else { return boundaries_words(None) };
    let words = boundaries_words(Some(&Boundaries { touch: workbook.touch(), ..agreed.clone() }));
    match agreed.touch {
        written if written == workbook.touch() => words,
        written => format!("{words} “{}” was written, and the page on touch is not signed.", written.word()),
    }
}

/// "Says “yellow” to slow, “red” to stop."
pub fn pacing_words(boundaries: &Boundaries) -> Option<String> {
    let said =
        |word: &Option<terms::text::Line>, to: &str| word.as_ref().map(|word| format!("“{}” to {to}", word.as_str()));
    let words: Vec<String> =
        [said(&boundaries.slow_word, "slow"), said(&boundaries.stop_word, "stop")].into_iter().flatten().collect();
    (!words.is_empty()).then(|| format!("Says {}.", words.join(", ")))
}

/// Everything that is still empty, what is needed first; each leads to its field on the note's page.
fn still_empty(gaps: &[Gap]) -> Markup {
    let (needed, may_stay): (Vec<Gap>, Vec<Gap>) = gaps.iter().partition(|gap| gap.is_needed());
    html! {
        @if gaps.is_empty() { p.small.row { (icon(Icon::Check)) "Nothing is empty." } }
        @if !needed.is_empty() {
            p.small.dim { "Needed to sign" }
            ul.rows.small.tight { @for gap in &needed { li.warn { (icon(Icon::Alert)) span.grow { (gap_link("", *gap)) } } } }
        }
        @if !may_stay.is_empty() {
            p.small.dim { "Still empty, and may stay so" }
            ul.rows.small.tight { @for gap in &may_stay { li { span.grow { (gap_link("", *gap)) } } } }
        }
    }
}

/// A link to the field that fills a gap, on the page at `place`.
pub fn gap_link(place: &str, gap: Gap) -> Markup {
    html! { a href={ (place) "#" (anchor(gap)) } { @if matches!(gap, Gap::Carried(_)) { "Carried over, look again: " } (gap.word()) } }
}

/// The id of the field that fills a gap.
fn anchor(gap: Gap) -> &'static str {
    match gap {
        Gap::Times => "started",
        Gap::Present
        | Gap::State
        | Gap::Grounding
        | Gap::Risk
        | Gap::Ride
        | Gap::Diagnosis
        | Gap::Why
        | Gap::Part(_)
        | Gap::Carried(_) => gap.code(),
    }
}

/// Both buttons belong to the note's form, so that what is written is saved first.
fn carry_and_insert(open: &OpenDraft) -> Markup {
    let draft = &open.draft;
    let (last, kept) = (last_of(&open.chart, draft.kind, draft.author), choices(&open.snippets));
    let has_template = kept.iter().any(|(_, parts)| *parts > 0);
    html! {
        section.card.stack aria-labelledby="c6" {
            h2 #c6 { "Text from before" }
            @if let Some(last) = last {
                button.btn.line.sm form="note" name="do" value="carry" { "Start from my last note" }
                p.small.dim { "Fills what is still empty from your note of " (day(last.draft().date)) ". Each part stays marked until you edit it or look at it." }
            }
            @if open.snippets.is_empty() {
                p.small { a href="/t/snippets" { "Keep a text that you write often" } }
            } @else {
                div.field { label for="snippet" { "Snippet" } select.w-m id="snippet" name="snippet" form="note" { @for (kept, parts) in &kept { option value=(kept.id) { (kept.name.as_str()) @if *parts > 0 { ", template of " (parts) } } } } }
                div.field { label for="into" { "Into" } select.w-m id="into" name="into" form="note" { @for (part, _) in draft.body.parts() { option value=(part.code()) { (part.word()) } } } }
                div.row { button.btn.line.sm form="note" name="do" value="insert" { "Insert" } a.small href="/t/snippets" { "Your snippets" } }
                @if has_template { p.small.dim { "A template goes into parts of its own." } }
            }
        }
    }
}

/// What its author plans for this session. Nothing counts whether it was kept.
fn session(open: &OpenDraft) -> Markup {
    let Some(session) = open.agendas.session(&open.chart, &open.draft) else { return html! {} };
    let (kind, number) = (open.draft.kind.word(), session.number);
    html! {
        section.card.stack.tight aria-labelledby="c7" {
            h2 #c7 { (kind) " " (number) @if number <= session.of { " of " (session.of) " planned" } }
            p { b { (session.title) } }
            @if !session.items.is_empty() { ul.small { @for item in session.items.lines() { li { (item) } } } }
            p.small { a href="/t/sessions" { "Your sessions" } }
        }
    }
}

fn last_plan(open: &OpenDraft) -> Markup {
    let Some(note) = open.last_signed() else { return html! {} };
    let parts = note.draft().body.parts();
    let plan = parts.iter().find(|(part, _)| *part == Part::Plan).and_then(|(_, prose)| *prose);
    html! {
        section.card.stack.tight aria-labelledby="c4" {
            h2 #c4 { "Last plan, " (day(note.draft().date)) }
            @match plan { Some(plan) => p { (plan.as_str()) }, None => p.dim { "No plan was written." } }
            p.small { a href={ "/t/c/" (open.client.subject) "/n/" (note.id()) } { "Open the last note" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use care::boundaries::Touch;
    use terms::text::Line;

    use super::*;

    #[test]
    fn without_boundaries_there_is_no_touch() {
        let word = |text: &str| Line::parse(text).ok();
        let said = Boundaries {
            touch: Touch::AskFirst,
            slow_word: word("yellow"),
            stop_word: word("red"),
            ..Boundaries::default()
        };
        for (given, expected) in [
            (None, "No boundaries are written yet: no touch."),
            (Some(&Boundaries::default()), "No touch."),
            (Some(&said), "Ask first, each time. Says “yellow” to slow, “red” to stop."),
        ] {
            assert_eq!(boundaries_words(given), expected);
        }
    }

    #[test]
    fn every_gap_leads_to_its_field() {
        assert_eq!([Gap::Times, Gap::Present, Gap::Part(Part::Plan)].map(anchor), ["started", "present", "plan"]);
    }
}
