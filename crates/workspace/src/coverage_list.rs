//! How everybody pays: what was asked, whose plan must be asked, who must say who reads its mail, and which estimates are due.

use actions::house::House;
use actions::see_coverage_list::{CoverageLine, see_coverage_list};
use axum::Router;
use axum::routing::get;
use jiff::civil::Date;
use maud::{Markup, html};
use money::coverage_card::Paying;
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
    reply::ok(asked.page(("Coverage", "/billing/coverage"), None, page(&lines, today)))
}

fn page(lines: &[CoverageLine], today: Date) -> Markup {
    let mut sorted: Vec<(&CoverageLine, Vec<Open>)> = lines.iter().map(|line| (line, open(line, today))).collect();
    // What is due first stands first; the names keep their order within.
    sorted.sort_by_key(|(line, open)| (open.is_empty(), line.due.map_or(Date::MAX, |due| due.by)));
    let waiting = sorted.iter().filter(|(_, open)| !open.is_empty()).count();
    html! {
        header { h1 { "Coverage and estimates" } p.dim { (waiting) " of " (lines.len()) " clients have something to do. Psychotherapy alone: dosing is private pay and stands on no plan." } }
        section.card.flush aria-label="Clients" {
            @if lines.is_empty() { p.empty { "Nobody has a visit to come, and nobody asked what it costs." } } @else {
                div.scroll tabindex="0" role="region" aria-label="Coverage by client" {
                    table {
                        thead { tr { th scope="col" { "To do" } th scope="col" { "Client" } th scope="col" { "How they pay" } th scope="col" { "Next visit" } } }
                        tbody { @for (line, open) in &sorted { (row(line, open, today)) } }
                    }
                }
            }
        }
    }
}

fn row(line: &CoverageLine, open: &[Open], today: Date) -> Markup {
    html! {
        tr {
            td { @if open.is_empty() { (badge(Tone::Ok, "Nothing")) } @for open in open { div { (open.badge(today)) } } }
            th scope="row" { a href={ "/billing/" (line.client.subject) "/coverage" } { (line.client.name.as_str()) } " " span.xs.dim { (line.client.chart_number) } }
            td { (line.card.paying.word()) @if let Some(payer) = &line.card.payer { br; span.small.dim { (payer.as_str()) } } }
            td { @match line.next_visit { Some(day) => (date(day)), None => span.dim { "None planned" } } }
        }
    }
}

/// Something that waits for billing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Estimate(Date),
    Question,
    AskMail,
    Confirm,
    Check,
    Tell,
}

impl Open {
    fn badge(self, today: Date) -> Markup {
        match self {
            Self::Estimate(by) if by < today => badge(Tone::Stop, &format!("Estimate was due {}", date(by))),
            Self::Estimate(by) => badge(Tone::Warn, &format!("Estimate due by {}", date(by))),
            Self::Question => badge(Tone::Warn, "Asked what it costs"),
            Self::AskMail => badge(Tone::Warn, "Ask who reads the insurer’s mail"),
            Self::Confirm => badge(Tone::Quiet, "The plan is to write elsewhere"),
            Self::Check => badge(Tone::Warn, "Check benefits"),
            Self::Tell => badge(Tone::Quiet, "Tell the client"),
        }
    }
}

fn open(line: &CoverageLine, today: Date) -> Vec<Open> {
    let card = &line.card;
    let uses_plan = match card.paying {
        Paying::Superbills | Paying::AskMail | Paying::Confirming | Paying::Claims => true,
        Paying::NotSaid | Paying::SelfPay => false,
    };
    let is_stale = uses_plan && card.good_until.is_none_or(|until| until < today);
    [
        line.due.map(|due| Open::Estimate(due.by)),
        card.asked_at.map(|_| Open::Question),
        (card.paying == Paying::AskMail).then_some(Open::AskMail),
        (card.paying == Paying::Confirming).then_some(Open::Confirm),
        is_stale.then_some(Open::Check),
        (uses_plan && !is_stale && !card.is_told).then_some(Open::Tell),
    ]
    .into_iter()
    .flatten()
    .collect()
}
