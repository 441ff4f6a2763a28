//! Collect today: who comes, what is open of therapy and of dosing days apart, and what the visit is expected to cost them.

use actions::house::House;
use actions::see_collect_today::{ToCollect, see_collect_today};
use axum::Router;
use axum::routing::get;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use money::expected_share::ExpectedShare;
use money::side::Side;
use shell::csv_file::dollars;
use shell::icon::{Icon, icon};
use shell::money_paper::owed;
use shell::reply::{self, Reply};
use shell::time::clock;
use terms::money::Cents;
use terms::visit_kind::VisitKind;

use crate::asked::Asked;

/// The list of today.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/today", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_collect_today).await {
        Ok(visits) => {
            let main = page(&visits, asked.house.today(asked.by.now), &asked.house.zone());
            reply::ok(asked.page(("Collect today", "/billing/today"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(visits: &[ToCollect], today: Date, zone: &TimeZone) -> Markup {
    html! {
        p.small.noprint { a href="/billing" { "Billing" } }
        header { h1 { "Collect today" } p.dim { (today.strftime("%A, %B %-d").to_string()) ". What is open is owed; what is expected is not yet: a visit is charged when its note is signed. What is paid before that is held for them as an advance." } }
        section.card.flush aria-label="Visits of today" {
            @if visits.is_empty() { div.empty { (icon(Icon::Calendar)) p { "Nobody comes today." } } } @else {
                div.scroll tabindex="0" role="region" aria-label="Visits of today, with what is open" {
                    table.fold {
                        thead { tr { th scope="col" { "Time" } th scope="col" { "Client" } th scope="col" { "Psychotherapy, open" } th scope="col" { "Attended dosing days, open" } th scope="col" { "Expected of this visit" } th.noprint scope="col" { "Payment" } } }
                        tbody { @for row in visits { (line(row, zone)) } }
                    }
                }
            }
        }
    }
}

fn line(row: &ToCollect, zone: &TimeZone) -> Markup {
    let (subject, dosing_open) = (row.client.subject, row.dosing_open.unwrap_or_default());
    html! {
        tr {
            td.num { b { (clock(row.visit.span.from, zone)) } }
            th scope="row" { a href={ "/billing/" (subject) } { (row.client.name.as_str()) } " " span.xs.dim { (row.client.chart_number) } br; span.xs.dim { (row.visit.kind.word()) } }
            td.num { span.only-n { "Psychotherapy: " } (owed(row.therapy_open)) }
            td.num { span.only-n { "Dosing days: " } (row.dosing_open.map_or("none".to_owned(), owed)) }
            td { span.only-n { "Expected: " } (expected_words(row.expected)) }
            td.noprint {
                div.row {
                    @if row.therapy_open > Cents::ZERO { a.btn.line.sm href={ "/billing/" (subject) "?pay=therapy" } { "Take a payment" span.vh { " for psychotherapy: " (row.client.name.as_str()) } } }
                    @if let Some(cents) = in_advance(row.expected) { a.btn.plain.sm href={ "/billing/" (subject) "/ledger/" (side(row.visit.kind).code()) "/advance?amount=" (dollars(cents)) } { "Take " (cents) " now" span.vh { ", in advance, from " (row.client.name.as_str()) } } }
                    @if dosing_open > Cents::ZERO { a.btn.line.sm href={ "/billing/" (subject) "?pay=dosing" } { "Take one for dosing" span.vh { ": " (row.client.name.as_str()) } } }
                }
            }
        }
    }
}

/// What may be taken before the note is signed, where it is known to the cent.
fn in_advance(expected: Option<ExpectedShare>) -> Option<Cents> {
    match expected? {
        ExpectedShare::Fee(cents)
        | ExpectedShare::LowerFee(cents)
        | ExpectedShare::Copay(cents)
        | ExpectedShare::NotCovered(cents) => Some(cents),
        ExpectedShare::Free | ExpectedShare::Part(..) | ExpectedShare::AtMost(_) => None,
    }
}

/// In which ledger it is held; what is held for therapy never pays a dosing day.
fn side(kind: VisitKind) -> Side {
    match kind {
        VisitKind::AttendedDosing => Side::Dosing,
        VisitKind::FirstConversation
        | VisitKind::Intake
        | VisitKind::Therapy
        | VisitKind::Couple
        | VisitKind::Preparation
        | VisitKind::Integration
        | VisitKind::Closing => Side::Therapy,
    }
}

fn expected_words(expected: Option<ExpectedShare>) -> String {
    match expected {
        None => "charged: it is in what is open".to_owned(),
        Some(ExpectedShare::Free) => "nothing".to_owned(),
        Some(ExpectedShare::Fee(cents)) => format!("{cents}, the fee"),
        Some(ExpectedShare::LowerFee(cents)) => format!("{cents}, the lower fee"),
        Some(ExpectedShare::Copay(cents)) => format!("{cents}, the copay"),
        Some(ExpectedShare::Part(percent, None)) => format!("{percent}% of what the plan allows"),
        Some(ExpectedShare::Part(percent, Some(left))) => {
            format!(
                "{percent}% of what the plan allows, after the deductible: {left} was left of it when the plan was asked"
            )
        }
        Some(ExpectedShare::NotCovered(cents)) => format!("{cents}, the fee: the plan does not pay for it"),
        Some(ExpectedShare::AtMost(cents)) => {
            format!("at most {cents}, the fee: what the plan pays is not known today")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_visits_has_its_words_and_each_expectation_says_what_it_is() {
        let page = page(&[], "2026-06-22".parse().unwrap(), &TimeZone::UTC).into_string();
        assert!(page.contains("Nobody comes today.") && page.contains("Monday, June 22"), "{page}");
        for (expected, words) in [
            (None, "charged: it is in what is open"),
            (Some(ExpectedShare::Free), "nothing"),
            (Some(ExpectedShare::Copay(Cents(3_000))), "$30.00, the copay"),
            (Some(ExpectedShare::Part(20, None)), "20% of what the plan allows"),
            (Some(ExpectedShare::AtMost(Cents(16_500))), "at most $165.00"),
        ] {
            assert!(expected_words(expected).starts_with(words), "{words}");
        }
    }
}
