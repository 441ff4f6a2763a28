//! Sign-in for clients: a mailed link that opens a page with one button, or a code that the front desk printed.

use actions::ask_for_link::ask_for_link;
use actions::enter_by_key::{KeyRefusal, enter_by_code, enter_by_key, key_is_good};
use actions::sign_in::fault;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use maud::{Markup, html};
use shell::act::act;
use shell::fields::{self, Kind, Problem, submit};
use shell::form::Posted;
use shell::frame::public;
use shell::reply::{self, Reply};
use shell::request::Asking;
use terms::reach::Email;
use terms::trouble::Trouble;

use crate::sign_in::{Door, entered};
use crate::staff_door::field;

/// The pages.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new()
        .route("/sign-in", get(show).post(ask))
        .route("/sign-in/code", post(code))
        .route("/enter/{secret}", get(look).post(enter))
        .with_state(door)
}

async fn show(State(door): State<Door>) -> Reply {
    drawn(&door, &Posted::default(), &[])
}

async fn ask(State(door): State<Door>, Asking(by): Asking, posted: Posted) -> Reply {
    let Ok(email) = Email::parse(posted.one("email")) else {
        return drawn(
            &door,
            &posted,
            &[Problem { field: "email", words: "Enter an email address with an @".to_owned() }],
        );
    };
    let house = door.house.clone();
    // Nobody waits for this: the page, its words and its time are the same for an address that nobody has.
    drop(tokio::spawn(async move {
        if let Err(trouble) = act(move || ask_for_link(&house, &by, &email)).await {
            tracing::error!(fault = %fault(trouble), "a link was asked for and not written");
        }
    }));
    let main = html! {
        h1 { "Look into your mail" }
        p.lead { "If we know this address, a letter with a link is on its way. The link is good for 15 minutes, once." }
        p { "Nothing came? Look among the unwanted mail, or call us: the front desk can also print a code for you." }
    };
    page(&door, "Sign in", main)
}

async fn code(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, posted: Posted) -> Reply {
    let plain = |letter: &char| letter.is_ascii_alphanumeric();
    let typed: String = posted.one("code").to_lowercase().chars().filter(plain).collect();
    let (house, device) = (door.house.clone(), Door::device(&headers));
    match in_or_not(&door, act(move || enter_by_code(&house, &by, &typed, device.as_ref())).await) {
        Ok(reply) => reply,
        Err(refusal) => {
            let words = match refusal {
                KeyRefusal::NotGood => "This code is not good, or no longer. Look at it again, or ask us for another",
                KeyRefusal::TooManyTries => "Too many codes were tried. Wait ten minutes, then try again",
            };
            drawn(&door, &Posted::default(), &[Problem { field: "code", words: words.to_owned() }])
        }
    }
}

async fn look(State(door): State<Door>, Asking(by): Asking, Path(secret): Path<String>) -> Reply {
    let (house, known) = (door.house.clone(), secret.clone());
    match act(move || key_is_good(&house, &by, &known)).await {
        Ok(true) => {
            let main = html! {
                h1 { "Welcome back" }
                p { "This opens your own pages, on this device." }
                form method="post" action={ "/enter/" (secret) } { button.btn { "Open my pages" } }
                p.small { "Is this someone else’s device? Sign out when you are done: the way is at the foot of every page." }
            };
            page(&door, "Sign in", main)
        }
        Ok(false) => over(&door),
        Err(trouble) => Reply::Broken(fault(trouble)),
    }
}

async fn enter(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, Path(secret): Path<String>) -> Reply {
    let (house, device) = (door.house.clone(), Door::device(&headers));
    match in_or_not(&door, act(move || enter_by_key(&house, &by, &secret, device.as_ref())).await) {
        Ok(reply) => reply,
        Err(KeyRefusal::NotGood | KeyRefusal::TooManyTries) => over(&door),
    }
}

fn in_or_not(door: &Door, entered_with: Result<String, Trouble<KeyRefusal>>) -> Result<Reply, KeyRefusal> {
    match entered_with {
        Ok(token) => Ok(entered(door, &token, "/my")),
        Err(Trouble::Refused(refusal)) => Err(refusal),
        Err(Trouble::Denied(_)) => Err(KeyRefusal::NotGood),
        Err(Trouble::Fault(fault)) => Ok(Reply::Broken(fault)),
    }
}

fn over(door: &Door) -> Reply {
    let main = html! {
        h1 { "This link is used, or over" }
        p { "A link is good once, for 15 minutes. That is on purpose: whoever finds the letter later finds nothing." }
        p { a.btn href="/sign-in" { "Ask for another" } }
    };
    Reply::Page(StatusCode::NOT_FOUND, framed(door, "Sign in", main))
}

fn drawn(door: &Door, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = html! {
        h1 { "Sign in" }
        @if door.house.sends_mail() { p.lead { "No password: we write you a link." } }
        @else { p.lead { "No password: the front desk prints a code for you." } }
        (fields::error_summary(problems))
        @if door.house.sends_mail() {
            form.card.stack method="post" action="/sign-in" {
                (field("email", "Your email", Kind::Email, ("email", Some("The one that you gave us")), posted.one("email"), problems))
                (submit("Write me a link"))
            }
        }
        form.card.stack method="post" action="/sign-in/code" {
            (field("code", "A code that we printed for you", Kind::Line, ("off", Some("Twelve letters and digits")), "", problems))
            div.row { button.btn.line { "Use the code" } }
        }
        p.small { "Do you work here? " a href="/staff" { "Staff sign-in" } }
    };
    if problems.is_empty() { page(door, "Sign in", main) } else { reply::refused(framed(door, "Error: Sign in", main)) }
}

fn page(door: &Door, title: &str, main: Markup) -> Reply {
    reply::ok(framed(door, title, main))
}

#[expect(clippy::needless_pass_by_value, reason = "markup is made where it is handed over")]
fn framed(door: &Door, title: &str, main: Markup) -> Markup {
    let edition = door.pages.edition();
    public(&edition.frame(title, "/sign-in"), html! { div.wrap.section.stack.wide.prose { (main) } })
}
