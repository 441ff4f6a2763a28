//! Ageing: what is open by the days since the visit and by who pays next, therapy and attended dosing days apart.

use actions::house::House;
use actions::see_ageing::{OpenByAge, see_ageing, together};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use money::ageing::{Age, Ageing, Owes};
use schedule::people::Client;
use shell::csv_file::{csv_file, dollars};
use shell::icon::{Icon, icon};
use shell::money_paper::date;
use shell::reply::{self, Reply};
use terms::money::Cents;

use crate::asked::Asked;

/// The page, and the table as a file.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/ageing", get(show)).route("/billing/ageing/csv", get(table))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_ageing).await {
        Ok(open) => reply::ok(asked.page(("Ageing", "/billing/ageing"), None, page(&open))),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn table(asked: Asked) -> Response {
    match asked.act(see_ageing).await {
        Ok(open) => csv_file(&format!("ageing-{}", open.today), &HEAD, rows(&open)),
        Err(trouble) => asked.instead(trouble).into_response(),
    }
}

/// Clients go by their chart's number.
const HEAD: [&str; 8] =
    ["ledger", "chart_number", "who_owes", "days_0_30", "days_31_60", "days_61_90", "days_over_90", "together"];

fn rows(open: &OpenByAge) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (ledger, lines) in [("therapy", &open.therapy), ("dosing", &open.dosing)] {
        for (client, ageing) in lines {
            let begun = |who: &str| vec![ledger.to_owned(), client.chart_number.to_string(), who.to_owned()];
            for owes in owing(ageing) {
                let ages = Age::ALL.map(|age| dollars(ageing.cents(owes, age)));
                rows.push(
                    begun(owes.code()).into_iter().chain(ages).chain([dollars(ageing.owed_cents(owes))]).collect(),
                );
            }
            for (who, cents) in [("no-age", ageing.undated_cents), ("paid-beyond", ageing.beyond_cents)] {
                if cents != Cents::ZERO {
                    let none = Age::ALL.map(|_| String::new());
                    rows.push(begun(who).into_iter().chain(none).chain([dollars(cents)]).collect());
                }
            }
        }
    }
    rows
}

fn owing(ageing: &Ageing) -> impl Iterator<Item = Owes> {
    Owes::ALL.into_iter().filter(|owes| ageing.owed_cents(*owes) != Cents::ZERO)
}

fn page(open: &OpenByAge) -> Markup {
    let is_empty = open.therapy.is_empty() && open.dosing.is_empty();
    html! {
        p.small.noprint { a href="/billing" { "Billing" } }
        header.row.apart {
            div { h1 { "Ageing" } p.dim.measure { "As of " (date(open.today)) ", by the days since the visit. A claim under way is the insurer’s to pay; nobody is asked for it meanwhile." } }
            @if !is_empty { a.btn.line.sm.noprint href="/billing/ageing/csv" download { "As a table (CSV)" } }
        }
        @if is_empty { div.card.empty { (icon(Icon::Check)) p { "Nothing is open." } } }
        @for (id, heading, lines) in [("therapy", "Psychotherapy", &open.therapy), ("dosing", "Attended dosing days", &open.dosing)] {
            @if !lines.is_empty() { (kind((id, heading), lines)) }
        }
    }
}

fn kind((id, heading): (&str, &str), lines: &[(Client, Ageing)]) -> Markup {
    let all = together(lines);
    html! {
        section.card.flush aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            div.scroll tabindex="0" role="region" aria-label={ (heading) " by age" } {
                table.fold {
                    thead { tr { th scope="col" { "Client" } th scope="col" { "Who pays next" } @for age in Age::ALL { th.right scope="col" { (age.word()) } } th.right scope="col" { "Together" } } }
                    tbody {
                        @for owes in owing(&all) { (line(html! { th scope="row" { "All clients" } }, owes, &all)) }
                        @for (client, ageing) in lines {
                            @for owes in owing(ageing) { (line(name(client), owes, ageing)) }
                        }
                    }
                }
            }
        }
        (not_aged(lines, &all))
    }
}

fn name(client: &Client) -> Markup {
    html! { th scope="row" { a href={ "/billing/" (client.subject) } { (client.name.as_str()) } " " span.xs.dim { (client.chart_number) } } }
}

#[expect(clippy::needless_pass_by_value, reason = "markup is made where it is handed over")]
fn line(whose: Markup, owes: Owes, ageing: &Ageing) -> Markup {
    html! {
        tr {
            (whose)
            td { (owes.word()) }
            @for age in Age::ALL {
                @let cents = ageing.cents(owes, age);
                td.right { span.only-n { (age.word()) ": " } @if cents == Cents::ZERO { span.dim { "–" } } @else { (cents) } }
            }
            td.right { span.only-n { "Together: " } b { (ageing.owed_cents(owes)) } }
        }
    }
}

/// What has no age, in words.
fn not_aged(lines: &[(Client, Ageing)], all: &Ageing) -> Markup {
    let undated = lines.iter().filter(|(_, line)| line.undated_cents != Cents::ZERO).count();
    html! {
        @if undated > 0 { p.small { (all.undated_cents) " of " (undated) @if undated == 1 { " client" } @else { " clients" } " has no age here yet: it was written before visits stood on this list, and gets its age with the next charge, payment or claim." } }
        @if all.beyond_cents > Cents::ZERO { p.small { (all.beyond_cents) " was paid beyond what visits came to, and is not taken off above." } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_is_open_the_page_says_so_and_offers_no_table() {
        let open = OpenByAge { today: "2026-06-22".parse().unwrap(), therapy: Vec::new(), dosing: Vec::new() };
        let page = page(&open).into_string();
        assert!(page.contains("Nothing is open.") && !page.contains("csv"), "{page}");
    }
}
