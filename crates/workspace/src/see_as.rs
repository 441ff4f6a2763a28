//! See as this person: what a client finds of their own record, of a couple’s, and of their partner’s; to look, not to act.

use actions::house::House;
use actions::see_as::{SeenAs, SeenRecord, see_as};
use axum::Router;
use axum::routing::get;
use care::workbook::Workbook;
use maud::{Markup, html};
use shell::prose::paragraphs;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::day;
use terms::folder::FolderKind;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::dates::{chart_link, long_day};

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/as-client", get(show))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| see_as(house, by, subject)).await {
        Ok(seen) => reply::ok(asked.page(("See as this person", "/t/caseload"), None, page(&asked, &seen))),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, seen: &SeenAs) -> Markup {
    html! {
        header {
            p.small { (chart_link(&seen.person)) }
            h1 { "See as this person" }
            p.dim { "What opens to them, asked of the same rules that open their own pages. Nothing can be done here, and that you looked is written down under your name." }
        }
        @if !seen.members.is_empty() {
            section.card.stack {
                h2 { "Through whose eyes?" }
                ul.rows { @for member in &seen.members { li { a.all href={ "/t/c/" (member.subject) "/as-client" } { (member.name.as_str()) } } } }
            }
        }
        @for record in &seen.records { (record_card(asked, seen, record)) }
    }
}

fn record_card(asked: &Asked, seen: &SeenAs, record: &SeenRecord) -> Markup {
    let is_own = record.client.subject == seen.person.subject;
    html! {
        section.card.stack aria-label=(record.client.name.as_str()) {
            h2 { @if is_own { "Their own: " } @else if record.client.members.is_empty() { "Their partner’s own: " } @else { "Together: " } (record.client.name.as_str()) }
            ul.rows {
                @for kind in FolderKind::ALL.into_iter().filter(|kind| *kind != FolderKind::ProcessNotes) {
                    li { span.grow { (word(kind)) } @if record.reads.contains(&kind) { (badge(Tone::Ok, "Opens")) } @else { (badge(Tone::Quiet, "Closed")) } }
                }
            }
            @if let Some(workbook) = &record.workbook { (found(asked, record, workbook)) }
        }
    }
}

fn word(kind: FolderKind) -> &'static str {
    match kind {
        FolderKind::Chart => "Chart, but for where they stand and its dates",
        FolderKind::Workbook => "Workbook, with documents, releases and check-ins",
        FolderKind::Journal => "Journal, which nobody else opens",
        FolderKind::ProcessNotes => "Psychotherapy notes",
        FolderKind::TherapyLedger => "Payments for therapy",
        FolderKind::DosingLedger => "Payments for dosing days",
        FolderKind::Coverage => "Insurance and estimates",
    }
}

fn is_empty(workbook: &Workbook) -> bool {
    workbook.intention().is_none()
        && workbook.changes().is_empty()
        && workbook.shown_changes().is_empty()
        && workbook.releases().is_empty()
        && workbook.disclosures().next().is_none()
        && workbook.check_ins().is_empty()
}

/// What stands in a workbook that opens to them.
fn found(asked: &Asked, record: &SeenRecord, workbook: &Workbook) -> Markup {
    let today = asked.house.today(asked.by.now);
    html! {
        h3 { "In the workbook" }
        @if is_empty(workbook) { p.dim { "Nothing yet: no intention, nothing carried forward, no release and no check-in." } }
        @if let Some(intention) = workbook.intention() { p.small.dim { "Intention" } (paragraphs(intention.text.as_str())) }
        ul {
            @for change in workbook.changes() { li { "Carried forward: " (change.text.as_str()) " (" (change.state.word()) ")" } }
            @for change in workbook.shown_changes() { li { "Shown by one to the other: " (change.text.as_str()) } }
            @for release in workbook.releases() { li { "Release to " (release.terms.to.as_str()) ": " (release.state(today).word()) } }
            @for told in workbook.disclosures() { li { "Told outside by law: " (told.kind.word()) ", " (long_day(told.on)) } }
            @for check_in in workbook.check_ins() { li { (check_in.measure.word()) ", asked " (day(check_in.asked_at, &asked.house.zone())) } }
        }
        p.small { a href={ "/t/c/" (record.client.subject) "/workbook" } { "The whole workbook" } " · " a href={ "/t/c/" (record.client.subject) "/money" } { "Payments" } }
    }
}
