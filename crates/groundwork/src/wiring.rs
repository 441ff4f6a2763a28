//! Everything put together: one router for the public, for clients, for staff, and for files.

use std::net::IpAddr;
use std::sync::Arc;

use actions::turn_away::{Part, turn_away};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use shell::act::act;
use shell::problem::{too_often, trouble};
use site::front::Front;
use site::pages::not_found;
use terms::actor::{Actor, Context};

use crate::demo_door::{DemoDoor, demo_routes};
use crate::server::asker::Proxies;
use crate::server::clock::Clock;
use crate::server::limits::Limits;
use crate::server::origin::Hosts;
use crate::server::rates::Rates;
use crate::server::{Settings, wrap};
use crate::set_up::SetUp;
use crate::sign_in::{Door, know, leaving};
use crate::{
    cards_door, client_door, join, known_device, passkey_door, passkeys_page, set_up, sign_ins_page, staff_account,
    staff_door,
};

/// Where a server stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    /// The names that it answers under, beside this computer's own.
    pub hosts: &'a [String],
    /// The proxies before it.
    pub proxies: &'a [IpAddr],
}

/// The whole site of a demo.
pub fn demo(front: &Front, door: &DemoDoor, clock: Clock) -> Router {
    let pages = Arc::clone(&front.pages);
    let router: Router = routes(front, &door.door)
        .merge(site::pages::routes(&front.pages))
        .merge(requests(front))
        .merge(demo_routes(door.clone()))
        .fallback(move || not_found(Arc::clone(&pages)));
    wrap(router, settings(&door.door, clock, Place::default()))
}

/// The whole site of a practice that stands there. Its public pages open once it said who it is.
pub fn practice(front: &Front, set_up: &SetUp, clock: Clock, place: Place<'_>) -> Router {
    let pages = Arc::clone(&front.pages);
    let public = site::pages::routes(&front.pages)
        .merge(requests(front))
        .layer(from_fn_with_state(front.clone(), site::front::once_told));
    let router: Router = routes(front, &set_up.door)
        .merge(public)
        .merge(staff_door::routes(set_up.door.clone()))
        .merge(client_door::routes(set_up.door.clone()))
        .merge(join::routes(set_up.door.clone()))
        .merge(set_up::routes(set_up.clone()))
        .fallback(move || not_found(Arc::clone(&pages)));
    wrap(router, settings(&set_up.door, clock, place))
}

/// Every screen of staff and clients, with the person at the door known.
fn routes(front: &Front, door: &Door) -> Router {
    Router::new()
        .merge(workspace::routes().with_state(front.house.clone()))
        .merge(portal::routes().with_state(front.house.clone()))
        .merge(site::edit_page::routes(front.clone()))
        .merge(known_device::routes(door.clone()))
        .merge(passkeys_page::client_routes(door.clone()))
        .layer(from_fn_with_state(door.clone(), know))
        .merge(leaving(door.clone()))
        .merge(sign_ins_page::routes(door.clone()))
        .merge(staff_account::routes(door.clone()))
        .merge(passkey_door::routes(door.clone()))
        .merge(passkeys_page::routes(door.clone()))
        .merge(health(front))
        .merge(cards_door::routes(front.house.clone()))
        .merge(shell::assets::routes())
}

/// What the public does beside reading.
fn requests(front: &Front) -> Router {
    Router::new()
        .merge(site::request_appointment::routes(front.clone()))
        .merge(site::come_back::routes(front.clone()))
        .merge(site::own_request::routes(front.clone()))
        .merge(site::rights::routes(front.clone()))
        .merge(site::quiet::routes(front.clone()))
        .merge(site::own_visit::routes(front.clone()))
        .merge(site::packet::routes(front.clone()))
        .merge(site::sent_note::routes(front.clone()))
}

/// For whoever watches the server: whether it runs, and whether the record answers.
fn health(front: &Front) -> Router {
    let house = front.house.clone();
    let ready = move || {
        let house = house.clone();
        async move {
            match act(move || house.is_ready()).await {
                Ok(()) => (StatusCode::OK, "ready\n"),
                Err(fault) => {
                    tracing::error!(%fault, "the record does not answer");
                    (StatusCode::SERVICE_UNAVAILABLE, "the record does not answer\n")
                }
            }
        }
    };
    Router::new().route("/healthz", get(async || "here\n")).route("/readyz", get(ready))
}

fn settings(door: &Door, clock: Clock, place: Place<'_>) -> Settings {
    let (pages, busy) = (Arc::clone(&door.pages), Arc::clone(&door.pages));
    let busy = move |minutes| too_often(&busy.edition().frame("Too many at once", ""), minutes);
    let house = door.house.clone();
    let tell = move || turn_away(&house, &Context { actor: Actor::Stranger, now: clock.now() }, Part::SignIn);
    Settings {
        hosts: Hosts::new(place.hosts),
        limits: Limits::default(),
        clock,
        trouble: Arc::new(move |reference| trouble(&pages.edition().frame("Something is not working", ""), reference)),
        rates: Rates::new(Proxies::new(place.proxies), Arc::new(busy), Arc::new(tell)),
        is_https: door.secure,
    }
}
