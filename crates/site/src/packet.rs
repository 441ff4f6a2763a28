//! The page behind the link that a prescriber was given: what a client allowed to be told, while they allow it.

use actions::see_packet::{packet_holder, see_packet};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use care::prescriber::SentPacket;
use maud::html;
use shell::act::act;
use shell::document_text::document_text;
use shell::reply::Reply;
use shell::request::Asking;
use shell::time;
use terms::trouble::Trouble;

use crate::front::{Front, broken};

/// The page.
pub fn routes<S: Clone + Send + Sync + 'static>(front: Front) -> Router<S> {
    Router::new().route("/p/{link}", get(show)).with_state(front)
}

async fn show(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>) -> Reply {
    let by = match packet_holder(&front.house, &by, &link) {
        Ok(by) => by,
        Err(fault) => return broken(fault),
    };
    let house = front.house.clone();
    match act(move || see_packet(&house, &by)).await {
        Ok(packet) => page(&front, &packet),
        Err(Trouble::Denied(_)) => ended(&front),
        Err(Trouble::Refused(never)) => match never {},
        Err(Trouble::Fault(fault)) => broken(fault),
    }
}

fn page(front: &Front, packet: &SentPacket) -> Reply {
    let until = time::day(packet.link_until(), &front.house.zone());
    front.page(StatusCode::OK, ("For a prescriber", ""), |edition| {
        html! {
            div.wrap.section.stack.prose {
                h1 { "For a prescriber" }
                article.card.prose { (document_text(&packet.text)) }
                p { "To answer, call " a href={ "tel:" (edition.practice.phone_dial) } { (edition.practice.phone) } "." }
                p.small.dim { "This page opens until " (until) " at the latest, and closes earlier when the client takes the release back. To keep it in your record, print it." }
            }
        }
    })
}

/// Nothing is said of whether there ever was something behind it.
fn ended(front: &Front) -> Reply {
    front.page(StatusCode::NOT_FOUND, ("This page is not here", ""), |edition| {
        html! {
            div.wrap.section.stack.prose {
                h1 { "This page is not here" }
                p { "The link is over, or was never one. If you were given it by us, call " a href={ "tel:" (edition.practice.phone_dial) } { (edition.practice.phone) } " and ask for the therapist." }
            }
        }
    })
}
