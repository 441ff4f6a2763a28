//! How steady you feel, in one of three words. “Not OK” asks one tap more.

use actions::house::House;
use actions::open_mine::Mine;
use actions::tell_steadiness::tell_steadiness;
use axum::Router;
use axum::routing::post;
use care::steadiness::Steadiness;
use maud::{Markup, html};
use shell::fields::hidden;
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::AlertId;

use crate::asked::Asked;

/// Saying it.
pub fn routes() -> Router<House> {
    Router::new().route("/my/integration/steadiness", post(tell))
}

async fn tell(asked: Asked, posted: Posted) -> Reply {
    let word = Steadiness::from_code(posted.one("steadiness"));
    let id: Option<AlertId> = posted.one("id").parse().ok();
    let Some((id, word)) = id.zip(word) else { return reply::go("/my/integration?done=no-word") };
    // A finger that slipped tells nobody anything: what it is about is asked first.
    if word == Steadiness::NotOk {
        return reply::go("/my/not-ok");
    }
    let subject = asked.client.subject;
    match asked.act(move |house, by| tell_steadiness(house, by, subject, (id, word, None))).await {
        Ok(()) => reply::go(match word {
            Steadiness::Steady => "/my/integration?done=steady",
            Steadiness::Shaky | Steadiness::NotOk => "/my/integration?done=shaky",
        }),
        Err(trouble) => asked.instead(trouble),
    }
}

/// The question, on the integration page and on the first page while they were asked.
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
