//! Pages for what did not work: kind, short, and saying what to do next.

use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

use crate::assets;
use crate::frame::{PublicFrame, public};
use crate::reply::Reply;

/// 404: the page is not here.
pub fn not_found(frame: &PublicFrame<'_>) -> Reply {
    let body = html! {
        p { "It may have moved." }
        p { a href="/" { "Go to the first page" } }
    };
    Reply::Page(StatusCode::NOT_FOUND, dead_end(frame, "This page is not here", &body))
}

/// 500: our fault, with the number under which the log knows it.
pub fn trouble(frame: &PublicFrame<'_>, reference: &str) -> Reply {
    let practice = frame.practice;
    let body = html! {
        p { "Try again in a few minutes, or call " a href={ "tel:" (practice.phone_dial) } { (practice.phone) } ". If you were filling in a form, go back in your browser: what you wrote should still be there." }
        p.dim.small { "If you call, this number helps us find what happened: " span.mono { (reference) } }
    };
    Reply::Page(StatusCode::INTERNAL_SERVER_ERROR, dead_end(frame, "Something on our side is not working", &body))
}

/// 403: signed in, but this is not theirs to open.
pub fn not_allowed(frame: &PublicFrame<'_>) -> Reply {
    let body = html! {
        p { "This page is open to other people at the practice. Your visit was logged. If you need it for your work, ask the practice’s owner for access." }
        p { a href="/staff" { "Go to staff sign-in" } }
    };
    Reply::Page(StatusCode::FORBIDDEN, dead_end(frame, "This page is not open to you", &body))
}

/// 429: more came from one address than is taken in such a time. It says how long to wait, and how to reach somebody now.
pub fn too_often(frame: &PublicFrame<'_>, minutes: u64) -> Reply {
    let practice = frame.practice;
    let body = html! {
        p { "More came from your internet connection than we take in so short a time. Others who share it count too: a household, an office, a waiting room. What you just sent was not taken." }
        p { (try_again(minutes)) " If it can’t wait, call " a href={ "tel:" (practice.phone_dial) } { (practice.phone) } "." }
        p { "In a crisis, don’t wait: call or text " a href="tel:988" { "988" } ", or open " a href="/crisis" { "more people to call" } "." }
    };
    Reply::Page(StatusCode::TOO_MANY_REQUESTS, dead_end(frame, "Please wait a little", &body))
}

/// The same where no practice is known.
pub fn wait(minutes: u64) -> Reply {
    plain(StatusCode::TOO_MANY_REQUESTS, "Please wait a little", &try_again(minutes))
}

fn try_again(minutes: u64) -> String {
    if minutes == 1 { "Try again in a minute.".to_owned() } else { format!("Try again in {minutes} minutes.") }
}

/// 400, 413 or 415: what was sent could not be read. Needs no practice, so that the form reader can answer with it.
pub fn bad_request(status: StatusCode) -> Reply {
    let (heading, advice) = match status {
        StatusCode::PAYLOAD_TOO_LARGE => (
            "That was too much text for one form",
            "Go back, shorten the longest answer, and send it again. Your browser should still show what you wrote.",
        ),
        _ => ("We could not read what was sent", "Go back, load the page again, and send it once more."),
    };
    plain(status, heading, advice)
}

/// A page for whatever is wrong before the practice is known: what it is, and what to do.
pub fn plain(status: StatusCode, heading: &str, advice: &str) -> Reply {
    let page = html! {
        (DOCTYPE)
        html lang="en-US" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (heading) }
                link rel="stylesheet" href=(assets::url("tokens.css"));
                link rel="stylesheet" href=(assets::url("base.css"));
            }
            body { main.wrap.section.stack { h1 { (heading) } p { (advice) } p { a href="/" { "Go to the first page" } } } }
        }
    };
    Reply::Page(status, page)
}

fn dead_end(frame: &PublicFrame<'_>, heading: &str, body: &Markup) -> Markup {
    let titled = PublicFrame { title: heading, here: "", ..*frame };
    public(&titled, html! { div.wrap.section.stack.prose { h1 { (heading) } (body) } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unreadable_form_says_what_to_do() {
        for status in [StatusCode::BAD_REQUEST, StatusCode::PAYLOAD_TOO_LARGE, StatusCode::UNSUPPORTED_MEDIA_TYPE] {
            let Reply::Page(given, page) = bad_request(status) else { panic!("a problem is a page") };
            assert!(given == status && page.into_string().contains("Go back"));
        }
    }

    #[test]
    fn whoever_must_wait_reads_for_how_long_and_whom_to_call() {
        let practice = crate::frame::sample_practice();
        let frame = PublicFrame { practice: &practice, title: "", here: "", fictional: false };
        for (minutes, says) in [(1, "Try again in a minute."), (12, "Try again in 12 minutes.")] {
            let Reply::Page(status, page) = too_often(&frame, minutes) else { panic!("a problem is a page") };
            let page = page.into_string();
            assert!(status == StatusCode::TOO_MANY_REQUESTS && page.contains(says) && page.contains("(303) 555-0142"));
            assert!(page.contains("tel:988") && page.contains("/crisis"), "{page}");
        }
    }

    #[test]
    fn trouble_names_the_phone_and_the_reference() {
        let practice = crate::frame::sample_practice();
        let frame = PublicFrame { practice: &practice, title: "", here: "/fees", fictional: false };
        let Reply::Page(status, page) = trouble(&frame, "7f3k") else { panic!("a problem is a page") };
        let page = page.into_string();
        assert!(
            status == StatusCode::INTERNAL_SERVER_ERROR && page.contains("7f3k") && page.contains("(303) 555-0142")
        );
    }
}
