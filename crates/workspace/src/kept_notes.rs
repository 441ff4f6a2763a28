//! A colleague’s psychotherapy notes, in the hands of whoever keeps them, once the waiting time is over: to read and to
//! take a copy, never to change.

use actions::house::House;
use actions::keep_notes::{KeptNotes, copy_kept, read_kept, see_kept, unlock_kept};
use actions::open_notebook::{Notebook, lock_notebook};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use shell::fields::{Problem, error_summary};
use shell::form::Posted;
use shell::prose::paragraphs;
use shell::reply::{self, Reply};
use shell::request::Token;
use shell::time::{clock, moment};
use terms::ids::{StaffId, SubjectId};
use terms::text::Line;

use crate::asked::{Asked, At};
use crate::process_notes::{file_of, passphrase_field, words};

/// The door, the clients, and the notes of one.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/custody/{author}", get(show).post(open))
        .route("/t/custody/{author}/lock", post(lock))
        .route("/t/custody/{author}/c/{subject}", get(read))
        .route("/t/custody/{author}/c/{subject}/copy", post(copy))
}

async fn show(asked: Asked, At(author): At<StaffId>, Token(token): Token) -> Reply {
    match asked.act(move |house, by| see_kept(house, by, author, &token)).await {
        Ok(kept) => reply::ok(asked.page(("Kept notes", "/t/caseload"), None, list_page(&asked, &kept))),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(_) => door(&asked, author, &[]),
            Err(page) => *page,
        },
    }
}

async fn open(asked: Asked, At(author): At<StaffId>, Token(token): Token, posted: Posted) -> Reply {
    let Ok(passphrase) = Line::parse(posted.one("passphrase")) else {
        let problem = Problem { field: "passphrase", words: "Enter your passphrase".to_owned() };
        return door(&asked, author, &[problem]);
    };
    match asked.act(move |house, by| unlock_kept(house, by, author, (&token, &passphrase))).await {
        Ok(()) => reply::go(format!("/t/custody/{author}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => door(&asked, author, &[words(refusal)]),
            Err(page) => *page,
        },
    }
}

async fn lock(asked: Asked, At(_): At<StaffId>, Token(token): Token) -> Reply {
    match asked.act(move |house, by| lock_notebook(house, by, &token)).await {
        Ok(()) => reply::go("/t/custody"),
        Err(trouble) => asked.instead(trouble),
    }
}

type Place = At<(StaffId, SubjectId)>;

async fn read(asked: Asked, At((author, subject)): Place, Token(token): Token) -> Reply {
    match asked.act(move |house, by| read_kept(house, by, (subject, author), &token)).await {
        Ok(notebook) => {
            reply::ok(asked.page(("Kept notes", "/t/caseload"), None, notes_page(&asked, author, &notebook)))
        }
        Err(trouble) => match asked.refusal(trouble) {
            Ok(_) => door(&asked, author, &[]),
            Err(page) => *page,
        },
    }
}

async fn copy(asked: Asked, At((author, subject)): Place, Token(token): Token) -> Response {
    match asked.act(move |house, by| copy_kept(house, by, (subject, author), &token)).await {
        Ok(notebook) => file_of(&notebook, &asked.house.zone()),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => door(&asked, author, &[words(refusal)]).into_response(),
            Err(page) => page.into_response(),
        },
    }
}

fn door(asked: &Asked, author: StaffId, problems: &[Problem]) -> Reply {
    let main = html! {
        header { p.small { a href="/t/custody" { "Notes that you keep" } } h1 { "A colleague’s psychotherapy notes" } p.dim { "To read. Each look stands in the audit." } }
        (error_summary(problems))
        form.card.stack.prose method="post" action={ "/t/custody/" (author) } {
            (passphrase_field("Your passphrase for notes that you keep", problems))
            div.row { button.btn { "Open the notes" } }
        }
    };
    asked.form_page(("Kept notes", "/t/caseload"), None, !problems.is_empty(), main)
}

fn list_page(asked: &Asked, kept: &KeptNotes) -> Markup {
    let place = format!("/t/custody/{}", kept.author.id);
    html! {
        header.row.apart {
            div { p.small { a href="/t/custody" { "Notes that you keep" } } h1 { "Notes of " (kept.author.name.as_str()) } p.dim { "Open until " (clock(kept.until, &asked.house.zone())) ", on this sign-in alone." } }
            form method="post" action={ (place) "/lock" } { button.btn.line.sm { "Lock now" } }
        }
        section.card.flush aria-labelledby="clients" {
            h2 #clients { "Clients" }
            @if kept.clients.is_empty() { div.empty { p { "They treated nobody here." } } }
            ul.rows { @for client in &kept.clients {
                li { span.grow { a.all href={ (place) "/c/" (client.subject) } { (client.name.as_str()) } } span.xs.dim { (client.chart_number) } }
            } }
        }
    }
}

fn notes_page(asked: &Asked, author: StaffId, notebook: &Notebook) -> Markup {
    let place = format!("/t/custody/{author}");
    let zone = asked.house.zone();
    html! {
        header.row.apart {
            div { p.small { a href=(place) { "All their clients" } } h1 { "Psychotherapy notes: " (notebook.client.name.as_str()) } p.dim { "A colleague’s own. You can read them and take a copy." } }
            form method="post" action={ (place) "/lock" } { button.btn.line.sm { "Lock now" } }
        }
        @if notebook.notes.is_empty() { div.card.empty { p { "No notes of this client." } } }
        @else {
            form.row method="post" action={ (place) "/c/" (notebook.client.subject) "/copy" } {
                p.small { "A text file for whoever lawfully receives them. It is not encrypted, and that you took it is written down." }
                button.btn.line.sm { "Make the file" }
            }
        }
        @for written in &notebook.notes {
            section.card.stack { p.small.dim { (moment(written.at, &zone)) } (paragraphs(written.text.as_str())) }
        }
    }
}
