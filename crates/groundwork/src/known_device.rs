//! A device that a client asked to be remembered: nothing is told of it any more. It keeps a secret that opens nothing.

use actions::client_door::{REMEMBERED, forget_devices, remember_device};
use actions::sign_in::fault;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use shell::act::act;
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::request::Asking;

use crate::sign_in::Door;

/// Where a client asks for it, and takes it back.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new().route("/my/account/devices", post(change)).with_state(door)
}

/// What this browser keeps.
pub fn kept_there(door: &Door, headers: &HeaderMap) -> Option<String> {
    door.kept(headers, "known")
}

async fn change(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, posted: Posted) -> Reply {
    let (house, device) = (door.house.clone(), Door::device(&headers));
    let back = "/my/account/door?done=saved";
    if posted.one("what") == "forget" {
        return match act(move || forget_devices(&house, &by)).await {
            Ok(()) => Reply::GoWith(back.to_owned(), door.keep("known", "", Some(0))),
            Err(trouble) => Reply::Broken(fault(trouble)),
        };
    }
    match act(move || remember_device(&house, &by, device.as_ref())).await {
        Ok(Some(secret)) => {
            let seconds = u32::try_from(REMEMBERED.as_secs()).ok();
            Reply::GoWith(back.to_owned(), door.keep("known", &secret, seconds))
        }
        Ok(None) => reply::go("/my/account/door"),
        Err(trouble) => Reply::Broken(fault(trouble)),
    }
}
