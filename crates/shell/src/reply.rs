//! What a screen answers with.

use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use terms::trouble::Fault;

/// A screen's answer: a page, or the way to one.
#[derive(Debug)]
pub enum Reply {
    /// A page with its status.
    Page(StatusCode, Markup),
    /// A page that also sets headers, such as a cookie.
    PageWith(StatusCode, Markup, HeaderMap),
    /// 303 to a path of ours.
    Go(String),
    /// 303 to a path of ours, setting headers such as a cookie.
    GoWith(String, HeaderMap),
    /// Something of ours broke: the server's outer shell logs it once and puts the practice's words around its number.
    Broken(Fault),
}

/// What broke, on its way from a screen to the log.
#[derive(Clone, Debug)]
pub struct Broke(pub String);

/// The page as asked for.
pub fn ok(markup: Markup) -> Reply {
    Reply::Page(StatusCode::OK, markup)
}

/// The same page again, with what needs another look (422).
pub fn refused(markup: Markup) -> Reply {
    Reply::Page(StatusCode::UNPROCESSABLE_ENTITY, markup)
}

/// On to another page (303), so that loading it again sends nothing twice.
pub fn go(path: impl Into<String>) -> Reply {
    Reply::Go(path.into())
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        match self {
            Self::Page(status, markup) => page(status, markup, HeaderMap::new()),
            Self::PageWith(status, markup, headers) => page(status, markup, headers),
            Self::Go(path) => onward(&path, HeaderMap::new()),
            Self::GoWith(path, headers) => onward(&path, headers),
            Self::Broken(fault) => {
                let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
                response.extensions_mut().insert(Broke(fault.to_string()));
                response
            }
        }
    }
}

fn page(status: StatusCode, markup: Markup, mut headers: HeaderMap) -> Response {
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    (status, headers, markup.into_string()).into_response()
}

fn onward(path: &str, mut headers: HeaderMap) -> Response {
    // Only paths of this server: "//host" and "https://host" would lead a person elsewhere.
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\");
    let target = HeaderValue::from_str(path).ok().filter(|_| ours).unwrap_or(HeaderValue::from_static("/"));
    headers.insert(LOCATION, target);
    (StatusCode::SEE_OTHER, headers).into_response()
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::*;

    #[test]
    fn a_refused_page_keeps_its_markup() {
        let response = refused(html! { p { "Two answers need another look" } }).into_response();
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    }

    #[test]
    fn nobody_is_sent_to_another_server() {
        for (asked, given) in [
            ("/t", "/t"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/a\r\nb", "/"),
        ] {
            assert_eq!(go(asked).into_response().headers()[LOCATION], given);
        }
    }
}
