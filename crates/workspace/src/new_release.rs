//! Fills in a release of information: to whom, what, what for, until when. Sexual health is never chosen beforehand.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::releases::offer_a_release;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::release_form::{first_release, read_release, release_fields};
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::dates::chart_link;
use crate::release::words;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/releases/new", get(show).post(write))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let first = first_release(asked.house.today(asked.by.now));
    shown(&asked, subject, &first, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let main = page(&open, &Typed { posted, problems });
            let title = format!("Chart {}", open.client.chart_number);
            asked.form_page((&title, "/t/caseload"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn write(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let (id, terms) = match read_release(&posted) {
        Ok(read) => read,
        Err(problems) => return shown(&asked, subject, &posted, &problems).await,
    };
    match asked.act(move |house, by| offer_a_release(house, by, subject, (id, terms))).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/releases/{id}?done=offered")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, subject, &posted, &[words(refusal, asked.by.now, &asked.house.zone())]).await,
            Err(page) => *page,
        },
    }
}

fn page(open: &OpenChart, typed: &Typed<'_>) -> Markup {
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) " · " a href={ "/t/c/" (open.client.subject) "/consents" } { "Consents" } }
                h1 { "New release of information" }
                p.dim {
                    "Fill it in with the client; they read and sign it. Give no more than the purpose needs. "
                    @if !open.client.members.is_empty() { "The joint record needs the signature of each of them." }
                }
            }
        }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" {
            (release_fields(typed, &open.fresh.to_string()))
            div.row { button.btn { "Ready to be read" } a.btn.soft href={ "/t/c/" (open.client.subject) "/consents" } { "Back" } }
        }
    }
}
