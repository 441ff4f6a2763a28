//! One page for your support person, to print and to give: what may happen, what helps, the way home, and numbers.
//!
//! What may happen in the hours after ketamine follows the Medication Guide of esketamine (Spravato, on side effects
//! and on driving): sleepiness, dizziness, nausea, feeling disconnected; no driving until the next day after a
//! night's sleep. It gives no advice on medicine; that is the prescriber's.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::grounding_tool::{Helps, Tool};
use care::question::Speaks;
use care::support_person::SupportPerson;
use maud::{Markup, html};
use shell::prose::paragraphs;
use shell::reply::{self, Reply};

use crate::asked::Asked;
use crate::way::Way;

/// How many of the client's tools are named.
const TOOLS: usize = 3;

/// The page, to print.
pub fn routes() -> Router<House> {
    Router::new().route("/my/support-person/sheet", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => match mine.workbook.support_person() {
            Some(person) => {
                let main = page(&mine, person);
                reply::ok(asked.page(("For my support person", "/my/preparation"), None, main))
            }
            None => asked.not_found(),
        },
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(mine: &Mine, person: &SupportPerson) -> Markup {
    let speaks = Speaks::on(mine.card.path);
    html! {
        header.stack.tight {
            p.small.noprint { a href="/my/support-person" { "My support person" } }
            h1 { "For " (person.name.as_str()) }
            p.noprint.dim { "Read it through, print it from your browser, and give it yourself. It says nothing of what you talk about." }
        }
        (what_may_happen(speaks))
        (what_helps(mine, person))
        @if speaks == Speaks::OfDosing {
            @if let Some(ride) = &person.ride { section.card.stack.tight aria-labelledby="ride" { h2 #ride { "The way home" } p { (ride.as_str()) } } }
            @if let Some(instructions) = &person.instructions {
                section.card.stack.tight aria-labelledby="told" { h2 #told { "What the prescriber told me" } div.voice { (paragraphs(instructions.as_str())) } }
            }
        }
        (numbers(speaks))
    }
}

fn what_may_happen(speaks: Speaks) -> Markup {
    html! {
        section.card.stack.tight aria-labelledby="may" {
            h2 #may { "What may happen" }
            @if speaks == Speaks::OfDosing {
                ul {
                    li { "In the first hours many people are sleepy, dizzy, slow or queasy, and things can feel far away or unreal. It usually passes the same day." }
                    li { "Feelings may come and go quickly, that day and in the days after. Tears are not a sign that something went wrong, and feeling little is not either." }
                    li { "I don’t drive, sign or decide anything large until the next day, after a night’s sleep. Please help me keep to that." }
                }
            } @else {
                ul {
                    li { "After a session that stirs things, feelings may come and go quickly for a day or two." }
                    li { "I may be quiet, tired or near tears. It usually passes." }
                }
            }
        }
    }
}

/// The client's own words, the words that slow and stop, and what grounds them best.
fn what_helps(mine: &Mine, person: &SupportPerson) -> Markup {
    let tools: Vec<&Tool> =
        mine.workbook.tools().iter().filter(|tool| tool.helps() != Some(Helps::No)).take(TOOLS).collect();
    let boundaries = mine.workbook.boundaries().map(|agreed| &agreed.boundaries);
    html! {
        section.card.stack.tight aria-labelledby="helps" {
            h2 #helps { "What helps" }
            @if let Some(helps) = &person.helps { div.voice { (paragraphs(helps.as_str())) } }
            ul {
                li { "A calm voice, a low light, water. Ask before you touch me, each time." }
                li { "Don’t ask what it means. If I want to tell it, listen; you don’t have to say anything wise." }
                @if let Some(word) = boundaries.and_then(|words| words.stop_word.as_ref()) { li { "When I say “" (word.as_str()) "”, everything stops." } }
                @if let Some(word) = boundaries.and_then(|words| words.slow_word.as_ref()) { li { "When I say “" (word.as_str()) "”, we slow down." } }
                @for tool in tools { li { b { (tool.name.as_str()) } @if let Some(way) = Way::of(tool) { ": " (way.steps().join(" ")) } } }
            }
        }
    }
}

fn numbers(speaks: Speaks) -> Markup {
    html! {
        section.card.stack.tight aria-labelledby="numbers" {
            h2 #numbers { "Numbers" }
            ul {
                li { b { "911" } ": trouble breathing, chest pain, a very bad headache, a seizure, fainting, someone who can’t be woken, or danger to anyone." }
                li { b { "988" } ", call or text, at any hour: for any kind of crisis, also for you." }
                @if speaks == Speaks::OfDosing { li { "My prescriber, for everything about the body and the medicine: ______________________" } }
            }
        }
    }
}
