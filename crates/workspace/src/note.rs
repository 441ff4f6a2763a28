//! A note while it is written. It is saved as a draft that only its author sees, and signed on a page of its own.

use actions::house::House;
use actions::open_draft::{OpenDraft, open_draft};
use actions::save_draft::{SaveRefusal, save_draft};
use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::routing::{get, post};
use care::arriving::{ArrivalState, Grounding, Risk};
use care::gaps::{Gap, gaps};
use care::note::{DraftNote, NoteKind, Present};
use care::pathway::{days_after_dosing, numbered};
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Phase, Tone, badge, note as banner};
use terms::actor::Actor;
use terms::ids::{NoteId, StaffId};

use crate::asked::{Asked, At};
use crate::asked_alone::look_first;
use crate::dates::{chart_link, visit_words};
use crate::integration_note::Dosing;
use crate::note_aside::{aside, gap_link};
use crate::note_form::{as_posted, read};
use crate::note_text::written;
use crate::{
    attended_note, closing_note, couple_note, intake_note, integration_note, note_from_before, plain_note,
    preparation_note, trouble,
};
use shell::typed::Typed;

/// The note's page and its saving.
pub fn routes() -> Router<House> {
    Router::new().route("/t/n/{note}", get(show).post(save_and_go)).route("/t/n/{note}/save", post(save))
}

async fn show(asked: Asked, At(note): At<NoteId>) -> Reply {
    match asked.act(move |house, by| open_draft(house, by, note)).await {
        Ok(open) => {
            let posted = as_posted(&open.draft, open.version);
            let main = page((&asked.house, &open), &Typed { posted: &posted, problems: &[] }, None);
            reply::ok(asked.writing_page("Note", toast(asked.query("done")), main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "saved" => Some("Draft saved. Only you can see it."),
        "started" => Some("The note is begun. Only you can see it until you sign."),
        "carried" => Some("Carried over. Each part is marked until you edit it or look at it."),
        "not-carried" => Some("Nothing was carried over: no part that is empty here is written in your last note."),
        "inserted" => Some("Inserted, and the draft is saved."),
        "not-inserted" => Some(
            "Not inserted: that snippet is not there any more, this note has no such part, or a part would be too long.",
        ),
        _ => None,
    }
}

/// What the script posts every few seconds: nothing is shown, only the new version goes back.
async fn save(asked: Asked, At(note): At<NoteId>, posted: Posted) -> Reply {
    let Some((version, draft)) = author(&asked).and_then(|author| read(&posted, note, author)) else {
        return trouble::not_found(&asked.who);
    };
    let Ok(draft) = draft else { return Reply::Page(StatusCode::UNPROCESSABLE_ENTITY, html! {}) };
    match asked.act(move |house, by| save_draft(house, by, (note, version), &draft)).await {
        Ok(version) => Reply::PageWith(StatusCode::OK, html! {}, version_header(version)),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(SaveRefusal::NewerVersion { .. } | SaveRefusal::Gone) => Reply::Page(StatusCode::CONFLICT, html! {}),
            Err(page) => *page,
        },
    }
}

async fn save_and_go(asked: Asked, At(note): At<NoteId>, posted: Posted) -> Reply {
    let Some((version, draft)) = author(&asked).and_then(|author| read(&posted, note, author)) else {
        return trouble::not_found(&asked.who);
    };
    let draft = match draft {
        Ok(draft) => draft,
        Err(problems) => return again(&asked, note, &posted, Again::Problems(problems)).await,
    };
    let mine = draft.clone();
    match asked.act(move |house, by| save_draft(house, by, (note, version), &draft)).await {
        Ok(_) if posted.has("do", "sign") => reply::go(format!("/t/n/{note}/sign")),
        Ok(_) if posted.has("do", "carry") => note_from_before::carry(&asked, note).await,
        Ok(_) if posted.has("do", "insert") => note_from_before::insert(&asked, note, &posted).await,
        Ok(_) => reply::go(format!("/t/n/{note}?done=saved")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(SaveRefusal::NewerVersion { version, theirs }) => {
                // The next save goes over theirs, once the author has seen both.
                let newest = as_posted(&mine, version);
                again(&asked, note, &newest, Again::Newer(theirs)).await
            }
            Ok(SaveRefusal::Gone) => gone(&asked, &mine),
            Err(page) => *page,
        },
    }
}

/// Why the page is shown again.
enum Again {
    Problems(Vec<Problem>),
    Newer(Box<DraftNote>),
}

async fn again(asked: &Asked, note: NoteId, posted: &Posted, why: Again) -> Reply {
    let open = match asked.act(move |house, by| open_draft(house, by, note)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    match why {
        Again::Problems(problems) => {
            let main = page((&asked.house, &open), &Typed { posted, problems: &problems }, None);
            reply::refused(asked.writing_page("Error: Note", None, main))
        }
        Again::Newer(theirs) => {
            let main = page((&asked.house, &open), &Typed { posted, problems: &[] }, Some(&theirs));
            Reply::Page(StatusCode::CONFLICT, asked.writing_page("Error: Note", None, main))
        }
    }
}

/// Signed or thrown away in another place meanwhile: the text is handed back, and nothing of it is saved.
fn gone(asked: &Asked, mine: &DraftNote) -> Reply {
    let main = html! {
        h1 { "This note is not a draft any more" }
        (banner(Tone::Warn, Icon::Alert, html! { p { "It was signed or thrown away in another place. What you wrote here is below, and was not saved. To add it to a signed note, copy it into an addendum." } }))
        section.card.stack { h2.vh { "What you wrote" } (written(mine)) }
        p { a href={ "/t/c/" (mine.subject) } { "Open the chart" } }
    };
    Reply::Page(StatusCode::CONFLICT, asked.page(("Error: Note", "/t/to-sign"), None, main))
}

fn author(asked: &Asked) -> Option<StaffId> {
    match asked.by.actor {
        Actor::Staff(person) => Some(person.staff),
        Actor::Client(_)
        | Actor::Holder(_)
        | Actor::VisitHolder(_)
        | Actor::PacketHolder(..)
        | Actor::Timer
        | Actor::Stranger => None,
    }
}

fn version_header(version: u64) -> HeaderMap {
    HeaderMap::from_iter([(axum::http::HeaderName::from_static("x-version"), HeaderValue::from(version))])
}

fn page((house, open): (&House, &OpenDraft), typed: &Typed<'_>, theirs: Option<&DraftNote>) -> Markup {
    let (zone, draft) = (&house.zone(), &open.draft);
    let place = format!("/t/n/{}", draft.id);
    // With two texts in sight, only the author's own hand saves one over the other.
    let autosave = theirs.is_none().then(|| format!("{place}/save"));
    html! {
        (head(open))
        @if let Some(theirs) = theirs { (both_texts(theirs)) }
        @if open.look_first { (look_first(&open.members)) }
        (fields::error_summary(typed.problems))
        div.split {
            form #note.stack.wide action=(place) method="post" data-save=[autosave] {
                @for name in ["version", "subject", "kind"] { (hidden(name, typed.posted.one(name))) }
                (visit(typed))
                (arriving(house, typed))
                @match draft.kind {
                    NoteKind::FirstConversation | NoteKind::Therapy => (plain_note::parts(typed)),
                    NoteKind::Preparation => (preparation_note::parts(typed)),
                    NoteKind::Integration => (integration_note::parts(typed, dosing(open))),
                    NoteKind::AttendedDosing => (attended_note::parts(typed)),
                    NoteKind::Intake => (intake_note::parts(typed)),
                    NoteKind::Couple => (couple_note::parts(typed)),
                    NoteKind::Closing => (closing_note::parts(typed)),
                }
                section.card.stack aria-labelledby="s4" {
                    h2 #s4 { "Safety" }
                    (typed.one_of("risk", "Risk today", &Risk::ALL.map(|risk| (risk.code(), risk.word()))))
                }
                (sign_bar(draft))
            }
            (aside(open, zone))
        }
        form.row method="post" action={ (place) "/throw-away" } { button.btn.plain.sm { "Throw this draft away" } }
    }
}

fn head(open: &OpenDraft) -> Markup {
    let draft = &open.draft;
    let number = (draft.kind != NoteKind::FirstConversation).then(|| numbered(&open.chart, draft.kind));
    let day = days_after_dosing(&open.chart, draft.date).filter(|_| draft.kind == NoteKind::Integration);
    html! {
        header.stack {
            div.row.apart {
                div { p.small { (chart_link(&open.client)) } h1 { (visit_words(draft.kind, number, None)) } }
                p.small.dim role="status" data-saved { "This draft is saved as it was opened. Only you can see it." }
            }
            dl.facts-row {
                @if let Some(length) = draft.length() { div { dt { "Length" } dd { (length) } } }
                @if let Some(visit) = &open.appointment {
                    div { dt { "Place" } dd { (visit.place.word()) @if let Some(room) = &open.room { ", " (room.name.as_str()) } } }
                }
                @if let Some(day) = day { div { dt { "Day" } dd { (badge(Tone::Phase(Phase::Integration), &format!("{day} after dosing"))) } } }
            }
        }
    }
}

fn both_texts(theirs: &DraftNote) -> Markup {
    html! {
        (banner(Tone::Warn, Icon::Alert, html! {
            p { b { "This note was saved in another place after you opened it here." } " Nothing was overwritten. Take over from that text what you need; saving now keeps the text in the form." }
        }))
        section.card.stack aria-labelledby="other" { h2 #other { "As it was saved meanwhile" } (written(theirs)) }
    }
}

fn visit(typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="s0" {
            h2 #s0 { "The visit" }
            div.grid {
                (typed.input("date", "Date", None, Kind::Date))
                (typed.input("started", "Started", None, Kind::Time))
                (typed.input("ended", "Ended", None, Kind::Time))
            }
            (typed.several("present", "Present", &Present::ALL.map(|present| (present.code(), present.word()))))
        }
    }
}

fn arriving(house: &House, typed: &Typed<'_>) -> Markup {
    let words = house.practice().nervous_words;
    html! {
        section.card.stack aria-labelledby="s1" {
            h2 #s1 { "Arriving" }
            (typed.several("state", "State on arrival", &ArrivalState::ALL.map(|state| (state.code(), state.word_in(words)))))
            (typed.several("grounding", "Grounding used", &Grounding::ALL.map(|used| (used.code(), used.word()))))
        }
    }
}

fn sign_bar(draft: &DraftNote) -> Markup {
    let (carried, empty): (Vec<Gap>, Vec<Gap>) =
        gaps(draft).into_iter().partition(|gap| matches!(gap, Gap::Carried(_)));
    html! {
        div.card.row.apart.signbar {
            @match (carried.first(), empty.first()) {
                (Some(first), _) => span.row.small.warn { (icon(Icon::Alert)) span { (gap_link("", *first)) @if carried.len() > 1 { " and " (carried.len() - 1) " more" } "." } },
                (None, Some(first)) => span.row.small.warn {
                    (icon(Icon::Alert))
                    span { (gap_link("", *first)) @if empty.len() > 1 { " and " (empty.len() - 1) " more" } " still empty." }
                },
                (None, None) => span.small.dim { "Nothing is empty." },
            }
            span.row {
                button.btn.line name="do" value="save" { "Save draft" }
                button.btn name="do" value="sign" { "Sign note" }
            }
        }
    }
}

fn dosing(open: &OpenDraft) -> Dosing {
    if open.chart.knows_of_dosing(open.draft.date) { Dosing::Known } else { Dosing::None }
}
