//! Help now: whom to call at any hour, your own plan, and a way to steady yourself.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::safety_plan::SafetyPart;
use maud::{Markup, html};
use shell::crisis_lines::crisis_lines;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use terms::ids::CheckInId;

use crate::asked::Asked;

/// The page; it comes by itself after an answer that worries.
pub fn routes() -> Router<House> {
    Router::new().route("/my/help", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let main = page(&asked, &mine);
            reply::ok(asked.page(("Help now", "/my/help"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, mine: &Mine) -> Markup {
    // What brought the person here; anything else shows the page plainly.
    let lead = match asked.query("after") {
        "answer" => Some("You said you have had thoughts of being better off dead or of hurting yourself."),
        "not-ok" => Some("You said you are not OK right now."),
        _ => None,
    };
    html! {
        header.stack.tight {
            @match lead {
                Some(words) => {
                    h1 { "Thank you for answering that honestly." }
                    p.lead { (words) " " (mine.therapist()) " will see this. They may not see it right away: nobody watches this page around the clock." }
                },
                None => { h1 { "Help now" } p.lead { "Whatever it is, you don’t have to be alone with it." } },
            }
        }
        section.card.stack aria-label="Now" {
            div.row {
                a.btn href="tel:988" { "Call 988" }
                a.btn href="sms:988" { "Text 988" }
                a.btn href="/my/safety-plan" { "Open my plan" }
                @if lead.is_some() { (go_on(onward(asked.query("next")))) }
            }
            p { "988 is free and confidential, at any hour, for any kind of crisis. If you or someone else is in danger, call " a href="tel:911" { "911" } "." }
        }
        @if let Some(people) = mine.workbook.safety_plan().and_then(|written| written.plan.part(SafetyPart::AskForHelp)) {
            section.card.stack.tight aria-labelledby="mine" { h2 #mine { "People I can ask for help" } p.voice { (people.as_str()) } }
        }
        (lines(asked))
        section.card.stack.tight aria-labelledby="steady" {
            h2 #steady { "Something for your hands and feet" }
            ul.rows {
                li { (icon(Icon::Wave)) span.grow { a.all href="/my/grounding/feet" { "Feet on the floor" } } }
                li { (icon(Icon::Wave)) span.grow { a.all href="/my/grounding/cold" { "Cold water" } } }
                li { (icon(Icon::Wave)) span.grow { a.all href="/my/grounding/breathing" { "Breathe with a slow guide" } } }
            }
            p { a href="/my/quiet" { "One quiet, dark page" } }
            p.small.dim { "Chest pain, trouble breathing, fainting, or confusion that does not pass: call 911. Other questions about the medicine go to your prescriber." }
        }
    }
}

fn go_on(path: &str) -> Markup {
    let words = if path.starts_with(CHECK_INS) {
        "I am safe for now, go on with the check-in"
    } else {
        "I am safe for now, go on"
    };
    html! { a.btn href=(path) { (words) } }
}

const CHECK_INS: &str = "/my/check-ins/";

/// Where going on leads: back to a question or a check-in, or to integration. Any other path leads to the first page.
fn onward(next: &str) -> &str {
    let is_check_in = next.strip_prefix(CHECK_INS).is_some_and(|rest| {
        let (id, item) = rest.split_once('/').unwrap_or((rest, "1"));
        id.parse::<CheckInId>().is_ok() && item.parse::<u8>().is_ok()
    });
    if is_check_in || next == "/my/integration" { next } else { "/my" }
}

fn lines(asked: &Asked) -> Markup {
    let practice = asked.house.practice();
    html! {
        section.card.stack.tight aria-labelledby="lines" {
            h2 #lines { "Others who answer" }
            ul.rows {
                (crisis_lines())
                @for line in &practice.local_lines { li { (icon(Icon::Phone)) span.grow { (line.name) } a href={ "tel:" (line.phone_dial) } { (line.phone) } } }
                li { (icon(Icon::Phone)) span.grow { "The office" (practice.hours()) } a href={ "tel:" (practice.phone_dial) } { (practice.phone) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_on_leads_only_to_pages_of_ours() {
        for (next, expected) in [
            ("/my/check-ins/aaaaaaaaaa/10", "/my/check-ins/aaaaaaaaaa/10"),
            ("/my/check-ins/aaaaaaaaaa", "/my/check-ins/aaaaaaaaaa"),
            ("/my/integration", "/my/integration"),
            ("/my/check-ins/aaaaaaaaaa/x", "/my"),
            ("/my/check-ins/../../t", "/my"),
            ("//elsewhere.example.org", "/my"),
            ("", "/my"),
        ] {
            assert_eq!(onward(next), expected);
        }
    }
}
