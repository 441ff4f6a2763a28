//! How everybody pays: what was asked, whose plan must be asked, who must say who reads its mail, and which estimates are due.

use actions::house::House;
use actions::see_coverage_list::{CoverageLine, see_coverage_list};
use axum::Router;
use axum::routing::get;
use jiff::civil::Date;
use maud::{Markup, html};
use money::coverage_work::CoverageWork;
use shell::money_paper::date;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};

use crate::asked::Asked;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/coverage", get(show))
}

async fn show(asked: Asked) -> Reply {
    let lines = match asked.act(see_coverage_list).await {
        Ok(lines) => lines,
        Err(trouble) => return asked.instead(trouble),
    };
    let today = asked.house.today(asked.by.now);
    reply::ok(asked.page(
        ("Coverage", "/billing/coverage"),
        None,
        page(&lines, CoverageWork::from_code(asked.query("show")), today),
    ))
}

fn page(lines: &[CoverageLine], only: Option<CoverageWork>, today: Date) -> Markup {
    let wanted = |line: &&CoverageLine| only.is_none_or(|work| line.work.contains(&work));
    let mut sorted: Vec<&CoverageLine> = lines.iter().filter(wanted).collect();
    // What is due first stands first; the names keep their order within.
    sorted.sort_by_key(|line| (line.work.is_empty(), line.due.map_or(Date::MAX, |due| due.by)));
    let waiting = lines.iter().filter(|line| !line.work.is_empty()).count();
    html! {
        header { h1 { "Coverage and estimates" } p.dim { (waiting) " of " (lines.len()) " clients have something to do. Psychotherapy alone: dosing is private pay and stands on no plan." } }
        nav.subnav aria-label="What waits" {
            a href="/billing/coverage" aria-current=[only.is_none().then_some("true")] { "Everybody" }
            @for work in CoverageWork::ALL {
                @let count = lines.iter().filter(|line| line.work.contains(&work)).count();
                @if count > 0 || only == Some(work) {
                    a href={ "/billing/coverage?show=" (work.code()) } aria-current=[(only == Some(work)).then_some("true")] { (work.word()) " " (count) }
                }
            }
        }
        section.card.flush aria-label="Clients" {
            @if sorted.is_empty() && only.is_some() { p.empty { "Nobody waits for this." } } @else if lines.is_empty() { p.empty { "Nobody has a visit to come, and nobody asked what it costs." } } @else {
                div.scroll tabindex="0" role="region" aria-label="Coverage by client" {
                    table.fold {
                        thead { tr { th scope="col" { "Client" } th scope="col" { "To do" } th scope="col" { "How they pay" } th scope="col" { "Next visit" } } }
                        tbody { @for line in &sorted { (row(line, today)) } }
                    }
                }
            }
        }
    }
}

fn row(line: &CoverageLine, today: Date) -> Markup {
    html! {
        tr {
            th scope="row" { a href={ "/billing/" (line.client.subject) "/coverage" } { (line.client.name.as_str()) } " " span.xs.dim { (line.client.chart_number) } }
            td { @if line.work.is_empty() { (badge(Tone::Ok, "Nothing")) } @for work in &line.work { div { (told(*work, line, today)) } } }
            td { (line.card.paying.word()) @if let Some(payer) = &line.card.payer { br; span.small.dim { (payer.as_str()) } } }
            td { span.only-n { "Next visit: " } @match line.next_visit { Some(day) => (date(day)), None => span.dim { "None planned" } } }
        }
    }
}

/// The estimate of dosing days has a page of its own, off the page of coverage.
fn dosing(line: &CoverageLine, today: Date) -> Markup {
    let (tone, words) = match line.dosing_due {
        Some(by) if by < today => (Tone::Stop, format!("Dosing estimate was due {}", date(by))),
        Some(by) => (Tone::Warn, format!("Dosing estimate due by {}", date(by))),
        None => (Tone::Warn, CoverageWork::DosingEstimate.word().to_owned()),
    };
    html! { a href={ "/billing/" (line.client.subject) "/dosing-estimate" } { (badge(tone, &words)) } }
}

/// What waits, in a word or two.
fn told(work: CoverageWork, line: &CoverageLine, today: Date) -> Markup {
    match (work, line.due) {
        (CoverageWork::Estimate, Some(due)) if due.by < today => {
            badge(Tone::Stop, &format!("Estimate was due {}", date(due.by)))
        }
        (CoverageWork::Estimate, Some(due)) => badge(Tone::Warn, &format!("Estimate due by {}", date(due.by))),
        (CoverageWork::DosingEstimate, _) => dosing(line, today),
        (CoverageWork::Confirm | CoverageWork::Tell, _) => badge(Tone::Quiet, work.word()),
        (CoverageWork::Estimate | CoverageWork::Question | CoverageWork::AskMail | CoverageWork::Check, _) => {
            badge(Tone::Warn, work.word())
        }
    }
}
