//! A posted form as pairs of name and value, with its limits.

use axum::RequestExt;
use axum::extract::rejection::RawFormRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, RawForm, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::problem;

/// The longest form anyone may send, in bytes.
pub const MAX_FORM_BYTES: usize = 64 * 1024;

/// What was posted, in the order of the form.
#[derive(Clone, Default)]
pub struct Posted(Vec<(String, String)>);

impl Posted {
    /// A form as if it had been posted, for tests and samples.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// The first value under `name`, trimmed; empty when there is none.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Every value under `name` that is not blank, trimmed, in order.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(key, value)| key == name && !value.trim().is_empty())
            .map(|(_, value)| value.trim())
            .collect()
    }

    /// Whether `value` was chosen under `name`.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).contains(&value)
    }

    /// All pairs as they came.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

impl std::fmt::Debug for Posted {
    /// A form may hold health information, so only its size is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Posted({} values, ‹sealed›)", self.0.len())
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Response;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Response> {
        DefaultBodyLimit::max(MAX_FORM_BYTES).apply(&mut request);
        let read: Result<RawForm, RawFormRejection> = request.extract().await;
        let RawForm(bytes) = read.map_err(|rejection| refuse(rejection.status()))?;
        decode(&bytes).map(Self).ok_or_else(|| refuse(StatusCode::BAD_REQUEST))
    }
}

fn refuse(status: StatusCode) -> Response {
    problem::bad_request(status).into_response()
}

// Stricter than the libraries, which mend what no browser sends: a lone "%" or bytes that are not UTF-8 are refused.
fn decode(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let parts = bytes.split(|&byte| byte == b'&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let end = part.iter().position(|&byte| byte == b'=').unwrap_or(part.len());
            Some((plain(&part[..end])?, plain(part.get(end + 1..).unwrap_or_default())?))
        })
        .collect()
}

fn plain(escaped: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.iter();
    while let Some(&byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex(*rest.next()?)? * 16 + hex(*rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request as HttpRequest;

    use super::*;

    async fn post(kind: &str, body: Vec<u8>) -> Result<Posted, StatusCode> {
        let request = HttpRequest::post("/request").header("content-type", kind).body(Body::from(body)).unwrap();
        Posted::from_request(request, &()).await.map_err(|response| response.status())
    }

    const FORM: &str = "application/x-www-form-urlencoded";

    #[tokio::test]
    async fn values_are_trimmed_and_kept_in_order() {
        let posted = post(FORM, b"times=mornings&name=+Jamie%20R.+&times=evenings&times=".to_vec()).await.unwrap();
        assert_eq!((posted.one("name"), posted.one("email")), ("Jamie R.", ""));
        assert_eq!(posted.all("times"), ["mornings", "evenings"]);
        assert!(posted.has("times", "evenings") && !posted.has("times", "midday"));
    }

    #[tokio::test]
    async fn a_form_has_limits() {
        let long = |bytes: usize| [b"a=".to_vec(), vec![b'x'; bytes - 2]].concat();
        assert!(post(FORM, long(MAX_FORM_BYTES)).await.is_ok());
        assert_eq!(post(FORM, long(MAX_FORM_BYTES + 1)).await.err(), Some(StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(post("application/json", b"{}".to_vec()).await.err(), Some(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }

    #[tokio::test]
    async fn a_form_no_browser_sends_is_refused() {
        for body in ["name=%", "name=%2", "name=%zz", "name=%ff"] {
            assert_eq!(post(FORM, body.into()).await.err(), Some(StatusCode::BAD_REQUEST), "{body}");
        }
        assert_eq!(
            post(FORM, b"name=Zo%C3%AB&&flag".to_vec()).await.unwrap().pairs(),
            [("name".into(), "Zoë".into()), ("flag".into(), String::new())]
        );
    }

    #[test]
    fn a_posted_form_prints_nothing_that_was_written() {
        assert_eq!(format!("{:?}", Posted::from_pairs([("name", "Jamie")])), "Posted(1 values, ‹sealed›)");
    }
}
