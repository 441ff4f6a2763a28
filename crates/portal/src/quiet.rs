//! One quiet page with your own words on it; kept on a phone only when you choose, and only with what you chose.

use actions::client_door::{Door, see_door};
use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::grounding_tool::Helps;
use maud::{Markup, html};
use shell::quiet::{quiet, steady};
use shell::reply::{self, Reply};

use crate::asked::Asked;

/// The most sentences that are offered.
const MOST: usize = 6;

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/my/quiet", get(show))
}

async fn show(asked: Asked) -> Reply {
    let opened = asked.act(|house, by| Ok((open_mine(house, by)?, see_door(house, by)?)));
    match opened.await {
        Ok((mine, door)) => reply::ok(quiet(&asked.house.practice(), page(&asked, &mine, &door))),
        Err(trouble) => asked.instead(trouble),
    }
}

/// What helps them, in their own words, the best first; then their words to slow and to stop.
fn sentences(mine: &Mine) -> Vec<String> {
    let tools = mine.workbook.tools().iter().filter(|tool| tool.helps() != Some(Helps::No));
    let tools = tools.map(|tool| tool.name.as_str().to_owned());
    let agreed = mine.workbook.boundaries().map(|agreed| &agreed.boundaries);
    let word = |said: &str, line: &terms::text::Line| format!("{said} “{}”", line.as_str());
    let slow = agreed.and_then(|all| all.slow_word.as_ref()).map(|line| word("To slow down:", line));
    let stop = agreed.and_then(|all| all.stop_word.as_ref()).map(|line| word("To stop:", line));
    tools.take(MOST - 2).chain(slow).chain(stop).collect()
}

fn page(asked: &Asked, mine: &Mine, door: &Door) -> Markup {
    let sentences = sentences(mine);
    let is_shared = door.said.as_ref().is_some_and(|said| said.shares.wants_more());
    html! {
        p.small { a href="/my/grounding" { "Back" } }
        @if !sentences.is_empty() { ul { @for sentence in &sentences { li { (sentence) } } } }
        (steady(&asked.house.practice()))
        @if is_shared { p { "You told us that others may use this phone, so nothing is kept on it. You can print this page." } }
        @else {
            details {
                summary { "Keep it on this phone" }
                p { "It then opens without a connection, at the address " b { "/quiet" } ", under the name “" (asked.house.practice().discreet_name) "”. Whoever has this phone can open it. It holds what you choose here and nothing else of you." }
                form.stack hidden data-keep {
                    fieldset.field {
                        legend { "Which of your sentences may stand there" }
                        @if sentences.is_empty() { p { "None is written yet. It works without." } }
                        @for sentence in &sentences { label.choice { input type="checkbox" name="sentence" value=(sentence); span { (sentence) } } }
                    }
                    button.btn type="button" { "Keep it" }
                }
                noscript { p { "This browser runs no scripts here, so it can’t be kept. You can print this page." } }
                button.btn.plain type="button" hidden data-forget { "Forget this phone" }
            }
        }
    }
}
