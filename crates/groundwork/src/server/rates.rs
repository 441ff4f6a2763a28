//! How much one address may ask for in a span of time: signing in, sending public forms, and all in all.
//!
//! Counts stand in memory and are forgotten at a stop. What helps somebody in distress is never counted.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shell::act::act;
use shell::problem;
use shell::reply::Reply;
use terms::trouble::Fault;

use crate::server::asker::Proxies;

/// The page for whoever asks too often, with the minutes until it goes on.
pub type BusyPage = Arc<dyn Fn(u64) -> Reply + Send + Sync>;

/// Writes down that an address asks too often.
pub type Tell = Arc<dyn Fn() -> Result<(), Fault> + Send + Sync>;

/// How many addresses are counted apart; all others share one count.
const MOST_ADDRESSES: usize = 20_000;

/// What is counted apart from the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Counted {
    /// Passwords, codes and links, and asking for a link.
    SignIn,
    /// What the public sends.
    PublicForm,
    /// Everything.
    All,
}

/// How often, in which time. People of one office or household have one address, so there is room for several.
const fn most(counted: Counted) -> (u32, Duration) {
    match counted {
        Counted::SignIn => (40, Duration::from_mins(15)),
        Counted::PublicForm => (40, Duration::from_hours(1)),
        Counted::All => (2_000, Duration::from_mins(5)),
    }
}

/// Pages that help somebody now, the way out, and what is asked by machines of our own.
const NEVER: [&str; 14] = [
    "/assets",
    "/crisis",
    "/grounding",
    "/quick-exit",
    "/quiet",
    "/quiet-worker.js",
    "/my/help",
    "/my/quiet",
    "/my/not-ok",
    "/my/safety-plan",
    "/my/grounding",
    "/sign-out",
    "/healthz",
    "/readyz",
];

/// Where people sign in, or open something by a code.
const SIGN_IN: [&str; 7] = ["/staff", "/sign-in", "/enter", "/passkey", "/join", "/set-up", "/given"];

/// Where the public sends something.
const PUBLIC: [&str; 3] = ["/request", "/r", "/v"];

/// The counts of every address, and who says them.
#[derive(Clone)]
pub struct Rates {
    proxies: Proxies,
    page: BusyPage,
    tell: Tell,
    spans: Arc<Mutex<BTreeMap<(IpAddr, Counted), Span>>>,
}

/// A span of time that began with the first thing counted in it.
#[derive(Clone, Copy, Debug)]
struct Span {
    began: Instant,
    count: u32,
}

/// Somebody who has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TooOften {
    wait: Duration,
    /// Whether it is the first time in this span, which is written down.
    is_first: bool,
}

impl Rates {
    /// Nothing counted yet.
    pub fn new(proxies: Proxies, page: BusyPage, tell: Tell) -> Self {
        Self { proxies, page, tell, spans: Arc::default() }
    }

    /// With a page that knows no practice, and nobody to tell.
    pub fn in_general(proxies: Proxies) -> Self {
        Self::new(proxies, Arc::new(problem::wait), Arc::new(|| Ok(())))
    }

    /// Counts one more, or says how long to wait.
    fn count(&self, address: IpAddr, counted: Counted, now: Instant) -> Result<(), TooOften> {
        let (most, within) = most(counted);
        let mut spans = self.spans.lock().unwrap_or_else(PoisonError::into_inner);
        if spans.len() >= MOST_ADDRESSES {
            spans.retain(|(_, counted), span| now.duration_since(span.began) < self::most(*counted).1);
        }
        let is_full = spans.len() >= MOST_ADDRESSES && !spans.contains_key(&(address, counted));
        let address = if is_full { Ipv6Addr::UNSPECIFIED.into() } else { address };
        let span = spans.entry((address, counted)).or_insert(Span { began: now, count: 0 });
        let passed = now.duration_since(span.began);
        if passed >= within {
            *span = Span { began: now, count: 0 };
        }
        if span.count >= most {
            let is_first = span.count == most;
            span.count = most + 1;
            return Err(TooOften { wait: within.saturating_sub(passed), is_first });
        }
        span.count += 1;
        Ok(())
    }

    fn wait(&self, request: &Request, now: Instant) -> Option<TooOften> {
        let path = request.uri().path();
        if NEVER.iter().any(|never| is_under(path, never)) {
            return None;
        }
        let address = self.proxies.asker(request.extensions(), request.headers())?;
        let sent = |places: &[&str]| request.method() == Method::POST && places.iter().any(|at| is_under(path, at));
        let apart = if sent(&SIGN_IN) {
            Some(Counted::SignIn)
        } else if sent(&PUBLIC) {
            Some(Counted::PublicForm)
        } else {
            None
        };
        let all = [Some(Counted::All), apart];
        all.into_iter().flatten().find_map(|counted| self.count(address, counted, now).err())
    }
}

/// Lets through, or says in words and in a header how long to wait. Nothing that was sent is looked at.
pub async fn check(State(rates): State<Rates>, request: Request, next: Next) -> Response {
    let Some(too_often) = rates.wait(&request, Instant::now()) else { return next.run(request).await };
    if too_often.is_first {
        let tell = Arc::clone(&rates.tell);
        if let Err(fault) = act(move || tell()).await {
            tracing::error!(%fault, "nobody wrote down that an address asks too often");
        }
    }
    let minutes = too_often.wait.as_secs().div_ceil(60).max(1);
    let mut answer = (rates.page)(minutes).into_response();
    answer.headers_mut().insert(RETRY_AFTER, (minutes * 60).into());
    answer
}

fn is_under(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;
    use crate::server::asker::Peer;

    fn rates() -> Rates {
        Rates::in_general(Proxies::default())
    }

    fn request(method: Method, path: &str, from: &str) -> Request {
        let mut request = axum::http::Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        request.extensions_mut().insert(Peer(from.parse().unwrap()));
        request
    }

    #[test]
    fn an_address_that_tries_too_often_waits_and_others_do_not() {
        let (rates, now) = (rates(), Instant::now());
        let ask = |path, from, at| rates.wait(&request(Method::POST, path, from), at).map(|often| often.wait);
        for _ in 0..40 {
            assert_eq!(ask("/staff/code", "203.0.113.7", now), None);
        }
        let soon = now + Duration::from_mins(5);
        for path in ["/staff", "/sign-in", "/enter/abc", "/passkey", "/join/abc", "/given/abc"] {
            assert_eq!(ask(path, "203.0.113.7", soon), Some(Duration::from_mins(10)), "{path}");
        }
        assert_eq!(ask("/staff", "203.0.113.8", soon), None);
        assert_eq!(ask("/request/sent", "203.0.113.7", soon), None, "public forms are counted apart");
        assert_eq!(rates.wait(&request(Method::GET, "/staff", "203.0.113.7"), soon), None, "looking is free");
        assert_eq!(ask("/staff", "203.0.113.7", now + Duration::from_mins(15)), None);
    }

    #[test]
    fn the_first_refusal_of_a_span_is_told_and_the_others_are_not() {
        let (rates, now) = (rates(), Instant::now());
        let firsts = |from: Instant| {
            let ask = |_| rates.wait(&request(Method::POST, "/staff", "203.0.113.7"), from);
            (0..60).filter_map(ask).filter(|often| often.is_first).count()
        };
        assert_eq!((firsts(now), firsts(now)), (1, 0));
        assert_eq!(firsts(now + Duration::from_mins(15)), 1);
    }

    #[test]
    fn whoever_is_in_distress_or_leaves_is_never_told_to_wait() {
        let (rates, now) = (rates(), Instant::now());
        for _ in 0..most(Counted::All).0 {
            assert_eq!(rates.wait(&request(Method::GET, "/fees", "203.0.113.7"), now), None);
        }
        assert!(rates.wait(&request(Method::GET, "/fees", "203.0.113.7"), now).is_some());
        for (method, path) in [
            (Method::GET, "/quiet"),
            (Method::GET, "/crisis"),
            (Method::GET, "/my/help"),
            (Method::POST, "/my/not-ok/body"),
            (Method::POST, "/sign-out"),
            (Method::GET, "/assets/1/base.css"),
        ] {
            assert_eq!(rates.wait(&request(method, path, "203.0.113.7"), now), None, "{path}");
        }
    }

    #[test]
    fn more_addresses_than_are_counted_share_one_count() {
        let (rates, now) = (rates(), Instant::now());
        for number in 0..u32::try_from(MOST_ADDRESSES).unwrap() {
            assert_eq!(rates.count(IpAddr::from(number.to_be_bytes()), Counted::SignIn, now), Ok(()));
        }
        let late = |last: u8| rates.count(IpAddr::from([203, 0, 113, last]), Counted::SignIn, now);
        for last in 0..40 {
            assert_eq!(late(last), Ok(()));
        }
        assert!(late(40).is_err());
        assert!(rates.spans.lock().unwrap().len() <= MOST_ADDRESSES + 1);
        let later = now + Duration::from_mins(15);
        assert_eq!(rates.count(IpAddr::from([203, 0, 113, 40]), Counted::SignIn, later), Ok(()));
        assert_eq!(rates.spans.lock().unwrap().len(), 1, "what is over is forgotten");
    }
}
