//! Your own copy of a document: exactly what you signed, to read, to print or to keep as a file.

use actions::house::House;
use actions::see_documents::{SeenDocuments, see_documents};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use care::signing::SignedDocument;
use maud::{Markup, html};
use papers::letterhead::Letterhead;
use shell::document_text::document_text;
use shell::pdf_file::{pdf_file, to_keep};
use shell::reply::{self, Reply};

use crate::asked::{Asked, At};
use crate::document::{Named, Spot, signature};

/// Of one's own documents, and of those of a couple that one belongs to.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/documents/{kind}/copy", get(show))
        .route("/my/documents/{kind}/copy/pdf", get(pdf))
        .route("/my/together/{unit}/documents/{kind}/copy", get(show))
        .route("/my/together/{unit}/documents/{kind}/copy/pdf", get(pdf))
}

async fn show(asked: Asked, At(path): At<Named>) -> Reply {
    match copy(&asked, &path).await {
        Ok((spot, _, signed)) => {
            reply::ok(asked.page(("My copy", "/my/documents"), None, page(&asked, &spot, &signed)))
        }
        Err(instead) => *instead,
    }
}

async fn pdf(asked: Asked, At(path): At<Named>) -> Response {
    let (spot, seen, signed) = match copy(&asked, &path).await {
        Ok(found) => found,
        Err(instead) => return instead.into_response(),
    };
    let (practice, zone) = (asked.house.practice(), asked.house.zone());
    pdf_file(spot.line.kind.code(), move || {
        let from = Letterhead { practice: &practice, on: signed.at.to_zoned_datetime(zone.clone()).date() };
        papers::document::document(&from, seen.person.name.as_str(), &signed, &zone)
    })
    .await
}

/// What was signed last under this name, also when it was withdrawn since.
async fn copy(asked: &Asked, path: &Named) -> Result<(Spot, SeenDocuments, SignedDocument), Box<Reply>> {
    let spot = Spot::of(asked, path).ok_or_else(|| asked.not_found())?;
    let subject = spot.subject;
    let seen = asked.act(move |house, by| see_documents(house, by, subject)).await;
    let seen = seen.map_err(|trouble| asked.instead(trouble))?;
    let signed = seen.workbook.signatures(spot.line).last().cloned().ok_or_else(|| asked.not_found())?;
    Ok((spot, seen, signed))
}

fn page(asked: &Asked, spot: &Spot, signed: &SignedDocument) -> Markup {
    let kind = spot.line.kind;
    html! {
        header.stack.tight { p.small { a href=(spot.place) { (kind.word()) } } h1 { (kind.word()) } }
        (document_text(&signed.text))
        (signature(asked, signed))
        (to_keep(&format!("{}/copy/pdf", spot.place)))
    }
}
