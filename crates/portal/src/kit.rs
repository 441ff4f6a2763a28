//! Your grounding kit: what you tried, what helps best first, and your words to slow and stop. It works on paper.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::grounding_tool::{Helps, Tool};
use maud::{Markup, html};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};

use crate::asked::Asked;
use crate::way::Way;

/// The kit, to print.
pub fn routes() -> Router<House> {
    Router::new().route("/my/grounding/kit", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => reply::ok(asked.page(("My kit", "/my/grounding"), None, page(&mine))),
        Err(trouble) => asked.instead(trouble),
    }
}

/// The client's own tools with the best first; what does not help stands last.
fn page(mine: &Mine) -> Markup {
    let (others, own): (Vec<&Tool>, Vec<&Tool>) =
        mine.workbook.tools().iter().partition(|tool| tool.helps() == Some(Helps::No));
    let untried: Vec<Way> = Way::ALL
        .into_iter()
        .filter(|way| mine.workbook.tools().iter().all(|tool| Way::of(tool) != Some(*way)))
        .collect();
    html! {
        header.stack.tight {
            p.small { a href="/my/grounding" { "Grounding" } }
            h1 { "My kit" }
            p.dim { "It works on paper: print this page from your browser, fold it, and keep it where you look when it is hard." }
        }
        @if let Some(agreed) = mine.workbook.boundaries() { (words(&agreed.boundaries)) }
        section.card.stack aria-labelledby="own" {
            h2 #own { "What helps me" }
            @if own.is_empty() { p { "Nothing tried yet. Any of these may be worth a minute." } }
            @for tool in own { (way_words(tool.name.as_str(), Way::of(tool))) }
        }
        @if !untried.is_empty() {
            section.card.stack aria-labelledby="more" { h2 #more { "More to try" } @for way in untried { (way_words(way.name(), Some(way))) } }
        }
        @if !others.is_empty() {
            section.card.stack.tight aria-labelledby="not" { h2 #not { "Not for me" } @for tool in others { p { (tool.name.as_str()) } } }
        }
        p.small { "Whom I can call: 988, at any hour, by phone or text. In danger: 911." }
    }
}

fn words(boundaries: &care::boundaries::Boundaries) -> Markup {
    html! {
        @if boundaries.slow_word.is_some() || boundaries.stop_word.is_some() {
            section.card.stack.tight aria-labelledby="words" {
                h2 #words { "My words" }
                @if let Some(word) = &boundaries.slow_word { p { "To slow down: " span.voice { "“" (word.as_str()) "”" } } }
                @if let Some(word) = &boundaries.stop_word { p { "To stop: " span.voice { "“" (word.as_str()) "”" } } }
            }
        }
    }
}

fn way_words(name: &str, way: Option<Way>) -> Markup {
    html! {
        div.stack.tight {
            h3 { (name) }
            @if let Some(way) = way { ul { @for step in way.steps() { li { (step) } } } }
        }
    }
}

/// The tools that were tried, in a card for other pages.
pub fn kit_card(mine: &Mine) -> Markup {
    html! {
        section.card.stack aria-labelledby="kit" {
            h2 #kit { "My kit" }
            @if mine.workbook.tools().is_empty() {
                p.dim { "Nothing tried yet. You can try one now, or leave it." }
            } @else {
                ul.rows { @for tool in mine.workbook.tools() { (tool_row(tool)) } }
            }
            div.row { a.btn.line href="/my/grounding" { "Try something, or add your own" } a href="/my/grounding/kit" { "The kit on one page, to print" } }
        }
    }
}

/// One tool: its name, and how it went.
pub fn tool_row(tool: &Tool) -> Markup {
    let last = tool.trials.iter().rev().find_map(|trial| Some((trial.before?.number(), trial.after?.number())));
    html! {
        li {
            span.grow {
                @match Way::of(tool) {
                    Some(way) => a.all href={ "/my/grounding/" (way.code()) } { (tool.name.as_str()) },
                    None => b { (tool.name.as_str()) },
                }
                @if let Some((before, after)) = last { br; span.small.dim { "Distress " (before) " before, " (after) " after" } }
            }
            @match tool.helps() {
                Some(Helps::Yes) => (badge(Tone::Ok, Helps::Yes.word())),
                Some(helps @ (Helps::Partly | Helps::No)) => (badge(Tone::Quiet, helps.word())),
                None => {},
            }
        }
    }
}
