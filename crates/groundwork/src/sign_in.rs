//! Who is at the door: the browser's token becomes a person, and the page's path says in which role they act.

use std::sync::Arc;

use actions::house::House;
use actions::sign_in::{Person, fault, person, sign_in, sign_out};
use axum::extract::{Path, Request, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, http};
use maud::{Markup, html};
use schedule::people::Staff;
use shell::act::act;
use shell::frame::{Space, public};
use shell::problem::not_allowed;
use shell::reply::{self, Reply};
use shell::request::{Asking, By, Now, Who};
use site::pages::Pages;
use terms::actor::Role;
use terms::ids::StaffId;

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
}

/// The one-click sign-in. It exists only in a folder that the demo made.
pub fn demo_routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new()
        .route("/staff", get(everybody))
        .route("/staff/{id}", get(one).post(enter))
        .route("/sign-out", post(leave))
        .with_state(door)
}

/// Puts the person and their role into the request, or leads to sign-in.
pub async fn know(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let Some((space, roles)) = space_of(request.uri().path()) else { return next.run(request).await };
    let Some(Now(now)) = request.extensions().get::<Now>().copied() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let person = match token(request.headers()) {
        Some(token) => {
            let (house, staff) = (door.house.clone(), Arc::clone(&door.staff));
            match act(move || person(&house, &staff, &token, now)).await {
                Ok(person) => person,
                Err(trouble) => return Reply::Broken(fault(trouble)).into_response(),
            }
        }
        None => None,
    };
    let Some(person) = person else {
        // What was typed into a form is kept as a draft; the way back in leads through the first page.
        let to = if request.method() == Method::GET {
            format!("/staff?to={}", request.uri().path())
        } else {
            "/staff".to_owned()
        };
        return reply::go(to).into_response();
    };
    let Some(role) = roles.iter().copied().find(|role| person.staff.roles.contains(role)) else {
        let edition = door.pages.edition();
        return not_allowed(&edition.frame("This page is not open to you", "")).into_response();
    };
    request.extensions_mut().insert(By(person.acting_as(role)));
    request.extensions_mut().insert(who(&door, &person, space));
    next.run(request).await
}

/// Which part of the workspace a path belongs to, and who works there.
fn space_of(path: &str) -> Option<(Space, &'static [Role])> {
    let under = |prefix: &str| path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if under("/t") {
        Some((Space::Therapist, &[Role::Therapist]))
    } else if under("/desk") {
        Some((Space::Desk, &[Role::Desk, Role::Owner]))
    } else if under("/billing") {
        Some((Space::Billing, &[Role::Biller]))
    } else {
        None
    }
}

fn who(door: &Door, person: &Person, space: Space) -> Who {
    let practice = door.house.practice();
    let credentials = person.staff.credentials.as_ref().map_or_else(String::new, |line| format!(", {}", line.as_str()));
    let spaces = [(Space::Therapist, "/t"), (Space::Desk, "/desk"), (Space::Billing, "/billing")];
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
    match act(move || sign_in(&house, &by, staff)).await {
        Ok(token) => Reply::GoWith(
            home(person).to_owned(),
            cookie(&format!("{COOKIE_NAME}={token}; Path=/; HttpOnly; SameSite=Lax")),
        ),
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
            ("/", None),
            ("/trouble", None),
            ("/r/abc", None),
        ] {
            assert_eq!(space_of(path).map(|(space, _)| space), space, "{path}");
        }
    }
}
