//! The disclosure statement and the privacy notice, for anyone to read before the first word.

use actions::documents::{current_document, disclosure_of_all};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use care::document::{Document, DocumentKind};
use maud::html;
use shell::document_text::document_text;
use shell::reply::Reply;

use crate::front::Front;

/// The two pages.
pub fn routes<S: Clone + Send + Sync + 'static>(front: Front) -> Router<S> {
    Router::new().route("/rights", get(rights)).route("/privacy", get(privacy)).with_state(front)
}

async fn rights(State(front): State<Front>) -> Reply {
    let shown = disclosure_of_all(&front.house);
    page(&front, ("Your rights", "/rights"), &shown.document)
}

async fn privacy(State(front): State<Front>) -> Reply {
    let shown = current_document(&front.house, DocumentKind::PrivacyNotice, None);
    page(&front, ("Privacy", "/privacy"), &shown.document)
}

fn page(front: &Front, title: (&str, &str), document: &Document) -> Reply {
    front.page(StatusCode::OK, title, |_| {
        html! {
            div.wrap.section.top {
                article.prose {
                    h1 { (document.title) }
                    (document_text(&document.text))
                    p.small.dim { "Version " (document.version) ". To keep it, print this page." }
                }
            }
        }
    })
}
