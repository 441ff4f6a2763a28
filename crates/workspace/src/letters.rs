//! The letters that wait to go out: to whom, and in which words, before mail is set up.

use actions::house::House;
use actions::see_letters::see_letters;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::people::{Letter, LetterTo};
use shell::reply::{self, Reply};
use shell::time;

use crate::asked::Asked;

/// The outbox.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/letters", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_letters).await {
        Ok(letters) => reply::ok(asked.page(("Letters", "/desk/letters"), None, page(&asked.house, &letters))),
        Err(trouble) => asked.instead(trouble),
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
