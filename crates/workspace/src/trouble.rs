//! What a staff screen answers when it may not, or cannot.

use axum::http::StatusCode;
use maud::{Markup, html};
use shell::frame::{Space, staff};
use shell::reply::Reply;
use shell::request::Who;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Trouble};

/// The refusal in a trouble; for a no of the policy or a fault, the page that says so.
pub fn unless_refused<R>((who, chart): (&Who, Option<SubjectId>), trouble: Trouble<R>) -> Result<R, Box<Reply>> {
    match trouble {
        Trouble::Refused(refusal) => Ok(refusal),
        Trouble::Denied(no) => Err(Box::new(denied((who, chart), no))),
        Trouble::Fault(broke) => Err(Box::new(Reply::Broken(broke))),
    }
}

/// A no of the policy. It was written down already.
fn denied((who, chart): (&Who, Option<SubjectId>), denied: Denied) -> Reply {
    match denied {
        Denied::NotTheirs => not_found(who),
        Denied::NotOnTheTeam => {
            let body = html! {
                p { "This chart is open to the people who treat this client. You can ask the treating therapist to add you. Your visit was logged." }
                @if let Some(subject) = chart.filter(|_| who.space == Space::Therapist) { p { a href={ "/t/c/" (subject) "/emergency" } { "Open it in an emergency" } } }
            };
            page(who, StatusCode::FORBIDDEN, "You are not on this chart’s team", &body)
        }
        Denied::SignInAgain => {
            let way = if who.fictional { "/staff" } else { "/staff/again" };
            let body = html! {
                p { "This asks for a sign-in of the last 15 minutes: a passkey’s touch, or the password. Your draft is saved; nothing is lost." }
                p { a.btn href=(way) { "Show that it is you" } }
            };
            page(who, StatusCode::FORBIDDEN, "Show that it is you", &body)
        }
    }
}

/// There is no such page.
pub fn not_found(who: &Who) -> Reply {
    page(who, StatusCode::NOT_FOUND, "This page is not here", &html! { p { "It may have moved." } })
}

fn page(who: &Who, status: StatusCode, heading: &str, body: &Markup) -> Reply {
    let home = match who.space {
        Space::Therapist => "/t",
        Space::Desk => "/desk/requests",
        Space::Billing => "/billing",
        Space::Practice => "/practice",
    };
    let main = html! { div.stack.prose { h1 { (heading) } (body) p { a href=(home) { "Go to your first page" } } } };
    Reply::Page(status, staff(&who.frame(heading, ""), main))
}

#[cfg(test)]
mod tests {
    use terms::trouble::Fault;

    use super::*;

    fn who() -> Who {
        Who {
            name: "Dana Reyes".into(),
            space: Space::Therapist,
            spaces: vec![Space::Therapist],
            wordmark: "Intima".into(),
            fictional: true,
        }
    }

    #[test]
    fn each_no_has_its_page() {
        for (given, status, words) in [
            (Denied::NotTheirs, StatusCode::NOT_FOUND, "This page is not here"),
            (Denied::NotOnTheTeam, StatusCode::FORBIDDEN, "You are not on this chart’s team"),
            (Denied::SignInAgain, StatusCode::FORBIDDEN, "Your draft is saved"),
        ] {
            let Reply::Page(answered, page) = denied((&who(), None), given) else { panic!("a page") };
            assert!(answered == status && page.into_string().contains(words), "{given:?}");
        }
    }

    #[test]
    fn only_a_refusal_is_handed_back() {
        let given = |trouble: Trouble<u8>| unless_refused((&who(), None), trouble);
        assert_eq!(given(Trouble::Refused(7)).ok(), Some(7));
        let broken = given(Trouble::Fault(Fault::new("read a row", "the disk said no"))).unwrap_err();
        assert!(matches!(*broken, Reply::Broken(_)), "a fault goes on to whoever logs it");
        let page = given(Trouble::Denied(Denied::NotTheirs)).unwrap_err();
        assert!(matches!(*page, Reply::Page(StatusCode::NOT_FOUND, _)));
    }
}
