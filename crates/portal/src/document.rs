//! One document: its exact words, your name under them if you agree, and the way to withdraw on the same page.

use actions::documents::{Shown, Signature, current_document, decline_a_document, revoke_a_document, sign_a_document};
use actions::house::House;
use actions::resting::do_i_rest;
use actions::see_documents::{SeenDocuments, see_documents};
use axum::Router;
use axum::routing::{get, post};
use care::capacity::Resting;
use care::couples_agreement::CouplesAgreement;
use care::document::DocumentKind;
use care::signer::{SignatureLine, Signer};
use care::signing::{DocumentRefusal, DocumentState, SignedDocument, Signing};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::document_text::document_text;
use shell::fields::{self, Kind, Problem, hidden};
use shell::fill_in_form::{fill_in_fields, left_blank, read_fill_ins};
use shell::form::Posted;
use shell::not_today::{not_today, resting_card};
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::asked::{Asked, At};
use crate::documents::state_badge;
use crate::home::for_both;

/// One's own documents, and those of a couple that one belongs to: the same pages in two places.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/documents/{kind}", get(show).post(sign))
        .route("/my/documents/{kind}/decline", post(decline))
        .route("/my/documents/{kind}/withdraw", post(withdraw))
        .route("/my/together/{unit}/documents/{kind}", get(show).post(sign))
        .route("/my/together/{unit}/documents/{kind}/decline", post(decline))
        .route("/my/together/{unit}/documents/{kind}/withdraw", post(withdraw))
}

/// What the path names: whose workbook, which document, and whose name it asks for.
pub struct Spot {
    /// Whose workbook.
    pub subject: SubjectId,
    /// Which document, and whose name.
    pub line: SignatureLine,
    /// The page of the document.
    pub place: String,
}

/// The names and values of a path.
pub type Named = Vec<(String, String)>;

impl Spot {
    /// The spot, where the path names one.
    pub fn of(asked: &Asked, path: &Named) -> Option<Self> {
        let named = |name: &str| path.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let kind = DocumentKind::from_code(named("kind")?)?;
        let me = asked.client.subject;
        match named("unit") {
            None => {
                let (line, place) = (SignatureLine::from(kind), format!("/my/documents/{}", kind.code()));
                DocumentKind::OF_ONE.contains(&kind).then_some(Self { subject: me, line, place })
            }
            Some(unit) => {
                let line = SignatureLine { kind, signer: Signer::Partner(me) };
                let place = format!("/my/together/{unit}/documents/{}", kind.code());
                let subject = unit.parse().ok().filter(|unit| *unit != me)?;
                DocumentKind::OF_A_COUPLE.contains(&kind).then_some(Self { subject, line, place })
            }
        }
    }
}

async fn show(asked: Asked, At(path): At<Named>) -> Reply {
    let Some(spot) = Spot::of(&asked, &path) else { return asked.not_found() };
    shown(&asked, &spot, &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, spot: &Spot, posted: &Posted, problems: &[Problem]) -> Reply {
    let subject = spot.subject;
    match asked.act(move |house, by| Ok((see_documents(house, by, subject)?, do_i_rest(house, by)?))).await {
        Ok((seen, rest)) => {
            let current = current_document(&asked.house, spot.line.kind, seen.clinician.as_ref());
            let main = page(asked, (spot, &seen, rest), &current, &Typed { posted, problems });
            let title = spot.line.kind.word();
            if problems.is_empty() {
                reply::ok(asked.page((title, "/my/documents"), None, main))
            } else {
                reply::refused(asked.page((&format!("Error: {title}"), "/my/documents"), None, main))
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn sign(asked: Asked, At(path): At<Named>, posted: Posted) -> Reply {
    let Some(spot) = Spot::of(&asked, &path) else { return asked.not_found() };
    let (subject, line) = (spot.subject, spot.line);
    let mut form = Reading::of(&posted);
    let filled = read_fill_ins(&mut form, line.kind);
    let name = form.line("name");
    let name = form.wanted("name", name, "Type your name to sign, or leave the document for another day");
    let name = match form.done(name) {
        Ok(name) => name,
        Err(problems) => return shown(&asked, &spot, &posted, &problems).await,
    };
    let hash = posted.one("hash").to_owned();
    let made = asked
        .act(move |house, by| {
            let seen = see_documents(house, by, subject).map_err(Trouble::unrefused)?;
            let clinician = seen.person.clinician;
            sign_a_document(house, by, subject, &Signature { line, hash, name, filled, clinician })
        })
        .await;
    match made {
        Ok(()) => reply::go("/my/documents?done=signed"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(DocumentRefusal::AlreadySigned) => reply::go("/my/documents?done=signed"),
            Ok(refusal) => shown(&asked, &spot, &posted, &[words(refusal, asked.by.now, &asked.house.zone())]).await,
            Err(page) => *page,
        },
    }
}

async fn decline(asked: Asked, At(path): At<Named>) -> Reply {
    let Some(spot) = Spot::of(&asked, &path) else { return asked.not_found() };
    let (subject, line) = (spot.subject, spot.line);
    match asked.act(move |house, by| decline_a_document(house, by, subject, line)).await {
        Ok(()) => reply::go("/my/documents?done=declined"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                shown(&asked, &spot, &Posted::default(), &[words(refusal, asked.by.now, &asked.house.zone())]).await
            }
            Err(page) => *page,
        },
    }
}

async fn withdraw(asked: Asked, At(path): At<Named>) -> Reply {
    let Some(spot) = Spot::of(&asked, &path) else { return asked.not_found() };
    let (subject, line) = (spot.subject, spot.line);
    match asked.act(move |house, by| revoke_a_document(house, by, subject, line)).await {
        Ok(()) => reply::go("/my/documents?done=withdrawn"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                shown(&asked, &spot, &Posted::default(), &[words(refusal, asked.by.now, &asked.house.zone())]).await
            }
            Err(page) => *page,
        },
    }
}

fn words(refusal: DocumentRefusal, now: Timestamp, zone: &TimeZone) -> Problem {
    let words = match refusal {
        DocumentRefusal::AtRest(resting) => {
            return Problem { field: "name", words: not_today(resting.until, now, zone) };
        }
        DocumentRefusal::NotThisVersion => {
            "The text has changed since you opened it. Read it as it stands here now, then sign if you agree"
        }
        DocumentRefusal::AlreadySigned => "You signed this version already",
        DocumentRefusal::NothingSigned => "Nothing is signed that could be withdrawn",
        DocumentRefusal::OnlyAcknowledged => {
            "Your name here only says that you received it, so there is nothing to withdraw"
        }
        DocumentRefusal::LeftBlank(asked) => {
            return Problem { field: asked.code(), words: left_blank(asked).to_owned() };
        }
        DocumentRefusal::NotAskedHere => "Nobody asks you for this here. You find what there is under Documents",
    };
    Problem { field: "name", words: words.to_owned() }
}

fn page(
    asked: &Asked,
    (spot, seen, rest): (&Spot, &SeenDocuments, Option<Resting>),
    current: &Shown,
    typed: &Typed<'_>,
) -> Markup {
    let (kind, document) = (spot.line.kind, &current.document);
    let state = seen.workbook.document_state(spot.line);
    let leaves = seen.workbook.leaves_with(spot.line, &seen.person.members).is_some();
    html! {
        header.stack.tight {
            p.small { a href="/my/documents" { "Documents" } }
            h1 { (document.title) }
            p.row { (state_badge(kind, state)) span.small.dim { "Version " (document.version) } }
        }
        (fields::error_summary(typed.problems))
        @if kind == DocumentKind::CouplesAgreement { (between_them(asked, seen)) }
        @match (seen.workbook.signed_document(spot.line), state) {
            (Some(signed), DocumentState::Signed) => {
                article.card.prose { (document_text(&signed.text)) }
                (signature(asked, signed))
                p.small { a href={ (spot.place) "/copy" } { "My copy, as I signed it" } }
                @if !kind.is_acknowledged() {
                    form.card.stack method="post" action={ (spot.place) "/withdraw" } {
                        p { "You can withdraw this at any time, from then on. What was done before stays done." @if leaves { " With it you leave the joint work: sessions for both of you that are still to come are called off." } }
                        div.row { button.btn.line { "Withdraw my consent" } }
                    }
                }
            },
            _ => {
                article.card.prose { (document_text(&document.text)) }
                @match rest {
                    Some(resting) => {
                        (resting_card(resting.until, asked.by.now, &asked.house.zone()))
                        form method="post" action={ (spot.place) "/decline" } { button.btn.line { (no_words(kind)) } }
                    },
                    None => (sign_form(&spot.place, kind, current, typed)),
                }
            },
        }
    }
}

/// Where the agreement of a couple stands. Who chose what shows on each one's own page alone, until they chose the same.
fn between_them(asked: &Asked, seen: &SeenDocuments) -> Markup {
    let me = asked.client.subject;
    let words = match seen.workbook.couples_agreement(&seen.person.members) {
        CouplesAgreement::Awaits(awaited) if awaited.contains(&me) => {
            "It holds once each of you has signed it, alone, and chosen the same."
        }
        CouplesAgreement::Awaits(_) => "You signed. It holds once everyone has.",
        CouplesAgreement::ChoseDifferently => {
            "Everyone signed, and you didn’t all choose the same. Talk about it in your next session; to choose again, withdraw and sign anew."
        }
        CouplesAgreement::Agreed(choice) => {
            return html! { div.card.stack.tight { p { (for_both()) } p { "It holds. You all chose: " b { (choice.word()) } "." } } };
        }
    };
    html! { div.card.stack.tight { p { (for_both()) } p { (words) } } }
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
            (fill_in_fields(typed, kind))
            (typed.input("name", label, Some("As you would sign a letter"), Kind::Line))
            div.row { button.btn { (button) } button.btn.line formaction={ (place) "/decline" } { (no_words(kind)) } }
            p.small.dim {
                @if let Some(until) = kind.until_agreed() { "Until you say yes: " (until.to_lowercase()) ". " }
                "You can also leave it for another day, or read it together in a session. The time, the version and the exact words are kept with your name."
            }
        }
    }
}

fn no_words(kind: DocumentKind) -> &'static str {
    if kind.until_agreed().is_some() { "No, thank you" } else { "I would rather not sign" }
}

/// The name under a document.
pub fn signature(asked: &Asked, signed: &SignedDocument) -> Markup {
    signed_by(asked, (signed.name.as_str(), signed.how), (signed.at, &signed.version, &signed.hash))
}

/// Who signed, when and how, with what proves the text.
pub fn signed_by(
    asked: &Asked,
    (name, how): (&str, Signing),
    (at, version, hash): (jiff::Timestamp, &str, &str),
) -> Markup {
    let how = match how {
        Signing::Alone => "on your own",
        Signing::ReadTogether => "together with your therapist",
    };
    html! {
        section.card.stack.tight aria-label="Signature" {
            p { "Signed by " b { (name) } ", " (moment(at, &asked.house.zone())) ", " (how) "." }
            p.xs.dim { "Version " (version) ". Fingerprint of the text (SHA-256): " span.mono { (hash) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use care::fill_in::FillIn;

    use super::*;

    #[test]
    fn every_refusal_says_what_is_so() {
        let (now, zone) = ("2026-06-16T20:00:00Z".parse().unwrap(), TimeZone::get("America/Denver").unwrap());
        let until = "2026-06-17T18:00:00Z".parse().unwrap();
        for (refusal, begins) in [
            (DocumentRefusal::AtRest(Resting { until }), "Not today. It will be here tomorrow after noon."),
            (DocumentRefusal::NotThisVersion, "The text has changed"),
            (DocumentRefusal::AlreadySigned, "You signed this"),
            (DocumentRefusal::NothingSigned, "Nothing is signed"),
            (DocumentRefusal::OnlyAcknowledged, "Your name here only"),
            (DocumentRefusal::LeftBlank(FillIn::StopSign), "Write a sign"),
            (DocumentRefusal::NotAskedHere, "Nobody asks you"),
        ] {
            assert!(words(refusal, now, &zone).words.starts_with(begins));
        }
    }
}
