//! Whatever went wrong without words gets a page; a fault of ours also a number, under which the log knows it.
//!
//! The log learns the number, the route and the place in our code: never what was sent, and never a panic's own words
//! when they were put together at run time, because those may hold a value.

use std::any::Any;
use std::cell::Cell;
use std::panic::PanicHookInfo;
use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shell::problem;
use shell::reply::{Broke, Reply};

/// Makes the practice's page for a fault of ours from its reference number.
pub type TroublePage = Arc<dyn Fn(&str) -> Reply + Send + Sync>;

tokio::task_local! {
    /// Where the request under way panicked, as the hook saw it.
    static PANICKED: Cell<Option<String>>;
}

/// Makes a panic's place known to the page that answers it, and writes down every other panic, in one line each.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|panic| {
        let place = place(panic);
        let told = PANICKED.try_with(|panicked| panicked.set(Some(place.clone())));
        if told.is_err() {
            tracing::error!(place, "a panic outside of any request");
        }
    }));
}

/// A panic in a handler as an answer without words, for [`page`] to put them in.
pub fn bare(_: Box<dyn Any + Send + 'static>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Gives every answer without words a page. A screen that meets a fault may answer with the bare status 500.
pub async fn page(State(trouble): State<TroublePage>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let (answer, panicked) = PANICKED
        .scope(Cell::new(None), async {
            let answer = next.run(request).await;
            (answer, PANICKED.with(Cell::take))
        })
        .await;
    let status = answer.status();
    if has_words(&answer) {
        return answer;
    }
    if status.is_client_error() {
        return with_methods(refusal(status).into_response(), answer.headers());
    }
    let reference = reference();
    let place = panicked.unwrap_or_default();
    let broke = answer.extensions().get::<Broke>().map_or("", |broke| broke.0.as_str());
    tracing::error!(reference, %method, route, status = status.as_u16(), place, broke, "a fault of ours");
    trouble(&reference).into_response()
}

/// Only what a framework says by itself comes as plain text, or as nothing at all.
fn has_words(answer: &Response) -> bool {
    let is_error = answer.status().is_client_error() || answer.status().is_server_error();
    let is_plain = |kind: &axum::http::HeaderValue| kind.to_str().is_ok_and(|kind| kind.starts_with("text/plain"));
    !is_error || answer.headers().get(CONTENT_TYPE).is_some_and(|kind| !is_plain(kind))
}

fn refusal(status: StatusCode) -> Reply {
    match status {
        StatusCode::NOT_FOUND => problem::plain(status, "This page is not here", "It may have moved."),
        StatusCode::METHOD_NOT_ALLOWED => problem::plain(
            status,
            "This page can’t be used that way",
            "Go back, load the page again, and use the button on it.",
        ),
        other => problem::bad_request(other),
    }
}

fn with_methods(mut page: Response, headers: &HeaderMap) -> Response {
    if let Some(methods) = headers.get(ALLOW) {
        page.headers_mut().insert(ALLOW, methods.clone());
    }
    page
}

/// Seven letters and digits that can be read out over the phone: no 0, 1, i, l, o, u.
fn reference() -> String {
    const LETTERS: &[u8; 30] = b"23456789abcdefghjkmnpqrstvwxyz";
    // Without randomness the number is always the same; the log still has the time.
    let mut rest = getrandom::u64().unwrap_or_default();
    let mut next = || {
        let letter = LETTERS[usize::try_from(rest % 30).unwrap_or_default()];
        rest /= 30;
        char::from(letter)
    };
    (0..7).map(|_| next()).collect()
}

/// "crates/care/src/note.rs:12: the words", where the words are written so in our code.
fn place(panic: &PanicHookInfo<'_>) -> String {
    let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("‹sealed›");
    panic.location().map_or_else(|| words.to_owned(), |at| format!("{}:{}: {words}", at.file(), at.line()))
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::extract::Path;
    use axum::middleware::from_fn_with_state;
    use axum::routing::{get, post};
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;

    fn router() -> Router {
        let trouble: TroublePage =
            Arc::new(|reference| problem::plain(StatusCode::INTERNAL_SERVER_ERROR, "Ours", reference));
        Router::new()
            .route("/charts/{id}", get(async |Path(id): Path<String>| -> String { panic!("no chart {id}") }))
            .route("/bare", get(async || StatusCode::INTERNAL_SERVER_ERROR))
            .route("/text", get(async || (StatusCode::BAD_REQUEST, "Failed to deserialize query string")))
            .route("/page", get(async || problem::bad_request(StatusCode::BAD_REQUEST)))
            .route("/json", get(async || (StatusCode::BAD_REQUEST, [(CONTENT_TYPE, "application/json")], "{}")))
            .route("/fine", post(async || "fine"))
            .layer(CatchPanicLayer::custom(bare))
            .layer(from_fn_with_state(trouble, page))
    }

    async fn ask(path: &str) -> (StatusCode, HeaderMap, String) {
        let answer = router().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        let (head, body) = answer.into_parts();
        (head.status, head.headers, String::from_utf8(to_bytes(body, 10_000).await.unwrap().to_vec()).unwrap())
    }

    #[tokio::test]
    async fn whatever_went_wrong_has_a_page() {
        for (path, status, words) in [
            ("/charts/secret7", 500, "<h1>Ours</h1>"),
            ("/bare", 500, "<h1>Ours</h1>"),
            ("/text", 400, "<h1>We could not read what was sent</h1>"),
            ("/page", 400, "<h1>We could not read what was sent</h1>"),
            ("/json", 400, "{}"),
            ("/nowhere", 404, "<h1>This page is not here</h1>"),
            ("/fine", 405, "<h1>This page can’t be used that way</h1>"),
        ] {
            let (given, _, text) = ask(path).await;
            assert_eq!(given, status, "{path}");
            assert!(
                text.contains(words) && !text.contains("secret") && !text.contains("deserialize"),
                "{path}: {text}"
            );
        }
        assert_eq!(ask("/fine").await.1[ALLOW], "POST");
    }

    #[test]
    fn a_fault_is_logged_once_by_number_route_and_place_alone() {
        let log = tempfile::NamedTempFile::new().unwrap();
        let writer = Arc::new(log.reopen().unwrap());
        let subscriber = tracing_subscriber::fmt().with_writer(writer).with_ansi(false).finish();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let usual = std::panic::take_hook();
        install_panic_hook();
        let (_, _, shown) =
            tracing::subscriber::with_default(subscriber, || runtime.block_on(ask("/charts/secret7?name=Jamie")));
        std::panic::set_hook(usual);
        let written = std::fs::read_to_string(log.path()).unwrap();
        assert_eq!(written.lines().count(), 1, "{written}");
        let reference = written.split("reference=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(reference.len() == 7 && shown.contains(reference), "{written}");
        assert!(written.contains("/charts/{id}") && written.contains("faults.rs:"), "{written}");
        for sent in ["Jamie", "secret"] {
            assert!(!written.contains(sent), "{written}");
        }
    }
}
