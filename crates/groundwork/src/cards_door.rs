//! Where the card processor tells what happened. Whatever it tells that is not ours, or not new, gets the same answer.

use actions::hear_card::{HearRefusal, hear_card_event};
use actions::house::House;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use money::card_processor::NotAnEvent;
use shell::act::act;
use shell::request::Asking;
use terms::trouble::Trouble;

/// The one door. It is for a program, so it answers in words of one line.
pub fn routes<S: Clone + Send + Sync + 'static>(house: House) -> Router<S> {
    Router::new().route("/cards/event", post(hear)).with_state(house)
}

async fn hear(
    State(house): State<House>,
    Asking(by): Asking,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    let signature =
        headers.get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    match act(move || hear_card_event(&house, (&signature, &body), by.now)).await {
        Ok(()) => (StatusCode::OK, "heard\n"),
        Err(Trouble::Refused(HearRefusal::NoCards)) => (StatusCode::NOT_FOUND, "not here\n"),
        Err(Trouble::Refused(HearRefusal::NotAnEvent(NotAnEvent::Stale))) => {
            tracing::warn!("an event of another time came from the card processor; is the clock right?");
            (StatusCode::OK, "heard\n")
        }
        Err(Trouble::Refused(HearRefusal::NotAnEvent(NotAnEvent::Unreadable))) => {
            tracing::warn!("an event came from the card processor that we can't read");
            (StatusCode::OK, "heard\n")
        }
        Err(Trouble::Refused(HearRefusal::NotAnEvent(NotAnEvent::Forged))) => {
            tracing::warn!("an event came that the card processor did not sign");
            (StatusCode::BAD_REQUEST, "not signed\n")
        }
        // It tells us again later.
        Err(Trouble::Denied(_)) => (StatusCode::INTERNAL_SERVER_ERROR, "not now\n"),
        Err(Trouble::Fault(fault)) => {
            tracing::error!(%fault, "an event of the card processor was not written down");
            (StatusCode::INTERNAL_SERVER_ERROR, "not now\n")
        }
    }
}
