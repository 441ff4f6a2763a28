//! Who the request says it is for, and where a form was sent from: both must be this site.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shell::problem;
use shell::reply::Reply;

/// The names of this computer, to itself.
const OWN: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// The names under which the server answers, without ports.
///
/// A page elsewhere can give its own name this computer's address and then reads what it likes, unless the name counts.
#[derive(Clone, Debug)]
pub struct Hosts(Arc<[String]>);

impl Hosts {
    /// This computer's own names, and those that the practice is known by behind its proxy.
    pub fn new(known_as: &[String]) -> Self {
        let own = OWN.iter().map(|name| (*name).to_owned());
        Self(own.chain(known_as.iter().map(|name| name.to_lowercase())).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// Lets through what is for this site and, when it would change anything, also comes from it.
pub async fn check(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    match verdict(&hosts, &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => words(refusal).into_response(),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    /// No host, or several.
    NoHost,
    /// Another site's name.
    OtherHost,
    /// A form on another site.
    SentFromElsewhere,
}

fn verdict(hosts: &Hosts, request: &Request) -> Result<(), Refusal> {
    let headers = request.headers();
    let host = only_host(headers).ok_or(Refusal::NoHost)?;
    if !hosts.has(without_port(host)) || !names_no_other(hosts, request.uri()) {
        return Err(Refusal::OtherHost);
    }
    let only_reads = [Method::GET, Method::HEAD].contains(request.method());
    if only_reads || is_sent_from(host, headers) { Ok(()) } else { Err(Refusal::SentFromElsewhere) }
}

fn only_host(headers: &HeaderMap) -> Option<&str> {
    let mut named = headers.get_all(HOST).iter();
    let host = named.next()?.to_str().ok()?;
    named.next().is_none().then_some(host)
}

/// A request may repeat the host in its first line, as proxies do.
fn names_no_other(hosts: &Hosts, uri: &Uri) -> bool {
    uri.host().is_none_or(|host| hosts.has(host))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Browsers say where a form comes from: in `Sec-Fetch-Site`, and older ones in `Origin`. Programs say neither.
///
/// "same-site" is not enough: another port of this computer is the same site.
fn is_sent_from(host: &str, headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let named = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    named.is_some_and(|(scheme, rest)| matches!(scheme, "http" | "https") && rest.eq_ignore_ascii_case(host))
}

fn words(refusal: Refusal) -> Reply {
    match refusal {
        Refusal::NoHost => problem::bad_request(StatusCode::BAD_REQUEST),
        Refusal::OtherHost => problem::plain(
            StatusCode::MISDIRECTED_REQUEST,
            "Nothing is found under this address",
            "Open the address that the practice gave you.",
        ),
        Refusal::SentFromElsewhere => problem::plain(
            StatusCode::FORBIDDEN,
            "This form came from another site",
            "It was not accepted, and nothing was changed. Open the page here and fill it in again.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request as HttpRequest;

    use super::*;

    fn check(method: &str, uri: &str, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let request = HttpRequest::builder().method(method).uri(uri);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        verdict(&Hosts::new(&["Practice.example.org".to_owned()]), &request.body(Body::empty()).unwrap())
    }

    #[test]
    fn a_request_is_for_this_site_or_for_nobody() {
        for (hosts, expected) in [
            (&["127.0.0.1:8080"][..], Ok(())),
            (&["localhost"], Ok(())),
            (&["LOCALHOST:1"], Ok(())),
            (&["[::1]:8080"], Ok(())),
            (&["practice.example.org"], Ok(())),
            (&["evil.example.org"], Err(Refusal::OtherHost)),
            (&["localhost.evil.example.org"], Err(Refusal::OtherHost)),
            (&["127.0.0.1@evil.example.org"], Err(Refusal::OtherHost)),
            (&[""], Err(Refusal::OtherHost)),
            (&[], Err(Refusal::NoHost)),
            (&["localhost", "localhost"], Err(Refusal::NoHost)),
        ] {
            let headers: Vec<_> = hosts.iter().map(|host| ("host", *host)).collect();
            assert_eq!(check("GET", "/", &headers), expected, "{hosts:?}");
        }
    }

    #[test]
    fn a_first_line_may_repeat_the_host_and_no_other() {
        let host = [("host", "localhost")];
        assert_eq!(check("GET", "http://localhost:80/fees", &host), Ok(()));
        assert_eq!(check("GET", "http://evil.example.org/fees", &host), Err(Refusal::OtherHost));
    }

    #[test]
    fn a_form_comes_from_this_site() {
        let here = "127.0.0.1:8080";
        for (name, value, accepted) in [
            ("sec-fetch-site", "same-origin", true),
            ("sec-fetch-site", "none", true),
            ("sec-fetch-site", "same-site", false),
            ("sec-fetch-site", "cross-site", false),
            ("sec-fetch-site", "", false),
            ("origin", "http://127.0.0.1:8080", true),
            ("origin", "https://127.0.0.1:8080", true),
            ("origin", "http://127.0.0.1:3000", false),
            ("origin", "http://evil.example.org", false),
            ("origin", "null", false),
            ("origin", "file://127.0.0.1:8080", false),
            ("accept", "text/html", true),
        ] {
            let expected = if accepted { Ok(()) } else { Err(Refusal::SentFromElsewhere) };
            for method in ["POST", "PUT", "DELETE"] {
                assert_eq!(check(method, "/t", &[("host", here), (name, value)]), expected, "{name}: {value}");
            }
            assert_eq!(check("GET", "/t", &[("host", here), (name, value)]), Ok(()), "{name}: {value}");
        }
    }

    #[test]
    fn what_the_browser_says_of_the_place_counts_more_than_the_origin() {
        let said = [("host", "localhost"), ("sec-fetch-site", "same-origin"), ("origin", "null")];
        assert_eq!(check("POST", "/t", &said), Ok(()));
    }

    #[test]
    fn each_refusal_has_its_words() {
        for (refusal, status) in [(Refusal::NoHost, 400), (Refusal::OtherHost, 421), (Refusal::SentFromElsewhere, 403)]
        {
            assert_eq!(words(refusal).into_response().status(), status, "{refusal:?}");
        }
    }
}
