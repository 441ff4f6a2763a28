//! Who opened a client’s record, when, and whether anything was written.

use actions::house::House;
use actions::open_chart::open_chart;
use actions::see_accesses::{Did, MOST, NamedOpening, see_accesses};
use axum::Router;
use axum::routing::get;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::{clock, day};
use terms::folder::FolderKind;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::chart_export;
use crate::dates::chart_link;
use crate::disclosures;
use crate::see_as;

/// The page.
pub fn routes() -> Router<House> {
    Router::new()
        .merge(disclosures::routes())
        .merge(chart_export::routes())
        .merge(see_as::routes())
        .route("/t/c/{subject}/access", get(show))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let found =
        asked.act(move |house, by| Ok((open_chart(house, by, subject)?, see_accesses(house, by, subject)?))).await;
    match found {
        Ok((open, openings)) => {
            let zone = asked.house.zone();
            let main = html! {
                header.stack {
                    div {
                        p.small { (chart_link(&open.client)) }
                        h1 { "Who opened this record" }
                        p.dim { "The client sees this list too. Their journal, and psychotherapy notes, are not on it." }
                        p.row { a href={ "/t/c/" (open.client.subject) "/export" } { "Take a copy of this record" } a href={ "/t/c/" (open.client.subject) "/disclosures" } { "Told outside by law" } a href={ "/t/c/" (open.client.subject) "/as-client" } { "See as this person" } }
                    }
                    (subnav(&open, "/access"))
                }
                (table(&openings, &zone))
            };
            let title = format!("Chart {}", open.client.chart_number);
            reply::ok(asked.page((&title, "/t/caseload"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// The openings as a table, the newest first.
fn table(openings: &[NamedOpening], zone: &TimeZone) -> Markup {
    html! {
        section.card.flush aria-label="Openings" {
            table.fold {
                thead { tr { th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "What" } th scope="col" { "Done" } } }
                tbody {
                    @for opening in openings {
                        tr {
                            td.num { (clock(opening.at, zone)) }
                            th scope="row" { (opening.who) br; span.xs.dim { (day(opening.at, zone)) } }
                            td { (part(opening.what)) }
                            td { (did(&opening.did)) }
                        }
                    }
                }
            }
            @if openings.len() == MOST { p.small.dim { "The latest " (MOST) " are shown." } }
        }
    }
}

fn part(kind: FolderKind) -> &'static str {
    match kind {
        FolderKind::Chart => "Chart",
        FolderKind::Workbook => "Workbook",
        FolderKind::Journal => "Journal",
        FolderKind::ProcessNotes => "Psychotherapy notes",
        FolderKind::TherapyLedger => "Payments, therapy",
        FolderKind::DosingLedger => "Payments, dosing days",
        FolderKind::Coverage => "Insurance and estimates",
    }
}

fn did(did: &Did) -> Markup {
    match did {
        Did::InEmergency(why) => html! { (badge(Tone::Stop, "Opened in an emergency")) br; span.small { (why) } },
        Did::Looked => badge(Tone::Quiet, "Looked"),
        Did::Wrote => badge(Tone::Quiet, "Looked or wrote"),
        Did::TookCopy => badge(Tone::Warn, "Took a copy out"),
        Did::Refused => badge(Tone::Warn, "Refused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_that_was_refused_is_told_too() {
        let opening = |did| NamedOpening {
            at: jiff::Timestamp::UNIX_EPOCH,
            who: "Omar Haddad, therapist".to_owned(),
            what: FolderKind::Chart,
            did,
        };
        let page = table(&[opening(Did::Looked), opening(Did::Refused)], &TimeZone::UTC).into_string();
        assert!(
            page.contains("Looked") && page.contains("Refused") && page.contains("Omar Haddad, therapist"),
            "{page}"
        );
    }
}
