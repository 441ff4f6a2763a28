//! Everything put together: one router for the public, for clients, for staff, and for files.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use shell::problem::trouble;
use site::front::Front;
use site::pages::{Pages, not_found};

use crate::server::clock::Clock;
use crate::server::limits::Limits;
use crate::server::origin::Hosts;
use crate::server::{Settings, wrap};
use crate::sign_in::{Door, demo_routes, know};

/// The whole site of a demo.
pub fn demo(front: &Front, door: &Door, clock: Clock) -> Router {
    let pages = Arc::clone(&front.pages);
    let router: Router = routes(front, door).fallback(move || not_found(Arc::clone(&pages)));
    wrap(router, settings(&front.pages, clock))
}

/// Every screen, with the person at the door known to those that ask.
fn routes(front: &Front, door: &Door) -> Router {
    Router::new()
        .merge(workspace::routes().with_state(front.house.clone()))
        .merge(portal::routes().with_state(front.house.clone()))
        .layer(from_fn_with_state(door.clone(), know))
        .merge(demo_routes(door.clone()))
        .merge(site::pages::routes(&front.pages))
        .merge(site::request_appointment::routes(front.clone()))
        .merge(site::come_back::routes(front.clone()))
        .merge(site::own_request::routes(front.clone()))
        .merge(shell::assets::routes())
}

fn settings(pages: &Arc<Pages>, clock: Clock) -> Settings {
    let pages = Arc::clone(pages);
    Settings {
        hosts: Hosts::new(&[]),
        limits: Limits::default(),
        clock,
        trouble: Arc::new(move |reference| trouble(&pages.edition().frame("Something is not working", ""), reference)),
    }
}
