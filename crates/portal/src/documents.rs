//! Documents: what there is to read and to sign, who may be told what, and your own copies of what you signed.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::see_documents::{SeenDocuments, see_documents};
use axum::Router;
use axum::routing::get;
use care::document::DocumentKind;
use care::question::Speaks;
use care::release::{Release, ReleaseState};
use care::signer::{SignatureLine, Signer};
use care::signing::DocumentState;
use care::workbook::Workbook;
use jiff::civil::Date;
use maud::{Markup, html};
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Phase, Tone, badge};
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::asked::Asked;
use crate::home::for_both;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/my/documents", get(show))
}

async fn show(asked: Asked) -> Reply {
    let found: Result<_, Trouble<Never>> = asked
        .act(|house, by| {
            let mine = open_mine(house, by)?;
            let mut ours = Vec::new();
            for unit in &mine.units {
                ours.push(see_documents(house, by, unit.subject)?);
            }
            Ok((mine, ours))
        })
        .await;
    match found {
        Ok((mine, ours)) => {
            let today = asked.house.today(asked.by.now);
            let main = page(&mine, &ours, today);
            reply::ok(asked.page(("Documents", "/my/documents"), toast(asked.query("done")), main))
        }
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

fn page(mine: &Mine, ours: &[SeenDocuments], today: Date) -> Markup {
    let speaks = Speaks::on(mine.card.path);
    let stands = |kind: &DocumentKind| mine.workbook.document_state(*kind) != DocumentState::NotOffered;
    let is_shown = |kind: &DocumentKind| stands(kind) || !(kind.is_about_dosing() && speaks == Speaks::NotOfDosing);
    let (any_answer, asked): (Vec<DocumentKind>, Vec<DocumentKind>) =
        DocumentKind::OF_ONE.into_iter().filter(is_shown).partition(|kind| kind.until_agreed().is_some());
    html! {
        header.stack.tight { h1 { "Documents" } p.lead.dim { "Read when you have time. You can also read any of them together with " (mine.therapist()) "." } }
        ul.rows.card {
            @for kind in asked { (row(&mine.workbook, kind, "/my/documents")) }
        }
        section.card.stack.tight aria-labelledby="answers" {
            h2 #answers { "Yes and no are both whole answers" }
            p.small.dim { "Until you answer, each of them is a no. Nothing waits for it." }
            ul.rows { @for kind in any_answer { (row(&mine.workbook, kind, "/my/documents")) } }
        }
        section.card.stack.tight aria-labelledby="releases" {
            h2 #releases { "Who may be told what" }
            @if mine.workbook.releases().is_empty() { p.dim { "Nobody outside is told anything. When someone should be, you read and sign a release first." } }
            (releases(mine.person.subject, &mine.workbook, Signer::Own, today))
            p { a.btn.line.sm href="/my/releases/new" { "Let someone be told something" } }
        }
        @for seen in ours { (of_a_couple(mine, seen, today)) }
    }
}

fn row(workbook: &Workbook, kind: DocumentKind, place: &str) -> Markup {
    html! {
        li { (icon(Icon::Document)) span.grow { a.all href={ (place) "/" (kind.code()) } { (kind.word()) } } (state_badge(kind, workbook.document_state(kind))) }
    }
}

fn of_a_couple(mine: &Mine, seen: &SeenDocuments, today: Date) -> Markup {
    let (unit, signer) = (seen.person.subject, Signer::Partner(mine.person.subject));
    html! {
        section.card.stack.tight aria-label={ "Together: " (seen.person.name.as_str()) } {
            div.row.apart { h2 { "Together: " (seen.person.name.as_str()) } (for_both()) }
            p.small.dim { "Each of you reads and signs alone. Both of you see who has signed." }
            ul.rows {
                @for kind in DocumentKind::OF_A_COUPLE {
                    @let state = seen.workbook.document_state(SignatureLine { kind, signer });
                    li { (icon(Icon::Document)) span.grow { a.all href={ "/my/together/" (unit) "/documents/" (kind.code()) } { (kind.word()) } } (state_badge(kind, state)) }
                }
            }
            (releases(unit, &seen.workbook, signer, today))
        }
    }
}

fn releases(subject: SubjectId, workbook: &Workbook, signer: Signer, today: Date) -> Markup {
    html! {
        @if !workbook.releases().is_empty() {
            ul.rows {
                @for release in workbook.releases().iter().rev() {
                    li { (icon(Icon::Document)) span.grow { a.all href={ "/my/releases/" (subject) "/" (release.id) } { "Release to " (release.terms.to.as_str()) } } (release_badge(release, signer, today)) }
                }
            }
        }
    }
}

/// How a document stands, in a word or two.
pub fn state_badge(kind: DocumentKind, state: DocumentState) -> Markup {
    let any_answer = kind.until_agreed();
    match (state, any_answer) {
        (DocumentState::NotOffered, Some(until)) => badge(Tone::Quiet, until),
        (DocumentState::NotOffered | DocumentState::Offered, _) => badge(Tone::Phase(Phase::Preparation), "To read"),
        (DocumentState::Signed, Some(_)) => badge(Tone::Ok, "You said yes"),
        (DocumentState::Signed, None) => badge(Tone::Ok, "Signed"),
        (DocumentState::Declined, Some(_)) => badge(Tone::Quiet, "You said no"),
        (DocumentState::Declined, None) => badge(Tone::Quiet, "Not signed"),
        (DocumentState::Revoked, _) => badge(Tone::Quiet, "Withdrawn"),
        (DocumentState::Superseded, _) => badge(Tone::Warn, "New version"),
    }
}

/// How a release stands for whoever looks at it.
pub fn release_badge(release: &Release, signer: Signer, today: Date) -> Markup {
    match release.state(today) {
        ReleaseState::Offered if release.has_signed(signer) => badge(Tone::Quiet, "Waits for another name"),
        ReleaseState::Offered => badge(Tone::Phase(Phase::Preparation), "To read"),
        ReleaseState::Signed => badge(Tone::Ok, "In force"),
        ReleaseState::Declined => badge(Tone::Quiet, "Not signed"),
        ReleaseState::Revoked => badge(Tone::Quiet, "Taken back"),
        ReleaseState::Expired => badge(Tone::Quiet, "Over"),
    }
}
