//! Your account: how someone of the practice signs in, and the way to change it.

use actions::show_it_is_me::asked_again;
use actions::sign_in::{AtTheDoor, at_the_door, fault};
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;
use maud::{Markup, html};
use shell::act::act;
use shell::fields::Problem;
use shell::frame::public;
use shell::reply::{self, Reply};
use shell::request::Asking;
use terms::actor::Context;

use crate::account_password;
use crate::sign_in::{Door, home};

/// The page, and what is changed on it.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new().route("/staff/account", get(show)).with_state(door.clone()).merge(account_password::routes(door))
}

async fn show(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap) -> Reply {
    shown(&door, by, &headers, &[]).await
}

/// The page, with what was wrong on it.
pub async fn shown(door: &Door, by: Context, headers: &HeaderMap, problems: &[Problem]) -> Reply {
    let Some(token) = door.token(headers) else { return reply::go("/staff") };
    let house = door.house.clone();
    let known = act(move || {
        let someone = at_the_door(&house, &token, by.now)?;
        Ok((someone, asked_again(&house, &by, &token)?))
    });
    let (person, email) = match known.await {
        Ok((Some(AtTheDoor::Staff(person)), email)) => (person, email),
        Ok((Some(AtTheDoor::Paused), _)) => return reply::go("/staff/again?to=/staff/account"),
        Ok((Some(AtTheDoor::Client(_)) | None, _)) => return reply::go("/staff"),
        Err(trouble) => return Reply::Broken(fault(trouble)),
    };
    let main: Markup = html! {
        div.wrap.section.stack.wide.prose {
            p.small { a href=(home(&person.staff)) { "Back to work" } }
            h1 { "Your account" }
            p { (person.staff.name.as_str()) @if let Some(email) = &email { ", " (email.as_str()) } }
            (account_password::section(email.as_ref(), problems))
            p { a href="/staff/sign-ins" { "Where you are signed in" } }
        }
    };
    let edition = door.pages.edition();
    let title = if problems.is_empty() { "Your account" } else { "Error: Your account" };
    let whole = public(&edition.frame(title, "/staff"), main);
    if problems.is_empty() { reply::ok(whole) } else { reply::refused(whole) }
}
