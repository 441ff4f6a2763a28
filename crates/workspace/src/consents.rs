//! Consents and documents: what was offered, signed and withdrawn, with the way to read one together.

use actions::documents::{Signature, current_document, offer_a_document, sign_a_document};
use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::routing::{get, post};
use care::document::DocumentKind;
use care::signing::{DocumentRefusal, DocumentState, Signing};
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::moment;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;
use crate::earlier_records;
use shell::reading::Reading;
use shell::typed::Typed;

/// The list, one document, and what can be done with it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/consents", get(list))
        .route("/t/c/{subject}/consents/{kind}", get(show).post(sign))
        .route("/t/c/{subject}/consents/{kind}/offer", post(offer))
}

async fn list(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let title = format!("Chart {}", open.client.chart_number);
            reply::ok(asked.page((&title, "/t/caseload"), toast(asked.query("done")), table(&asked, &open)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "signed" => Some("Signed. The client has a copy in the portal."),
        "offered" => Some("Offered again. The client sees it among the things to read."),
        "unsigned" => Some(
            "Before the first therapy visit, the disclosure statement and the consent to psychotherapy are signed. Open each below to read it together.",
        ),
        "signed-before" => Some("This version is signed already. Nothing was offered."),
        _ => None,
    }
}

fn table(asked: &Asked, open: &OpenChart) -> Markup {
    let (subject, zone) = (open.client.subject, asked.house.zone());
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Consents and documents" } p.dim { "Each signer signs alone. What was signed is kept word for word." } }
            (subnav(open, "/consents"))
        }
        (earlier_records::link(open))
        section.card.flush aria-label="Documents" {
            table.fold {
                thead { tr { th scope="col" { "State" } th scope="col" { "Document" } th scope="col" { "Last step" } th scope="col" { "Next" } } }
                tbody {
                    @for kind in DocumentKind::ALL {
                        @let state = open.workbook.document_state(kind);
                        tr {
                            td { (state_badge(state)) }
                            th scope="row" { a href={ "/t/c/" (subject) "/consents/" (kind.code()) } { (kind.word()) } }
                            td {
                                @if let Some(step) = open.workbook.document_steps().iter().rev().find(|step| step.kind == kind) {
                                    (step.state.word()) ", " (moment(step.at, &zone)) ", version " (step.version)
                                } @else { span.dim { "Not offered yet" } }
                            }
                            td { @if state != DocumentState::Signed { form method="post" action={ "/t/c/" (subject) "/consents/" (kind.code()) "/offer" } { button.btn.line.sm { "Ask again" } } } }
                        }
                    }
                }
            }
        }
    }
}

fn state_badge(state: DocumentState) -> Markup {
    match state {
        DocumentState::NotOffered => badge(Tone::Quiet, "Not offered"),
        DocumentState::Offered => badge(Tone::Quiet, "Offered"),
        DocumentState::Signed => badge(Tone::Ok, "Signed"),
        DocumentState::Declined => badge(Tone::Warn, "Declined"),
        DocumentState::Revoked => badge(Tone::Warn, "Withdrawn"),
        DocumentState::Superseded => badge(Tone::Warn, "New version"),
    }
}

async fn offer(asked: Asked, At((subject, code)): At<(SubjectId, String)>) -> Reply {
    let Some(kind) = DocumentKind::from_code(&code) else { return crate::trouble::not_found(&asked.who) };
    match asked.act(move |house, by| offer_a_document(house, by, subject, kind)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/consents?done=offered")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(_) => reply::go(format!("/t/c/{subject}/consents?done=signed-before")),
            Err(page) => *page,
        },
    }
}

async fn show(asked: Asked, At((subject, code)): At<(SubjectId, String)>) -> Reply {
    shown(&asked, (subject, &code), &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, (subject, code): (SubjectId, &str), posted: &Posted, problems: &[Problem]) -> Reply {
    let Some(kind) = DocumentKind::from_code(code) else { return crate::trouble::not_found(&asked.who) };
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let main = document_page(asked, &open, kind, &Typed { posted, problems });
            let title = format!("Chart {}", open.client.chart_number);
            asked.form_page((&title, "/t/caseload"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn sign(asked: Asked, At((subject, code)): At<(SubjectId, String)>, posted: Posted) -> Reply {
    let Some(kind) = DocumentKind::from_code(&code) else { return crate::trouble::not_found(&asked.who) };
    let mut form = Reading::of(&posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "The client types their name, or it stays unsigned");
    let name = match form.done(name) {
        Ok(name) => name,
        Err(problems) => return shown(&asked, (subject, &code), &posted, &problems).await,
    };
    let hash = posted.one("hash").to_owned();
    let made = asked
        .act(move |house, by| {
            let open = open_chart(house, by, subject).map_err(|trouble| trouble.map(|never| match never {}))?;
            let clinician = open.client.clinician;
            sign_a_document(house, by, subject, &Signature { kind, hash: hash.clone(), name: name.clone(), clinician })
        })
        .await;
    match made {
        Ok(()) => reply::go(format!("/t/c/{subject}/consents?done=signed")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, (subject, &code), &posted, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn words(refusal: DocumentRefusal) -> Problem {
    let words = match refusal {
        DocumentRefusal::NotThisVersion => {
            "The text has changed since this page was opened. Read it together as it stands here now"
        }
        DocumentRefusal::AlreadySigned => "This version is signed already",
        DocumentRefusal::NothingSigned => "Nothing is signed that could be withdrawn",
        DocumentRefusal::OnlyAcknowledged => "It was only received, so there is nothing to withdraw",
    };
    Problem { field: "name", words: words.to_owned() }
}

fn document_page(asked: &Asked, open: &OpenChart, kind: DocumentKind, typed: &Typed<'_>) -> Markup {
    let signed = open.workbook.signed_document(kind);
    let clinician = open.staff.iter().find(|person| person.id == open.client.clinician);
    let current = current_document(&asked.house, kind, clinician);
    let text = signed.map_or(current.document.text.as_str(), |signed| signed.text.as_str());
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) " · " a href={ "/t/c/" (open.client.subject) "/consents" } { "Consents" } } h1 { (kind.word()) } p.row { (state_badge(open.workbook.document_state(kind))) } }
        }
        (fields::error_summary(typed.problems))
        article.card.prose {
            @for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
                @match block.trim().strip_prefix("## ") { Some(heading) => h2 { (heading) }, None => p { (block.trim()) } }
            }
        }
        @match signed {
            Some(signed) => section.card.stack.tight aria-label="Signature" {
                p { "Signed by " b { (signed.name.as_str()) } ", " (moment(signed.at, &asked.house.zone())) ", " @match signed.how { Signing::Alone => "alone.", Signing::ReadTogether => "read together." } }
                p.xs.dim { "Version " (signed.version) ". SHA-256 " span.mono { (signed.hash) } }
            },
            None => form.card.stack method="post" {
                p.small.dim { "Read it with the client. If they agree, they type their own name here; it counts as read together." }
                (hidden("hash", &current.hash))
                (typed.input("name", "The client’s name, typed by the client", None, Kind::Line))
                div.row { button.btn { "Sign, read together" } }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_words() {
        for (refusal, begins) in [
            (DocumentRefusal::NotThisVersion, "The text has changed"),
            (DocumentRefusal::AlreadySigned, "This version"),
            (DocumentRefusal::NothingSigned, "Nothing is signed"),
            (DocumentRefusal::OnlyAcknowledged, "It was only received"),
        ] {
            assert!(words(refusal).words.starts_with(begins));
        }
    }
}
