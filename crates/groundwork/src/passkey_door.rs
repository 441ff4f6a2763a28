//! The way in by a passkey, the same for staff and clients: the key says whose it is.

use actions::enter_by_key::Browser;
use actions::enter_by_passkey::{ByPasskey, ask_passkey, enter_by_passkey};
use actions::passkeys::PasskeyRefusal;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use maud::{Markup, html};
use record::lists::sign_ins::SignedInAs;
use shell::act::act;
use shell::form::Posted;
use shell::frame::public;
use shell::passkey_form::{Carries, use_passkey};
use shell::reply::Reply;
use shell::request::Asking;
use terms::actor::Context;
use terms::trouble::Trouble;

use crate::known_device::kept_there;
use crate::sign_in::{Door, entered, home};

/// Where a browser brings the device's answer.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new().route("/passkey", post(enter)).with_state(door)
}

/// The form for a page of sign-in; nothing while no passkey could be asked for.
pub async fn by_passkey(door: &Door, by: Context, to: &str) -> Markup {
    let house = door.house.clone();
    // Where none can be asked for, another way stands on the same page.
    let asks = act(move || ask_passkey(&house, &by)).await.ok().flatten();
    asks.map_or_else(Markup::default, |asks| {
        use_passkey(Carries { options: &asks.options, carried: &asks.carried }, to)
    })
}

async fn enter(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, posted: Posted) -> Reply {
    let (carried, answer) = (posted.one("carried").to_owned(), posted.one("answer").to_owned());
    let browser = Browser { device: Door::device(&headers), kept_there: kept_there(&door, &headers) };
    let (house, earlier) = (door.house.clone(), door.token(&headers));
    let let_in = act(move || enter_by_passkey(&house, &by, (&carried, &answer), (&browser, earlier.as_deref())));
    match let_in.await {
        Ok(ByPasskey { token, who: SignedInAs::Staff(staff) }) => {
            let first = door.house.staff().iter().find(|person| person.id == staff).map_or("/staff", home);
            let asked = posted.one("to");
            entered(&door, &token, if asked.is_empty() || asked.starts_with("/my") { first } else { asked })
        }
        Ok(ByPasskey { token, who: SignedInAs::Client(_) }) => entered(&door, &token, "/my"),
        Err(Trouble::Refused(PasskeyRefusal::TooLate)) => {
            not_let_in(&door, "This took too long, or was sent twice. Ask your device once more.")
        }
        Err(Trouble::Refused(PasskeyRefusal::NotGood | PasskeyRefusal::NoName) | Trouble::Denied(_)) => {
            not_let_in(&door, "This passkey opens nothing here. It may have been removed, or belong to another site.")
        }
        Err(Trouble::Fault(fault)) => Reply::Broken(fault),
    }
}

fn not_let_in(door: &Door, words: &str) -> Reply {
    let edition = door.pages.edition();
    let main = html! {
        div.wrap.section.stack.wide.prose {
            h1 { "Nobody was signed in" }
            p.lead { (words) }
            p { a.btn href="/sign-in" { "Client sign-in" } " " a.btn.line href="/staff" { "Staff sign-in" } }
        }
    };
    Reply::Page(StatusCode::UNPROCESSABLE_ENTITY, public(&edition.frame("Sign in", "/sign-in"), main))
}
