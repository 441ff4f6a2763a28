//! What a note says otherwise than the one before it, part by part and word by word.

use actions::house::House;
use actions::see_note::{SeenNote, see_note};
use axum::Router;
use axum::routing::get;
use care::note::SignedNote;
use care::note_body::Part;
use maud::{Markup, html};
use shell::prose::paragraphs;
use shell::reply::{self, Reply};
use shell::time::moment;
use similar::{ChangeTag, TextDiff};
use terms::ids::{NoteId, SubjectId};

use crate::asked::{Asked, At};
use crate::dates::{chart_link, long_day};

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/n/{note}/changes", get(show))
}

async fn show(asked: Asked, At(whose): At<(SubjectId, NoteId)>) -> Reply {
    match asked.act(move |house, by| see_note(house, by, whose)).await {
        Ok(seen) => reply::ok(asked.page(("Note", "/t/caseload"), None, page(&asked.house, &seen))),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(house: &House, seen: &SeenNote) -> Markup {
    let (note, zone) = (&seen.note, house.zone());
    let place = format!("/t/c/{}/n", seen.client.subject);
    html! {
        header.stack {
            p.small { (chart_link(&seen.client)) }
            h1 { "What changed" }
            p.dim {
                a href={ (place) "/" (note.id()) } { (note.draft().kind.word()) ", " (long_day(note.draft().date)) }
                @if let Some(before) = &seen.before { ", against " a href={ (place) "/" (before.id()) } { (long_day(before.draft().date)) } }
            }
        }
        section.card.stack aria-labelledby="parts" {
            h2 #parts { "The text" }
            @match &seen.before {
                None => p.dim { "There is no earlier note of this kind to read it against." },
                Some(before) => (parts(note, before)),
            }
        }
        section.card.stack aria-labelledby="added" {
            h2 #added { "Added after signing" }
            @if note.addenda().is_empty() { p.dim { "Nothing was added." } }
            @for addendum in note.addenda() {
                div.stack.tight {
                    p.small.dim { (seen.name_of(addendum.by)) ", " (moment(addendum.at, &zone)) ". Why: " (addendum.reason.as_str()) }
                    ins { (paragraphs(addendum.text.as_str())) }
                }
            }
        }
    }
}

/// Each part that either of them has, with how it got from one to the other.
fn parts(note: &SignedNote, before: &SignedNote) -> Markup {
    let (new, old) = (&note.draft().body, &before.draft().body);
    let text = |part: Part| {
        let said = |prose: Option<&terms::text::Prose>| prose.map_or("", |prose| prose.as_str()).to_owned();
        (said(old.part(part)), said(new.part(part)))
    };
    let all: Vec<(Part, (String, String))> = new.parts().into_iter().map(|(part, _)| (part, text(part))).collect();
    let same: Vec<&str> =
        all.iter().filter(|(_, (old, new))| old == new && !new.is_empty()).map(|(part, _)| part.word()).collect();
    html! {
        @for (part, (old, new)) in all.iter().filter(|(_, (old, new))| old != new) {
            section.stack.tight { h3 { (part.word()) } (words(old, new)) }
        }
        @if !same.is_empty() { p.small { "Word for word as before: " (same.join(", ")) "." } }
        @if all.iter().all(|(_, (old, new))| old == new) && same.is_empty() { p.dim { "Neither of them has a text." } }
    }
}

/// The later text, with what is new underlined and what is gone struck through; each said in words too.
fn words(old: &str, new: &str) -> Markup {
    let diff = TextDiff::from_words(old, new);
    html! {
        p {
            @for run in runs(diff.iter_all_changes().map(|change| (change.tag(), change.value()))) {
                @match run.0 {
                    ChangeTag::Equal => (run.1),
                    ChangeTag::Insert => ins { span.vh { "[new: " } (run.1) span.vh { "]" } },
                    ChangeTag::Delete => del { span.vh { "[gone: " } (run.1) span.vh { "]" } },
                }
            }
        }
    }
}

/// Neighbors of one kind as one run, so that a sentence is read as one.
fn runs<'a>(changes: impl Iterator<Item = (ChangeTag, &'a str)>) -> Vec<(ChangeTag, String)> {
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for (tag, text) in changes {
        match runs.last_mut() {
            Some(last) if last.0 == tag => last.1.push_str(text),
            Some(_) | None => runs.push((tag, text.to_owned())),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaviour_28_a_difference_is_told_word_by_word() {
        for (old, new, expected) in [
            ("To rest.", "To rest.", "<p>To rest.</p>"),
            ("", "To rest.", "<p><ins><span class=\"vh\">[new: </span>To rest.<span class=\"vh\">]</span></ins></p>"),
            ("To rest.", "", "<p><del><span class=\"vh\">[gone: </span>To rest.<span class=\"vh\">]</span></del></p>"),
        ] {
            assert_eq!(words(old, new).into_string(), expected);
        }
        let both = words("Slept six hours, woke twice.", "Slept seven hours, woke twice.").into_string();
        assert!(
            both.starts_with("<p>Slept <del>") && both.contains("seven") && both.ends_with(" hours, woke twice.</p>")
        );
    }
}
