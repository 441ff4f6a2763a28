//! One document: its exact words, your name under them if you agree, and the way to withdraw on the same page.

use actions::documents::{Shown, Signature, current_document, decline_a_document, revoke_a_document, sign_a_document};
use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::{get, post};
use care::document::DocumentKind;
use care::signing::{DocumentRefusal, DocumentState, SignedDocument, Signing};
use maud::{Markup, html};
use shell::document_text::document_text;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::moment;
use shell::typed::Typed;

use crate::asked::{Asked, At};
use crate::documents::state_badge;

/// The document and what can be said to it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/documents/{kind}", get(show).post(sign))
        .route("/my/documents/{kind}/decline", post(decline))
        .route("/my/documents/{kind}/withdraw", post(withdraw))
        .route("/my/documents/{kind}/copy", get(copy))
}

async fn show(asked: Asked, At(kind): At<String>) -> Reply {
    let Some(kind) = DocumentKind::from_code(&kind) else { return asked.not_found() };
    shown(&asked, kind, &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, kind: DocumentKind, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let current = current(asked, &mine, kind);
            let main = page(asked, &mine, &current, &Typed { posted, problems });
            let title = kind.word();
            if problems.is_empty() {
                reply::ok(asked.page((title, "/my/documents"), None, main))
            } else {
                reply::refused(asked.page((&format!("Error: {title}"), "/my/documents"), None, main))
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn current(asked: &Asked, mine: &Mine, kind: DocumentKind) -> Shown {
    let clinician = mine.staff.iter().find(|person| person.id == mine.person.clinician);
    current_document(&asked.house, kind, clinician)
}

async fn sign(asked: Asked, At(code): At<String>, posted: Posted) -> Reply {
    let Some(kind) = DocumentKind::from_code(&code) else { return asked.not_found() };
    let mut form = Reading::of(&posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "Type your name to sign, or leave the document for another day");
    let name = match form.done(name) {
        Ok(name) => name,
        Err(problems) => return shown(&asked, kind, &posted, &problems).await,
    };
    let hash = posted.one("hash").to_owned();
    let made = asked
        .act(move |house, by| {
            let mine = open_mine(house, by).map_err(|trouble| trouble.map(|never| match never {}))?;
            let signature =
                Signature { kind, hash: hash.clone(), name: name.clone(), clinician: mine.person.clinician };
            sign_a_document(house, by, mine.person.subject, &signature)
        })
        .await;
    match made {
        Ok(()) => reply::go("/my/documents?done=signed"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(DocumentRefusal::AlreadySigned) => reply::go("/my/documents?done=signed"),
            Ok(refusal) => shown(&asked, kind, &posted, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn decline(asked: Asked, At(code): At<String>) -> Reply {
    let Some(kind) = DocumentKind::from_code(&code) else { return asked.not_found() };
    let subject = asked.client.subject;
    match asked.act(move |house, by| decline_a_document(house, by, subject, kind)).await {
        Ok(()) => reply::go("/my/documents?done=declined"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, kind, &Posted::default(), &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn withdraw(asked: Asked, At(code): At<String>) -> Reply {
    let Some(kind) = DocumentKind::from_code(&code) else { return asked.not_found() };
    let subject = asked.client.subject;
    match asked.act(move |house, by| revoke_a_document(house, by, subject, kind)).await {
        Ok(()) => reply::go("/my/documents?done=withdrawn"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, kind, &Posted::default(), &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

/// One's own copy: exactly what was signed, to keep or to print.
async fn copy(asked: Asked, At(code): At<String>) -> Reply {
    let Some(kind) = DocumentKind::from_code(&code) else { return asked.not_found() };
    match asked.act(open_mine).await {
        Ok(mine) => match mine.workbook.signatures(kind).last() {
            Some(signed) => {
                let main = html! {
                    header.stack.tight { p.small { a href={ "/my/documents/" (kind.code()) } { (kind.word()) } } h1 { (kind.word()) } }
                    (document_text(&signed.text))
                    (signature(&asked, signed))
                };
                reply::ok(asked.page(("My copy", "/my/documents"), None, main))
            }
            None => asked.not_found(),
        },
        Err(trouble) => asked.instead(trouble),
    }
}

fn words(refusal: DocumentRefusal) -> Problem {
    let words = match refusal {
        DocumentRefusal::NotThisVersion => {
            "The text has changed since you opened it. Read it as it stands here now, then sign if you agree"
        }
        DocumentRefusal::AlreadySigned => "You signed this version already",
        DocumentRefusal::NothingSigned => "Nothing is signed that could be withdrawn",
        DocumentRefusal::OnlyAcknowledged => {
            "Your name here only says that you received it, so there is nothing to withdraw"
        }
    };
    Problem { field: "name", words: words.to_owned() }
}

fn page(asked: &Asked, mine: &Mine, current: &Shown, typed: &Typed<'_>) -> Markup {
    let (kind, document) = (current.document.kind, &current.document);
    let state = mine.workbook.document_state(kind);
    let place = format!("/my/documents/{}", kind.code());
    html! {
        header.stack.tight {
            p.small { a href="/my/documents" { "Documents" } }
            h1 { (document.title) }
            p.row { (state_badge(state)) span.small.dim { "Version " (document.version) } }
        }
        (fields::error_summary(typed.problems))
        article.card.prose { (document_text(&document.text)) }
        @match (mine.workbook.signed_document(kind), state) {
            (Some(signed), DocumentState::Signed) => {
                (signature(asked, signed))
                p.small { a href={ (place) "/copy" } { "My copy, as I signed it" } }
                @if !kind.is_acknowledged() {
                    form.card.stack method="post" action={ (place) "/withdraw" } {
                        p { "You can withdraw this at any time, from then on. What was done before stays done." }
                        div.row { button.btn.line { "Withdraw my consent" } }
                    }
                }
            },
            _ => (sign_form(&place, kind, current, typed)),
        }
    }
}

fn sign_form(place: &str, kind: DocumentKind, current: &Shown, typed: &Typed<'_>) -> Markup {
    let (label, button) = if kind.is_acknowledged() {
        ("Your name says that you received this, and nothing more", "I received this")
    } else {
        ("Your name, if you agree", "Sign")
    };
    html! {
        form.card.stack method="post" action=(place) {
            (hidden("hash", &current.hash))
            (typed.input("name", label, Some("As you would sign a letter"), Kind::Line))
            div.row { button.btn { (button) } button.btn.line formaction={ (place) "/decline" } { "I would rather not sign" } }
            p.small.dim { "You can also leave it for another day, or read it together in a session. The time, the version and the exact words are kept with your name." }
        }
    }
}

fn signature(asked: &Asked, signed: &SignedDocument) -> Markup {
    let how = match signed.how {
        Signing::Alone => "on your own",
        Signing::ReadTogether => "together with your therapist",
    };
    html! {
        section.card.stack.tight aria-label="Signature" {
            p { "Signed by " b { (signed.name.as_str()) } ", " (moment(signed.at, &asked.house.zone())) ", " (how) "." }
            p.xs.dim { "Version " (signed.version) ". Fingerprint of the text (SHA-256): " span.mono { (signed.hash) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_is_so() {
        for (refusal, begins) in [
            (DocumentRefusal::NotThisVersion, "The text has changed"),
            (DocumentRefusal::AlreadySigned, "You signed this"),
            (DocumentRefusal::NothingSigned, "Nothing is signed"),
            (DocumentRefusal::OnlyAcknowledged, "Your name here only"),
        ] {
            assert!(words(refusal).words.starts_with(begins));
        }
    }
}
