//! The workbook in words: safety plan, intentions, boundaries, answers, grounding and gentle changes.
//!
//! Pages of the journal that are shared just now are not drawn: the client may take them back, and a copy in a file
//! could never be.

use care::boundaries::{AgreedBoundaries, Boundaries};
use care::change::Change;
use care::grounding_tool::Tool;
use care::question::Question;
use care::safety_plan::{SafetyPart, WrittenSafetyPlan};
use maud::{Markup, html};

use crate::leaving::page::part;
use crate::leaving::told::told;
use crate::leaving::{Record, fact, paragraphs};

/// The safety plan, and those before it.
pub(crate) fn safety_plan(record: &Record<'_>) -> Markup {
    html! {
        section {
            h2 { "Safety plan" }
            @match record.workbook.safety_plan() {
                Some(plan) => (safety_plan_of(record, plan)),
                None => p.quiet { "No safety plan was written." },
            }
            @for earlier in record.workbook.earlier_safety_plans().iter().rev() { h3 { "Earlier plan" } (safety_plan_of(record, earlier)) }
        }
    }
}

fn safety_plan_of(record: &Record<'_>, written: &WrittenSafetyPlan) -> Markup {
    html! {
        p.quiet { "Written by " (record.by_and_at(written.by, written.at)) }
        @for step in SafetyPart::ALL { (part(step.word(), written.plan.part(step))) }
    }
}

/// What client and team share, besides documents and check-ins.
pub(crate) fn workbook(record: &Record<'_>) -> Markup {
    let workbook = record.workbook;
    html! {
        section.page {
            h2 { "Workbook" }
            (intentions(record))
            @if let Some(now) = workbook.boundaries() { h3 { "Boundaries and pacing" } (boundaries(record, now)) }
            @for earlier in workbook.earlier_boundaries().iter().rev() { h3 { "Earlier boundaries" } (boundaries(record, earlier)) }
            @for question in Question::ALL { (answers(record, question)) }
            @if !workbook.tools().is_empty() { h3 { "Grounding kit" } (tools(workbook.tools())) }
            @for change in workbook.changes() { (change_of(record, change)) }
            @for shown in workbook.shown_changes() { p { "Shown by one of them to the other: " (shown.text.as_str()) } }
            (told(record))
        }
    }
}

fn intentions(record: &Record<'_>) -> Markup {
    let earlier = record.workbook.earlier_intentions().iter().rev();
    html! {
        @for (place, intention) in record.workbook.intention().into_iter().chain(earlier).enumerate() {
            h3 { @if place == 0 { "Intention" } @else { "Earlier intention" } }
            p.quiet { (record.by_and_at(intention.by, intention.at)) }
            (paragraphs(intention.text.as_str()))
        }
    }
}

fn boundaries(record: &Record<'_>, agreed: &AgreedBoundaries) -> Markup {
    let Boundaries { touch, slow_word, stop_word, not_today, ask_first, who_may_know, other } = &agreed.boundaries;
    html! {
        p.quiet { (record.by_and_at(agreed.by, agreed.at)) }
        dl {
            (fact("Touch", touch.word()))
            (fact("Slows", slow_word.as_ref().map_or("", |word| word.as_str())))
            (fact("Stops", stop_word.as_ref().map_or("", |word| word.as_str())))
        }
        (part("Not today", not_today.as_ref()))
        (part("Ask first", ask_first.as_ref()))
        (part("Who may know", who_may_know.as_ref()))
        (part("Besides", other.as_ref()))
    }
}

fn answers(record: &Record<'_>, question: Question) -> Markup {
    let earlier = record.workbook.earlier_answers(question).into_iter().rev();
    html! {
        @for (place, answer) in record.workbook.answer(question).into_iter().chain(earlier).enumerate() {
            @if let Some(text) = &answer.text {
                @if place == 0 { h3 { (question.part().word()) ": " (question.word()) } }
                p.quiet { (record.by_and_at(answer.by, answer.at)) }
                (paragraphs(text.as_str()))
            }
        }
    }
}

fn tools(tools: &[Tool]) -> Markup {
    html! {
        table {
            thead { tr { th scope="col" { "What was tried" } th scope="col" { "Whether it helps" } th.num scope="col" { "Tried" } } }
            tbody {
                @for tool in tools {
                    tr { th scope="row" { (tool.name.as_str()) } td { (tool.helps().map_or("", |helps| helps.word())) } td.num { (tool.trials.len()) } }
                }
            }
        }
    }
}

fn change_of(record: &Record<'_>, change: &Change) -> Markup {
    html! {
        div.keep {
            h3 { "Gentle change: " (change.text.as_str()) }
            dl {
                (fact("Reminds of it", change.cue.as_ref().map_or("", |cue| cue.as_str())))
                (fact("Comes from", change.insight.as_ref().map_or("", |insight| insight.as_str())))
                (fact("Is for", change.value.as_ref().map_or("", |value| value.as_str())))
                (fact("Part of life", change.domain.map_or("", |domain| domain.word())))
                (fact("Who may help", change.helper.as_ref().map_or("", |helper| helper.as_str())))
                (fact("Sure of it", &change.confidence.map_or_else(String::new, |sure| format!("{} of 10", sure.number()))))
                (fact("Taken up", &record.by_and_at(change.by, change.added_at)))
                (fact("Now", change.state.word()))
            }
            @for moved in &change.moves {
                p.quiet { (moved.state.word()) ", " (record.by_and_at(moved.by, moved.at)) @if let Some(note) = &moved.note { ". " (note.as_str()) } }
            }
        }
    }
}
