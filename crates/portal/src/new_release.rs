//! Fill in a release of your own record: to whom, what, what for, until when. Nothing is given until you sign it.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::releases::offer_own_release;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::release_form::{first_release, read_release, release_fields, terms_refused};
use shell::reply::{self, Reply};
use shell::typed::Typed;

use crate::again::page_or_again;
use crate::asked::Asked;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/my/releases/new", get(show).post(write))
}

async fn show(asked: Asked) -> Reply {
    let first = first_release(asked.house.today(asked.by.now));
    shown(&asked, &first, &[]).await
}

async fn shown(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let main = page(&mine, &Typed { posted, problems });
            page_or_again(asked, ("A release of information", "/my/documents"), None, (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn write(asked: Asked, posted: Posted) -> Reply {
    let (id, terms) = match read_release(&posted) {
        Ok(read) => read,
        Err(problems) => return shown(&asked, &posted, &problems).await,
    };
    let subject = asked.client.subject;
    match asked.act(move |house, by| offer_own_release(house, by, (id, terms))).await {
        Ok(()) => reply::go(format!("/my/releases/{subject}/{id}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => match terms_refused(refusal) {
                Some(problem) => shown(&asked, &posted, &[problem]).await,
                None => asked.not_found(),
            },
            Err(page) => *page,
        },
    }
}

fn page(mine: &Mine, typed: &Typed<'_>) -> Markup {
    html! {
        header.stack.tight {
            p.small { a href="/my/documents" { "Documents" } }
            h1 { "Someone may be told something" }
            p.lead.dim { "Fill in who, what, what for and until when. Give no more than it needs. On the next page you read it as it stands, and sign it or not." }
            p.small { "You can also do this together with " (mine.therapist()) ". A release of what belongs to a couple is filled in together, and needs each name." }
        }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" action="/my/releases/new" {
            (release_fields(typed, &mine.fresh.to_string()))
            div.row { button.btn { "Read it" } a.btn.line href="/my/documents" { "Leave it" } }
        }
    }
}
