//! The quiet page for everyone: dark, large, with people to call. A phone keeps it only when its owner asks.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::html;
use shell::quiet::{quiet, steady};
use shell::reply::{self, Reply};

use crate::front::Front;

/// The page.
pub fn routes<S: Clone + Send + Sync + 'static>(front: Front) -> Router<S> {
    Router::new().route("/quiet", get(show)).with_state(front)
}

async fn show(State(front): State<Front>) -> Reply {
    let practice = front.house.practice();
    let main = html! {
        ul hidden data-own {}
        (steady(&practice))
        button.btn.plain type="button" hidden data-forget { "Forget this phone" }
    };
    reply::ok(quiet(&practice, main))
}
