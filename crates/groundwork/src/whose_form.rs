//! Whose form it is: each bears a mark of whom it was shown to, so that a page that one person left open changes nothing
//! under the sign-in of the next on the same browser.
//!
//! The mark opens nothing and is no secret: forms of other sites are kept out by where they come from.

use std::fmt::Write;

use actions::turn_away::{Part, turn_away};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shell::act::act;
use shell::problem::plain;
use shell::reply::Reply;
use terms::actor::Context;
use terms::trouble::Fault;

use crate::sign_in::Door;

/// The first field of every form.
const FIELD: &str = "for-whom";

/// How far into a body with files the mark may stand, in bytes.
const LOOKED_AT: usize = 400;

/// Goes on when what was sent is this person's own form, or bears no mark, and puts the mark into every form that is shown.
pub async fn marked(door: &Door, (by, mark): (Context, &str), request: Request, next: Next) -> Response {
    let request = if request.method() == Method::POST {
        let (head, body) = request.into_parts();
        // The limits of the server have read and bounded it already.
        let Ok(bytes) = to_bytes(body, usize::MAX).await else { return StatusCode::BAD_REQUEST.into_response() };
        if mark_in(&bytes).is_some_and(|given| given != mark.as_bytes()) {
            return somebody_elses(door, by).await;
        }
        Request::from_parts(head, Body::from(bytes))
    } else {
        request
    };
    with_marks(next.run(request).await, mark).await
}

async fn somebody_elses(door: &Door, by: Context) -> Response {
    let house = door.house.clone();
    if let Err(fault) = act(move || turn_away(&house, &by, Part::SignIn)).await {
        return Reply::Broken(fault).into_response();
    }
    plain(
        StatusCode::CONFLICT,
        "Somebody else has signed in here since",
        "The page that you sent was opened by another person on this browser. Nothing was changed, and what was typed went nowhere. Go back if you want to copy it; then sign in as yourself.",
    )
    .into_response()
}

/// The mark that a form bears: its first field, sent as a form or in parts.
fn mark_in(body: &[u8]) -> Option<&[u8]> {
    if let Some(rest) = body.strip_prefix(FIELD.as_bytes()).and_then(|rest| rest.strip_prefix(b"=")) {
        return rest.split(|byte| *byte == b'&').next();
    }
    let start = &body[..body.len().min(LOOKED_AT)];
    let head = format!("name=\"{FIELD}\"\r\n\r\n");
    let at = start.windows(head.len()).position(|part| part == head.as_bytes())?;
    start[at + head.len()..].split(|byte| *byte == b'\r').next()
}

async fn with_marks(answer: Response, mark: &str) -> Response {
    let is_page = answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return answer;
    }
    let (mut head, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Reply::Broken(Fault::new("show a page", "it ended early")).into_response();
    };
    head.headers.remove(CONTENT_LENGTH);
    let page = match std::str::from_utf8(&bytes) {
        Ok(page) => Bytes::from(put_in(page, mark)),
        Err(_) => bytes,
    };
    Response::from_parts(head, Body::from(page))
}

/// The page with a first field in every form that is sent.
fn put_in(page: &str, mark: &str) -> String {
    let mut pieces = page.split("<form");
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        whole.push_str("<form");
        match piece.split_once('>') {
            Some((tag, rest)) if tag.contains("method=\"post\"") => {
                // Writing to a string does not fail.
                let _ = write!(whole, "{tag}><input type=\"hidden\" name=\"{FIELD}\" value=\"{mark}\">{rest}");
            }
            Some(_) | None => whole.push_str(piece),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_is_sent_bears_a_mark_and_one_that_searches_none() {
        let page = "<p>a</p><form method=\"post\" action=\"/x\"><b>c</b></form><form role=\"search\"><i>d</i></form>";
        let marked = put_in(page, "k7");
        let field = "<input type=\"hidden\" name=\"for-whom\" value=\"k7\">";
        assert_eq!(marked.matches(field).count(), 1, "{marked}");
        assert!(marked.contains(&format!("action=\"/x\">{field}<b>")), "{marked}");
        assert_eq!(marked.replace(field, ""), page);
        assert_eq!(put_in("no form", "k7"), "no form");
    }

    #[test]
    fn a_mark_is_found_where_browsers_put_it_and_nowhere_else() {
        let parts = b"--b\r\nContent-Disposition: form-data; name=\"for-whom\"\r\n\r\nk7\r\n--b\r\n";
        for (body, expected) in [
            (&b"for-whom=k7&text=a"[..], Some(&b"k7"[..])),
            (b"for-whom=k7", Some(b"k7")),
            (parts, Some(b"k7")),
            (b"text=for-whom%3Dk7", None),
            (b"text=a&for-whom=k7", None),
            (b"", None),
        ] {
            assert_eq!(mark_in(body), expected, "{}", String::from_utf8_lossy(body));
        }
    }
}
