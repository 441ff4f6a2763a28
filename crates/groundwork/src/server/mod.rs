//! The web server's outer shell: connections with limits, headers on every answer, a page for whatever went wrong.
//!
//! It knows nothing of screens: [`wrap`] takes any router, and [`accept::serve`] answers with it on this computer alone.

pub mod accept;
pub mod asker;
pub mod clock;
pub mod compress;
pub mod faults;
pub mod headers;
pub mod limits;
pub mod origin;
pub mod rates;
pub mod tls;

mod seats;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::catch_panic::CatchPanicLayer;

use crate::server::clock::Clock;
use crate::server::faults::TroublePage;
use crate::server::limits::Limits;
use crate::server::origin::Hosts;
use crate::server::rates::Rates;

/// What the shell needs to know of the practice and the machine.
#[derive(Clone)]
pub struct Settings {
    /// The names under which this server answers.
    pub hosts: Hosts,
    /// How long and how large things may be.
    pub limits: Limits,
    /// Where the time comes from.
    pub clock: Clock,
    /// The practice's page for a fault of ours.
    pub trouble: TroublePage,
    /// How often one address may ask.
    pub rates: Rates,
    /// Whether people come by HTTPS, so that their browsers shall never try anything else.
    pub is_https: bool,
}

/// Puts the shell around a router. What stands last here sees a request first and an answer last.
pub fn wrap(router: Router, settings: Settings) -> Router {
    router
        .layer(from_fn_with_state(settings.clock, clock::tell))
        .layer(from_fn_with_state(settings.limits, limits::bound))
        .layer(from_fn_with_state(settings.rates, rates::check))
        .layer(from_fn_with_state(settings.hosts, origin::check))
        .layer(CatchPanicLayer::custom(faults::bare))
        .layer(from_fn_with_state(settings.trouble, faults::page))
        .layer(compress::layer())
        .layer(from_fn_with_state(settings.is_https, headers::add))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::{Body, to_bytes};
    use axum::http::{HeaderMap, Request, StatusCode};
    use axum::routing::get;
    use jiff::Timestamp;
    use shell::problem;
    use shell::request::Now;
    use tower::ServiceExt;

    use super::*;
    use crate::server::asker::Proxies;

    fn wrapped() -> Router {
        let router = Router::new()
            .route("/now", get(async |Now(now): Now| now.to_string()))
            .route("/panic", get(async || -> String { panic!("a bug of ours") }));
        let settings = Settings {
            hosts: Hosts::new(&[]),
            limits: Limits::default(),
            clock: Clock::Still(Timestamp::UNIX_EPOCH),
            trouble: Arc::new(|reference| problem::plain(StatusCode::INTERNAL_SERVER_ERROR, "Trouble", reference)),
            rates: Rates::in_general(Proxies::default()),
            is_https: false,
        };
        wrap(router, settings)
    }

    async fn ask(path: &str) -> (StatusCode, HeaderMap, String) {
        let request = Request::get(path).header("host", "localhost").body(Body::empty()).unwrap();
        let (head, body) = wrapped().oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(to_bytes(body, 10_000).await.unwrap().to_vec()).unwrap();
        (head.status, head.headers, text)
    }

    #[tokio::test]
    async fn a_screen_learns_the_time_from_the_shell() {
        assert_eq!(ask("/now").await.2, "1970-01-01T00:00:00Z");
    }

    #[tokio::test]
    async fn every_answer_bears_the_headers_whatever_happened() {
        for (path, status) in [("/now", 200), ("/nowhere", 404), ("/panic", 500)] {
            let (given, headers, text) = ask(path).await;
            assert_eq!(given, status, "{path}: {text}");
            assert!(headers.contains_key("content-security-policy"), "{path}");
            assert!(!text.contains("a bug of ours"), "{path}");
        }
    }

    #[tokio::test]
    async fn without_a_host_nothing_is_served_and_still_the_headers_stand() {
        let request = Request::get("/now").body(Body::empty()).unwrap();
        let answer = wrapped().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        assert_eq!(answer.headers()["cache-control"], "no-store");
    }
}
