//! A page of your journal as a letter to yourself, on one sheet: your words and the day, and no name of a practice.

use actions::house::House;
use actions::open_journal::open_journal;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use care::journal::Page;
use maud::{Markup, html};
use shell::pdf_file::{pdf_file, to_keep};
use shell::prose::paragraphs;
use shell::reply::{self, Reply};
use shell::time::day;
use terms::ids::PageId;

use crate::asked::{Asked, At};

/// The letter, to print.
pub fn routes() -> Router<House> {
    Router::new().route("/my/journal/{id}/letter", get(show)).route("/my/journal/{id}/letter/pdf", get(pdf))
}

async fn show(asked: Asked, At(id): At<PageId>) -> Reply {
    match asked.act(open_journal).await {
        Ok(open) => match open.journal.page(id) {
            Some(written) => reply::ok(asked.page(("A letter", "/my/journal"), None, page(&asked, written))),
            None => asked.not_found(),
        },
        Err(trouble) => asked.instead(trouble),
    }
}

async fn pdf(asked: Asked, At(id): At<PageId>) -> Response {
    let written = match asked.act(open_journal).await {
        Ok(open) => open.journal.page(id).cloned(),
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let Some(written) = written else { return asked.not_found().into_response() };
    let on = asked.house.today(written.at);
    pdf_file("letter", move || papers::letter::letter(written.text.as_str(), on)).await
}

fn page(asked: &Asked, written: &Page) -> Markup {
    html! {
        header.stack.tight.noprint {
            p.small { a href={ "/my/journal/" (written.id) } { "The page" } }
            h1 { "A letter to myself" }
            p.dim { "Print it from your browser, fold it, and open it on a day of your choice. On paper, anyone who finds it can read it." }
            (to_keep(&format!("/my/journal/{}/letter/pdf", written.id)))
        }
        article.card.stack.prose aria-label="The letter" {
            p.dim { (day(written.at, &asked.house.zone())) }
            div.voice.stack { (paragraphs(written.text.as_str())) }
        }
    }
}
