//! The letters that wait to go out: to whom, and in which words, before mail is set up.

use actions::house::House;
use actions::see_letters::see_letters;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};
use schedule::people::{Letter, LetterTo};
use shell::act::act;
use shell::frame::{Space, staff};
use shell::reply::{self, Reply};
use shell::request::{Asking, Who};
use shell::time;
use terms::trouble::Trouble;

use crate::trouble::{denied, fault};

/// The outbox.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/letters", get(show))
}

async fn show(State(house): State<House>, who: Who, Asking(by): Asking) -> Reply {
    let acting = house.clone();
    match act(move || see_letters(&acting, &by)).await {
        Ok(letters) => reply::ok(staff(&who.frame(Space::Desk, "Letters", "/desk/letters"), page(&house, &letters))),
        Err(Trouble::Denied(no)) => denied(&who, Space::Desk, no),
        Err(Trouble::Refused(never)) => match never {},
        Err(Trouble::Fault(broke)) => fault(broke),
    }
}

fn page(house: &House, letters: &[Letter]) -> Markup {
    let zone = house.zone();
    html! {
        header { h1 { "Letters" } p.dim { "Mail is not set up, so these wait here. Send them by hand in these words, or read them out." } }
        section.card.flush aria-label="Letters" {
            @if letters.is_empty() { p.empty { "No letters wait." } }
            ul.rows {
                @for letter in letters {
                    li {
                        span.grow {
                            b { (to(&letter.to)) } br;
                            span.small.dim { (letter.subject_line.as_str()) } br;
                            (letter.body.as_str())
                            @if let Some(request) = letter.about { br; a.small href={ "/desk/requests/" (request) } { "Open the request" } }
                        }
                        span.small.dim.right { (time::short_day(letter.at, &zone)) br; (time::clock(letter.at, &zone)) }
                    }
                }
            }
        }
    }
}

fn to(to: &LetterTo) -> String {
    match to {
        LetterTo::Email(email) => format!("Email to {}", email.as_str()),
        LetterTo::Text(phone) => format!("Text to {phone}"),
        LetterTo::ReadOut => "Read out".to_owned(),
    }
}
