//! Sign-in for clients: a mailed link that opens a page with one button, or a code that the front desk printed.

use actions::ask_for_link::ask_for_link;
use actions::client_door::MIN_PIN;
use actions::enter_by_key::{Beside, Browser, Entered, KeyRefusal, enter_by_code, enter_by_key, key_wants};
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
use terms::actor::Context;
use terms::reach::Email;
use terms::trouble::Trouble;

use crate::known_device::kept_there;
use crate::passkey_door::by_passkey;
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

async fn show(State(door): State<Door>, Asking(by): Asking) -> Reply {
    drawn(&door, by, &Posted::default(), &[]).await
}

async fn ask(State(door): State<Door>, Asking(by): Asking, posted: Posted) -> Reply {
    let Ok(email) = Email::parse(posted.one("email")) else {
        let problem = Problem { field: "email", words: "Enter an email address with an @".to_owned() };
        return drawn(&door, by, &posted, &[problem]).await;
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
    let (house, browser) = (door.house.clone(), browser(&door, &headers));
    match in_or_not(&door, act(move || enter_by_code(&house, &by, &typed, &browser)).await) {
        Ok(reply) => reply,
        Err(refusal) => {
            let words = match refusal {
                KeyRefusal::NotGood | KeyRefusal::WrongPin | KeyRefusal::TooManyPins | KeyRefusal::PasskeyOnly => {
                    "This code is not good, or no longer. Look at it again, or ask us for another"
                }
                KeyRefusal::TooManyTries => "Too many codes were tried. Wait ten minutes, then try again",
            };
            let problem = Problem { field: "code", words: words.to_owned() };
            drawn(&door, by, &Posted::default(), &[problem]).await
        }
    }
}

fn browser(door: &Door, headers: &HeaderMap) -> Browser {
    Browser { device: Door::device(headers), kept_there: kept_there(door, headers) }
}

async fn look(State(door): State<Door>, Asking(by): Asking, Path(secret): Path<String>) -> Reply {
    looked_at(&door, by, &secret, &[]).await
}

async fn looked_at(door: &Door, by: Context, secret: &str, problems: &[Problem]) -> Reply {
    let (house, known) = (door.house.clone(), secret.to_owned());
    let beside = match act(move || key_wants(&house, &by, &known)).await {
        Ok(Some(beside)) => beside,
        Ok(None) => return over(door),
        Err(trouble) => return Reply::Broken(fault(trouble)),
    };
    let passkey = match beside {
        Beside::Nothing => html! {},
        Beside::Pin | Beside::Passkey => by_passkey(door, by, "").await,
    };
    let main = html! {
        h1 { "Welcome back" }
        p { "This opens your own pages, on this device." }
        (fields::error_summary(problems))
        (passkey)
        @match beside {
            Beside::Nothing => { form method="post" action={ "/enter/" (secret) } { button.btn { "Open my pages" } } },
            Beside::Pin => {
                form.card.stack method="post" action={ "/enter/" (secret) } {
                    (field("pin", "Your PIN", Kind::Password, ("off", Some(&pin_hint())), "", problems))
                    (submit("Open my pages"))
                }
            },
            Beside::Passkey => { p { "You told us that others may read this mailbox, and made a passkey: use it, on a device that has it. Or call us, and the front desk prints a code for you." } },
        }
        p.small { "Is this someone else’s device? Sign out when you are done: the way is at the foot of every page." }
    };
    let title = if problems.is_empty() { "Sign in" } else { "Error: Sign in" };
    let whole = framed(door, title, main);
    if problems.is_empty() { reply::ok(whole) } else { reply::refused(whole) }
}

fn pin_hint() -> String {
    format!("The {MIN_PIN} digits or more that you chose. Forgotten? Call us: the front desk prints a code for you")
}

async fn enter(
    State(door): State<Door>,
    Asking(by): Asking,
    headers: HeaderMap,
    Path(secret): Path<String>,
    posted: Posted,
) -> Reply {
    let (house, browser) = (door.house.clone(), browser(&door, &headers));
    let (known, pin) = (secret.clone(), posted.one("pin").to_owned());
    let words = match in_or_not(&door, act(move || enter_by_key(&house, &by, (&known, &pin), &browser)).await) {
        Ok(reply) => return reply,
        Err(KeyRefusal::NotGood | KeyRefusal::TooManyTries) => return over(&door),
        Err(KeyRefusal::WrongPin) => "This PIN is not right",
        Err(KeyRefusal::TooManyPins) => {
            "Too many PINs were tried. Wait fifteen minutes and ask for another link, or call us"
        }
        Err(KeyRefusal::PasskeyOnly) => "This link opens nothing by itself: use your passkey",
    };
    looked_at(&door, by, &secret, &[Problem { field: "pin", words: words.to_owned() }]).await
}

fn in_or_not(door: &Door, entered_with: Result<Entered, Trouble<KeyRefusal>>) -> Result<Reply, KeyRefusal> {
    match entered_with {
        Ok(Entered { token, is_asked: true }) => Ok(entered(door, &token, "/my/account/door?welcome=yes")),
        Ok(Entered { token, is_asked: false }) => Ok(entered(door, &token, "/my")),
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

async fn drawn(door: &Door, by: Context, posted: &Posted, problems: &[Problem]) -> Reply {
    let passkey = by_passkey(door, by, "").await;
    let main = html! {
        h1 { "Sign in" }
        @if door.house.sends_mail() { p.lead { "No password: we write you a link." } }
        @else { p.lead { "No password: the front desk prints a code for you." } }
        (fields::error_summary(problems))
        (passkey)
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
