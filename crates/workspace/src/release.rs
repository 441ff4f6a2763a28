//! One release of information: its exact words, who signed it, and a place to sign it, read together.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::releases::{ReleaseLine, decline_a_release, revoke_a_release, shown_release, sign_a_release};
use axum::Router;
use axum::routing::{get, post};
use care::release::{Release, ReleaseState};
use care::release_step::ReleaseRefusal;
use care::signer::Signer;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::document_text::document_text;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::not_today::not_today;
use shell::reading::Reading;
use shell::release_form::terms_refused;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{ReleaseId, SubjectId};

use crate::asked::{Asked, At};
use crate::consent::signed_by;
use crate::consents::{partner_field, release_badge, signer_name};
use crate::dates::chart_link;

/// The release, and what a client can say to it while it is read together.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/releases/{id}", get(show).post(sign))
        .route("/t/c/{subject}/releases/{id}/decline", post(decline))
        .route("/t/c/{subject}/releases/{id}/take-back", post(take_back))
}

fn named((subject, id): (SubjectId, ReleaseId), posted: &Posted) -> Option<ReleaseLine> {
    let signer = match posted.one("partner") {
        "" => Signer::Own,
        partner => Signer::Partner(partner.parse().ok()?),
    };
    Some(ReleaseLine { subject, id, signer })
}

async fn show(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>) -> Reply {
    shown(&asked, spot, &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, (subject, id): (SubjectId, ReleaseId), posted: &Posted, problems: &[Problem]) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let Some(release) = open.workbook.release(id) else { return crate::trouble::not_found(&asked.who) };
    let main = page(asked, &open, release, &Typed { posted, problems });
    let title = format!("Chart {}", open.client.chart_number);
    let toast = match asked.query("done") {
        "offered" => Some("Ready to be read. The client finds it in the portal; you can also read it together here."),
        "signed" => Some("Signed. The client has a copy in the portal."),
        "declined" => Some("Written down: they would rather not."),
        "taken-back" => Some("Taken back. Nothing is given by it from now on."),
        _ => None,
    };
    asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
}

async fn sign(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>, posted: Posted) -> Reply {
    let Some(line) = named(spot, &posted) else { return crate::trouble::not_found(&asked.who) };
    let mut form = Reading::of(&posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "The client types their name, or it stays unsigned");
    let name = match form.done(name) {
        Ok(name) => name,
        Err(problems) => return shown(&asked, spot, &posted, &problems).await,
    };
    let hash = posted.one("hash").to_owned();
    let made = asked.act(move |house, by| sign_a_release(house, by, line, (&hash, &name))).await;
    answered(&asked, spot, made.map(|()| "signed")).await
}

async fn decline(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>, posted: Posted) -> Reply {
    let Some(line) = named(spot, &posted) else { return crate::trouble::not_found(&asked.who) };
    let made = asked.act(move |house, by| decline_a_release(house, by, line)).await;
    answered(&asked, spot, made.map(|()| "declined")).await
}

async fn take_back(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>, posted: Posted) -> Reply {
    let Some(line) = named(spot, &posted) else { return crate::trouble::not_found(&asked.who) };
    let made = asked.act(move |house, by| revoke_a_release(house, by, line)).await;
    answered(&asked, spot, made.map(|()| "taken-back")).await
}

async fn answered(
    asked: &Asked,
    (subject, id): (SubjectId, ReleaseId),
    made: Result<&'static str, terms::trouble::Trouble<ReleaseRefusal>>,
) -> Reply {
    match made {
        Ok(done) => reply::go(format!("/t/c/{subject}/releases/{id}?done={done}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                shown(asked, (subject, id), &Posted::default(), &[words(refusal, asked.by.now, &asked.house.zone())])
                    .await
            }
            Err(page) => *page,
        },
    }
}

/// What to do about a release that was refused.
pub fn words(refusal: ReleaseRefusal, now: Timestamp, zone: &TimeZone) -> Problem {
    if let Some(problem) = terms_refused(refusal) {
        return problem;
    }
    let (field, words) = match refusal {
        ReleaseRefusal::AtRest(resting) => {
            return Problem { field: "name", words: not_today(resting.until, now, zone) };
        }
        ReleaseRefusal::NotThisText => {
            ("name", "The text has changed since this page was opened. Read it together as it stands here now")
        }
        ReleaseRefusal::AlreadySigned => ("name", "This name is under it already"),
        ReleaseRefusal::Over => ("name", "It was declined, taken back, or is over. Fill in a new one"),
        ReleaseRefusal::NothingSigned => ("name", "This name is not under it, so there is nothing to take back"),
        // What is wrong with the terms was told above.
        ReleaseRefusal::NothingGiven
        | ReleaseRefusal::EndsBeforeToday
        | ReleaseRefusal::RunsTooLong
        | ReleaseRefusal::NotAsked
        | ReleaseRefusal::NoSuchRelease => ("name", "Nobody is asked for this. Open it from the list of consents"),
    };
    Problem { field, words: words.to_owned() }
}

fn page(asked: &Asked, open: &OpenChart, release: &Release, typed: &Typed<'_>) -> Markup {
    let (subject, state) = (open.client.subject, release.state(asked.house.today(asked.by.now)));
    let place = format!("/t/c/{subject}/releases/{}", release.id);
    let current = shown_release(&asked.house, release);
    let text = release.signed.last().map_or(current.text.as_str(), |signed| signed.text.as_str());
    let is_open = matches!(state, ReleaseState::Offered | ReleaseState::Signed);
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) " · " a href={ "/t/c/" (subject) "/consents" } { "Consents" } }
                h1 { "Release to " (release.terms.to.as_str()) }
                p.row { (release_badge(state)) }
            }
        }
        (fields::error_summary(typed.problems))
        article.card.prose { (document_text(text)) }
        @for signed in &release.signed { (signed_by(asked, (signed.name.as_str(), signed.how), (signed.at, &signed.version, &signed.hash))) }
        @if is_open {
            (sign_form(open, release, (&place, &current.hash), typed))
            (take_back_forms(open, release, &place))
        } @else { p.card { "Nothing is given by this any more. If it is still wanted, fill in a new one." } }
    }
}

/// A place for the next name that it needs.
fn sign_form(open: &OpenChart, release: &Release, (place, hash): (&str, &str), typed: &Typed<'_>) -> Markup {
    let awaited: Vec<Signer> = release.signers.iter().copied().filter(|signer| !release.has_signed(*signer)).collect();
    let partners: Vec<(String, String)> = awaited
        .iter()
        .filter_map(|signer| match signer {
            Signer::Own => None,
            Signer::Partner(partner) => Some((partner.to_string(), signer_name(open, *signer).to_owned())),
        })
        .collect();
    html! {
        @if !awaited.is_empty() {
            form.card.stack method="post" action=(place) {
                p.small.dim { "Read it together. Whoever agrees types their own name here; it counts as read together." }
                (hidden("hash", hash))
                @if !partners.is_empty() { (typed.select("partner", "Whose name", &partners)) }
                (typed.input("name", "Their name, typed by themselves", None, Kind::Line))
                div.row { button.btn { "Sign, read together" } button.btn.line formaction={ (place) "/decline" } { "They would rather not" } }
            }
        }
    }
}

fn take_back_forms(open: &OpenChart, release: &Release, place: &str) -> Markup {
    html! {
        @for signer in release.signers.iter().filter(|signer| release.has_signed(**signer)) {
            @let whose = signer_name(open, *signer);
            form.card.stack method="post" action={ (place) "/take-back" } {
                (partner_field(*signer))
                p.small.dim { "When " (whose) " takes it back in a session, by phone or in writing, write it down here. It holds from now on." }
                div.row { button.btn.line { (whose) " takes it back" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use care::capacity::Resting;

    use super::*;

    #[test]
    fn every_refusal_has_its_words() {
        let (now, zone) = ("2026-06-16T20:00:00Z".parse().unwrap(), TimeZone::get("America/Denver").unwrap());
        let until = "2026-06-17T18:00:00Z".parse().unwrap();
        for (refusal, begins) in [
            (ReleaseRefusal::AtRest(Resting { until }), "Not today. It will be here tomorrow after noon."),
            (ReleaseRefusal::NothingGiven, "Choose at least one"),
            (ReleaseRefusal::EndsBeforeToday, "Choose today"),
            (ReleaseRefusal::RunsTooLong, "Choose a day within two years"),
            (ReleaseRefusal::NotThisText, "The text has changed"),
            (ReleaseRefusal::AlreadySigned, "This name is under it"),
            (ReleaseRefusal::Over, "It was declined"),
            (ReleaseRefusal::NothingSigned, "This name is not under it"),
            (ReleaseRefusal::NotAsked, "Nobody is asked"),
            (ReleaseRefusal::NoSuchRelease, "Nobody is asked"),
        ] {
            assert!(words(refusal, now, &zone).words.starts_with(begins));
        }
    }
}
