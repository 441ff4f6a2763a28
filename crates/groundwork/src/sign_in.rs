//! Who is at the door: the browser's token becomes a person, and the page's path says in which role they act.

use std::sync::Arc;

use actions::house::House;
use actions::sign_in::{AtTheDoor, Person, at_the_door, everyone_in_therapy, fault, sign_in, sign_in_client, sign_out};
use axum::extract::{Path, Request, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, http};
use jiff::Timestamp;
use maud::{Markup, html};
use schedule::people::{Client, Staff};
use shell::act::act;
use shell::frame::{Space, public};
use shell::problem::not_allowed;
use shell::reply::{self, Reply};
use shell::request::{Asking, By, Me, Now, Who};
use site::pages::Pages;
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::{StaffId, SubjectId};
use terms::trouble::{Never, Trouble};

/// The cookie's name. It is set at sign-in and not before.
const COOKIE_NAME: &str = "groundwork";

/// What the door knows.
#[derive(Clone)]
pub struct Door {
    /// The house behind it.
    pub house: House,
    /// The public pages, in whose frame it stands.
    pub pages: Arc<Pages>,
    /// Everybody who works here. Nobody can be added yet while the server runs.
    pub staff: Arc<[Staff]>,
    /// Whom the demo offers to be among its clients.
    pub clients: Arc<[Client]>,
}

/// The one-click sign-in. It exists only in a folder that the demo made.
pub fn demo_routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new()
        .route("/staff", get(everybody))
        .route("/staff/{id}", get(one).post(enter))
        .route("/sign-in", get(all_clients))
        .route("/sign-in/{subject}", post(enter_as_client))
        .route("/sign-out", post(leave))
        .with_state(door)
}

/// The clients whom a demo offers to be, as its owner sees them.
pub fn demo_clients(house: &House, now: Timestamp) -> Result<Arc<[Client]>, Trouble<Never>> {
    let owner = SignedIn { staff: testkit::cast::MARION, role: Role::Owner, signed_in_at: now };
    everyone_in_therapy(house, &Context { actor: Actor::Staff(owner), now }).map(Into::into)
}

/// Puts the person and their role into the request, or leads to sign-in.
pub async fn know(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_portal = is_under(&path, "/my");
    let space = space_of(&path);
    if space.is_none() && !is_portal {
        return next.run(request).await;
    }
    let Some(Now(now)) = request.extensions().get::<Now>().copied() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let someone = match token(request.headers()) {
        Some(token) => {
            let (house, staff) = (door.house.clone(), Arc::clone(&door.staff));
            match act(move || at_the_door(&house, &staff, &token, now)).await {
                Ok(someone) => someone,
                Err(trouble) => return Reply::Broken(fault(trouble)).into_response(),
            }
        }
        None => None,
    };
    match (space, someone) {
        (None, Some(AtTheDoor::Client(client))) => {
            request.extensions_mut().insert(By(Actor::Client(client)));
            request.extensions_mut().insert(Me { fictional: door.pages.edition().fictional });
        }
        (None, Some(AtTheDoor::Staff(_)) | None) => return reply::go("/sign-in").into_response(),
        (Some((space, roles)), Some(AtTheDoor::Staff(person))) => {
            let Some(role) = roles.iter().copied().find(|role| person.staff.roles.contains(role)) else {
                let edition = door.pages.edition();
                return not_allowed(&edition.frame("This page is not open to you", "")).into_response();
            };
            request.extensions_mut().insert(By(person.acting_as(role)));
            request.extensions_mut().insert(who(&door, &person, space));
        }
        (Some(_), Some(AtTheDoor::Client(_)) | None) => {
            // What was typed into a form is kept as a draft; the way back in leads through the first page.
            let is_look = request.method() == Method::GET;
            let to = if is_look { format!("/staff?to={path}") } else { "/staff".to_owned() };
            return reply::go(to).into_response();
        }
    }
    next.run(request).await
}

fn is_under(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Which part of the workspace a path belongs to, and who works there.
fn space_of(path: &str) -> Option<(Space, &'static [Role])> {
    let under = |prefix: &str| is_under(path, prefix);
    if under("/t") {
        Some((Space::Therapist, &[Role::Therapist]))
    } else if under("/desk") {
        Some((Space::Desk, &[Role::Desk, Role::Owner]))
    } else if under("/billing") {
        Some((Space::Billing, &[Role::Biller]))
    } else if under("/practice") {
        Some((Space::Practice, &[Role::Owner]))
    } else {
        None
    }
}

fn who(door: &Door, person: &Person, space: Space) -> Who {
    let practice = door.house.practice();
    let credentials = person.staff.credentials.as_ref().map_or_else(String::new, |line| format!(", {}", line.as_str()));
    let spaces = [
        (Space::Therapist, "/t"),
        (Space::Desk, "/desk"),
        (Space::Billing, "/billing"),
        (Space::Practice, "/practice"),
    ];
    let is_theirs = |path: &str| {
        space_of(path).is_some_and(|(_, roles)| roles.iter().any(|role| person.staff.roles.contains(role)))
    };
    Who {
        name: format!("{}{credentials}", person.staff.name.as_str()),
        space,
        spaces: spaces.into_iter().filter(|(_, path)| is_theirs(path)).map(|(space, _)| space).collect(),
        wordmark: practice.short_name.clone(),
        fictional: door.pages.edition().fictional,
    }
}

/// The first page of a person's work.
fn home(staff: &Staff) -> &'static str {
    let has = |role| staff.roles.contains(&role);
    if has(Role::Therapist) {
        "/t"
    } else if has(Role::Desk) || has(Role::Owner) {
        "/desk/requests"
    } else {
        "/billing"
    }
}

async fn everybody(State(door): State<Door>) -> Reply {
    let edition = door.pages.edition();
    let main = html! {
        div.wrap.section.stack.wide.prose {
            h1 { "Staff sign-in" }
            p { "This is a demo, so there is no password. Choose whom to be." }
            @for person in door.staff.iter() { (choice(person)) }
        }
    };
    reply::ok(public(&edition.frame("Sign in", "/staff"), main))
}

async fn one(State(door): State<Door>, Path(id): Path<String>) -> Reply {
    let edition = door.pages.edition();
    match find(&door, &id) {
        Some(person) => {
            let main = html! {
                div.wrap.section.stack.wide.prose {
                    h1 { "Staff sign-in" }
                    p { "This is a demo, so there is no password." }
                    (choice(person))
                    p.small { a href="/staff" { "Be someone else" } }
                }
            };
            reply::ok(public(&edition.frame("Sign in", "/staff"), main))
        }
        None => site::pages::not_found(Arc::clone(&door.pages)).await,
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

async fn enter(State(door): State<Door>, Asking(by): Asking, Path(id): Path<String>) -> Reply {
    let Some(person) = find(&door, &id) else { return site::pages::not_found(Arc::clone(&door.pages)).await };
    let (house, staff) = (door.house.clone(), person.id);
    entered(act(move || sign_in(&house, &by, staff)).await, home(person))
}

async fn all_clients(State(door): State<Door>) -> Reply {
    let edition = door.pages.edition();
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

async fn enter_as_client(State(door): State<Door>, Asking(by): Asking, Path(subject): Path<String>) -> Reply {
    let known = subject.parse::<SubjectId>().ok().filter(|id| door.clients.iter().any(|client| client.subject == *id));
    let Some(subject) = known else { return site::pages::not_found(Arc::clone(&door.pages)).await };
    let house = door.house.clone();
    entered(act(move || sign_in_client(&house, &by, subject)).await, "/my")
}

/// The first page, with the token that the browser keeps.
fn entered(token: Result<String, Trouble<Never>>, to: &str) -> Reply {
    match token {
        Ok(token) => {
            Reply::GoWith(to.to_owned(), cookie(&format!("{COOKIE_NAME}={token}; Path=/; HttpOnly; SameSite=Lax")))
        }
        Err(trouble) => Reply::Broken(fault(trouble)),
    }
}

async fn leave(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap) -> Reply {
    if let Some(token) = token(&headers) {
        let house = door.house.clone();
        if let Err(trouble) = act(move || sign_out(&house, &by, &token)).await {
            return Reply::Broken(fault(trouble));
        }
    }
    Reply::GoWith("/staff".to_owned(), cookie(&format!("{COOKIE_NAME}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")))
}

fn find<'a>(door: &'a Door, id: &str) -> Option<&'a Staff> {
    let id: StaffId = id.parse().ok()?;
    door.staff.iter().find(|person| person.id == id)
}

fn cookie(value: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(SET_COOKIE, value);
    }
    headers
}

fn token(headers: &http::HeaderMap) -> Option<String> {
    let cookies =
        headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    let mut pairs = cookies.filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE_NAME).map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_belongs_to_one_space_or_to_none() {
        for (path, space) in [
            ("/t", Some(Space::Therapist)),
            ("/t/c/abc", Some(Space::Therapist)),
            ("/desk/requests", Some(Space::Desk)),
            ("/billing", Some(Space::Billing)),
            ("/practice/accesses", Some(Space::Practice)),
            ("/my", None),
            ("/", None),
            ("/trouble", None),
            ("/r/abc", None),
        ] {
            assert_eq!(space_of(path).map(|(space, _)| space), space, "{path}");
        }
    }
}
