//! What is open: psychotherapy, which insurance may cover, and attended dosing days, private pay, in columns of their own.

use actions::house::House;
use actions::see_charges::{AccountLine, see_charges};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::money_paper::owed;
use shell::reply::{self, Reply};
use terms::money::Cents;

use crate::asked::Asked;

/// The list of accounts.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/accounts", get(show))
}

async fn show(asked: Asked) -> Reply {
    let sought = asked.query("q").to_owned();
    let looked = sought.clone();
    match asked.act(move |house, by| see_charges(house, by, &looked)).await {
        Ok(lines) => reply::ok(asked.page(("Accounts", "/billing/accounts"), None, page(&lines, &sought))),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(lines: &[AccountLine], sought: &str) -> Markup {
    let open = lines.iter().filter(|line| line.is_open()).count();
    html! {
        p.small { a href="/billing" { "Billing" } }
        header { h1 { "Accounts" } p.dim { (open) " of " (lines.len()) @if !sought.is_empty() { " found" } " accounts have something open. A charge is made when a visit’s note is signed. " a href="/billing/superbills" { "Superbills each month" } } }
        form.row role="search" action="/billing/accounts" {
            label.vh for="sought" { "Name or chart number" }
            input.w-m id="sought" type="search" name="q" value=(sought) placeholder="Name or chart number" autocomplete="off";
            button.btn.line { "Find" }
            @if !sought.is_empty() { a.btn.plain href="/billing/accounts" { "Show all" } }
        }
        section.card.flush aria-label="Accounts" {
            @if lines.is_empty() && !sought.is_empty() { p.empty { "No account fits this. Try fewer letters, or the chart number." } } @else if lines.is_empty() { p.empty { "No visit has been signed yet." } } @else {
                div.scroll tabindex="0" role="region" aria-label="Accounts by client" {
                    table.fold {
                        thead { tr { th scope="col" { "Client" } th scope="col" { "Psychotherapy, open" } th scope="col" { "Attended dosing days, open" } } }
                        tbody {
                            @for line in lines {
                                tr {
                                    th scope="row" { a href={ "/billing/" (line.client.subject) } { (line.client.name.as_str()) } " " span.xs.dim { (line.client.chart_number) } }
                                    td.num { span.only-n { "Psychotherapy: " } (owed(line.therapy_open)) }
                                    td.num { span.only-n { "Attended dosing days: " } (open_words(line.dosing_open)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is open in a ledger, in words where it is nothing or where there never was a charge.
fn open_words(open: Option<Cents>) -> String {
    open.map_or("none".to_owned(), owed)
}
