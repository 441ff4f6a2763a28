//! What a staff screen answers when it may not, or cannot.

use axum::http::StatusCode;
use maud::{Markup, html};
use shell::frame::{Space, staff};
use shell::reply::Reply;
use shell::request::Who;
use terms::trouble::{Denied, Fault, Trouble};

/// The refusal in a trouble; for a no of the policy or a fault, the page that says so.
pub fn unless_refused<R>(who: &Who, space: Space, trouble: Trouble<R>) -> Result<R, Box<Reply>> {
    match trouble {
        Trouble::Refused(refusal) => Ok(refusal),
        Trouble::Denied(no) => Err(Box::new(denied(who, space, no))),
        Trouble::Fault(broke) => Err(Box::new(fault(broke))),
    }
}

/// A no of the policy. It was written down already.
pub fn denied(who: &Who, space: Space, denied: Denied) -> Reply {
    match denied {
        Denied::NotTheirs => not_found(who, space),
        Denied::NotOnTheTeam => {
            let body = html! {
                p { "This chart is open to the people who treat this client. You can ask the treating therapist to add you. Your visit was logged." }
            };
            page((who, space), StatusCode::FORBIDDEN, "You are not on this chart’s team", &body)
        }
        Denied::SignInAgain => {
            let body = html! {
                p { "Signing asks for a sign-in of the last 15 minutes. Your draft is saved; nothing is lost." }
                p { a.btn href="/staff" { "Go to staff sign-in" } }
            };
            page((who, space), StatusCode::FORBIDDEN, "Show that it is you", &body)
        }
    }
}

/// Something of ours broke: the server's outer shell logs it and gives it a number.
pub fn fault(broke: Fault) -> Reply {
    Reply::Broken(broke)
}

/// There is no such page.
pub fn not_found(who: &Who, space: Space) -> Reply {
    page((who, space), StatusCode::NOT_FOUND, "This page is not here", &html! { p { "It may have moved." } })
}

fn page((who, space): (&Who, Space), status: StatusCode, heading: &str, body: &Markup) -> Reply {
    let home = match space {
        Space::Therapist => "/t",
        Space::Desk => "/desk/requests",
        Space::Billing => "/billing",
    };
    let main = html! { div.stack.prose { h1 { (heading) } (body) p { a href=(home) { "Go to your first page" } } } };
    Reply::Page(status, staff(&who.frame(space, heading, ""), main))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who() -> Who {
        Who { name: "Dana Reyes".into(), spaces: vec![Space::Therapist], wordmark: "Intima".into(), fictional: true }
    }

    #[test]
    fn each_no_has_its_page() {
        for (given, status, words) in [
            (Denied::NotTheirs, StatusCode::NOT_FOUND, "This page is not here"),
            (Denied::NotOnTheTeam, StatusCode::FORBIDDEN, "You are not on this chart’s team"),
            (Denied::SignInAgain, StatusCode::FORBIDDEN, "Your draft is saved"),
        ] {
            let Reply::Page(answered, page) = denied(&who(), Space::Therapist, given) else { panic!("a page") };
            assert!(answered == status && page.into_string().contains(words), "{given:?}");
        }
    }

    #[test]
    fn a_fault_goes_on_to_whoever_logs_it() {
        assert!(matches!(fault(Fault::new("read a row", "the disk said no")), Reply::Broken(_)));
    }

    #[test]
    fn only_a_refusal_is_handed_back() {
        let given = |trouble: Trouble<u8>| unless_refused(&who(), Space::Therapist, trouble);
        assert_eq!(given(Trouble::Refused(7)).ok(), Some(7));
        let page = given(Trouble::Denied(Denied::NotTheirs)).unwrap_err();
        assert!(matches!(*page, Reply::Page(StatusCode::NOT_FOUND, _)));
    }
}
