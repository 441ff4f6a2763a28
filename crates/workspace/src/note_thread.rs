//! The red thread beside a note: intention, boundaries, what grounds, and what is open, with what changed and by whom.

use actions::open_draft::OpenDraft;
use care::brief::ahead_of;
use care::consent_look::consents_to_look_at;
use care::couples_agreement::CouplesAgreement;
use care::grounding_tool::{Helps, Tool};
use care::readiness::open_questions;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::time::short_day;

use crate::brief::{consent_place, consent_words};
use crate::dates::{day, words_of};
use crate::note_aside::{boundaries_now, intention};

/// How many tools and open questions are named.
const SHOWN: usize = 3;

/// The card that stands first beside every note.
pub fn thread(open: &OpenDraft, zone: &TimeZone) -> Markup {
    let (workbook, subject) = (&open.workbook, open.client.subject);
    let boundaries = workbook.boundaries();
    html! {
        section.card.stack aria-labelledby="c1" {
            h2 #c1 { (words_of(&open.client)) }
            (intention(workbook))
            @if let Some(written) = workbook.intention() { (changed(open, written.at, written.by, zone)) }
            p.small.dim { (boundaries_now(workbook)) }
            @if let Some(agreed) = boundaries { (changed(open, agreed.at, agreed.by, zone)) }
            @let tools = best(workbook.tools());
            @if !tools.is_empty() { p.small { b { "Grounds best: " } (tools.join(", ")) "." } }
            @if let Some(pause) = workbook.pause(jiff::tz::TimeZone::to_datetime(zone, open.now).date()) { p.small { b { "No large decisions" } " until " (day(pause.until)) @if let Some(about) = &pause.about { ": " (about.as_str()) } "." } }
            @if workbook.may_record(&open.client.members) { p.small { b { "Recording: " } "agreed by everyone who comes." } }
            (secrets(open))
            (consents(open, zone))
            (readiness(open))
            p.small { a href={ "/t/c/" (subject) "/brief" } { "All to know before this visit" } }
        }
    }
}

/// Said only when it is new since the last note.
fn changed(open: &OpenDraft, at: Timestamp, by: care::workbook::Author, zone: &TimeZone) -> Markup {
    html! {
        @if open.is_new(at, zone) { p.small.warn { "Changed since your last note: " (short_day(at, zone)) ", by " (open.author(by)) "." } }
    }
}

/// Of a couple: what they agreed on about what one of them tells alone.
fn secrets(open: &OpenDraft) -> Markup {
    let words = match open.workbook.couples_agreement(&open.client.members) {
        CouplesAgreement::Agreed(choice) => choice.word(),
        CouplesAgreement::ChoseDifferently => "they chose differently; talk it over",
        CouplesAgreement::Awaits(_) => "not agreed yet; nothing told alone is used",
    };
    html! { @if !open.client.members.is_empty() { p.small { b { "What one tells alone: " } (words) "." } } }
}

/// "Feet (from 7 to 4)": the best first, and none that does not help.
fn best(tools: &[Tool]) -> Vec<String> {
    let helps = |tool: &&Tool| tool.helps() != Some(Helps::No);
    let one = |tool: &Tool| match tool.trials.iter().rev().find_map(|trial| Some((trial.before?, trial.after?))) {
        Some((before, after)) => format!("{} (from {} to {})", tool.name.as_str(), before.number(), after.number()),
        None => tool.name.as_str().to_owned(),
    };
    tools.iter().filter(helps).take(SHOWN).map(one).collect()
}

/// Consents that were taken back, are of an earlier version, end soon or are not agreed on.
fn consents(open: &OpenDraft, zone: &TimeZone) -> Markup {
    let today = open.now.to_zoned_datetime(zone.clone()).date();
    let looks = consents_to_look_at(&open.workbook, &open.client.members, ahead_of(today));
    html! {
        @if !looks.is_empty() {
            ul.rows.small.tight {
                @for look in &looks { li.warn { span.grow { "Consent: " a href={ "/t/c/" (open.client.subject) (consent_place(look)) } { (consent_words(look, &open.members)) } } } }
            }
        }
    }
}

/// What of readiness is still to talk about.
fn readiness(open: &OpenDraft) -> Markup {
    let items = open_questions(&open.chart, open.now);
    html! {
        @if !items.is_empty() {
            div.stack.tight {
                p.small { b { "Open to talk about" } }
                ul.rows.small.tight { @for item in items.iter().take(SHOWN) { li { (item.word()) } } }
                p.small { a href={ "/t/c/" (open.client.subject) "/readiness" } { @if items.len() > SHOWN { "And " (items.len() - SHOWN) " more" } @else { "Write down how it is" } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use care::grounding_tool::{Distress, Trial};
    use care::workbook::Author;
    use terms::text::Line;

    use super::*;

    #[test]
    fn the_best_tools_are_named_and_none_that_does_not_help() {
        let tool = |name: &str, helps, measured: Option<(&str, &str)>| Tool {
            name: Line::parse(name).unwrap(),
            trials: vec![Trial {
                at: Timestamp::UNIX_EPOCH,
                by: Author::Client,
                helps,
                before: measured.and_then(|(before, _)| Distress::parse(before).ok()),
                after: measured.and_then(|(_, after)| Distress::parse(after).ok()),
            }],
        };
        let tools = [
            tool("Feet", Some(Helps::Yes), Some(("7", "4"))),
            tool("Sound", None, None),
            tool("Breath", Some(Helps::No), None),
            tool("Cold water", Some(Helps::Partly), None),
            tool("Walking", None, None),
        ];
        assert_eq!(best(&tools), ["Feet (from 7 to 4)", "Sound", "Cold water"]);
    }
}
