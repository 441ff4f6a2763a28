//! Grounding: what helps you first, then more to try, and a place for what is yours alone.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::try_tool_once::try_tool_once;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;

use crate::again::page_or_again;
use crate::asked::Asked;
use crate::kit::tool_row;
use crate::try_form;
use crate::way::Way;

/// The list, and adding one's own.
pub fn routes() -> Router<House> {
    Router::new().route("/my/grounding", get(show).post(add))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let toast = (asked.query("done") == "added")
                .then(|| format!("It is in your kit. You and {} can read it.", mine.therapist()));
            let main = page(&mine, &Typed { posted, problems });
            page_or_again(asked, ("Grounding", "/my/grounding"), toast.as_deref(), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn add(asked: Asked, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let tool = form.line("tool");
    let tool = form.wanted("tool", tool, "Write what you tried in a few words");
    let tried = match try_form::read(form, tool) {
        Ok(tried) => tried,
        Err(problems) => return shown(&asked, &posted, &problems).await,
    };
    let (subject, once) = (asked.client.subject, posted.one("once").to_owned());
    match asked.act(move |house, by| try_tool_once(house, by, subject, (&once, &tried))).await {
        Ok(()) => reply::go("/my/grounding?done=added"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(mine: &Mine, typed: &Typed<'_>) -> Markup {
    let tools = mine.workbook.tools();
    let untried = Way::ALL.into_iter().filter(|way| tools.iter().all(|tool| Way::of(tool) != Some(*way)));
    html! {
        header.stack.tight {
            h1 { "Grounding" }
            p.small { a href="/my/quiet" { "One quiet, dark page" } }
            p.lead.dim { "A few ways to feel a little steadier. Take one, or none, and stop at any point." }
        }
        (fields::error_summary(typed.problems))
        div.split {
            div.stack.wide {
                @if !tools.is_empty() {
                    section.stack aria-labelledby="mine" { h2 #mine { "Yours, what helps best first" } ul.rows.card { @for tool in tools { (tool_row(tool)) } } }
                }
                section.stack aria-labelledby="more" {
                    h2 #more { @if tools.is_empty() { "To try" } @else { "More to try" } }
                    ul.rows.card { @for way in untried { li { (icon(Icon::Wave)) span.grow { a.all href={ "/my/grounding/" (way.code()) } { (way.name()) } } } } }
                    p.small.dim { "Watching the breath, or closing the eyes, makes it worse for some people. Then choose another one." }
                }
            }
            div.stack {
                section.card.stack.tight aria-labelledby="paper" {
                    h2 #paper { "On paper" }
                    p { "Your kit on one page, with what helps you first." }
                    div.row { a.btn.line href="/my/grounding/kit" { "Open my kit" } }
                    p.small { "If it does not get easier: " a href="/my/help" { "people to call, at any hour" } "." }
                }
                form.card.stack method="post" action="/my/grounding" aria-labelledby="own" {
                    h2 #own { "Something of your own" }
                    (typed.input("tool", "What it is", Some("A blanket, a song, the dog. What is in your kit already keeps its name"), Kind::Line))
                    (try_form::fields(typed, &mine.fresh.to_string()))
                    div.row { button.btn.line { "Put it in my kit" } }
                }
            }
        }
    }
}
