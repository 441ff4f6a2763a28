//! Consents and documents: what was offered, signed and withdrawn, and who may be told what.

use actions::documents::offer_a_document;
use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::routing::{get, post};
use care::couples_agreement::CouplesAgreement;
use care::document::DocumentKind;
use care::release::ReleaseState;
use care::signer::{SignatureLine, Signer};
use care::signing::DocumentState;
use maud::{Markup, html};
use shell::fields::hidden;
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::moment;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::{chart_link, long_day};
use crate::earlier_records;

/// The list, and asking again.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/consents", get(list)).route("/t/c/{subject}/consents/{kind}/offer", post(offer))
}

async fn list(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let title = format!("Chart {}", open.client.chart_number);
            reply::ok(asked.page((&title, "/t/caseload"), toast(asked.query("done")), page(&asked, &open)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "signed" => Some("Signed. The client has a copy in the portal."),
        "offered" => Some("Offered again. The client sees it among the things to read."),
        "declined" => Some("Written down: they would rather not. It can be read again any time."),
        "withdrawn" => Some("Withdrawn from now on. What was signed stays readable."),
        "unsigned" => Some(
            "Before the first therapy visit, the disclosure statement and the consent to psychotherapy are signed. Open each below to read it together.",
        ),
        "signed-before" => Some("This version is signed already. Nothing was offered."),
        _ => None,
    }
}

async fn offer(asked: Asked, At((subject, code)): At<(SubjectId, String)>, posted: Posted) -> Reply {
    let Some(line) = named_line(&code, &posted) else { return crate::trouble::not_found(&asked.who) };
    match asked.act(move |house, by| offer_a_document(house, by, subject, line)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/consents?done=offered")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(_) => reply::go(format!("/t/c/{subject}/consents?done=signed-before")),
            Err(page) => *page,
        },
    }
}

/// The document of the path, and whose name it asks for: of a couple, the partner that the form names.
pub fn named_line(code: &str, posted: &Posted) -> Option<SignatureLine> {
    let kind = DocumentKind::from_code(code)?;
    let signer = match posted.one("partner") {
        "" => Signer::Own,
        partner => Signer::Partner(partner.parse().ok()?),
    };
    Some(SignatureLine { kind, signer })
}

/// The partner of a line as a form carries it.
pub fn partner_field(signer: Signer) -> Markup {
    match signer {
        Signer::Own => html! {},
        Signer::Partner(partner) => hidden("partner", &partner.to_string()),
    }
}

/// Whose name it is, as it is read.
pub fn signer_name(open: &OpenChart, signer: Signer) -> &str {
    let whose = match signer {
        Signer::Own => return open.client.name.as_str(),
        Signer::Partner(partner) => partner,
    };
    open.members.iter().find(|member| member.subject == whose).map_or("One of them", |member| member.name.as_str())
}

fn page(asked: &Asked, open: &OpenChart) -> Markup {
    let subject = open.client.subject;
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Consents and documents" } p.dim { "Each signer signs alone. What was signed is kept word for word." } }
            (subnav(open, "/consents"))
        }
        (earlier_records::link(open))
        @if !open.client.members.is_empty() { (couples_agreement(open)) }
        section.card.flush aria-label="Documents" {
            table.fold {
                thead { tr { th scope="col" { "Document" } th scope="col" { "State" } th scope="col" { "Last step" } th scope="col" { "Next" } } }
                tbody { @for line in SignatureLine::all_of(&open.client.members) { (row(asked, open, line)) } }
            }
        }
        section.card.stack aria-labelledby="releases" {
            div.row.apart { h2 #releases { "Releases of information" } a.btn.line.sm href={ "/t/c/" (subject) "/releases/new" } { "New release" } }
            @if open.workbook.releases().is_empty() { p.dim { "None. Nothing is given to anyone outside." } }
            ul.rows {
                @for release in open.workbook.releases().iter().rev() {
                    @let state = release.state(asked.house.today(asked.by.now));
                    li {
                        span.grow { a.all href={ "/t/c/" (subject) "/releases/" (release.id) } { (release.terms.to.as_str()) } br; span.small.dim { (release.terms.kind.word()) ". Until " (long_day(release.terms.until)) } }
                        (release_badge(state))
                    }
                }
            }
        }
    }
}

fn couples_agreement(open: &OpenChart) -> Markup {
    let words = match open.workbook.couples_agreement(&open.client.members) {
        CouplesAgreement::Awaits(awaited) => {
            let names: Vec<&str> = awaited.iter().map(|partner| signer_name(open, Signer::Partner(*partner))).collect();
            format!("The agreement for couples does not hold: not signed by {}.", names.join(" and "))
        }
        CouplesAgreement::ChoseDifferently => {
            "Everyone signed the agreement for couples, and they did not choose the same. Talk it over; each can sign anew.".to_owned()
        }
        CouplesAgreement::Agreed(choice) => format!("The agreement for couples holds: {}.", choice.word().to_lowercase()),
    };
    html! { p.card { (words) } }
}

fn row(asked: &Asked, open: &OpenChart, line: SignatureLine) -> Markup {
    let (subject, state) = (open.client.subject, open.workbook.document_state(line));
    let place = format!("/t/c/{subject}/consents/{}", line.kind.code());
    let last = open.workbook.document_steps().iter().rev().find(|step| step.line == line);
    html! {
        tr {
            th scope="row" {
                @match line.signer {
                    Signer::Own => a href=(place) { (line.kind.word()) },
                    Signer::Partner(partner) => a href={ (place) "?partner=" (partner) } { (line.kind.word()) ", " (signer_name(open, line.signer)) },
                }
            }
            td { (state_badge(line.kind, state)) }
            td {
                @if let Some(step) = last {
                    (step.state.word()) ", " (moment(step.at, &asked.house.zone())) @if !step.version.is_empty() { ", version " (step.version) }
                } @else { span.dim { (line.kind.until_agreed().unwrap_or("Not offered yet")) } }
            }
            td { @if state != DocumentState::Signed { form method="post" action={ (place) "/offer" } { (partner_field(line.signer)) button.btn.line.sm { @if state == DocumentState::NotOffered { "Ask" } @else { "Ask again" } } } } }
        }
    }
}

/// How a document stands, in a word. A no to what any answer will do for is an answer like the other.
pub fn state_badge(kind: DocumentKind, state: DocumentState) -> Markup {
    match state {
        DocumentState::NotOffered => badge(Tone::Quiet, "Not offered"),
        DocumentState::Offered => badge(Tone::Quiet, "Offered"),
        DocumentState::Signed => badge(Tone::Ok, "Signed"),
        DocumentState::Declined if kind.until_agreed().is_some() => badge(Tone::Quiet, "Answered: no"),
        DocumentState::Declined => badge(Tone::Warn, "Declined"),
        DocumentState::Revoked => badge(Tone::Warn, "Withdrawn"),
        DocumentState::Superseded => badge(Tone::Warn, "New version"),
    }
}

/// How a release stands, in a word.
pub fn release_badge(state: ReleaseState) -> Markup {
    match state {
        ReleaseState::Offered => badge(Tone::Quiet, "Not signed yet"),
        ReleaseState::Signed => badge(Tone::Ok, "In force"),
        ReleaseState::Declined => badge(Tone::Quiet, "Declined"),
        ReleaseState::Revoked => badge(Tone::Warn, "Taken back"),
        ReleaseState::Expired => badge(Tone::Warn, "Expired"),
    }
}
