//! Come back with a word and a number, for someone who wants nothing sent.

use actions::see_own_request::{Recalled, recall_request};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use maud::{Markup, html};
use shell::act::act;
use shell::fields::{Kind, Problem, Text, error_summary, submit, text};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::request::Asking;

use crate::front::{Front, broken};

/// The page to come back to.
pub fn routes<S: Clone + Send + Sync + 'static>(front: Front) -> Router<S> {
    Router::new().route("/request/back", get(show).post(find)).with_state(front)
}

async fn show(State(front): State<Front>) -> Reply {
    front.page(StatusCode::OK, ("Your request", "/request"), |_| page(&Posted::default(), &[]))
}

async fn find(State(front): State<Front>, Asking(by): Asking, posted: Posted) -> Reply {
    let (house, word, number) = (front.house.clone(), posted.one("word").to_owned(), posted.one("number").to_owned());
    let words = match act(move || recall_request(&house, &by, (&word, &number))).await {
        Ok(Recalled::Link(link)) => return reply::go(format!("/r/{link}")),
        Ok(Recalled::Nothing) => "No request has this word and this number. Look at both once more, or call us",
        Ok(Recalled::TooManyTries) => {
            "There were too many tries just now. Wait ten minutes, then try again, or call us"
        }
        Err(fault) => return broken(fault),
    };
    let problems = [Problem { field: "word", words: words.to_owned() }];
    front.page(StatusCode::UNPROCESSABLE_ENTITY, ("Error: Your request", "/request"), |_| page(&posted, &problems))
}

fn page(posted: &Posted, problems: &[Problem]) -> Markup {
    html! {
        div.wrap.section.stack.wide.prose {
            h1 { "See where your request stands" }
            p { "You were given a word and a number when you asked." }
            (error_summary(problems))
            form.stack action="/request/back" method="post" novalidate {
                (text(&Text { name: "word", label: "The word", hint: None, kind: Kind::Line, autocomplete: Some("off"), optional: false, max: 20 }, posted.one("word"), problems))
                (text(&Text { name: "number", label: "The number", hint: Some("Six digits"), kind: Kind::Number, autocomplete: Some("off"), optional: false, max: 6 }, posted.one("number"), problems))
                (submit("See my request"))
            }
        }
    }
}
