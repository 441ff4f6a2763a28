//! The owner’s list of who keeps whose psychotherapy notes, and the way to say no.

use actions::custody::{see_custodies, stop_opening};
use actions::house::House;
use axum::Router;
use axum::routing::{get, post};
use maud::html;
use shell::reply::{self, Reply};
use terms::ids::StaffId;

use crate::asked::{Asked, At};
use crate::custody::{asked_for, standing_words};

/// The list, and saying no.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/custody", get(list)).route("/practice/custody/{author}/no", post(no))
}

async fn list(asked: Asked) -> Reply {
    let toast = (asked.query("done") == "no").then_some("They stay closed.");
    match asked.act(see_custodies).await {
        Ok(found) => {
            let zone = asked.house.zone();
            let main = html! {
                p.small { a href="/practice" { "Practice" } }
                header { h1 { "Who keeps whose notes" } p.dim { "For the day on which a therapist dies or can’t practice. Nobody but these two ever opens psychotherapy notes; nor can you." } }
                @if found.is_empty() { div.card.empty { p { "No therapist has named anybody yet. They do so on their own page of psychotherapy notes." } } }
                @for kept in &found {
                    section.card.stack {
                        h2 { (kept.author.name.as_str()) }
                        p { "Kept by " b { (kept.custodian.name.as_str()) } @if kept.custodian.left.is_some() { ", who left" } ". " (standing_words(kept)) }
                        (asked_for(kept, ("these notes", &format!("/practice/custody/{}/no", kept.author.id)), &zone))
                    }
                }
            };
            reply::ok(asked.page(("Who keeps whose notes", "/practice"), toast, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn no(asked: Asked, At(author): At<StaffId>) -> Reply {
    match asked.act(move |house, by| stop_opening(house, by, author)).await {
        Ok(()) => reply::go("/practice/custody?done=no"),
        Err(trouble) => asked.instead(trouble),
    }
}
