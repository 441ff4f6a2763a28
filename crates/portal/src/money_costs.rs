//! "What this might cost" as it was given to you, and your estimates, to read and to print.

use actions::give_cost_page::{ReadRefusal, read_cost_page};
use actions::house::House;
use actions::see_my_coverage::see_my_coverage;
use axum::Router;
use axum::routing::get;
use maud::html;
use shell::cost_paper::cost_paper;
use shell::estimate_paper::estimate_paper;
use shell::reply::{self, Reply};
use terms::ids::EstimateId;

use crate::asked::{Asked, At};

/// The page, that it was read, and one estimate.
pub fn routes() -> Router<House> {
    Router::new().route("/my/money/costs", get(show).post(was_read)).route("/my/money/estimates/{id}", get(estimate))
}

async fn show(asked: Asked) -> Reply {
    let mine = match asked.act(see_my_coverage).await {
        Ok(mine) => mine,
        Err(trouble) => return asked.instead(trouble),
    };
    let main = html! {
        p.small { a href="/my/money/coverage" { "Insurance and costs" } }
        @match mine.own.coverage().cost_page() {
            Some(given) => {
                (cost_paper(&asked.house.practice(), mine.own.client.name.as_str(), &given.page))
                @if given.read_at.is_none() {
                    form.row.noprint method="post" { button.btn { "I have read this" } span.small.dim { "It does not oblige you to anything." } }
                }
            },
            None => div.card.empty { h1 { "What this might cost" } p { "It was not made for you yet. You can ask the office for it, or for an estimate." } },
        }
    };
    reply::ok(asked.page(("What this might cost", "/my/money"), None, main))
}

async fn was_read(asked: Asked) -> Reply {
    let me = asked.client.subject;
    let made = asked.act(move |house, by| read_cost_page(house, by, me)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go("/my/money/coverage?done=read"),
        // There is nothing to have read; the page says so.
        Err(Ok(ReadRefusal::NotGiven)) => reply::go("/my/money/costs"),
        Err(Err(page)) => *page,
    }
}

async fn estimate(asked: Asked, At(id): At<EstimateId>) -> Reply {
    let mine = match asked.act(see_my_coverage).await {
        Ok(mine) => mine,
        Err(trouble) => return asked.instead(trouble),
    };
    let mut covers = std::iter::once(&mine.own).chain(&mine.joint);
    let Some((cover, estimate)) = covers.find_map(|cover| Some((cover, cover.coverage().estimate(id)?))) else {
        return asked.not_found();
    };
    let main = html! {
        p.small { a href="/my/money/coverage" { "Insurance and costs" } }
        (estimate_paper(&asked.house.practice(), &cover.client, estimate))
    };
    reply::ok(asked.page(("Good Faith Estimate", "/my/money"), None, main))
}
