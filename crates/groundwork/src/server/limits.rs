//! How long and how large things may be, and what happens to a request that is longer or larger.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shell::form::MAX_FORM_BYTES;
use shell::problem;
use shell::reply::Reply;
use shell::upload::{MAX_EDI_UPLOAD_BYTES, MAX_ZIP_BYTES, most_bytes};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Every limit of the server. The defaults are those of a practice; tests take shorter ones.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once. One more takes the place of the one that has been idle longest.
    pub connections: usize,
    /// How old a connection may grow; then it ends after the request under way.
    pub connection_age: Duration,
    /// From the moment a request may begin until its whole header is here. So a connection is never idle for longer.
    pub header: Duration,
    /// The first line and all header lines, in bytes.
    pub header_bytes: usize,
    /// Between two pieces of a body.
    pub body_pause: Duration,
    /// From the end of the header to the end of the body.
    pub body_whole: Duration,
    /// A body on any route to which no file is brought, in bytes.
    pub body_bytes: usize,
    /// From the end of the body to the answer.
    pub answer: Duration,
    /// For requests under way when the server stops.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1_024,
            connection_age: Duration::from_mins(5),
            header: Duration::from_secs(10),
            header_bytes: 16 * 1024,
            body_pause: Duration::from_secs(10),
            body_whole: Duration::from_secs(30),
            body_bytes: MAX_FORM_BYTES,
            answer: Duration::from_secs(30),
            farewell: Duration::from_secs(10),
        }
    }
}

/// How many files may come in at once.
static FILES: Semaphore = Semaphore::const_new(4);

/// A zip of papers, or an insurer's answer, may be larger than all of those together, so it comes in alone.
static LARGE: Semaphore = Semaphore::const_new(1);

/// How many times longer than a form one of these may take.
const LARGE_TAKES: u32 = 6;

/// Reads the body before anyone sees the request, and gives the answer its time.
///
/// No route takes a body that is too large for memory, so a screen never waits for a slow sender.
pub async fn bound(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let most = most_bytes(head.uri.path());
    let mut limits = Limits { body_bytes: limits.body_bytes + most - MAX_FORM_BYTES, ..limits };
    // Files are large, so only a few come in at once.
    let seats = match most {
        _ if head.method != Method::POST => None,
        MAX_FORM_BYTES => None,
        MAX_ZIP_BYTES | MAX_EDI_UPLOAD_BYTES => Some(&LARGE),
        _ => Some(&FILES),
    };
    if matches!(most, MAX_ZIP_BYTES | MAX_EDI_UPLOAD_BYTES) {
        limits.body_whole *= LARGE_TAKES;
    }
    let _seat = match seats {
        Some(seats) => seats.acquire().await.ok(),
        None => None,
    };
    let read = timeout(limits.body_whole, read(body, &limits)).await.unwrap_or(Err(Unread::TooSlow));
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(unread) => return hang_up(words(unread)),
    };
    let answer = timeout(limits.answer, next.run(Request::from_parts(head, Body::from(bytes))));
    answer.await.unwrap_or_else(|_| too_late().into_response())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unread {
    TooLarge,
    TooSlow,
    Broken,
}

async fn read(mut body: Body, limits: &Limits) -> Result<Bytes, Unread> {
    let most = limits.body_bytes;
    // A declared length is believed when it is too large already.
    if usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX) > most {
        return Err(Unread::TooLarge);
    }
    let mut bytes = Vec::new();
    loop {
        let next = poll_fn(|context| Pin::new(&mut body).poll_frame(context));
        let Some(frame) = timeout(limits.body_pause, next).await.map_err(|_| Unread::TooSlow)? else {
            return Ok(bytes.into());
        };
        // Trailers are passed over.
        let piece = frame.map_err(|_| Unread::Broken)?.into_data().unwrap_or_default();
        if bytes.len() + piece.len() > most {
            return Err(Unread::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
}

/// The rest of the body is not wanted, so nothing else can come over this connection.
fn hang_up(page: Reply) -> Response {
    let mut answer = page.into_response();
    answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    answer
}

fn words(unread: Unread) -> Reply {
    match unread {
        Unread::TooLarge => problem::bad_request(StatusCode::PAYLOAD_TOO_LARGE),
        Unread::Broken => problem::bad_request(StatusCode::BAD_REQUEST),
        Unread::TooSlow => problem::plain(
            StatusCode::REQUEST_TIMEOUT,
            "What you sent did not arrive in time",
            "Go back and send it once more. Your browser should still show what you wrote.",
        ),
    }
}

fn too_late() -> Reply {
    problem::plain(
        StatusCode::SERVICE_UNAVAILABLE,
        "This is taking too long",
        "Try again in a minute. If you were sending a form, look whether it arrived before you send it again.",
    )
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::task::{Context, Poll};

    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::post;
    use hyper::body::Frame;
    use shell::upload::MAX_LIST_BYTES;
    use tokio::time::{Interval, interval};
    use tower::ServiceExt;

    use super::*;

    const SHORT: Limits = Limits {
        connections: 1,
        connection_age: Duration::from_secs(1),
        header: Duration::from_secs(1),
        header_bytes: 1_000,
        body_pause: Duration::from_millis(400),
        body_whole: Duration::from_millis(600),
        body_bytes: 100,
        answer: Duration::from_millis(200),
        farewell: Duration::from_secs(1),
    };

    const FILES_COME_HERE: &str = "/practice/move-in/clients";

    /// A body of ten bytes each time the clock ticks.
    struct Trickle {
        pieces: usize,
        tick: Interval,
    }

    impl HttpBody for Trickle {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            if self.pieces == 0 {
                return Poll::Ready(None);
            }
            self.tick.poll_tick(context).map(|_| {
                self.pieces -= 1;
                Some(Ok(Frame::data(Bytes::from_static(b"ten bytes."))))
            })
        }
    }

    fn trickle(pieces: usize, pause_ms: u64) -> Body {
        Body::new(Trickle { pieces, tick: interval(Duration::from_millis(pause_ms)) })
    }

    async fn check(path: &str, body: Body, expected: StatusCode) {
        let router: Router = Router::new()
            .route("/read", post(async |bytes: Bytes| bytes))
            .route(FILES_COME_HERE, post(async || ()))
            .route("/slow", post(async || tokio::time::sleep(Duration::from_secs(5)).await))
            .layer(from_fn_with_state(SHORT, bound));
        let answer = router.oneshot(Request::post(path).body(body).unwrap()).await.unwrap();
        assert_eq!(answer.status(), expected, "{path}");
        assert_eq!(answer.headers().contains_key(CONNECTION), expected.is_client_error(), "{path}");
    }

    #[tokio::test]
    async fn a_body_has_its_size_declared_or_not() {
        check("/read", Body::from("x".repeat(100)), StatusCode::OK).await;
        check("/read", Body::from("x".repeat(101)), StatusCode::PAYLOAD_TOO_LARGE).await;
        check("/read", trickle(10, 1), StatusCode::OK).await;
        check("/read", trickle(11, 1), StatusCode::PAYLOAD_TOO_LARGE).await;
        let most = MAX_LIST_BYTES - MAX_FORM_BYTES + 100;
        check(FILES_COME_HERE, Body::from("x".repeat(most)), StatusCode::OK).await;
        check(FILES_COME_HERE, Body::from("x".repeat(most + 1)), StatusCode::PAYLOAD_TOO_LARGE).await;
    }

    #[tokio::test]
    async fn a_body_has_its_time_between_pieces_and_in_all() {
        check("/read", trickle(3, 100), StatusCode::OK).await;
        check("/read", trickle(2, 500), StatusCode::REQUEST_TIMEOUT).await;
        check("/read", trickle(9, 150), StatusCode::REQUEST_TIMEOUT).await;
    }

    #[tokio::test]
    async fn an_answer_has_its_time() {
        check("/slow", Body::empty(), StatusCode::SERVICE_UNAVAILABLE).await;
    }

    #[test]
    fn each_way_of_not_arriving_has_its_words() {
        for (unread, status) in [(Unread::TooLarge, 413), (Unread::TooSlow, 408), (Unread::Broken, 400)] {
            assert_eq!(words(unread).into_response().status(), status, "{unread:?}");
        }
    }
}
