//! Find a client by part of a name, a phone number, a birth date or a chart number.

use actions::house::House;
use actions::see_clients::FoundClients;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::people::Client;
use shell::reply::{self, Reply};

use crate::asked::Asked;
use crate::dates::short_day;
use crate::desk_find::{counted, field, found};
use crate::desk_words::book_and_log;
use crate::reach_words::client_ways;

/// The search, and whoever it finds.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/clients", get(show))
}

async fn show(asked: Asked) -> Reply {
    match found(&asked).await {
        Ok(found) => {
            let main = page(&found, asked.query("q"));
            reply::ok(asked.page(("Clients", "/desk/clients"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(found: &FoundClients, sought: &str) -> Markup {
    html! {
        header.row.apart { h1 { "Clients" } (book_and_log("")) }
        section.card.stack aria-label="Find a client" { (field("/desk/clients", sought, &[])) p.dim role="status" { (counted(found, sought)) } }
        @if !found.clients.is_empty() {
            section.card.flush aria-label="Found" {
                div.scroll {
                    table.fold {
                        thead { tr { th scope="col" { "Chart" } th scope="col" { "Client" } th scope="col" { "Born" } th scope="col" { "Phone" } th scope="col" { "How to reach them" } } }
                        tbody { @for client in &found.clients { (line(client)) } }
                    }
                }
            }
        }
    }
}

fn line(client: &Client) -> Markup {
    html! {
        tr {
            td.mono.dim { (client.chart_number) }
            th scope="row" {
                a href={ "/desk/clients/" (client.subject) } { (client.name.as_str()) }
                @if let Some(legal) = &client.legal_name { br; span.xs.dim { "On papers: " (legal.as_str()) } }
            }
            td { @match client.birth_date { Some(born) => { (short_day(born)) ", " (born.year()) }, None => span.dim { "not told" } } }
            td { @match &client.reach.phone { Some(phone) => (phone), None => span.dim { "no number" } } }
            td { (client_ways(&client.reach)) }
        }
    }
}
