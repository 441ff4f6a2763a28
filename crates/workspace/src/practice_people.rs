//! Everybody who works here: what they do, whether they have signed in, and those who left.

use actions::change_staff::{address_of, has_signed_in, see_people};
use actions::house::House;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::reply::{self, Reply};

use crate::asked::Asked;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/people", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_people).await {
        Ok(people) => {
            let main = html! {
                header.row.apart { h1 { "People" } a.btn href="/practice/people/new" { "Add someone" } }
                section.card.flush aria-label="People" {
                    ul.rows {
                        @for (person, account) in &people {
                            li {
                                span.grow {
                                    a.all href={ "/practice/people/" (person.id) } { (person.name.as_str()) @if let Some(letters) = &person.credentials { ", " (letters.as_str()) } }
                                    br; span.xs.dim { (person.roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ")) @if let Some(email) = address_of(account.as_ref()) { ". " (email.as_str()) } }
                                }
                                span.small.dim { (state(person.left.is_some(), account.is_some(), has_signed_in(account.as_ref()))) }
                            }
                        }
                    }
                }
            };
            reply::ok(asked.page(("People", "/practice/people"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn state(has_left: bool, is_invited: bool, has_signed_in: bool) -> Markup {
    html! {
        @if has_left { "left" } @else if has_signed_in { "signs in" } @else if is_invited { "invited" } @else { b { "not invited" } }
    }
}
