//! The caseload: everyone a therapist treats, where each stands, and when they meet next.

use actions::house::House;
use actions::see_caseload::{OnCaseload, see_caseload};
use axum::Router;
use axum::routing::get;
use care::pathway::days_after_on_card;
use care::stage::Stage;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::reply::{self, Reply};
use shell::shape::{Phase, Tone, badge};
use shell::time::{clock, short_day as moment_day};

use crate::asked::Asked;
use crate::dates::short_day;

/// The list, and what the search field finds in it.
pub fn routes() -> Router<House> {
    Router::new().route("/t/caseload", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_caseload).await {
        Ok(caseload) => {
            let (today, sought) = (asked.house.today(asked.by.now), asked.query("q"));
            let main = page(&caseload, sought, today, &asked.house.zone());
            reply::ok(asked.page(("Caseload", "/t/caseload"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(caseload: &[OnCaseload], sought: &str, today: Date, zone: &TimeZone) -> Markup {
    let found: Vec<&OnCaseload> = caseload.iter().filter(|row| matches(row, sought)).collect();
    html! {
        header { h1 { "Caseload" } p.dim { (counted(found.len(), sought)) } }
        section.card.flush aria-label="Clients" {
            @if found.is_empty() {
                div.empty {
                    p { @if sought.is_empty() { "Nobody is on your caseload yet. A client comes with the first conversation they choose." } @else { "Nobody on your caseload has this name or chart number." } }
                    @if !sought.is_empty() { a.btn.soft.sm href="/t/caseload" { "Show everyone" } }
                }
            } @else {
                div.scroll {
                    table.fold {
                        thead { tr { th scope="col" { "Chart" } th scope="col" { "Client" } th scope="col" { "Stage" } th scope="col" { "Last visit" } th scope="col" { "Next visit" } th scope="col" { "Dosing day" } th scope="col" { "Open" } } }
                        tbody { @for row in found { (line(row, today, zone)) } }
                    }
                }
            }
        }
    }
}

fn line(row: &OnCaseload, today: Date, zone: &TimeZone) -> Markup {
    let card = &row.card;
    let planned = card.next_dosing.filter(|date| *date >= today);
    html! {
        tr {
            td.mono.dim { (row.client.chart_number) }
            th scope="row" { a href={ "/t/c/" (row.client.subject) } { (row.client.name.as_str()) } }
            td { (badge(stage_tone(card.stage), card.stage.word())) }
            td { span.narrow-only { "Last visit: " } @match card.last_visit { Some(date) => (short_day(date)), None => span.dim { "none yet" } } }
            td { span.narrow-only { "Next: " } @match row.next { Some(at) => { (moment_day(at, zone)) ", " (clock(at, zone)) }, None => span.dim { "nothing booked" } } }
            td {
                @match (planned, days_after_on_card(card, today)) {
                    (Some(date), _) => { "Planned " (short_day(date)) },
                    (None, Some(days)) => { (days) " days ago" },
                    (None, None) => {},
                }
            }
            td { (open_items(row)) }
        }
    }
}

/// What waits with this client, in a word each; nothing where nothing does.
fn open_items(row: &OnCaseload) -> Markup {
    let open = row.workbook.alerts.iter().filter(|alert| !row.card.alerts_closed.contains(&alert.id)).count();
    html! {
        @if open > 0 { (badge(Tone::Warn, "Alert")) " " }
        @if row.workbook.asked > 0 { (badge(Tone::Quiet, "Check-in asked")) " " }
        @if !row.card.has_plan && row.card.notes_signed > 1 { (badge(Tone::Quiet, "No plan yet")) }
    }
}

/// The look of a stage.
pub fn stage_tone(stage: Stage) -> Tone {
    match stage {
        Stage::Opening | Stage::Therapy => Tone::Quiet,
        Stage::Preparation => Tone::Phase(Phase::Preparation),
        Stage::BetweenDosingDays => Tone::Phase(Phase::Dosing),
        Stage::Integration => Tone::Phase(Phase::Integration),
    }
}

fn matches(row: &OnCaseload, sought: &str) -> bool {
    let name = row.client.name.as_str().to_lowercase();
    let words = sought.to_lowercase();
    let number = row.client.chart_number.to_string();
    words.split_whitespace().all(|word| name.contains(word) || number == word)
}

fn counted(found: usize, sought: &str) -> String {
    let people = if found == 1 { "1 chart".to_owned() } else { format!("{found} charts") };
    if sought.is_empty() { people } else { format!("{people} found") }
}
