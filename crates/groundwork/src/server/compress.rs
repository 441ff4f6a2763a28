//! Text travels compressed; pictures and fonts, which are so already, travel as they are.

use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

/// Below this many bytes the wrapping weighs more than what it saves.
const SMALLEST: u64 = 860;

/// What is text: pages, style sheets, scripts, drawings, plain words.
const TEXT: [&str; 5] = ["text/html", "text/css", "text/javascript", "image/svg+xml", "text/plain"];

/// Compresses text with gzip for browsers that read it.
///
/// No page holds a secret beside words of the sender's own: forms carry no token, because the browser says where a form
/// comes from, and the mark of whom a form was shown to opens nothing. So the length of a compressed page tells nothing.
pub fn layer() -> CompressionLayer<impl Predicate + Send + Sync + 'static> {
    let is_text = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| is_text(headers);
    CompressionLayer::new().gzip(true).compress_when(SizeAbove::new(SMALLEST).and(is_text))
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    TEXT.contains(&kind.split(';').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::Request;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn encoding(kind: &'static str, bytes: usize) -> Option<String> {
        let page = move || async move { ([(header::CONTENT_TYPE, kind)], "x".repeat(bytes)) };
        let router: Router = Router::new().route("/", get(page)).layer(layer());
        let request = Request::get("/").header("accept-encoding", "gzip, br").body(Body::empty()).unwrap();
        let answer = router.oneshot(request).await.unwrap();
        answer.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
    }

    #[tokio::test]
    async fn text_is_compressed_when_it_is_worth_it() {
        for (kind, bytes, expected) in [
            ("text/html; charset=utf-8", 860, Some("gzip")),
            ("text/html; charset=utf-8", 859, None),
            ("text/css; charset=utf-8", 5_000, Some("gzip")),
            ("image/svg+xml", 5_000, Some("gzip")),
            ("font/woff2", 5_000, None),
            ("application/pdf", 5_000, None),
        ] {
            assert_eq!(encoding(kind, bytes).await.as_deref(), expected, "{kind} {bytes}");
        }
    }
}
