//! Where you are signed in: each device, and the way to end it.

use actions::house::House;
use actions::sign_ins::{end_sign_in, see_sign_ins};
use axum::Router;
use axum::routing::get;
use maud::html;
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::Id;

use crate::asked::Asked;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/my/account/sign-ins", get(show).post(end))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_sign_ins).await {
        Ok(sign_ins) => {
            let zone = asked.house.zone();
            let main = html! {
                header.stack.tight { p.small { a href="/my/account" { "Account" } } h1 { "Where you are signed in" } }
                p { "Each ends after half an hour without a tap, and after twelve hours in any case." }
                ul.rows.card {
                    @for sign_in in &sign_ins {
                        li {
                            span.grow { (sign_in.device.as_ref().map_or("An unnamed browser", |device| device.as_str())) br; span.xs.dim { "Since " (moment(sign_in.at, &zone)) } }
                            form method="post" action="/my/account/sign-ins" { button.btn.plain.sm name="which" value=(sign_in.id) { "End it" } }
                        }
                    }
                }
                form method="post" action="/my/account/sign-ins" { button.btn.line name="which" value="all" { "End all of them, this one too" } }
            };
            reply::ok(asked.page(("Where you are signed in", "/my/account"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn end(asked: Asked, posted: Posted) -> Reply {
    let which: Option<Id> = match posted.one("which") {
        "all" => None,
        id => match id.parse() {
            Ok(id) => Some(id),
            Err(_) => return reply::go("/my/account/sign-ins"),
        },
    };
    match asked.act(move |house, by| end_sign_in(house, by, which)).await {
        Ok(()) => reply::go("/my/account/sign-ins"),
        Err(trouble) => asked.instead(trouble),
    }
}
