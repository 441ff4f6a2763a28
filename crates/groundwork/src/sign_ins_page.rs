//! Where someone of the practice is signed in, and the way to end each.

use actions::sign_in::{AtTheDoor, at_the_door, fault};
use actions::sign_ins::{end_sign_in, see_sign_ins};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::routing::get;
use maud::{Markup, html};
use shell::act::act;
use shell::form::Posted;
use shell::frame::public;
use shell::reply::{self, Reply};
use shell::request::Asking;
use shell::time::moment;
use terms::actor::{Actor, Context, SignedIn};
use terms::ids::Id;

use crate::sign_in::{Door, home};

/// The page.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new().route("/staff/sign-ins", get(show).post(end)).with_state(door)
}

async fn show(
    State(door): State<Door>,
    Asking(by): Asking,
    headers: HeaderMap,
    Query(asked): Query<Vec<(String, String)>>,
) -> Reply {
    let (by, back) = match who(&door, by, &headers).await {
        Ok(found) => found,
        Err(reply) => return *reply,
    };
    let house = door.house.clone();
    match act(move || see_sign_ins(&house, &by)).await {
        Ok(sign_ins) => {
            let zone = door.house.zone();
            let edition = door.pages.edition();
            let rows: Markup = html! {
                ul.rows.card {
                    @for sign_in in &sign_ins {
                        li {
                            span.grow { (sign_in.device.as_ref().map_or("An unnamed browser", |device| device.as_str())) br; span.xs.dim { "Since " (moment(sign_in.at, &zone)) ", until " (moment(sign_in.until, &zone)) " at the latest" } }
                            form method="post" action="/staff/sign-ins" { button.btn.plain.sm name="which" value=(sign_in.id) { "End it" } }
                        }
                    }
                }
            };
            let main = html! {
                div.wrap.section.stack.wide.prose {
                    p.small { a href=(back) { "Back to work" } }
                    h1 { "Where you are signed in" }
                    @if asked.iter().any(|(name, value)| name == "done" && value == "password") { p { "Your password is changed, and every other sign-in ended." } }
                    p { "Each ends by itself after twelve hours, and asks for the password after fifteen minutes without a click." }
                    (rows)
                    p { a href="/staff/passkeys" { "Passkeys" } ": sign in by finger, face or the code of a device." }
                    form method="post" action="/staff/sign-ins" { button.btn.line name="which" value="all" { "End all of them, this one too" } }
                    p { a href="/staff/account" { "Your account" } ": another password" }
                }
            };
            reply::ok(public(&edition.frame("Where you are signed in", "/staff"), main))
        }
        Err(trouble) => Reply::Broken(fault(trouble)),
    }
}

async fn end(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, posted: Posted) -> Reply {
    let (by, _) = match who(&door, by, &headers).await {
        Ok(found) => found,
        Err(reply) => return *reply,
    };
    let which: Option<Id> = match posted.one("which") {
        "all" => None,
        id => match id.parse() {
            Ok(id) => Some(id),
            Err(_) => return reply::go("/staff/sign-ins"),
        },
    };
    let house = door.house.clone();
    match act(move || end_sign_in(&house, &by, which)).await {
        Ok(()) => reply::go("/staff/sign-ins"),
        Err(trouble) => Reply::Broken(fault(trouble)),
    }
}

/// The person at the door, in any of their roles, and their first page.
pub(crate) async fn who(door: &Door, by: Context, headers: &HeaderMap) -> Result<(Context, &'static str), Box<Reply>> {
    let away = || Box::new(reply::go("/staff"));
    let token = door.token(headers).ok_or_else(away)?;
    let house = door.house.clone();
    match act(move || at_the_door(&house, &token, by.now)).await {
        Ok(Some(AtTheDoor::Staff(person))) => {
            let role = *person.staff.roles.first().ok_or_else(away)?;
            let signed_in = SignedIn { staff: person.staff.id, role, signed_in_at: person.signed_in_at };
            Ok((Context { actor: Actor::Staff(signed_in), now: by.now }, home(&person.staff)))
        }
        Ok(Some(AtTheDoor::Paused)) => Err(Box::new(reply::go("/staff/again"))),
        Ok(Some(AtTheDoor::Client(_)) | None) => Err(away()),
        Err(trouble) => Err(Box::new(Reply::Broken(fault(trouble)))),
    }
}
