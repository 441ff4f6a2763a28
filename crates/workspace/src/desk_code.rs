//! A code that lets a client into their own pages once, to print and hand over: for whoever has no email.

use actions::enter_by_key::print_code;
use actions::house::House;
use axum::Router;
use axum::routing::post;
use maud::html;
use shell::reply::{self, Reply};
use terms::ids::SubjectId;

use crate::asked::{Asked, At};

/// Making one.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/clients/{subject}/code", post(make))
}

async fn make(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| print_code(house, by, subject)).await {
        Ok((client, code)) => {
            let main = html! {
                p.small { a href={ "/desk/clients/" (subject) } { (client.name.as_str()) } }
                h1 { "A code to sign in with" }
                section.card.stack aria-labelledby="code" {
                    h2.big.mono #code { (code) }
                    p { "At " b { (asked.house.link("/sign-in")) } ", under “a code that we printed for you”." }
                    p { "Good once, for three days. It is not shown again." }
                }
                p.small.dim { "Print this page and hand it to them. Whoever types the code sees their pages, so look that it is them." }
            };
            reply::ok(asked.page(("A code", "/desk/clients"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}
