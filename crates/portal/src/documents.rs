//! Documents: what there is to read and to sign, and your own copies of what you signed.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::document::DocumentKind;
use care::signing::DocumentState;
use maud::{Markup, html};
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Phase, Tone, badge};

use crate::asked::Asked;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/my/documents", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => reply::ok(asked.page(("Documents", "/my/documents"), toast(asked.query("done")), page(&mine))),
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "signed" => Some("Signed. Your copy is here, and your therapist sees that you signed."),
        "declined" => Some("Written down: you would rather not sign this. You can talk about it, or come back to it."),
        "withdrawn" => Some("Withdrawn from now on. What was done before stays done."),
        _ => None,
    }
}

fn page(mine: &Mine) -> Markup {
    html! {
        header.stack.tight { h1 { "Documents" } p.lead.dim { "Read when you have time. You can also read any of them together with " (mine.therapist()) "." } }
        ul.rows.card {
            @for kind in DocumentKind::ALL {
                li { (icon(Icon::Document)) span.grow { a.all href={ "/my/documents/" (kind.code()) } { (kind.word()) } } (state_badge(mine.workbook.document_state(kind))) }
            }
        }
    }
}

/// How a document stands, in a word or two.
pub fn state_badge(state: DocumentState) -> Markup {
    match state {
        DocumentState::NotOffered | DocumentState::Offered => badge(Tone::Phase(Phase::Preparation), "To read"),
        DocumentState::Signed => badge(Tone::Ok, "Signed"),
        DocumentState::Declined => badge(Tone::Quiet, "Not signed"),
        DocumentState::Revoked => badge(Tone::Quiet, "Withdrawn"),
        DocumentState::Superseded => badge(Tone::Warn, "New version"),
    }
}
