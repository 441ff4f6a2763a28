//! One release of information: who may be told what, until when, your name if you agree, and the way to take it back.

use actions::house::House;
use actions::releases::{ReleaseLine, decline_a_release, revoke_a_release, shown_release, sign_a_release};
use actions::resting::do_i_rest;
use actions::see_documents::{SeenDocuments, see_documents};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use care::capacity::Resting;
use care::release::{Release, ReleaseState, SignedRelease};
use care::release_step::ReleaseRefusal;
use care::signer::Signer;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use papers::letterhead::Letterhead;
use shell::document_text::document_text;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::not_today::{not_today, resting_card};
use shell::pdf_file::{pdf_file, to_keep};
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::{ReleaseId, SubjectId};

use crate::asked::{Asked, At};
use crate::document::signed_by;
use crate::documents::release_badge;
use crate::home::for_both;

/// The release and what can be said to it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/releases/{subject}/{id}", get(show).post(sign))
        .route("/my/releases/{subject}/{id}/pdf", get(pdf))
        .route("/my/releases/{subject}/{id}/decline", post(decline))
        .route("/my/releases/{subject}/{id}/take-back", post(take_back))
}

fn line(asked: &Asked, (subject, id): (SubjectId, ReleaseId)) -> ReleaseLine {
    let me = asked.client.subject;
    let signer = if subject == me { Signer::Own } else { Signer::Partner(me) };
    ReleaseLine { subject, id, signer }
}

async fn show(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>) -> Reply {
    shown(&asked, line(&asked, spot), &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, line: ReleaseLine, posted: &Posted, problems: &[Problem]) -> Reply {
    let found = asked.act(move |house, by| Ok((see_documents(house, by, line.subject)?, do_i_rest(house, by)?)));
    let (seen, rest) = match found.await {
        Ok(found) => found,
        Err(trouble) => return asked.instead(trouble),
    };
    let Some(release) = seen.workbook.release(line.id) else { return asked.not_found() };
    let main = page(asked, (line, &seen, rest), release, &Typed { posted, problems });
    if problems.is_empty() {
        reply::ok(asked.page(("Release of information", "/my/documents"), None, main))
    } else {
        reply::refused(asked.page(("Error: Release of information", "/my/documents"), None, main))
    }
}

/// What I signed, as a file.
async fn pdf(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>) -> Response {
    let line = line(&asked, spot);
    let seen = match asked.act(move |house, by| see_documents(house, by, line.subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let signed = seen.workbook.release(line.id).and_then(|release| mine(release, line.signer)).cloned();
    let Some(signed) = signed else { return asked.not_found().into_response() };
    let (practice, zone) = (asked.house.practice(), asked.house.zone());
    pdf_file("release", move || {
        let from = Letterhead { practice: &practice, on: signed.at.to_zoned_datetime(zone.clone()).date() };
        papers::document::release(&from, seen.person.name.as_str(), &signed, &zone)
    })
    .await
}

/// My name under it, if I signed.
fn mine(release: &Release, signer: Signer) -> Option<&SignedRelease> {
    release.signed.iter().find(|signed| signed.signer == signer)
}

async fn sign(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>, posted: Posted) -> Reply {
    let line = line(&asked, spot);
    let mut form = Reading::of(&posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "Type your name to sign, or leave it for another day");
    let name = match form.done(name) {
        Ok(name) => name,
        Err(problems) => return shown(&asked, line, &posted, &problems).await,
    };
    let hash = posted.one("hash").to_owned();
    match asked.act(move |house, by| sign_a_release(house, by, line, (&hash, &name))).await {
        Ok(()) => reply::go("/my/documents?done=signed"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(ReleaseRefusal::AlreadySigned) => reply::go("/my/documents?done=signed"),
            Ok(refusal) => shown(&asked, line, &posted, &[words(refusal, asked.by.now, &asked.house.zone())]).await,
            Err(page) => *page,
        },
    }
}

async fn decline(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>) -> Reply {
    let line = line(&asked, spot);
    match asked.act(move |house, by| decline_a_release(house, by, line)).await {
        Ok(()) => reply::go("/my/documents?done=declined"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                shown(&asked, line, &Posted::default(), &[words(refusal, asked.by.now, &asked.house.zone())]).await
            }
            Err(page) => *page,
        },
    }
}

async fn take_back(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>) -> Reply {
    let line = line(&asked, spot);
    match asked.act(move |house, by| revoke_a_release(house, by, line)).await {
        Ok(()) => reply::go("/my/documents?done=withdrawn"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                shown(&asked, line, &Posted::default(), &[words(refusal, asked.by.now, &asked.house.zone())]).await
            }
            Err(page) => *page,
        },
    }
}

fn words(refusal: ReleaseRefusal, now: Timestamp, zone: &TimeZone) -> Problem {
    let words = match refusal {
        ReleaseRefusal::AtRest(resting) => {
            return Problem { field: "name", words: not_today(resting.until, now, zone) };
        }
        ReleaseRefusal::NotThisText => {
            "The text has changed since you opened it. Read it as it stands here now, then sign if you agree"
        }
        ReleaseRefusal::AlreadySigned => "You signed this already",
        ReleaseRefusal::Over => "This one is over. If it is still wanted, ask your therapist for a new one",
        ReleaseRefusal::NothingSigned => "You did not sign this, so there is nothing to take back",
        ReleaseRefusal::NotAsked | ReleaseRefusal::NoSuchRelease => {
            "Nobody asks you for this. You find what there is under Documents"
        }
        ReleaseRefusal::NothingGiven | ReleaseRefusal::EndsBeforeToday | ReleaseRefusal::RunsTooLong => {
            "Something is not filled in as it should be. Ask your therapist for a new one"
        }
    };
    Problem { field: "name", words: words.to_owned() }
}

fn page(
    asked: &Asked,
    (line, seen, rest): (ReleaseLine, &SeenDocuments, Option<Resting>),
    release: &Release,
    typed: &Typed<'_>,
) -> Markup {
    let today = asked.house.today(asked.by.now);
    let place = format!("/my/releases/{}/{}", line.subject, line.id);
    let mine = mine(release, line.signer);
    let current = shown_release(&asked.house, release);
    let state = release.state(today);
    html! {
        header.stack.tight {
            p.small { a href="/my/documents" { "Documents" } }
            h1 { "Release to " (release.terms.to.as_str()) }
            p.row { (release_badge(release, line.signer, today)) @if !seen.person.members.is_empty() { (for_both()) } }
        }
        (fields::error_summary(typed.problems))
        article.card.prose { (document_text(mine.map_or(current.text.as_str(), |signed| signed.text.as_str()))) }
        @if let Some(signed) = mine {
            (signed_by(asked, (signed.name.as_str(), signed.how), (signed.at, &signed.version, &signed.hash)))
            (to_keep(&format!("{place}/pdf")))
        }
        (given(asked, seen, release))
        @match state {
            ReleaseState::Offered if mine.is_none() && rest.is_some() => {
                @if let Some(resting) = rest { (resting_card(resting.until, asked.by.now, &asked.house.zone())) }
                form method="post" action={ (place) "/decline" } { button.btn.line { "No, thank you" } }
            },
            ReleaseState::Offered if mine.is_none() => form.card.stack method="post" action=(place) {
                (hidden("hash", &current.hash))
                (typed.input("name", "Your name, if you agree", Some("As you would sign a letter"), Kind::Line))
                div.row { button.btn { "Sign" } button.btn.line formaction={ (place) "/decline" } { "No, thank you" } }
                p.small.dim { "No is a complete answer, and nothing about your care depends on it. You can also read it together in a session." }
            },
            ReleaseState::Offered | ReleaseState::Signed => form.card.stack method="post" action={ (place) "/take-back" } {
                p { "You can take this back at any time. Nothing is given from that moment on. What was given before stays given." }
                div.row { button.btn.line { "Take it back" } }
            },
            ReleaseState::Declined | ReleaseState::Revoked | ReleaseState::Expired => p.card { "Nothing is given by this any more." },
        }
    }
}

/// What was given by it: the exact words, to whom and when.
fn given(asked: &Asked, seen: &SeenDocuments, release: &Release) -> Markup {
    let packets: Vec<_> = seen.workbook.packets().iter().filter(|packet| packet.release == release.id).collect();
    html! {
        @if !packets.is_empty() {
            section.card.stack.tight aria-labelledby="given" {
                h2 #given { "What was given" }
                @for packet in packets {
                    details {
                        summary { "To " (packet.to.as_str()) ", " (moment(packet.at, &asked.house.zone())) ", " (packet.how.word().to_lowercase()) }
                        (document_text(&packet.text))
                    }
                }
                p.small.dim { "When you take the release back, a link stops at once. What is on paper stays where it is. Questions about medicine, or about what was found, go to your prescriber." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_is_so() {
        let (now, zone) = ("2026-06-16T20:00:00Z".parse().unwrap(), TimeZone::get("America/Denver").unwrap());
        let until = "2026-06-17T18:00:00Z".parse().unwrap();
        for (refusal, begins) in [
            (ReleaseRefusal::AtRest(Resting { until }), "Not today. It will be here tomorrow after noon."),
            (ReleaseRefusal::NotThisText, "The text has changed"),
            (ReleaseRefusal::AlreadySigned, "You signed this"),
            (ReleaseRefusal::Over, "This one is over"),
            (ReleaseRefusal::NothingSigned, "You did not sign"),
            (ReleaseRefusal::NotAsked, "Nobody asks you"),
            (ReleaseRefusal::NoSuchRelease, "Nobody asks you"),
            (ReleaseRefusal::NothingGiven, "Something is not filled in"),
            (ReleaseRefusal::EndsBeforeToday, "Something is not filled in"),
            (ReleaseRefusal::RunsTooLong, "Something is not filled in"),
        ] {
            assert!(words(refusal, now, &zone).words.starts_with(begins));
        }
    }
}
