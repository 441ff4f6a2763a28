//! A form that brings a file, with its limits.

use axum::RequestExt;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use money::x12::segment::MAX_EDI_BYTES;

use crate::form::{MAX_FORM_BYTES, Posted};
use crate::problem;

/// The largest list that may be brought, in bytes: several thousand clients.
pub const MAX_LIST_BYTES: usize = 2 * 1024 * 1024;

/// The largest zip of old papers that may be brought, in bytes. It stands in memory while it is looked through, and so
/// do its papers.
pub const MAX_ZIP_BYTES: usize = 32 * 1024 * 1024;

/// The largest form that brings an answer of an insurer, in bytes: the largest answer, and what stands around it.
pub const MAX_EDI_UPLOAD_BYTES: usize = MAX_EDI_BYTES + MAX_FORM_BYTES;

/// The most fields beside the file.
const MAX_FIELDS: usize = 40;

/// What a form of this path may weigh, in bytes. Only pages to which a file is brought take more than a form's text.
pub fn most_bytes(path: &str) -> usize {
    match path {
        "/practice/move-in/clients"
        | "/practice/move-in/appointments"
        | "/practice/move-in/balances"
        | "/billing/bank" => MAX_LIST_BYTES,
        "/practice/move-in/papers" => MAX_ZIP_BYTES,
        "/billing/files" => MAX_EDI_UPLOAD_BYTES,
        _ => MAX_FORM_BYTES,
    }
}

/// A form with a file.
#[derive(Default)]
pub struct Uploaded {
    /// The fields beside the file.
    pub posted: Posted,
    /// What the file is called, without any folder; empty when none was chosen.
    pub name: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Uploaded {
    type Rejection = Response;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Response> {
        let most = most_bytes(request.uri().path());
        DefaultBodyLimit::max(most).apply(&mut request);
        let form: Multipart = request.extract().await.map_err(|_| refuse(StatusCode::BAD_REQUEST))?;
        read(form).await.map_err(refuse)
    }
}

async fn read(mut form: Multipart) -> Result<Uploaded, StatusCode> {
    let mut uploaded = Uploaded::default();
    let mut fields: Vec<(String, String)> = Vec::new();
    while let Some(part) = form.next_field().await.map_err(|error| error.status())? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(bare_name);
        let bytes = part.bytes().await.map_err(|error| error.status())?;
        match file {
            Some(file) => (uploaded.name, uploaded.bytes) = (file, bytes.into()),
            None if fields.len() == MAX_FIELDS => return Err(StatusCode::BAD_REQUEST),
            None => {
                fields.push((name, String::from_utf8(bytes.to_vec()).map_err(|_| StatusCode::BAD_REQUEST)?));
            }
        }
    }
    uploaded.posted = Posted::from_pairs(fields);
    Ok(uploaded)
}

/// What comes after the last slash of either kind: some browsers tell in which folder a file lay.
fn bare_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned()
}

fn refuse(status: StatusCode) -> Response {
    problem::bad_request(status).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    const KIND: &str = "multipart/form-data; boundary=xx";

    async fn post(kind: &str, body: Vec<u8>) -> Result<Uploaded, StatusCode> {
        let request =
            Request::post("/practice/move-in/clients").header("content-type", kind).body(Body::from(body)).unwrap();
        Uploaded::from_request(request, &()).await.map_err(|response| response.status())
    }

    fn form(file: &str, bytes: &[u8]) -> Vec<u8> {
        let head = format!(
            "--xx\r\nContent-Disposition: form-data; name=\"from\"\r\n\r\nosmind\r\n--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file}\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        [head.as_bytes(), bytes, b"\r\n--xx--\r\n"].concat()
    }

    #[tokio::test]
    async fn a_file_comes_with_its_name_and_the_fields_beside_it() {
        let sent = post(KIND, form("C:\\\\lists\\\\clients.csv", b"a,b\r\n1,2\r\n")).await.unwrap();
        assert_eq!((sent.posted.one("from"), sent.name.as_str()), ("osmind", "clients.csv"));
        assert_eq!(sent.bytes, b"a,b\r\n1,2\r\n");
    }

    #[tokio::test]
    async fn what_is_no_such_form_is_refused() {
        for (kind, body, expected) in [
            ("application/x-www-form-urlencoded", b"a=b".to_vec(), StatusCode::BAD_REQUEST),
            (KIND, b"--xx\r\nno form".to_vec(), StatusCode::BAD_REQUEST),
            (KIND, form("a.csv", &vec![b'x'; MAX_LIST_BYTES]), StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            assert_eq!(post(kind, body).await.err(), Some(expected), "{kind}");
        }
    }

    #[test]
    fn only_a_page_that_takes_a_file_takes_more_than_text() {
        for (path, expected) in [
            ("/practice/move-in/clients", MAX_LIST_BYTES),
            ("/practice/move-in/papers", MAX_ZIP_BYTES),
            ("/practice/move-in", MAX_FORM_BYTES),
            ("/practice/move-in/clients/bbbbbbbbbb", MAX_FORM_BYTES),
        ] {
            assert_eq!(most_bytes(path), expected, "{path}");
        }
    }
}
