//! The front desk's queue: who asked, how they may be reached, how long they have waited, and what was offered.

use actions::house::House;
use actions::see_requests::{Queue, see_requests};
use axum::Router;
use axum::routing::get;
use jiff::Timestamp;
use maud::{Markup, html};
use schedule::request::{Request, State as Stands};
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time;

use crate::asked::Asked;
use crate::reach_words::ways;

/// The queue.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/requests", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_requests).await {
        Ok(queue) => {
            reply::ok(asked.page(("Requests", "/desk/requests"), None, page(&asked.house, &queue, asked.by.now)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(house: &House, queue: &Queue, now: Timestamp) -> Markup {
    let promise = &house.practice().reply_within;
    let oldest = queue.waiting.iter().map(|request| request.received_at).min();
    html! {
        header.row.apart {
            div {
                h1 { "Requests" }
                p.dim {
                    @match oldest {
                        Some(oldest) => { (queue.waiting.len()) " waiting for a reply. The oldest has waited " (time::age(oldest, now)) "; we promise " (promise) "." },
                        None => { "Nobody is waiting. We promise a reply within " (promise) "." },
                    }
                }
            }
            a.btn.line.sm href="/desk/requests/add" { (icon(Icon::Plus)) "Add request" }
        }
        div.split.main {
            section.card.flush aria-labelledby="waiting" {
                h2 #waiting { "To reply" }
                (rows(house, &queue.waiting, now, "Nobody is waiting for a first reply."))
            }
            div.stack {
                section.card.flush aria-labelledby="offered" { h2 #offered { "Times offered, no answer yet" } (rows(house, &queue.offered, now, "No times are held for anyone.")) }
                section.card.flush aria-labelledby="booked" { h2 #booked { "Booked" } (rows(house, &queue.booked, now, "No first conversations yet.")) }
                section.card.flush aria-labelledby="closed" { h2 #closed { "Closed" } (rows(house, &queue.closed, now, "Nothing declined or taken back.")) }
            }
        }
    }
}

fn rows(house: &House, requests: &[Request], now: Timestamp, empty: &str) -> Markup {
    html! {
        @if requests.is_empty() { p.empty { (empty) } } @else {
            ul.rows { @for request in requests { (row(house, request, now)) } }
        }
    }
}

fn row(house: &House, request: &Request, now: Timestamp) -> Markup {
    let zone = house.zone();
    let answer_by = request.answer_by(house.practice().reply_within_hours, &zone);
    html! {
        li {
            span.grow {
                a.all href={ "/desk/requests/" (request.id) } { (request.answers.name.as_str()) }
                br;
                span.small.dim { (request.source.word()) ". " (limits(request)) }
                @if request.is_recently_dosed() { br; (badge(Tone::Warn, "Ketamine in the last two weeks")) }
            }
            span.small.dim.right {
                @match &request.state {
                    Stands::Waiting => {
                        (badge(if answer_by <= now { Tone::Warn } else { Tone::Quiet }, &time::age(request.received_at, now)))
                        br; "answer by " (time::short_day(answer_by, &zone)) ", " (time::clock(answer_by, &zone))
                    },
                    Stands::Offered(offer) if request.is_lapsed(now) => { (badge(Tone::Warn, "Offer lapsed")) br; "held until " (time::short_day(offer.held_until, &zone)) },
                    Stands::Offered(offer) => { (offer.times.len()) " held" br; "until " (time::short_day(offer.held_until, &zone)) ", " (time::clock(offer.held_until, &zone)) },
                    Stands::Booked { time: booked, .. } => { (badge(Tone::Ok, "Booked")) br; (time::short_day(booked.span.from, &zone)) ", " (time::clock(booked.span.from, &zone)) },
                    Stands::Declined => { "Declined" },
                    Stands::Withdrawn => { "Taken back" },
                }
            }
        }
    }
}

/// How a person may be reached, and what must not be done: it stands above everything else.
pub(crate) fn limits(request: &Request) -> String {
    let reach = &request.answers.reach;
    if reach.is_nothing() {
        return "Send nothing, call nobody. They come back with a word and a number.".to_owned();
    }
    ways(reach)
}
