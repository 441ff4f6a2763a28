//! The style sheets, fonts, drawings and scripts, from memory, under a path that changes when any of them does.

use std::sync::OnceLock;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// Serves `/assets/<version>/<name>`; browsers may keep what they got for a year. And the quiet page's worker, whose
/// address never changes.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{version}/{name}", get(serve)).route("/quiet-worker.js", get(worker))
}

/// Where the file `name` is found: "/assets/1f0c2a9b/base.css".
pub fn url(name: &str) -> String {
    format!("/assets/{}/{name}", version())
}

struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const FONT: &str = "font/woff2";
const TEXT: &str = "text/plain; charset=utf-8";

const ASSETS: [Asset; 13] = [
    Asset { name: "tokens.css", kind: CSS, bytes: include_bytes!("../assets/tokens.css") },
    Asset { name: "base.css", kind: CSS, bytes: include_bytes!("../assets/base.css") },
    Asset { name: "figtree.woff2", kind: FONT, bytes: include_bytes!("../assets/figtree.woff2") },
    Asset { name: "newsreader.woff2", kind: FONT, bytes: include_bytes!("../assets/newsreader.woff2") },
    Asset { name: "newsreader-italic.woff2", kind: FONT, bytes: include_bytes!("../assets/newsreader-italic.woff2") },
    Asset { name: "figtree-OFL.txt", kind: TEXT, bytes: include_bytes!("../assets/figtree-OFL.txt") },
    Asset { name: "newsreader-OFL.txt", kind: TEXT, bytes: include_bytes!("../assets/newsreader-OFL.txt") },
    Asset { name: "favicon.svg", kind: "image/svg+xml", bytes: include_bytes!("../assets/favicon.svg") },
    Asset { name: "exit.js", kind: SCRIPT, bytes: include_bytes!("../assets/exit.js") },
    Asset { name: "save.js", kind: SCRIPT, bytes: include_bytes!("../assets/save.js") },
    Asset { name: "keys.js", kind: SCRIPT, bytes: include_bytes!("../assets/keys.js") },
    Asset { name: "passkey.js", kind: SCRIPT, bytes: include_bytes!("../assets/passkey.js") },
    Asset { name: "quiet.js", kind: SCRIPT, bytes: include_bytes!("../assets/quiet.js") },
];

async fn worker() -> Response {
    ([(CONTENT_TYPE, SCRIPT), (CACHE_CONTROL, "no-cache")], include_str!("../assets/quiet-worker.js")).into_response()
}

async fn serve(Path((asked, name)): Path<(String, String)>) -> Response {
    match ASSETS.iter().find(|asset| asset.name == name && asked == version()) {
        Some(asset) => {
            ([(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")], asset.bytes)
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mark = ASSETS
            .iter()
            .flat_map(|asset| asset.bytes)
            .fold(0x811c_9dc5_u32, |mark, &byte| (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        format!("{mark:08x}")
    })
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt;

    use super::*;

    fn source(name: &str) -> &'static str {
        std::str::from_utf8(ASSETS.iter().find(|asset| asset.name == name).unwrap().bytes).unwrap()
    }

    async fn ask(path: &str) -> Response {
        routes::<()>().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn an_asset_is_kept_for_a_year_and_another_version_is_not_found() {
        let response = ask(&url("base.css")).await;
        assert_eq!((response.status(), response.headers()[CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, CSS));
        assert!(response.headers()[CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        for missing in ["/assets/00000000/base.css", &url("secret.txt")] {
            assert_eq!(ask(missing).await.status(), StatusCode::NOT_FOUND);
        }
    }

    #[test]
    fn the_style_sheets_stay_inside_their_budget() {
        assert!(source("tokens.css").len() + source("base.css").len() < 25_000);
    }

    #[test]
    fn no_color_stands_outside_the_tokens() {
        let hex =
            |word: &str| word.trim_start_matches('#').chars().take(3).filter(char::is_ascii_hexdigit).count() == 3;
        assert!(!source("base.css").match_indices('#').any(|(at, _)| hex(&source("base.css")[at..])));
    }

    #[test]
    fn each_script_is_small_and_asks_no_other_server() {
        for name in ["exit.js", "save.js", "keys.js", "passkey.js"] {
            assert!(source(name).len() < 1_536 && !source(name).contains("http"), "{name}");
        }
    }
}
