//! Another password, on one's own account: the old one first, and every other sign-in ends.

use actions::change_password::{ChangeRefusal, NewPassword, change_password};
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use maud::{Markup, html};
use shell::act::act;
use shell::fields::{self, Kind, Problem, submit};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::request::Asking;
use terms::reach::Email;
use terms::trouble::Trouble;

use crate::join::password_problem;
use crate::sign_in::{Door, entered};
use crate::staff_account::shown;
use crate::staff_door::{field, password_hint, raw, whose};

/// The form's other end.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new().route("/staff/account/password", post(change)).with_state(door)
}

async fn change(State(door): State<Door>, Asking(by): Asking, headers: HeaderMap, posted: Posted) -> Reply {
    let Some(token) = door.token(&headers) else { return reply::go("/staff") };
    let [old, new, again] = ["old", "password", "again"].map(|name| raw(&posted, name));
    let (house, typed) = (door.house.clone(), NewPassword { old, new, again });
    match act(move || change_password(&house, &by, &token, &typed)).await {
        Ok(token) => entered(&door, &token, "/staff/sign-ins?done=password"),
        Err(Trouble::Refused(refusal)) => shown(&door, by, &headers, &[words(refusal)]).await,
        Err(Trouble::Denied(_)) => reply::go("/staff"),
        Err(Trouble::Fault(fault)) => Reply::Broken(fault),
    }
}

fn words(refusal: ChangeRefusal) -> Problem {
    let (field, words) = match refusal {
        ChangeRefusal::NotRight => ("old", "This is not your password of now. Type it again"),
        ChangeRefusal::TooManyTries => ("old", "Too many tries. Wait fifteen minutes, then try again"),
        ChangeRefusal::Same => ("password", "This is the password that you have. Choose another one"),
        ChangeRefusal::New(refusal) => return password_problem(refusal),
    };
    Problem { field, words: words.to_owned() }
}

/// The part of the page that holds the form. A demo's people have no password.
pub fn section(email: Option<&Email>, problems: &[Problem]) -> Markup {
    html! {
        section.card.stack aria-labelledby="another-password" {
            h2 #another-password { "Another password" }
            @if let Some(email) = email {
                p.small { "Every other sign-in of yours ends, and a letter tells you that it was changed." }
                (fields::error_summary(problems))
                form.stack method="post" action="/staff/account/password" {
                    (whose(email))
                    (field("old", "Your password of now", Kind::Password, ("current-password", None), "", problems))
                    (field("password", "The new one", Kind::Password, ("new-password", Some(&password_hint())), "", problems))
                    (field("again", "The new one once more", Kind::Password, ("new-password", None), "", problems))
                    (submit("Change it"))
                }
            } @else {
                p { "You have no password here." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use actions::account::PasswordRefusal;

    use super::*;

    #[test]
    fn every_refusal_stands_at_its_field_and_says_what_to_do() {
        for (refusal, field, says) in [
            (ChangeRefusal::NotRight, "old", "Type it again"),
            (ChangeRefusal::TooManyTries, "old", "Wait fifteen minutes"),
            (ChangeRefusal::Same, "password", "Choose another"),
            (ChangeRefusal::New(PasswordRefusal::NotTheSame), "again", "Type both again"),
        ] {
            let problem = words(refusal);
            assert!(problem.field == field && problem.words.contains(says), "{refusal:?}");
        }
    }
}
