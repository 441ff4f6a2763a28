//! The one-click sign-in. It exists only in a folder that the demo made.

use std::sync::Arc;

use actions::house::House;
use actions::sign_in::{everyone_in_therapy, fault, sign_in, sign_in_client};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::routing::{get, post};
use jiff::Timestamp;
use maud::{Markup, html};
use schedule::people::{Client, Staff};
use shell::act::act;
use shell::frame::public;
use shell::reply::{self, Reply};
use shell::request::Asking;
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::{StaffId, SubjectId};
use terms::trouble::{Never, Trouble};

use crate::sign_in::{Door, entered, home};

/// The door of a demo, with whom it offers to be.
#[derive(Clone)]
pub struct DemoDoor {
    /// The door.
    pub door: Door,
    /// Whom the demo offers to be among its clients.
    pub clients: Arc<[Client]>,
}

/// Its pages.
pub fn demo_routes<S: Clone + Send + Sync + 'static>(door: DemoDoor) -> Router<S> {
    Router::new()
        .route("/staff", get(everybody))
        .route("/staff/{id}", get(one).post(enter))
        .route("/sign-in", get(all_clients))
        .route("/sign-in/{subject}", post(enter_as_client))
        .with_state(door)
}

/// The clients whom a demo offers to be, as its owner sees them.
pub fn demo_clients(house: &House, now: Timestamp) -> Result<Arc<[Client]>, Trouble<Never>> {
    let owner = SignedIn { staff: testkit::cast::MARION, role: Role::Owner, signed_in_at: now };
    everyone_in_therapy(house, &Context { actor: Actor::Staff(owner), now }).map(Into::into)
}

async fn everybody(State(door): State<DemoDoor>) -> Reply {
    let edition = door.door.pages.edition();
    let main = html! {
        div.wrap.section.stack.wide.prose {
            h1 { "Staff sign-in" }
            p { "This is a demo, so there is no password. Choose whom to be." }
            @for person in door.door.house.staff().iter() { (choice(person)) }
        }
    };
    reply::ok(public(&edition.frame("Sign in", "/staff"), main))
}

async fn one(State(door): State<DemoDoor>, Path(id): Path<String>) -> Reply {
    let edition = door.door.pages.edition();
    match find(&door, &id) {
        Some(person) => {
            let main = html! {
                div.wrap.section.stack.wide.prose {
                    h1 { "Staff sign-in" }
                    p { "This is a demo, so there is no password." }
                    (choice(&person))
                    p.small { a href="/staff" { "Be someone else" } }
                }
            };
            reply::ok(public(&edition.frame("Sign in", "/staff"), main))
        }
        None => site::pages::not_found(Arc::clone(&door.door.pages)).await,
    }
}

fn choice(person: &Staff) -> Markup {
    let roles: Vec<&str> = person.roles.iter().map(|role| role.word()).collect();
    html! {
        form.row.apart action={ "/staff/" (person.id) } method="post" {
            span { b { (person.name.as_str()) } br; span.dim.small { (roles.join(", ")) } }
            button.btn.soft { "Sign in as " (person.name.as_str()) }
        }
    }
}

async fn enter(State(door): State<DemoDoor>, Asking(by): Asking, headers: HeaderMap, Path(id): Path<String>) -> Reply {
    let Some(person) = find(&door, &id) else { return site::pages::not_found(Arc::clone(&door.door.pages)).await };
    let (house, staff, device) = (door.door.house.clone(), person.id, Door::device(&headers));
    into(&door.door, act(move || sign_in(&house, &by, staff, device.as_ref())).await, home(&person))
}

fn into(door: &Door, token: Result<String, Trouble<Never>>, to: &str) -> Reply {
    match token {
        Ok(token) => entered(door, &token, to),
        Err(trouble) => Reply::Broken(fault(trouble)),
    }
}

async fn all_clients(State(door): State<DemoDoor>) -> Reply {
    let edition = door.door.pages.edition();
    let main = html! {
        div.wrap.section.stack.wide.prose {
            h1 { "Sign in" }
            p { "This is a demo, so no link is mailed. Choose whom to be." }
            @for client in door.clients.iter() {
                form.row.apart action={ "/sign-in/" (client.subject) } method="post" {
                    b { (client.name.as_str()) }
                    button.btn.soft { "Sign in as " (client.name.as_str()) }
                }
            }
            p.small { "Do you work here? " a href="/staff" { "Staff sign-in" } }
        }
    };
    reply::ok(public(&edition.frame("Sign in", "/sign-in"), main))
}

async fn enter_as_client(
    State(door): State<DemoDoor>,
    Asking(by): Asking,
    headers: HeaderMap,
    Path(subject): Path<String>,
) -> Reply {
    let known = subject.parse::<SubjectId>().ok().filter(|id| door.clients.iter().any(|client| client.subject == *id));
    let Some(subject) = known else { return site::pages::not_found(Arc::clone(&door.door.pages)).await };
    let (house, device) = (door.door.house.clone(), Door::device(&headers));
    into(&door.door, act(move || sign_in_client(&house, &by, subject, device.as_ref())).await, "/my")
}

fn find(door: &DemoDoor, id: &str) -> Option<Staff> {
    let id: StaffId = id.parse().ok()?;
    door.door.house.staff().iter().find(|person| person.id == id).cloned()
}
