//! One document in a chart: its exact words, who signed it, and a place to sign it, read together.

use actions::documents::{Shown, Signature, current_document, decline_a_document, revoke_a_document, sign_a_document};
use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::routing::{get, post};
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
use crate::consents::{named_line, partner_field, signer_name, state_badge};
use crate::dates::chart_link;

/// The document, and what a client can say to it while it is read together.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/consents/{kind}", get(show).post(sign))
        .route("/t/c/{subject}/consents/{kind}/decline", post(decline))
        .route("/t/c/{subject}/consents/{kind}/withdraw", post(withdraw))
}

async fn show(asked: Asked, At((subject, code)): At<(SubjectId, String)>) -> Reply {
    let named = Posted::from_pairs([("partner", asked.query("partner").to_owned())]);
    let Some(line) = named_line(&code, &named) else { return crate::trouble::not_found(&asked.who) };
    shown(&asked, (subject, line), &Posted::default(), &[]).await
}

async fn shown(
    asked: &Asked,
    (subject, line): (SubjectId, SignatureLine),
    posted: &Posted,
    problems: &[Problem],
) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) if SignatureLine::all_of(&open.client.members).contains(&line) => {
            let clinician = open.staff.iter().find(|person| person.id == open.client.clinician);
            let current = current_document(&asked.house, line.kind, clinician);
            let main = page(asked, (&open, line), &current, &Typed { posted, problems });
            let title = format!("Chart {}", open.client.chart_number);
            asked.form_page((&title, "/t/caseload"), None, !problems.is_empty(), main)
        }
        Ok(_) => crate::trouble::not_found(&asked.who),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn sign(asked: Asked, At((subject, code)): At<(SubjectId, String)>, posted: Posted) -> Reply {
    let Some(line) = named_line(&code, &posted) else { return crate::trouble::not_found(&asked.who) };
    let mut form = Reading::of(&posted);
    let filled = read_fill_ins(&mut form, line.kind);
    let name = form.line("name");
    let name = form.wanted("name", name, "The client types their name, or it stays unsigned");
    let name = match form.done(name) {
        Ok(name) => name,
        Err(problems) => return shown(&asked, (subject, line), &posted, &problems).await,
    };
    let hash = posted.one("hash").to_owned();
    let made = asked
        .act(move |house, by| {
            let open = open_chart(house, by, subject).map_err(Trouble::unrefused)?;
            let clinician = open.client.clinician;
            sign_a_document(house, by, subject, &Signature { line, hash, name, filled, clinician })
        })
        .await;
    match made {
        Ok(()) => reply::go(format!("/t/c/{subject}/consents?done=signed")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                shown(&asked, (subject, line), &posted, &[words(refusal, asked.by.now, &asked.house.zone())]).await
            }
            Err(page) => *page,
        },
    }
}

async fn decline(asked: Asked, At((subject, code)): At<(SubjectId, String)>, posted: Posted) -> Reply {
    let Some(line) = named_line(&code, &posted) else { return crate::trouble::not_found(&asked.who) };
    match asked.act(move |house, by| decline_a_document(house, by, subject, line)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/consents?done=declined")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                shown(&asked, (subject, line), &Posted::default(), &[words(refusal, asked.by.now, &asked.house.zone())])
                    .await
            }
            Err(page) => *page,
        },
    }
}

async fn withdraw(asked: Asked, At((subject, code)): At<(SubjectId, String)>, posted: Posted) -> Reply {
    let Some(line) = named_line(&code, &posted) else { return crate::trouble::not_found(&asked.who) };
    match asked.act(move |house, by| revoke_a_document(house, by, subject, line)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/consents?done=withdrawn")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                shown(&asked, (subject, line), &Posted::default(), &[words(refusal, asked.by.now, &asked.house.zone())])
                    .await
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
            "The text has changed since this page was opened. Read it together as it stands here now"
        }
        DocumentRefusal::AlreadySigned => "This version is signed already",
        DocumentRefusal::NothingSigned => "Nothing is signed that could be withdrawn",
        DocumentRefusal::OnlyAcknowledged => "It was only received, so there is nothing to withdraw",
        DocumentRefusal::LeftBlank(asked) => {
            return Problem { field: asked.code(), words: left_blank(asked).to_owned() };
        }
        DocumentRefusal::NotAskedHere => "Nobody is asked for this in this chart. Open it from the list of documents",
    };
    Problem { field: "name", words: words.to_owned() }
}

fn page(asked: &Asked, (open, line): (&OpenChart, SignatureLine), current: &Shown, typed: &Typed<'_>) -> Markup {
    let (subject, state) = (open.client.subject, open.workbook.document_state(line));
    let place = format!("/t/c/{subject}/consents/{}", line.kind.code());
    // An earlier version that is still in force is not what is asked for now.
    let signed = open.workbook.signed_document(line).filter(|_| state == DocumentState::Signed);
    let leaves = open.workbook.leaves_with(line, &open.client.members).is_some();
    let text = signed.map_or(current.document.text.as_str(), |signed| signed.text.as_str());
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) " · " a href={ "/t/c/" (subject) "/consents" } { "Consents" } }
                h1 { (line.kind.word()) @if line.signer != Signer::Own { ", " (signer_name(open, line.signer)) } }
                p.row { (state_badge(line.kind, state)) }
            }
        }
        (fields::error_summary(typed.problems))
        article.card.prose { (document_text(text)) }
        @match signed {
            Some(signed) => {
                (signature(asked, signed))
                @if !line.kind.is_acknowledged() {
                    form.card.stack method="post" action={ (place) "/withdraw" } {
                        (partner_field(line.signer))
                        p.small.dim { "When they withdraw it in a session, by phone or in writing, write it down here. It holds from now on." @if leaves { " They leave the joint work with it: joint visits to come are called off." } }
                        div.row { button.btn.line { "They withdraw it" } }
                    }
                }
            },
            None => {
              @if let Some(until) = open.resting_until(&asked.house, asked.by.now) {
                (resting_card(until, asked.by.now, &asked.house.zone()))
                p.small { a href={ "/t/c/" (subject) "/dosing" } { "Dosing days" } " say why, and how to end it." }
              }
              form.card.stack method="post" action=(place) {
                p.small.dim { "Read it with the client. If they agree, they type their own name here; it counts as read together." }
                (hidden("hash", &current.hash)) (partner_field(line.signer))
                (fill_in_fields(typed, line.kind))
                (typed.input("name", "The client’s name, typed by the client", None, Kind::Line))
                div.row { button.btn { "Sign, read together" } button.btn.line formaction={ (place) "/decline" } { "They would rather not" } }
              }
            },
        }
        (earlier(asked, open, line, signed))
    }
}

/// What was signed before: other versions, and what was withdrawn since.
fn earlier(asked: &Asked, open: &OpenChart, line: SignatureLine, in_force: Option<&SignedDocument>) -> Markup {
    let before: Vec<&SignedDocument> =
        open.workbook.signatures(line).filter(|signed| in_force.is_none_or(|now| now != *signed)).collect();
    html! {
        @for signed in before.into_iter().rev() {
            details.card {
                summary { "Signed before: version " (signed.version) }
                (document_text(&signed.text))
                (signature(asked, signed))
            }
        }
    }
}

fn signature(asked: &Asked, signed: &SignedDocument) -> Markup {
    signed_by(asked, (signed.name.as_str(), signed.how), (signed.at, &signed.version, &signed.hash))
}

/// Who signed, when and how, with what proves the text.
pub fn signed_by(
    asked: &Asked,
    (name, how): (&str, Signing),
    (at, version, hash): (jiff::Timestamp, &str, &str),
) -> Markup {
    html! {
        section.card.stack.tight aria-label="Signature" {
            p { "Signed by " b { (name) } ", " (moment(at, &asked.house.zone())) ", " @match how { Signing::Alone => "alone.", Signing::ReadTogether => "read together." } }
            p.xs.dim { "Version " (version) ". SHA-256 " span.mono { (hash) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use care::fill_in::FillIn;

    use care::capacity::Resting;

    use super::*;

    #[test]
    fn every_refusal_has_its_words() {
        let (now, zone) = ("2026-06-16T20:00:00Z".parse().unwrap(), TimeZone::get("America/Denver").unwrap());
        let until = "2026-06-17T18:00:00Z".parse().unwrap();
        for (refusal, begins) in [
            (DocumentRefusal::AtRest(Resting { until }), "Not today. It will be here tomorrow after noon."),
            (DocumentRefusal::NotThisVersion, "The text has changed"),
            (DocumentRefusal::AlreadySigned, "This version"),
            (DocumentRefusal::NothingSigned, "Nothing is signed"),
            (DocumentRefusal::OnlyAcknowledged, "It was only received"),
            (DocumentRefusal::LeftBlank(FillIn::MessagesBy), "Choose one of the ways"),
            (DocumentRefusal::NotAskedHere, "Nobody is asked"),
        ] {
            assert!(words(refusal, now, &zone).words.starts_with(begins));
        }
    }
}
