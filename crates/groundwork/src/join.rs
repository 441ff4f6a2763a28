//! An invitation of staff: a password, then a phone, then codes on paper.

use actions::accept_invitation::{Accepted, Invitation, PhoneRefusal, choose_password, confirm_phone, see_invitation};
use actions::account::PasswordRefusal;
use actions::sign_in::fault;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use maud::{Markup, PreEscaped, html};
use qrcode::QrCode;
use qrcode::render::svg;
use shell::act::act;
use shell::fields::{self, Kind, Problem, submit};
use shell::form::Posted;
use shell::frame::public;
use shell::reply::{self, Reply};
use shell::request::Asking;
use terms::actor::Context;
use terms::reach::Email;
use terms::trouble::Trouble;

use crate::sign_in::Door;
use crate::staff_door::{field, password_hint, raw, whose};

/// The page, which shows the next step.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new().route("/join/{secret}", get(show).post(step)).with_state(door)
}

async fn show(State(door): State<Door>, Asking(by): Asking, Path(secret): Path<String>) -> Reply {
    shown(&door, by, &secret, &[]).await
}

async fn step(
    State(door): State<Door>,
    Asking(by): Asking,
    Path(secret): Path<String>,
    headers: HeaderMap,
    posted: Posted,
) -> Reply {
    let (house, known) = (door.house.clone(), secret.clone());
    if posted.one("code").is_empty() {
        let (password, again) = (raw(&posted, "password"), raw(&posted, "again"));
        return match act(move || choose_password(&house, &by, &known, (&password, &again))).await {
            Ok(()) => reply::go(format!("/join/{secret}")),
            Err(Trouble::Refused(refusal)) => shown(&door, by, &secret, &[password_problem(refusal)]).await,
            Err(Trouble::Denied(_)) => over(&door),
            Err(Trouble::Fault(fault)) => Reply::Broken(fault),
        };
    }
    let (code, device) = (posted.one("code").to_owned(), Door::device(&headers));
    match act(move || confirm_phone(&house, &by, &known, (&code, device))).await {
        Ok(accepted) => codes(&door, &accepted),
        Err(Trouble::Refused(PhoneRefusal::NotRight)) => {
            let words = "This is not the code that the phone shows now. Wait for the next one, and type it";
            shown(&door, by, &secret, &[Problem { field: "code", words: words.to_owned() }]).await
        }
        Err(Trouble::Denied(_)) => over(&door),
        Err(Trouble::Fault(fault)) => Reply::Broken(fault),
    }
}

async fn shown(door: &Door, by: Context, secret: &str, problems: &[Problem]) -> Reply {
    let (house, known) = (door.house.clone(), secret.to_owned());
    let invitation = match act(move || see_invitation(&house, &by, &known)).await {
        Ok(Some(invitation)) => invitation,
        Ok(None) => return over(door),
        Err(trouble) => return Reply::Broken(fault(trouble)),
    };
    let main = match &invitation {
        Invitation::Password { name, email } => password(secret, (name.as_str(), email), problems),
        Invitation::Phone { name, letters, address } => phone(secret, (name.as_str(), letters, address), problems),
    };
    let whole = framed(door, if problems.is_empty() { "Welcome" } else { "Error: Welcome" }, &main);
    if problems.is_empty() { reply::ok(whole) } else { reply::refused(whole) }
}

fn framed(door: &Door, title: &str, main: &Markup) -> Markup {
    let edition = door.pages.edition();
    public(&edition.frame(title, ""), html! { div.wrap.section.stack.wide.prose { (main) } })
}

fn over(door: &Door) -> Reply {
    let main = html! {
        h1 { "This invitation is over" }
        p { "It was used, or its week has passed. The owner of the practice can write another." }
        p { a href="/staff" { "Staff sign-in" } }
    };
    Reply::Page(StatusCode::NOT_FOUND, framed(door, "This invitation is over", &main))
}

/// Why a password is not taken, at its field.
pub fn password_problem(refusal: PasswordRefusal) -> Problem {
    let (field, words) = match refusal {
        PasswordRefusal::Short => ("password", password_hint()),
        PasswordRefusal::Long => ("password", "This is very long. Two hundred characters are the most".to_owned()),
        PasswordRefusal::Guessed => (
            "password",
            "This would be guessed soon. Put a few words together that have nothing to do with you".to_owned(),
        ),
        PasswordRefusal::NotTheSame => ("again", "This is not the same as above. Type both again".to_owned()),
    };
    Problem { field, words }
}

fn password(secret: &str, (name, email): (&str, &Email), problems: &[Problem]) -> Markup {
    html! {
        h1 { "Welcome, " (name) }
        p.lead { "First, a password. Then your phone, as a second key." }
        (fields::error_summary(problems))
        form.card.stack method="post" action={ "/join/" (secret) } {
            (whose(email))
            (field("password", "A password of your own", Kind::Password, ("new-password", Some(&password_hint())), "", problems))
            (field("again", "The same once more", Kind::Password, ("new-password", None), "", problems))
            (submit("Keep it"))
        }
    }
}

fn phone(secret: &str, (name, letters, address): (&str, &str, &str), problems: &[Problem]) -> Markup {
    let groups: Vec<String> =
        letters.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    html! {
        h1 { "Your phone as a second key" }
        p { "In an authenticator app on your phone, " (name) ", add an account by its camera, or type the letters." }
        (fields::error_summary(problems))
        form.card.stack method="post" action={ "/join/" (secret) } {
            figure { (square(address)) figcaption.small { "Or type: " code { (groups.join(" ")) } } }
            (field("code", "The six digits that it shows now", Kind::Number, ("one-time-code", None), "", problems))
            (submit("Finish"))
        }
    }
}

/// The address as a square for the camera. What doesn't fit one is typed.
fn square(address: &str) -> Markup {
    let Ok(code) = QrCode::new(address.as_bytes()) else { return html! {} };
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
    let drawn = drawn.split_once("?>").map_or(drawn.as_str(), |(_, drawing)| drawing);
    html! { span role="img" aria-label="A square code for the app's camera" { (PreEscaped(drawn)) } }
}

fn codes(door: &Door, accepted: &Accepted) -> Reply {
    let main = html! {
        h1 { "Codes for a day without your phone" }
        p { "Print them, or write them down, and keep them where you keep keys. Each is good once. They are not shown again." }
        ul.card.rows { @for code in &accepted.recovery { li { code { (code) } } } }
        p { a.btn href="/staff" { "I have them" } }
    };
    Reply::PageWith(StatusCode::OK, framed(door, "Welcome", &main), door.cookie(&accepted.token, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_a_password_says_what_to_do() {
        for (refusal, field, says) in [
            (PasswordRefusal::Short, "password", "At least 12"),
            (PasswordRefusal::Long, "password", "Two hundred"),
            (PasswordRefusal::Guessed, "password", "Put a few words together"),
            (PasswordRefusal::NotTheSame, "again", "Type both again"),
        ] {
            let problem = password_problem(refusal);
            assert!(problem.field == field && problem.words.contains(says), "{refusal:?}");
        }
    }

    #[test]
    fn a_camera_gets_its_square_without_styles() {
        let square = square("otpauth://totp/Office:dana@example.org?secret=MY&issuer=Office").into_string();
        assert!(square.contains("<svg") && !square.contains("style") && !square.contains("<?xml"), "{square}");
    }
}
