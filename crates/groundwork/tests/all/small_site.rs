//! A site of a few pages: enough to be spoken to rudely, and to be used by a person with a browser.

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use shell::assets;
use shell::form::Posted;
use shell::reply::{self, Reply};

/// All of its pages.
pub fn routes() -> Router {
    Router::new()
        .route("/", get(async || reply::ok(page(&html! { p { "Here" } }))))
        .route("/form", get(async || reply::ok(form(None))).post(receive))
        .route("/charts/{number}", get(async |Path(number): Path<u32>| reply::ok(html! { (number) })))
        .route("/days", get(async |Query(search): Query<Search>| reply::ok(html! { (search.days) })))
        .route("/unlabelled", get(async || reply::ok(html! { (DOCTYPE) html { body { input name="name"; } } })))
        .route("/script", get(async || reply::ok(scripted())))
        .route("/script.js", get(async || ([(CONTENT_TYPE, "text/javascript")], SCRIPT)))
        .merge(assets::routes())
}

#[derive(Deserialize)]
struct Search {
    days: u16,
}

const SCRIPT: &str = "document.querySelector('#told').textContent = 'A script ran.';";

async fn receive(posted: Posted) -> Reply {
    let name = posted.one("name");
    if name.is_empty() {
        return reply::refused(form(Some("Enter a name")));
    }
    let thanks = format!("Thank you, {name} {}, {}.", posted.all("times").join(", "), posted.one("day"));
    reply::ok(page(&html! { p { (thanks) } }))
}

fn form(problem: Option<&str>) -> Markup {
    page(&html! {
        form.stack method="post" {
            @if let Some(problem) = problem { p { (problem) } }
            div.field { label for="name" { "Name " span.hint { "as you like to be called" } } input #name name="name"; }
            div.field { label for="day" { "Day" } input #day type="date" name="day"; }
            fieldset.field {
                legend { "Which times?" }
                @for time in ["Mornings", "Evenings"] {
                    label.choice { input type="checkbox" name="times" value=(time); span { (time) } }
                }
            }
            button.btn { "Send" }
        }
    })
}

fn scripted() -> Markup {
    page(&html! { p #told { "No script ran." } script type="module" src="/script.js" {} })
}

fn page(content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-US" {
            head {
                title { "A small page" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="stylesheet" href=(assets::url("tokens.css"));
                link rel="stylesheet" href=(assets::url("base.css"));
                link rel="icon" href=(assets::url("favicon.svg"));
            }
            body { main.wrap.section.stack { h1 { "A small page" } (content) } }
        }
    }
}
