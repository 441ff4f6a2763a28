//! The cards of a chart: the client's words, the notes, what they carry forward, and the dosing days.

use actions::house::House;
use actions::open_chart::OpenChart;
use care::change::{Change, ChangeState};
use care::chart::Chart;
use care::dosing_day::{DosingDay, DosingState, Told};
use care::note::{NoteKind, SignedNote};
use care::pathway::{Step, days_after_dosing};
use care::workbook::Workbook;
use maud::{Markup, html};
use schedule::couple_intake::{IntakeStep, StepState};
use shell::shape::{Phase, Tone, badge, shape};
use shell::time::short_day as moment_day;
use terms::ids::SubjectId;

use crate::dates::{short_day, words_of};
use crate::earlier_records;
use crate::note_aside::{boundaries_now, intention};

/// How many notes stand in the card before the rest folds away.
const NOTES_SHOWN: usize = 6;

/// What the client said: intention, boundaries, what brings them back.
pub fn words_card(open: &OpenChart) -> Markup {
    let (workbook, subject) = (&open.workbook, open.client.subject);
    let tools: Vec<&str> = workbook.tools().iter().take(4).map(|tool| tool.name.as_str()).collect();
    let boundaries = workbook.boundaries().map(|agreed| &agreed.boundaries);
    html! {
        section.card.stack aria-labelledby="words" {
            h2 #words { (words_of(&open.client)) }
            (intention(workbook))
            dl.facts {
                dt { "Boundaries" }
                dd { (boundaries_now(workbook)) @if let Some(other) = boundaries.and_then(|agreed| agreed.other.as_ref()) { " " (other.as_str()) } }
                dt { "Grounding" }
                dd { @if tools.is_empty() { span.dim { "Nothing tried yet." } } @else { (tools.join(", ")) "." } }
            }
            p.small { a href={ "/t/c/" (subject) "/words" } { "Write in the workbook" } }
        }
    }
}

/// Of a couple, until the last step is held: together, each alone, together again.
pub fn couple_intake(house: &House, open: &OpenChart) -> Markup {
    let is_held = |state: &StepState| matches!(state, StepState::Held(_));
    let name = |who| open.members.iter().find(|member| member.subject == who).map_or("", |member| member.name.as_str());
    let zone = house.zone();
    html! {
        @if !open.intake.iter().all(|(_, state)| is_held(state)) {
            section.card.flush aria-labelledby="couple-intake" {
                h2 #couple-intake { "Intake: together, each alone, together again" }
                ul.rows {
                    @for (step, state) in &open.intake {
                        li {
                            span.grow { @match step { IntakeStep::Joint => "The first visit together", IntakeStep::Alone(who) => { "Alone: " a href={ "/t/c/" (who) } { (name(*who)) } }, IntakeStep::Feedback => "Together again: what was seen, and what to do" } }
                            @match state {
                                StepState::Held(at) => (badge(Tone::Ok, &format!("Held {}", moment_day(*at, &zone)))),
                                StepState::Booked(at) => (badge(Tone::Quiet, &format!("Booked {}", moment_day(*at, &zone)))),
                                StepState::Open => (badge(Tone::Quiet, "Open")),
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Own drafts first, then the signed notes, the latest first.
pub fn notes(open: &OpenChart, steps: &[Step]) -> Markup {
    let signed: Vec<&SignedNote> = open.chart.notes().iter().rev().collect();
    let (shown, folded) = signed.split_at(signed.len().min(NOTES_SHOWN));
    html! {
        section.card.flush aria-labelledby="notes" {
            h2 #notes { "Notes" }
            (earlier_records::link(open))
            @if open.drafts.is_empty() && signed.is_empty() {
                div.empty { p { "No notes yet. The first one begins with a visit." } }
            }
            ul.rows {
                @for draft in &open.drafts {
                    li {
                        span.grow { a.all href={ "/t/n/" (draft.id) } { (draft.kind.word()) } br; span.xs.dim { (short_day(draft.date)) } }
                        (badge(Tone::Warn, "Draft"))
                    }
                }
                @for note in shown { (signed_row(open, steps, note)) }
            }
            @if !folded.is_empty() {
                details { summary.small { "All " (signed.len()) " notes" } ul.rows { @for note in folded { (signed_row(open, steps, note)) } } }
            }
        }
    }
}

fn signed_row(open: &OpenChart, steps: &[Step], note: &SignedNote) -> Markup {
    let (draft, subject) = (note.draft(), open.client.subject);
    let label =
        steps.iter().find(|step| step.note == Some(note.id())).map_or(draft.kind.word(), |step| step.label.as_str());
    let after = days_after_dosing(&open.chart, draft.date).filter(|_| draft.kind == NoteKind::Integration);
    html! {
        li {
            span.grow {
                a.all href={ "/t/c/" (subject) "/n/" (note.id()) } { (label) @if let Some(day) = after { ", day " (day) } }
                br; span.xs.dim {
                    (short_day(draft.date))
                    @if let Some(length) = draft.length() { ", " (length) }
                    @if !note.addenda().is_empty() { ", amended" }
                }
            }
            (badge(Tone::Ok, "Signed"))
        }
    }
}

/// The gentle changes that go on; those let go stay in the workbook.
pub fn carrying_forward(workbook: &Workbook, subject: SubjectId) -> Markup {
    let going: Vec<&Change> = workbook.changes().iter().filter(|change| change.state != ChangeState::LetGo).collect();
    html! {
        section.card.flush aria-labelledby="forward" {
            h2 #forward { "Carrying forward" }
            @if going.is_empty() {
                div.empty {
                    p { "Nothing is taken up yet. One small thing is enough." }
                    a.btn.soft.sm href={ "/t/c/" (subject) "/words#text" } { "Take one up" }
                }
            }
            ul.rows {
                @for change in workbook.shown_changes() { li.integ { (shape(Phase::Integration, true)) span.grow { (change.text.as_str()) br; span.xs.dim { "Shown by one of them to the other" } } } }
                @for change in going {
                    li.integ {
                        (shape(Phase::Integration, change.state != ChangeState::Resting))
                        span.grow { (change.text.as_str()) br; span.xs.dim { (change_words(change)) } }
                    }
                }
            }
        }
    }
}

/// "Changed: every other Sunday", or the state alone; for one that goes on, what reminds of it.
pub fn change_words(change: &Change) -> String {
    let note = change.moves.last().and_then(|moved| moved.note.as_ref());
    match (change.state, note, &change.cue) {
        (ChangeState::Active, None, Some(cue)) => format!("Active: {}", cue.as_str()),
        (state, Some(note), _) => format!("{}: {}", state.word(), note.as_str()),
        (state, None, _) => state.word().to_owned(),
    }
}

/// Dosing days as told; with none, that is said plainly.
pub fn dosing_days(chart: &Chart, subject: SubjectId) -> Markup {
    html! {
        section.card.flush aria-labelledby="days" {
            h2 #days { "Dosing days" }
            @if chart.dosing_days().is_empty() {
                div.empty {
                    p { "No dosing day was told. The work goes on without one." }
                    a.btn.soft.sm href={ "/t/c/" (subject) "/dosing" } { "Write one down" }
                }
            } @else {
                ul.rows { @for day in chart.dosing_days() { (dosing_row(day, subject)) } }
            }
        }
    }
}

fn dosing_row(day: &DosingDay, subject: SubjectId) -> Markup {
    html! {
        li.dose {
            (shape(Phase::Dosing, day.state == DosingState::Past))
            span.grow {
                a.all href={ "/t/c/" (subject) "/dosing" } { (day_words(day)) }
                br; span.xs.dim { (day.state.word()) @if let Some(place) = &day.place { ", " (place.as_str()) } }
            }
        }
    }
}

/// "Jun 19, infusion".
pub fn day_words(day: &DosingDay) -> String {
    let date = day.date.known().map_or("Date not known".to_owned(), short_day);
    match day.route {
        Told::Known(route) => format!("{date}, {}", route.word().to_lowercase()),
        Told::Unknown => date,
    }
}
