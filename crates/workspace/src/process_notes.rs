//! Psychotherapy notes: an author’s own, apart from the chart, opened by a passphrase that nobody else knows.

use actions::house::House;
use actions::open_notebook::{
    LockRefusal, MIN_PASSPHRASE, Notebook, NotebookDoor, OpenNote, lock_notebook, open_notebook, see_notebook_door,
    unlock_notebook,
};
use actions::release_process_note::copy_notebook;
use actions::write_process_note::{destroy_process_note, write_process_note};
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use care::process_notes::DestroyRefusal;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::fields::{self, Problem, hidden};
use shell::form::Posted;
use shell::icon::Icon;
use shell::prose::paragraphs;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::request::Token;
use shell::shape::{Tone, note};
use shell::time::{clock, moment};
use shell::typed::Typed;
use terms::ids::SubjectId;
use terms::text::{Line, Prose};

use crate::asked::{Asked, At};
use crate::custody;
use crate::dates::{chart_link, long_day};
use crate::process_note_release;

/// The door, the open notebook, and what can be done in it.
pub fn routes() -> Router<House> {
    Router::new()
        .merge(process_note_release::routes())
        .merge(custody::routes())
        .route("/t/c/{subject}/process", get(show).post(open))
        .route("/t/c/{subject}/process/lock", post(lock))
        .route("/t/c/{subject}/process/copy", post(copy))
        .route("/t/c/{subject}/process/write", post(write))
        .route("/t/c/{subject}/process/destroy", post(destroy))
}

async fn show(asked: Asked, At(subject): At<SubjectId>, Token(token): Token) -> Reply {
    let toast = match asked.query("done") {
        "sealed" => Some("The note is sealed. Only you can open it."),
        "destroyed" => Some("The note is destroyed. Nobody can read it again."),
        "taken-back" => Some("Written down. No further copy is taken by that authorization."),
        "before" => Some("That note was destroyed before."),
        _ => None,
    };
    match asked.act(move |house, by| open_notebook(house, by, subject, &token)).await {
        Ok(notebook) => {
            let empty = Posted::default();
            let main = open_page(&asked, &notebook, &Typed { posted: &empty, problems: &[] });
            reply::ok(asked.page(("Own notes", "/t/caseload"), toast, main))
        }
        Err(trouble) => match asked.refusal(trouble) {
            Ok(_) => closed(&asked, subject, &[], None).await,
            Err(page) => *page,
        },
    }
}

async fn open(asked: Asked, At(subject): At<SubjectId>, Token(token): Token, posted: Posted) -> Reply {
    let passphrase = match Line::parse(posted.one("passphrase")) {
        Ok(line) if line.as_str().chars().count() >= MIN_PASSPHRASE => line,
        Ok(_) | Err(_) => return closed(&asked, subject, &[short()], None).await,
    };
    match asked.act(move |house, by| unlock_notebook(house, by, subject, (&token, &passphrase))).await {
        Ok(()) => reply::go(place(subject)),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => closed(&asked, subject, &[words(refusal)], None).await,
            Err(page) => *page,
        },
    }
}

async fn lock(asked: Asked, At(subject): At<SubjectId>, Token(token): Token) -> Reply {
    match asked.act(move |house, by| lock_notebook(house, by, &token)).await {
        Ok(()) => reply::go(place(subject)),
        Err(trouble) => asked.instead(trouble),
    }
}

/// All notes as plain text, into the author's own hands.
async fn copy(asked: Asked, At(subject): At<SubjectId>, Token(token): Token) -> Response {
    match asked.act(move |house, by| copy_notebook(house, by, subject, &token)).await {
        Ok(notebook) => file_of(&notebook, &asked.house.zone()),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => closed(&asked, subject, &[words(refusal)], None).await.into_response(),
            Err(page) => page.into_response(),
        },
    }
}

/// A notebook as a file.
pub(crate) fn file_of(notebook: &Notebook, zone: &TimeZone) -> Response {
    let name = format!("attachment; filename=\"own-notes-{}.txt\"", notebook.client.chart_number);
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, as_text(notebook, zone)).into_response()
}

/// The oldest first, as they were written.
fn as_text(notebook: &Notebook, zone: &TimeZone) -> String {
    let head = format!(
        "Psychotherapy notes, chart {}\r\nTheir author’s own, apart from the chart (45 CFR 164.501). This file is not encrypted.\r\n",
        notebook.client.chart_number
    );
    let written = notebook.notes.iter().rev().map(|written| {
        let at = written.at.to_zoned_datetime(zone.clone()).strftime("%A, %B %-d, %Y, %-I:%M %p");
        format!("\r\n{at}\r\n{}\r\n", written.text.as_str().replace('\n', "\r\n"))
    });
    std::iter::once(head).chain(written).collect()
}

async fn write(asked: Asked, At(subject): At<SubjectId>, Token(token): Token, posted: Posted) -> Reply {
    let (id, text) = match read(&posted) {
        Ok(read) => read,
        Err(problems) => return again(&asked, (subject, token), &posted, &problems).await,
    };
    match asked.act(move |house, by| write_process_note(house, by, (subject, &token), (id, &text))).await {
        Ok(()) => reply::go(format!("{}?done=sealed", place(subject))),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => closed(&asked, subject, &[words(refusal)], Some(&posted)).await,
            Err(page) => *page,
        },
    }
}

async fn destroy(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let Ok(id) = posted.one("note").parse() else { return closed(&asked, subject, &[], None).await };
    let done = match asked.act(move |house, by| destroy_process_note(house, by, subject, id)).await {
        Ok(()) => "destroyed",
        Err(trouble) => match asked.refusal(trouble) {
            Ok(DestroyRefusal::NoSuchNote) => "before",
            Err(page) => return *page,
        },
    };
    reply::go(format!("{}?done={done}", place(subject)))
}

fn place(subject: SubjectId) -> String {
    format!("/t/c/{subject}/process")
}

fn read(posted: &Posted) -> Result<(terms::ids::ProcessNoteId, Prose), Vec<Problem>> {
    let mut form = Reading::of(posted);
    let text = form.prose("text");
    let text = form.wanted("text", text, "Write the note");
    let id = form.wanted("text", posted.one("id").parse().ok(), "Open this page again, and write it once more");
    form.done(id.zip(text))
}

/// The door. When the notebook closed meanwhile, what was typed is handed back, so that it can be copied.
async fn closed(asked: &Asked, subject: SubjectId, problems: &[Problem], typed: Option<&Posted>) -> Reply {
    match asked.act(move |house, by| see_notebook_door(house, by, subject)).await {
        Ok(door) => {
            let text = typed.map_or("", |posted| posted.one("text"));
            let main = html! {
                (closed_page(&door, problems))
                @if !text.is_empty() {
                    section.card.stack { h2 { "What you wrote, not sealed yet" } (paragraphs(text)) }
                }
            };
            asked.form_page(("Own notes", "/t/caseload"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// The open page again, with what was typed.
async fn again(asked: &Asked, (subject, token): (SubjectId, String), posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| open_notebook(house, by, subject, &token)).await {
        Ok(notebook) => {
            let main = open_page(asked, &notebook, &Typed { posted, problems });
            asked.form_page(("Own notes", "/t/caseload"), None, true, main)
        }
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => closed(asked, subject, &[words(refusal)], Some(posted)).await,
            Err(page) => *page,
        },
    }
}

fn short() -> Problem {
    Problem {
        field: "passphrase",
        words: format!("Enter at least {MIN_PASSPHRASE} characters; a few words make a good passphrase"),
    }
}

pub(crate) fn words(refusal: LockRefusal) -> Problem {
    let words = match refusal {
        LockRefusal::WrongPassphrase => "That is not the passphrase these notes were sealed with. Try again",
        LockRefusal::TooManyTries => "Too many wrong passphrases. Wait a quarter of an hour, then try again",
        LockRefusal::Closed => "The notes are closed. They close after 15 minutes; enter the passphrase again",
    };
    Problem { field: "passphrase", words: words.to_owned() }
}

fn closed_page(door: &NotebookDoor, problems: &[Problem]) -> Markup {
    html! {
        header { p.small { (chart_link(&door.client)) } h1 { "Psychotherapy notes" } p.dim { "Yours alone, apart from the chart. They are in no export, no access copy and no search." } }
        (fields::error_summary(problems))
        form.card.stack.prose method="post" action={ "/t/c/" (door.client.subject) "/process" } {
            @if !door.has_lock {
                (note(Tone::Warn, Icon::Lock, html! { p { b { "The first passphrase you enter here becomes yours, for all clients." } " Nobody can reset it, the practice included. Without it nobody reads the notes again but a custodian whom you name." } }))
            }
            (passphrase_field("Passphrase", problems))
            div.row { button.btn { "Open my notes" } }
        }
        p.small { a href="/t/custody" { "Who opens them if you can’t any more" } }
        (limits())
    }
}

/// Where a passphrase is typed that opens notes.
pub(crate) fn passphrase_field(label: &str, problems: &[Problem]) -> Markup {
    let found = problems.first();
    html! {
        div.field {
            label for="passphrase" { (label) }
            @if let Some(problem) = found { p.error #passphrase-e { (problem.words) } }
            input.w-m #passphrase name="passphrase" type="password" autocomplete="off" aria-invalid=[found.map(|_| "true")] aria-describedby=[found.map(|_| "passphrase-e")];
        }
    }
}

/// What the law keeps out of these notes (45 CFR 164.501).
fn limits() -> Markup {
    html! {
        p.small.dim.prose { "Start and stop times, how often and in which way you meet, test results, and any summary of diagnosis, plan, symptoms, functioning, prognosis or progress belong in the progress note, not here (45 CFR 164.501)." }
    }
}

fn open_page(asked: &Asked, notebook: &Notebook, typed: &Typed<'_>) -> Markup {
    let place = place(notebook.client.subject);
    let zone = asked.house.zone();
    let id = Some(typed.posted.one("id")).filter(|id| !id.is_empty()).map_or(notebook.fresh.to_string(), str::to_owned);
    html! {
        header.row.apart {
            div { p.small { (chart_link(&notebook.client)) } h1 { "Psychotherapy notes" } p.dim { "Open until " (clock(notebook.until, &zone)) ", on this sign-in alone and for all your clients. Only you can read this page." } }
            form method="post" action={ (place) "/lock" } { button.btn.line.sm { "Lock now" } }
        }
        (fields::error_summary(typed.problems))
        form.card.stack method="post" action={ (place) "/write" } {
            (hidden("id", &id))
            (typed.area("text", "A note for yourself", Some("Hypotheses, impressions, what you want to think about")))
            div.row { button.btn { "Seal this note" } }
            (limits())
        }
        @if notebook.notes.is_empty() { p.dim { "No notes yet." } }
        @else {
            details {
                summary.small { "Take these notes along as a file" }
                form.row method="post" action={ (place) "/copy" } {
                    p.small { "A text file for you alone. It is not encrypted, and that you took it is written down." }
                    button.btn.line.sm { "Make the file" }
                }
            }
        }
        p.small { a href="/t/custody" { "Who opens them if you can’t any more" } }
        @for written in &notebook.notes {
            section.card.stack {
                p.small.dim { (moment(written.at, &zone)) }
                (paragraphs(written.text.as_str()))
                (given(&place, notebook, written))
                p.small { a href={ (place) "/n/" (written.id) } { "Give it away by an authorization" } }
                details {
                    summary.small { "Destroy this note" }
                    form.row method="post" action={ (place) "/destroy" } {
                        (hidden("note", &written.id.to_string()))
                        p.small { "Nobody can read it again, you included. The record keeps that a note was destroyed." }
                        button.btn.stop.sm { "Destroy it" }
                    }
                }
            }
        }
    }
}

/// To whom a note may go, by which authorization.
fn given(place: &str, notebook: &Notebook, written: &OpenNote) -> Markup {
    html! {
        @for release in notebook.releases.iter().filter(|release| release.note == written.id) {
            form.row method="post" action={ (place) "/given/" (release.id) "/take-back" } {
                p.small { "For " (release.to.as_str()) ", until " (long_day(release.until)) ": " a href={ (place) "/given/" (release.id) } { "the copy" } }
                button.btn.line.sm { "It was taken back" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_says_what_to_do() {
        for (refusal, begins) in [
            (LockRefusal::WrongPassphrase, "That is not the passphrase"),
            (LockRefusal::TooManyTries, "Too many wrong passphrases. Wait"),
            (LockRefusal::Closed, "The notes are closed"),
        ] {
            assert!(words(refusal).words.starts_with(begins));
        }
        assert!(short().words.contains("12 characters"));
    }

    #[test]
    fn an_empty_note_is_told() {
        assert!(read(&Posted::from_pairs([("id", "aaaaaaaaaa")])).is_err());
        assert!(read(&Posted::from_pairs([("id", "aaaaaaaaaa"), ("text", "I wonder.")])).is_ok());
    }
}
