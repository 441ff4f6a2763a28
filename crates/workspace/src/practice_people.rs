//! Everybody who works here: what they do, whether they have signed in, and those who left.

use actions::change_staff::{address_of, has_signed_in, see_people};
use actions::end_their_sign_ins::end_their_sign_ins;
use actions::house::House;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use shell::reply::{self, Reply};
use terms::ids::StaffId;

use crate::asked::{Asked, At};

/// The list, and the end of somebody's sign-ins.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/people", get(show)).route("/practice/people/{id}/sign-out", post(end))
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

async fn end(asked: Asked, At(id): At<StaffId>) -> Reply {
    match asked.act(move |house, by| end_their_sign_ins(house, by, id)).await {
        Ok(()) => reply::go(format!("/practice/people/{id}?done=out")),
        Err(trouble) => asked.instead(trouble),
    }
}

/// The button on somebody's page that ends every sign-in of theirs.
pub fn sign_out(id: StaffId) -> Markup {
    html! {
        form method="post" action={ "/practice/people/" (id) "/sign-out" } { button.btn.plain.sm { "End every sign-in of theirs" } }
    }
}

fn state(has_left: bool, is_invited: bool, has_signed_in: bool) -> Markup {
    html! {
        @if has_left { "left" } @else if has_signed_in { "signs in" } @else if is_invited { "invited" } @else { b { "not invited" } }
    }
}
