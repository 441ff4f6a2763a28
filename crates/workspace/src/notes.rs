//! All notes of a client, the latest first; one kind alone, and printable.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::routing::get;
use care::note::{NoteKind, SignedNote};
use maud::{Markup, html};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::{chart_link, long_day};
use crate::start_note::new_note;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/notes", get(show))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let title = format!("Chart {}", open.client.chart_number);
            let main = page(&asked.house, &open, NoteKind::from_code(asked.query("kind")));
            reply::ok(asked.page((&title, "/t/caseload"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(house: &House, open: &OpenChart, only: Option<NoteKind>) -> Markup {
    let subject = open.client.subject;
    let notes: Vec<&SignedNote> =
        open.chart.notes().iter().rev().filter(|note| only.is_none_or(|kind| note.draft().kind == kind)).collect();
    let kinds =
        NoteKind::ALL.into_iter().filter(|kind| open.chart.notes().iter().any(|note| note.draft().kind == *kind));
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Notes" } p.dim { (counted(notes.len())) } }
            (subnav(open, "/notes"))
            nav.row.small aria-label="Kinds of notes" {
                a href={ "/t/c/" (subject) "/notes" } aria-current=[only.is_none().then_some("true")] { "All" }
                @for kind in kinds {
                    a href={ "/t/c/" (subject) "/notes?kind=" (kind.code()) } aria-current=[(only == Some(kind)).then_some("true")] { (kind.word()) }
                }
            }
        }
        section.card.flush aria-label="Notes" {
            @if open.drafts.is_empty() && notes.is_empty() { div.empty { p { "No notes yet. The first one begins with a visit." } } }
            ul.rows {
                @for draft in &open.drafts {
                    li { span.grow { a.all href={ "/t/n/" (draft.id) } { (draft.kind.word()) } br; span.xs.dim { (long_day(draft.date)) } } (badge(Tone::Warn, "Draft")) }
                }
                @for note in notes { (row(subject, note, note.is_late_entry(&house.zone()).then_some("Late entry"))) }
            }
        }
        section.stack.tight aria-label="New note" { (new_note(house, open)) }
        @if open.client.members.is_empty() && !open.units.is_empty() { p.small { a href={ "/t/c/" (subject) "/told-alone" } { "Told alone" } " " span.dim { "with what may become of it together" } } }
        p.small { a href={ "/t/c/" (subject) "/process" } { "Psychotherapy notes" } " " span.dim { "yours alone, kept apart" } }
    }
}

fn row(subject: SubjectId, note: &SignedNote, late: Option<&str>) -> Markup {
    let draft = note.draft();
    html! {
        li {
            span.grow {
                a.all href={ "/t/c/" (subject) "/n/" (note.id()) } { (draft.kind.word()) }
                br; span.xs.dim {
                    (long_day(draft.date))
                    @if let Some(length) = draft.length() { ", " (length) }
                    @if !note.addenda().is_empty() { ", amended" }
                }
            }
            @if let Some(late) = late { (badge(Tone::Quiet, late)) }
            @if note.supervisor().is_some() && note.cosigned().is_none() { (badge(Tone::Warn, "Waits for co-signature")) }
            (badge(Tone::Ok, "Signed"))
        }
    }
}

fn counted(notes: usize) -> String {
    match notes {
        0 => "None signed yet.".to_owned(),
        1 => "1 signed note.".to_owned(),
        more => format!("{more} signed notes."),
    }
}
