//! A few practices to choose from, by part of life. One of them can be taken up as a small change; none has to be.

use actions::house::House;
use axum::Router;
use axum::routing::get;
use care::life_domain::LifeDomain;
use care::practice_menu::Practice;
use maud::{Markup, html};
use shell::reply::{self, Reply};

use crate::asked::Asked;

/// The menu.
pub fn routes() -> Router<House> {
    Router::new().route("/my/practices", get(show))
}

async fn show(asked: Asked) -> Reply {
    reply::ok(asked.page(("A few practices", "/my/integration"), None, page()))
}

fn page() -> Markup {
    html! {
        header.stack.tight {
            p.small { a href="/my/carry-forward" { "Carrying forward" } }
            h1 { "A few practices" }
            p.lead.dim { "Small ways in which people bring something into their days. Choosing one opens it in your own words; leaving them all is fine." }
        }
        div.grid {
            @for domain in LifeDomain::ALL {
                section.card.stack.tight aria-labelledby=(domain.code()) {
                    h2 id=(domain.code()) { (domain.word()) }
                    ul.rows { @for practice in Practice::of(domain) { li { a.all href={ "/my/carry-forward?practice=" (practice.code()) "#add" } { (practice.word()) } } } }
                }
            }
        }
        p.small.dim { "What suits you is for you and your therapist to find out. Nothing here replaces what your prescriber or doctor told you." }
    }
}
