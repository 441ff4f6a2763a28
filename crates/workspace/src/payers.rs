//! The insurers that claims go to, with the number, the time to file and the rules of each.

use actions::house::House;
use actions::payers::see_payers;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::payer::Payer;
use shell::reply::{self, Reply};

use crate::asked::Asked;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/payers", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_payers).await {
        Ok(payers) => {
            let toast =
                (asked.query("done") == "kept").then_some("Saved. It holds for charges and claims from now on.");
            reply::ok(asked.page(("Payers", "/billing/payers"), toast, page(&payers)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(payers: &[Payer]) -> Markup {
    html! {
        header.row {
            div.grow { h1 { "Payers" } p.dim { "The insurers that claims go to. What one pays another denies, so each has rules of its own." } }
            a.btn href="/billing/payers/new" { "Add a payer" }
        }
        section.card.flush aria-label="Payers" {
            @if payers.is_empty() { p.empty { "No payer yet. Claims need one." } }
            ul.rows {
                @for payer in payers {
                    li {
                        span.grow { a.all href={ "/billing/payers/" (payer.id) } { (payer.terms.name.as_str()) } br; span.xs.dim { "Payer id " (payer.terms.number.as_str()) ", " (payer.terms.plan.word()) } }
                        span.small { (payer.terms.filing_limit_days) " days to file" }
                    }
                }
            }
        }
    }
}
