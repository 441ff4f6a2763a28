//! The headers of every answer: nothing from elsewhere, nothing in a frame, nothing kept, nothing told to others.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, SERVER, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// A page loads from this server alone, posts to it alone, and stands in no frame. No script or style inside a page.
pub const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; \
    script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// No page uses any of these, so none may ask for it. A browser complains of names that it does not know.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), \
    clipboard-write=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), \
    gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
    otp-credentials=(), payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), storage-access=(), \
    sync-xhr=(), usb=(), window-management=(), xr-spatial-tracking=()";

const ALWAYS: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, CONTENT_POLICY),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
];

/// For a year the browser comes by HTTPS alone. Other names under the practice's own may be somebody else's, so nothing is
/// said of them.
const ONLY_HTTPS: &str = "max-age=31536000";

/// Puts the headers on the answer, and takes away what would tell about the server.
pub async fn add(State(is_https): State<bool>, request: Request, next: Next) -> Response {
    let is_asset = request.uri().path().starts_with("/assets/");
    let mut answer = next.run(request).await;
    let is_asset = is_asset && answer.status().is_success();
    let headers = answer.headers_mut();
    headers.remove(SERVER);
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(ONLY_HTTPS));
    }
    if !is_asset && !asks_each_time(headers) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    answer
}

/// A public page may be kept as long as the browser asks before it shows it again. Everything else is never kept.
fn asks_each_time(headers: &HeaderMap) -> bool {
    headers.get(CACHE_CONTROL).is_some_and(|value| value == "no-cache")
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn ask(path: &str) -> HeaderMap {
        asked(path, false).await
    }

    async fn asked(path: &str, is_https: bool) -> HeaderMap {
        let said = |words: &'static str| get(move || async move { [(CACHE_CONTROL, words), (SERVER, "secret/1.0")] });
        let router: Router = Router::new()
            .route("/t", get(async || "chart"))
            .route("/fees", said("no-cache"))
            .route("/kept", said("public, max-age=600"))
            .route("/assets/1/base.css", said("public, max-age=31536000, immutable"))
            .route("/assets/0/base.css", get(async || StatusCode::NOT_FOUND))
            .layer(from_fn_with_state(is_https, add));
        let request = axum::http::Request::get(path).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap().headers().clone()
    }

    #[tokio::test]
    async fn nothing_is_kept_but_assets_and_pages_that_ask_each_time() {
        for (path, kept) in [
            ("/t", "no-store"),
            ("/nowhere", "no-store"),
            ("/fees", "no-cache"),
            ("/kept", "no-store"),
            ("/assets/1/base.css", "public, max-age=31536000, immutable"),
            ("/assets/0/base.css", "no-store"),
        ] {
            assert_eq!(ask(path).await[CACHE_CONTROL], kept, "{path}");
        }
    }

    #[tokio::test]
    async fn every_answer_bears_the_same_rules_and_no_name_of_the_server() {
        for path in ["/t", "/nowhere", "/fees", "/assets/1/base.css"] {
            let headers = ask(path).await;
            for (name, value) in ALWAYS {
                assert_eq!(headers[&name], value, "{path}");
            }
            assert!(!headers.contains_key(SERVER), "{path}");
        }
    }

    #[tokio::test]
    async fn whoever_came_by_https_comes_by_nothing_else_for_a_year() {
        for path in ["/t", "/nowhere", "/fees", "/assets/1/base.css"] {
            assert_eq!(asked(path, true).await[STRICT_TRANSPORT_SECURITY], "max-age=31536000", "{path}");
            assert!(!asked(path, false).await.contains_key(STRICT_TRANSPORT_SECURITY), "{path}");
        }
    }

    #[test]
    fn the_policy_names_no_place_but_this_one() {
        for rule in CONTENT_POLICY.split("; ") {
            assert!(rule.ends_with("'self'") || rule.ends_with("'none'"), "{rule}");
        }
        assert!(!PERMISSIONS.contains("  ") && PERMISSIONS.split(", ").all(|one| one.ends_with("=()")));
    }
}
