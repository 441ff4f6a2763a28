//! Staff sign-in for real people: address and password, then the phone's code; the password again after a pause.

use actions::account::MIN_PASSWORD;
use actions::show_it_is_me::{EnterRefusal, Entered, asked_again, show_again, show_code, show_password};
use actions::sign_in::{AtTheDoor, STAFF_IDLE, at_the_door, fault};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::routing::{get, post};
use maud::{Markup, html};
use shell::act::act;
use shell::fields::{self, Kind, Problem, Text, hidden, submit};
use shell::form::Posted;
use shell::frame::public;
use shell::reply::{self, Reply};
use shell::request::Asking;
use terms::reach::Email;
use terms::trouble::Trouble;

use crate::passkey_door::by_passkey;
use crate::sign_in::{Door, entered, home};

/// What stands after the question mark.
type Asked = Query<Vec<(String, String)>>;

/// The pages.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new()
        .route("/staff", get(show).post(password))
        .route("/staff/code", post(code))
        .route("/staff/again", get(again).post(password_again))
        .with_state(door)
}

async fn show(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, Query(asked): Asked) -> Reply {
    if let Some(token) = door.token(&headers) {
        let house = door.house.clone();
        match act(move || at_the_door(&house, &token, by.now)).await {
            Ok(Some(AtTheDoor::Staff(person))) => return reply::go(home(&person.staff)),
            Ok(Some(AtTheDoor::Paused)) => return reply::go("/staff/again"),
            Ok(Some(AtTheDoor::Client(_)) | None) => {}
            Err(trouble) => return Reply::Broken(fault(trouble)),
        }
    }
    let to = onward(&asked);
    let passkey = by_passkey(&door, by, &to).await;
    page(&door, &html! { (first(&to, "", &[])) (passkey) }, false)
}

async fn password(State(door): State<Door>, Asking(by): Asking, posted: Posted) -> Reply {
    let (email, password) = (posted.one("email").to_owned(), raw(&posted, "password"));
    let (house, to) = (door.house.clone(), posted.one("to").to_owned());
    let known = email.clone();
    match act(move || show_password(&house, &by, &email, &password)).await {
        Ok(carried) => page(&door, &second(&carried, &to, &[]), false),
        Err(trouble) => instead(&door, trouble, |problems| first(&to, &known, problems), "email"),
    }
}

async fn code(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, posted: Posted) -> Reply {
    let (carried, typed) = (posted.one("carried").to_owned(), posted.one("code").to_owned());
    let (house, to, device) = (door.house.clone(), posted.one("to").to_owned(), Door::device(&headers));
    let sealed = carried.clone();
    match act(move || show_code(&house, &by, (&carried, &typed), device.as_ref())).await {
        Ok(Entered { token, staff, .. }) => {
            let first_page = door.house.staff().iter().find(|person| person.id == staff).map_or("/staff", home);
            entered(&door, &token, if to.is_empty() { first_page } else { &to })
        }
        Err(Trouble::Refused(EnterRefusal::TooLate)) => reply::go("/staff"),
        Err(trouble) => instead(&door, trouble, |problems| second(&sealed, &to, problems), "code"),
    }
}

async fn again(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, Query(asked): Asked) -> Reply {
    let Some(token) = door.token(&headers) else { return reply::go("/staff") };
    let house = door.house.clone();
    match act(move || asked_again(&house, &by, &token)).await {
        Ok(Some(email)) => {
            let to = onward(&asked);
            let passkey = by_passkey(&door, by, &to).await;
            page(&door, &html! { (paused(&email, &to, &[])) (passkey) }, false)
        }
        Ok(None) => reply::go("/staff"),
        Err(trouble) => Reply::Broken(fault(trouble)),
    }
}

async fn password_again(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, posted: Posted) -> Reply {
    let Some(token) = door.token(&headers) else { return reply::go("/staff") };
    let (house, password, to) = (door.house.clone(), raw(&posted, "password"), posted.one("to").to_owned());
    let known = {
        let (house, token) = (house.clone(), token.clone());
        act(move || asked_again(&house, &by, &token)).await
    };
    let Ok(Some(email)) = known else { return reply::go("/staff") };
    match act(move || show_again(&house, &by, (&token, &password))).await {
        Ok(token) => entered(&door, &token, if to.is_empty() { "/staff" } else { &to }),
        Err(Trouble::Refused(EnterRefusal::TooLate) | Trouble::Denied(_)) => reply::go("/staff"),
        Err(trouble) => instead(&door, trouble, |problems| paused(&email, &to, problems), "password"),
    }
}

fn instead(
    door: &Door,
    trouble: Trouble<EnterRefusal>,
    form: impl FnOnce(&[Problem]) -> Markup,
    field: &'static str,
) -> Reply {
    let words = match trouble {
        Trouble::Refused(EnterRefusal::NotRight) => "This did not fit. Look at all of it again",
        Trouble::Refused(EnterRefusal::TooManyTries) => "Too many tries. Wait fifteen minutes, then try again",
        Trouble::Refused(EnterRefusal::TooLate) | Trouble::Denied(_) => "This took too long. Begin again",
        Trouble::Fault(fault) => return Reply::Broken(fault),
    };
    page(door, &form(&[Problem { field, words: words.to_owned() }]), true)
}

fn page(door: &Door, form: &Markup, is_refused: bool) -> Reply {
    let edition = door.pages.edition();
    let main = html! { div.wrap.section.stack.wide.prose { (form) } };
    let whole = public(&edition.frame(if is_refused { "Error: Sign in" } else { "Sign in" }, "/staff"), main);
    if is_refused { reply::refused(whole) } else { reply::ok(whole) }
}

fn first(to: &str, email: &str, problems: &[Problem]) -> Markup {
    html! {
        h1 { "Staff sign-in" }
        (fields::error_summary(problems))
        form.card.stack method="post" action="/staff" {
            (hidden("to", to))
            (field("email", "Email", Kind::Email, ("username", None), email, problems))
            (field("password", "Password", Kind::Password, ("current-password", None), "", problems))
            (submit("Continue"))
        }
        p.small { "Lost your password or your phone? The owner of the practice invites you again." }
        p.small { "Are you a client? " a href="/sign-in" { "Client sign-in" } }
    }
}

fn second(carried: &str, to: &str, problems: &[Problem]) -> Markup {
    html! {
        h1 { "The code from your phone" }
        (fields::error_summary(problems))
        form.card.stack method="post" action="/staff/code" {
            (hidden("carried", carried)) (hidden("to", to))
            (field("code", "Six digits", Kind::Number, ("one-time-code", Some("Or one of your recovery codes; each is good once")), "", problems))
            (submit("Sign in"))
        }
    }
}

fn paused(email: &Email, to: &str, problems: &[Problem]) -> Markup {
    html! {
        h1 { "Still you?" }
        p { "Nobody clicked here for " (STAFF_IDLE.as_mins()) " minutes, or what you want to do asks for it. Notes that you began are kept." }
        (fields::error_summary(problems))
        form.card.stack method="post" action="/staff/again" {
            (hidden("to", to))
            (whose(email))
            (field("password", "Password", Kind::Password, ("current-password", None), "", problems))
            (submit("Go on"))
        }
        form method="post" action="/sign-out" { button.btn.plain { "Someone else: sign in from the start" } }
    }
}

/// A field of a sign-in form, with the browser's own word for it.
pub fn field(
    name: &'static str,
    label: &str,
    kind: Kind,
    (autocomplete, hint): (&'static str, Option<&str>),
    value: &str,
    problems: &[Problem],
) -> Markup {
    let spec = Text { name, label, hint, kind, autocomplete: Some(autocomplete), optional: false, max: 254 };
    fields::text(&spec, value, problems)
}

/// Whose password it is: fixed, and said so that the browser's keeper of passwords files it under the right name.
pub fn whose(email: &Email) -> Markup {
    html! {
        div.field {
            label for="username" { "Email" }
            input.w-m #username type="email" autocomplete="username" readonly value=(email.as_str());
        }
    }
}

/// A password is taken as typed, blanks included.
pub fn raw(posted: &Posted, name: &str) -> String {
    posted.pairs().iter().find(|(key, _)| key == name).map_or_else(String::new, |(_, value)| value.clone())
}

/// What a new password must be, in words.
pub fn password_hint() -> String {
    format!("At least {MIN_PASSWORD} characters. A few words that nobody would put together are easy to keep in mind")
}

fn onward(asked: &[(String, String)]) -> String {
    asked.iter().find(|(name, _)| name == "to").map_or_else(String::new, |(_, to)| to.clone())
}
