//! Who is at the door: the browser's token becomes a person, and the page's path says in which role they act.

use std::sync::Arc;

use actions::house::House;
use actions::sign_in::{AtTheDoor, Person, at_the_door, fault, form_mark, sign_out};
use actions::turn_away::{Part, turn_away};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, COOKIE, HeaderName, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use jiff::Timestamp;
use schedule::people::Staff;
use shell::act::act;
use shell::form::Posted;
use shell::frame::Space;
use shell::problem::not_allowed;
use shell::reply::{self, Reply};
use shell::request::{Asking, By, Me, Now, Token, Who};
use site::pages::Pages;
use terms::actor::{Actor, Context, Role};
use terms::text::Line;
use terms::trouble::Fault;

use crate::whose_form::marked;

/// What the door knows.
#[derive(Clone)]
pub struct Door {
    /// The house behind it.
    pub house: House,
    /// The public pages, in whose frame it stands.
    pub pages: Arc<Pages>,
    /// Whether browsers come by HTTPS; then the cookie travels by nothing else.
    pub secure: bool,
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
    let token = door.token(request.headers());
    let someone = match token.clone() {
        Some(token) => {
            let house = door.house.clone();
            match act(move || at_the_door(&house, &token, now)).await {
                Ok(someone) => someone,
                Err(trouble) => return Reply::Broken(fault(trouble)).into_response(),
            }
        }
        None => None,
    };
    if let (Some(_), None) = (&token, &someone)
        && let Err(fault) = written_down(&door, now).await
    {
        return Reply::Broken(fault).into_response();
    }
    match (space, someone) {
        (None, Some(AtTheDoor::Client(client))) => {
            request.extensions_mut().insert(By(Actor::Client(client)));
            request.extensions_mut().insert(Me { fictional: door.pages.edition().fictional });
        }
        (None, Some(AtTheDoor::Staff(_) | AtTheDoor::Paused) | None) => return reply::go("/sign-in").into_response(),
        (Some((space, roles)), Some(AtTheDoor::Staff(person))) => {
            let Some(role) = roles.iter().copied().find(|role| person.staff.roles.contains(role)) else {
                return turned_away(&door, &person, (space, now)).await;
            };
            request.extensions_mut().insert(By(person.acting_as(role)));
            request.extensions_mut().insert(who(&door, &person, space));
            request.extensions_mut().insert(Token(token.unwrap_or_default()));
        }
        (Some(_), Some(AtTheDoor::Paused)) => {
            // What was typed into a note is kept as a draft already.
            let to = if request.method() == Method::GET { path } else { "/".to_owned() };
            return reply::go(format!("/staff/again?to={to}")).into_response();
        }
        (Some(_), Some(AtTheDoor::Client(_)) | None) => {
            // What was typed into a form is kept as a draft; the way back in leads through the first page.
            let is_look = request.method() == Method::GET;
            let to = if is_look { format!("/staff?to={path}") } else { "/staff".to_owned() };
            return reply::go(to).into_response();
        }
    }
    let actor = request.extensions().get::<By>().map_or(Actor::Stranger, |by| by.0);
    match form_mark(&door.house, actor) {
        Ok(mark) => marked(&door, (Context { actor, now }, &mark), request, next).await,
        Err(fault) => Reply::Broken(fault).into_response(),
    }
}

/// A cookie that opens nothing, or nothing any more.
async fn written_down(door: &Door, now: Timestamp) -> Result<(), Fault> {
    let (house, by) = (door.house.clone(), Context { actor: Actor::Stranger, now });
    act(move || turn_away(&house, &by, Part::SignIn)).await
}

/// Somebody before a part of the house that is not theirs: it is written down, and they read that it was.
async fn turned_away(door: &Door, person: &Person, (space, now): (Space, Timestamp)) -> Response {
    let part = match space {
        Space::Therapist => Part::Therapist,
        Space::Desk => Part::Desk,
        Space::Billing => Part::Billing,
        Space::Practice => Part::Practice,
    };
    let role = person.staff.roles.first().copied().unwrap_or(Role::Desk);
    let (house, by) = (door.house.clone(), Context { actor: person.acting_as(role), now });
    match act(move || turn_away(&house, &by, part)).await {
        Ok(()) => not_allowed(&door.pages.edition().frame("This page is not open to you", "")).into_response(),
        Err(fault) => Reply::Broken(fault).into_response(),
    }
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
        wordmark: practice.wordmark().to_owned(),
        fictional: door.pages.edition().fictional,
    }
}

/// The first page of a person's work.
pub fn home(staff: &Staff) -> &'static str {
    let has = |role| staff.roles.contains(&role);
    if has(Role::Therapist) {
        "/t"
    } else if has(Role::Desk) || has(Role::Owner) {
        "/desk/requests"
    } else {
        "/billing"
    }
}

/// On to a page of ours, with the token that the browser keeps.
pub fn entered(door: &Door, token: &str, to: &str) -> Reply {
    Reply::GoWith(to.to_owned(), door.cookie(token, None))
}

/// What a browser forgets when somebody leaves: whatever it kept to show again. Its storage has nothing but the quiet page
/// that the owner of a phone chose to keep, so that stays.
const FORGET: &str = "\"cache\"";

/// The end of a sign-in, for the router.
pub fn leaving<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new().route("/sign-out", post(leave)).with_state(door)
}

/// Quick exit from a client's own pages ends the sign-in too, and leads to where the practice says, also without scripts.
async fn leave(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, posted: Posted) -> Response {
    let left = end(&door, by, &headers).await;
    match left {
        Reply::GoWith(_, cookie) if posted.one("exit") == "yes" => gone(&door, cookie),
        other => other.into_response(),
    }
}

/// A blank page that another one replaces at once.
fn gone(door: &Door, mut headers: HeaderMap) -> Response {
    let to = door.house.practice().quick_exit.clone();
    if let Ok(refresh) = HeaderValue::from_str(&format!("0; url={to}")) {
        headers.insert(HeaderName::from_static("refresh"), refresh);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let page = "<!doctype html><html lang=\"en\"><title>New tab</title></html>";
    (headers, page).into_response()
}

async fn end(door: &Door, by: Context, headers: &HeaderMap) -> Reply {
    let mut to = "/staff";
    if let Some(token) = door.token(headers) {
        let house = door.house.clone();
        let left = act(move || {
            let who = at_the_door(&house, &token, by.now)?;
            sign_out(&house, &by, &token).map(|()| who)
        });
        match left.await {
            // Whoever looks at the screen next sees the practice's first page.
            Ok(Some(AtTheDoor::Client(_))) => to = "/",
            Ok(Some(AtTheDoor::Staff(_) | AtTheDoor::Paused) | None) => {}
            Err(trouble) => return Reply::Broken(fault(trouble)),
        }
    }
    let mut headers = door.cookie("", Some(0));
    headers.insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static(FORGET));
    Reply::GoWith(to.to_owned(), headers)
}

impl Door {
    /// Headers that hand the browser its token, or take it away.
    pub fn cookie(&self, token: &str, seconds: Option<u32>) -> HeaderMap {
        self.keep("groundwork", token, seconds)
    }

    /// The browser's token.
    pub fn token(&self, headers: &HeaderMap) -> Option<String> {
        self.kept(headers, "groundwork")
    }

    /// Headers that give a browser something to keep for this site alone, so many seconds or until it is closed.
    pub fn keep(&self, name: &str, value: &str, seconds: Option<u32>) -> HeaderMap {
        let secure = if self.secure { "; Secure" } else { "" };
        let age = seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        let value = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", self.name(name));
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(SET_COOKIE, value);
        }
        headers
    }

    /// What a browser keeps under this name.
    pub fn kept(&self, headers: &HeaderMap, name: &str) -> Option<String> {
        let wanted = self.name(name);
        let cookies =
            headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
        let mut pairs = cookies.filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned())
    }

    /// A cookie's name. The prefix makes browsers refuse it from any other host or without HTTPS.
    fn name(&self, name: &str) -> String {
        if self.secure { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// On what someone signs in, as far as the browser says: "Firefox on Android".
    pub fn device(headers: &HeaderMap) -> Option<Line> {
        let agent = headers.get(USER_AGENT)?.to_str().ok()?;
        let first =
            |known: &[(&str, &'static str)]| known.iter().find(|(part, _)| agent.contains(part)).map(|(_, word)| *word);
        let browser = first(&[("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")])?;
        let on = first(&[
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Mac OS", "Mac"),
            ("Linux", "Linux"),
        ])?;
        Line::parse(&format!("{browser} on {on}")).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_says_what_it_is() {
        for (agent, device) in [
            ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", Some("Firefox on Android")),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
                Some("Safari on iPhone"),
            ),
            ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36", Some("Chrome on Linux")),
            ("curl/8", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(USER_AGENT, HeaderValue::from_str(agent).unwrap());
            assert_eq!(Door::device(&headers).as_ref().map(Line::as_str), device, "{agent}");
        }
    }

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
