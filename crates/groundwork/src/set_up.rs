//! The one-time address that an empty practice prints: its first person, who then sets up the rest.

use std::sync::Arc;

use actions::begin_practice::{BeginRefusal, FirstPerson, begin_practice};
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use maud::{Markup, html};
use shell::act::act;
use shell::fields::{self, Kind, Problem, submit, tick};
use shell::form::Posted;
use shell::frame::public;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::request::Asking;
use terms::reach::Email;
use terms::trouble::Trouble;

use crate::sign_in::Door;
use crate::staff_door::field;

/// The door with the secret of this start of the program.
#[derive(Clone)]
pub struct SetUp {
    /// The door.
    pub door: Door,
    /// The last part of the address.
    pub secret: Arc<str>,
}

/// The page; once somebody works here it is gone.
pub fn routes<S: Clone + Send + Sync + 'static>(set_up: SetUp) -> Router<S> {
    Router::new().route("/set-up/{secret}", get(show).post(begin)).with_state(set_up)
}

async fn show(State(set_up): State<SetUp>, Path(secret): Path<String>) -> Reply {
    if is_open(&set_up, &secret) { drawn(&set_up, &Posted::default(), &[]) } else { nowhere(&set_up).await }
}

async fn begin(State(set_up): State<SetUp>, Asking(by): Asking, Path(secret): Path<String>, posted: Posted) -> Reply {
    if !is_open(&set_up, &secret) {
        return nowhere(&set_up).await;
    }
    let first = match read(&posted) {
        Ok(first) => first,
        Err(problems) => return drawn(&set_up, &posted, &problems),
    };
    let house = set_up.door.house.clone();
    match act(move || begin_practice(&house, &by, &first)).await {
        Ok(invitation) => reply::go(format!("/join/{invitation}")),
        Err(Trouble::Refused(BeginRefusal::BegunAlready) | Trouble::Denied(_)) => nowhere(&set_up).await,
        Err(Trouble::Fault(fault)) => Reply::Broken(fault),
    }
}

fn is_open(set_up: &SetUp, secret: &str) -> bool {
    // The secret has over 128 bits and lives as long as the process; its time to compare tells too little to find it.
    *set_up.secret == *secret && set_up.door.house.staff().is_empty()
}

async fn nowhere(set_up: &SetUp) -> Reply {
    site::pages::not_found(Arc::clone(&set_up.door.pages)).await
}

fn read(posted: &Posted) -> Result<FirstPerson, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "Enter your name");
    let email = form.wanted("email", Email::parse(posted.one("email")).ok(), "Enter an email address with an @");
    let treats = posted.has("treats", "yes");
    form.done(name.zip(email).map(|(name, email)| FirstPerson { name, email, treats }))
}

fn drawn(set_up: &SetUp, posted: &Posted, problems: &[Problem]) -> Reply {
    let edition = set_up.door.pages.edition();
    let title = if problems.is_empty() { "Set up" } else { "Error: Set up" };
    let whole = public(&edition.frame(title, ""), page(&set_up.secret, posted, problems));
    if problems.is_empty() { reply::ok(whole) } else { reply::refused(whole) }
}

fn page(secret: &str, posted: &Posted, problems: &[Problem]) -> Markup {
    html! {
        div.wrap.section.stack.wide.prose {
            h1 { "A new practice" }
            p.lead { "You are the first one here. You will own this practice: invite others, set it up, and see who opened what." }
            (fields::error_summary(problems))
            form.card.stack method="post" action={ "/set-up/" (secret) } {
                (field("name", "Your name", Kind::Line, ("name", None), posted.one("name"), problems))
                (field("email", "Your email", Kind::Email, ("email", Some("You will sign in with it")), posted.one("email"), problems))
                (tick("treats", "I also see clients", Some("Then there is a therapist’s side for you too"), posted.has("treats", "yes"), problems))
                (submit("Begin"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_a_person_or_says_which_field_is_not() {
        let read = |pairs: &[(&str, &str)]| {
            read(&Posted::from_pairs(pairs.iter().copied()))
                .map(|first| first.treats)
                .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>())
        };
        for (pairs, expected) in [
            (&[("name", "Robin"), ("email", "robin@example.org")][..], Ok(false)),
            (&[("name", "Robin"), ("email", "robin@example.org"), ("treats", "yes")], Ok(true)),
            (&[("email", "robin")], Err(vec!["name", "email"])),
        ] {
            assert_eq!(read(pairs), expected, "{pairs:?}");
        }
    }
}
