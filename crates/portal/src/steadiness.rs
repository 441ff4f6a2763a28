//! How steady you feel, in one of three words. "Not OK" asks one tap more, and leads to people who answer.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::tell_steadiness::tell_steadiness;
use axum::Router;
use axum::routing::{get, post};
use care::steadiness::Steadiness;
use maud::{Markup, html};
use shell::fields::hidden;
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::AlertId;

use crate::asked::Asked;

/// Saying it, and the one tap more.
pub fn routes() -> Router<House> {
    Router::new().route("/my/integration/steadiness", post(tell)).route("/my/integration/not-ok", get(ask))
}

async fn tell(asked: Asked, posted: Posted) -> Reply {
    let word = Steadiness::from_code(posted.one("steadiness"));
    let id: Option<AlertId> = posted.one("id").parse().ok();
    let Some((id, word)) = id.zip(word) else { return reply::go("/my/integration?done=no-word") };
    // A finger that slipped tells nobody anything.
    if word == Steadiness::NotOk && !posted.has("sure", "yes") {
        return reply::go("/my/integration/not-ok");
    }
    let subject = asked.client.subject;
    match asked.act(move |house, by| tell_steadiness(house, by, subject, (id, word))).await {
        Ok(()) => reply::go(match word {
            Steadiness::Steady => "/my/integration?done=steady",
            Steadiness::Shaky => "/my/integration?done=shaky",
            Steadiness::NotOk => "/my/help?after=not-ok&next=/my/integration",
        }),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn ask(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => reply::ok(asked.page(("Integration", "/my/integration"), None, not_ok(&mine))),
        Err(trouble) => asked.instead(trouble),
    }
}

fn not_ok(mine: &Mine) -> Markup {
    html! {
        header.stack.tight { h1 { "Not OK, right now" } p.lead { "Thank you for saying so. Would you like " (mine.therapist()) " to see it?" } }
        section.card.stack aria-label="What next" {
            form.stack method="post" action="/my/integration/steadiness" {
                (hidden("id", &mine.fresh.to_string()))
                (hidden("steadiness", Steadiness::NotOk.code()))
                (hidden("sure", "yes"))
                div.row {
                    button.btn { "Yes, let " (mine.therapist()) " see it" }
                    a.btn.line href="/my/help" { "Only show me whom to call" }
                    a.btn.line href="/my/integration" { "Go back" }
                }
            }
            p.small.dim { "They may not see it right away: nobody watches these pages around the clock. The next page has people who answer at any hour." }
        }
    }
}

/// The question, on the integration page.
pub fn question(asked: &Asked, mine: &Mine) -> Markup {
    let last = mine.workbook.steadiness().last();
    html! {
        section.card.stack aria-labelledby="st" {
            form.stack action="/my/integration/steadiness" method="post" {
                (hidden("id", &mine.fresh.to_string()))
                fieldset.field {
                    legend #st { "How steady do you feel right now?" }
                    div.row { @for word in Steadiness::ALL { button.btn.line name="steadiness" value=(word.code()) { (word.word()) } } }
                }
                @if let Some(last) = last { p.small.dim { "Last time: " (last.steadiness.word()) ", " (moment(last.at, &asked.house.zone())) } }
                p.small { "You don’t have to say. " (mine.therapist()) " can read it. If it is a lot right now: " a href="/my/grounding/breathing" { "breathe with the guide" } ", " a href="/my/grounding/senses" { "5-4-3-2-1" } ", or " a href="/my/help" { "people to call" } "." }
            }
        }
    }
}
