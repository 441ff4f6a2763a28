//! Who else reads your mail or uses your phone: what a link needs beside it, and where you are told of new devices.

use actions::client_door::{Door, DoorRefusal, MIN_PIN, Saying, say_door, see_door};
use actions::house::House;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::fields::{self, Choice, Choices, Kind, Look, Problem, Text};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use terms::shares::{Shares, Tell};

use crate::asked::Asked;

/// The question, asked at the first sign-in and whenever they come back to it.
pub fn routes() -> Router<House> {
    Router::new().route("/my/account/door", get(show).post(change))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn change(asked: Asked, posted: Posted) -> Reply {
    let saying = match read(&posted) {
        Ok(saying) => saying,
        Err(problems) => return shown(&asked, Some(&posted), &problems).await,
    };
    match asked.act(move |house, by| say_door(house, by, &saying)).await {
        Ok(()) => reply::go("/my/account/door?done=saved"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, Some(&posted), &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<Saying, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let shares =
        form.wanted("shares", Shares::from_code(posted.one("shares")), "Choose one; “not sure” is an answer too");
    let tell = form.wanted("tell", Tell::from_code(posted.one("tell")), "Choose where we may tell you");
    let pin = posted.one("pin").to_owned();
    if pin != posted.one("pin-again") {
        form.problem("pin-again", "This is not the same PIN. Type both again");
    }
    form.done(shares.zip(tell).map(|(shares, tell)| Saying { shares, pin, tell }))
}

fn problem(refusal: DoorRefusal) -> Problem {
    let (field, words) = match refusal {
        DoorRefusal::NothingBeside => {
            ("pin", "Choose a PIN, or make a passkey first: the link alone would open your pages")
        }
        DoorRefusal::PinLength => ("pin", "Choose a PIN of six digits or more"),
        DoorRefusal::PinGuessed => ("pin", "This PIN is among the first that someone tries. Choose another"),
        DoorRefusal::SignInAgain => {
            ("shares", "You signed in more than fifteen minutes ago. Sign out and in again, then change this")
        }
    };
    Problem { field, words: words.to_owned() }
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(see_door).await {
        Ok(door) => {
            let stored = as_posted(&door);
            let is_welcome = asked.query("welcome") == "yes";
            let main = page(&door, is_welcome, (posted.unwrap_or(&stored), problems));
            if problems.is_empty() {
                let toast = (asked.query("done") == "saved").then_some("Saved. It counts from the next sign-in.");
                reply::ok(asked.page(("Your door", "/my/account"), toast, main))
            } else {
                reply::refused(asked.page(("Error: Your door", "/my/account"), None, main))
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn as_posted(door: &Door) -> Posted {
    let Some(said) = &door.said else { return Posted::default() };
    Posted::from_pairs([("shares", said.shares.code().to_owned()), ("tell", said.tell.code().to_owned())])
}

fn page(door: &Door, is_welcome: bool, (posted, problems): (&Posted, &[Problem])) -> Markup {
    html! {
        header.stack.tight {
            @if is_welcome { h1 { "Before you go on" } }
            @else { p.small { a href="/my/account" { "Account" } } h1 { "Your door" } }
            p.lead.dim { "Answer this when you are alone. Nobody else sees what you say here." }
        }
        (fields::error_summary(problems))
        form.card.stack method="post" action="/my/account/door" {
            (asks(("shares", "Does anyone else read this mailbox or use this phone?"), &SHARES, (posted, problems)))
            (pin(("pin", "A PIN beside the link"), Some(&pin_hint(door)), problems))
            (pin(("pin-again", "The same PIN once more"), None, problems))
            (asks(("tell", "Where is it safe to tell you that a new device opened your pages?"), &tells(door), (posted, problems)))
            div.row { button.btn { "Save" } @if is_welcome { a.btn.plain href="/my" { "Later" } } }
        }
        (devices(door))
    }
}

const SHARES: [Choice<'_>; 3] = [
    choice(Shares::Nobody.code(), Shares::Nobody.word(), "A link by mail opens your pages"),
    choice(
        Shares::Somebody.code(),
        Shares::Somebody.word(),
        "A link alone opens nothing: it also asks for a PIN, or for a passkey",
    ),
    choice(Shares::NotSure.code(), Shares::NotSure.word(), "The same as yes"),
];

const fn choice(value: &'static str, label: &'static str, small: &'static str) -> Choice<'static> {
    Choice { value, label, small: Some(small) }
}

/// Only the ways that they allow.
fn tells(door: &Door) -> Vec<Choice<'static>> {
    let allowed = |tell: &Tell| match tell {
        Tell::Email => door.reach.email.is_some(),
        Tell::Text => door.reach.may_text && door.reach.phone.is_some(),
        Tell::Nowhere => true,
    };
    let choice = |tell: Tell| Choice { value: tell.code(), label: tell.word(), small: None };
    Tell::ALL.into_iter().filter(allowed).map(choice).collect()
}

fn asks(
    (name, legend): (&'static str, &str),
    options: &[Choice<'_>],
    (posted, problems): (&Posted, &[Problem]),
) -> Markup {
    let spec = Choices { name, legend, hint: None, many: false, look: Look::Rows, options };
    fields::choices(&spec, &[posted.one(name)], problems)
}

fn pin((name, label): (&'static str, &str), hint: Option<&str>, problems: &[Problem]) -> Markup {
    let (kind, autocomplete) = (Kind::Password, Some("off"));
    fields::text(&Text { name, label, hint, kind, autocomplete, optional: true, max: 64 }, "", problems)
}

fn pin_hint(door: &Door) -> String {
    let now = match (door.said.as_ref().is_some_and(|said| said.pin.is_some()), door.has_passkey) {
        (true, _) => "You have one. Leave this empty to keep it",
        (false, true) => "Your passkey is enough, if its device is always with you",
        (false, false) => "Needed with “Yes” and “I am not sure”",
    };
    format!("{MIN_PIN} digits or more. {now}")
}

/// Devices that were remembered because they asked for it. With others at the phone there are none.
fn devices(door: &Door) -> Markup {
    let Some(said) = door.said.as_ref() else { return html! {} };
    html! {
        section.card.stack.tight aria-labelledby="devices" {
            h2 #devices { "Devices that you told us are yours" }
            @if said.shares.wants_more() {
                p { "None is remembered, since others may use it. Each sign-in is told where you chose." }
            } @else {
                @if said.known.is_empty() { p.dim { "None. Each sign-in counts as a new device, and you are told of it." } }
                @for known in &said.known { p { (known.device.as_ref().map_or("An unnamed browser", |device| device.as_str())) } }
                div.row {
                    form method="post" action="/my/account/devices" { button.btn.line name="what" value="remember" { "This device is mine: don’t tell me of it" } }
                    @if !said.known.is_empty() { form method="post" action="/my/account/devices" { button.btn.plain name="what" value="forget" { "Forget all of them" } } }
                }
                p.small.dim { "A remembered device still asks for a link each time." }
            }
        }
    }
}
