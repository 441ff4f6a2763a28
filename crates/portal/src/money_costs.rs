//! "What this might cost" as it was given to you, and your estimates, to read and to print.

use actions::give_cost_page::{ReadRefusal, read_cost_page};
use actions::house::House;
use actions::see_my_coverage::{Cover, MyCoverage, see_my_coverage};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::html;
use money::dosing_estimate::DosingEstimate;
use money::estimate::Estimate;
use papers::letterhead::Letterhead;
use shell::cost_paper::cost_paper;
use shell::dosing_estimate_paper::dosing_estimate_paper;
use shell::estimate_paper::estimate_paper;
use shell::money_paper::date;
use shell::pdf_file::{pdf_file, to_keep};
use shell::reply::{self, Reply};
use terms::ids::EstimateId;

use crate::asked::{Asked, At};

/// The page, that it was read, and one estimate.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/money/costs", get(show).post(was_read))
        .route("/my/money/costs/pdf", get(costs_pdf))
        .route("/my/money/estimates/{id}", get(estimate))
        .route("/my/money/estimates/{id}/pdf", get(estimate_pdf))
        .route("/my/money/dosing-estimates", get(dosing_estimates))
        .route("/my/money/dosing-estimates/{id}", get(dosing_estimate))
        .route("/my/money/dosing-estimates/{id}/pdf", get(dosing_estimate_pdf))
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
                (to_keep("/my/money/costs/pdf"))
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
    let Some((cover, estimate)) = found(&mine, id) else { return asked.not_found() };
    let main = html! {
        p.small { a href="/my/money/coverage" { "Insurance and costs" } }
        (estimate_paper(&asked.house.practice(), &cover.client, estimate))
        (to_keep(&format!("/my/money/estimates/{id}/pdf")))
    };
    reply::ok(asked.page(("Good Faith Estimate", "/my/money"), None, main))
}

async fn costs_pdf(asked: Asked) -> Response {
    let mine = match asked.act(see_my_coverage).await {
        Ok(mine) => mine,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let Some(given) = mine.own.coverage().cost_page() else { return asked.not_found().into_response() };
    let (practice, name) = (asked.house.practice(), mine.own.client.name.as_str().to_owned());
    let (paper, on) = (cost_paper(&practice, &name, &given.page).into_string(), given.page.on);
    pdf_file("costs", move || papers::page::page(&Letterhead { practice: &practice, on }, &name, &paper)).await
}

async fn estimate_pdf(asked: Asked, At(id): At<EstimateId>) -> Response {
    let mine = match asked.act(see_my_coverage).await {
        Ok(mine) => mine,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let Some((cover, estimate)) = found(&mine, id) else { return asked.not_found().into_response() };
    let (practice, name) = (asked.house.practice(), cover.client.name.as_str().to_owned());
    let (paper, on) = (estimate_paper(&practice, &cover.client, estimate).into_string(), estimate.on);
    pdf_file("estimate", move || papers::page::page(&Letterhead { practice: &practice, on }, &name, &paper)).await
}

/// Apart from the others, and never added to them.
async fn dosing_estimates(asked: Asked) -> Reply {
    let mine = match asked.act(see_my_coverage).await {
        Ok(mine) => mine,
        Err(trouble) => return asked.instead(trouble),
    };
    let given: Vec<&DosingEstimate> =
        std::iter::once(&mine.own).chain(&mine.joint).flat_map(|cover| cover.coverage().dosing_estimates()).collect();
    let main = html! {
        p.small { a href="/my/money" { "Money" } }
        header { h1 { "Estimates for dosing days" } p.dim { "For days that a therapist attends. You pay these privately." } }
        section.card.flush aria-label="Estimates" {
            @if given.is_empty() { div.empty { p { "None yet. You get one when such a day is booked." } } }
            ul.rows {
                @for estimate in given.iter().rev() {
                    li { span.grow { a.all href={ "/my/money/dosing-estimates/" (estimate.id) } { (date(estimate.expected.from)) " to " (date(estimate.expected.until)) } br; span.small.dim { "Given " (date(estimate.on)) } } span.num { (estimate.total_cents()) } }
                }
            }
        }
    };
    reply::ok(asked.page(("Estimates for dosing days", "/my/money"), None, main))
}

async fn dosing_estimate(asked: Asked, At(id): At<EstimateId>) -> Reply {
    let mine = match asked.act(see_my_coverage).await {
        Ok(mine) => mine,
        Err(trouble) => return asked.instead(trouble),
    };
    let Some((cover, estimate)) = found_dosing(&mine, id) else { return asked.not_found() };
    let main = html! {
        p.small { a href="/my/money/dosing-estimates" { "Estimates for dosing days" } }
        (dosing_estimate_paper(&asked.house.practice(), &cover.client, estimate))
        (to_keep(&format!("/my/money/dosing-estimates/{id}/pdf")))
    };
    reply::ok(asked.page(("Estimate for dosing days", "/my/money"), None, main))
}

async fn dosing_estimate_pdf(asked: Asked, At(id): At<EstimateId>) -> Response {
    let mine = match asked.act(see_my_coverage).await {
        Ok(mine) => mine,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let Some((cover, estimate)) = found_dosing(&mine, id) else { return asked.not_found().into_response() };
    let (practice, name) = (asked.house.practice(), cover.client.name.as_str().to_owned());
    let (paper, on) = (dosing_estimate_paper(&practice, &cover.client, estimate).into_string(), estimate.on);
    pdf_file("dosing-estimate", move || papers::page::page(&Letterhead { practice: &practice, on }, &name, &paper))
        .await
}

/// The same for dosing days.
fn found_dosing(mine: &MyCoverage, id: EstimateId) -> Option<(&Cover, &DosingEstimate)> {
    let mut covers = std::iter::once(&mine.own).chain(&mine.joint);
    covers.find_map(|cover| Some((cover, cover.coverage().dosing_estimate(id)?)))
}

/// The estimate, with whose it is: one's own, or that of a couple one belongs to.
fn found(mine: &MyCoverage, id: EstimateId) -> Option<(&Cover, &Estimate)> {
    let mut covers = std::iter::once(&mine.own).chain(&mine.joint);
    covers.find_map(|cover| Some((cover, cover.coverage().estimate(id)?)))
}
