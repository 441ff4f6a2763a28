//! Clients who were moved in are invited to their own pages: by hand, ten at a time at most.

use actions::house::House;
use actions::invite_clients::{Invitable, InviteRefusal, invite_clients, see_invitable};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::move_in::MAX_INVITED;
use schedule::people::Client;
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::day;
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::Asked;

/// The list, and inviting those who are ticked.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/move-in/invite", get(show).post(invite))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &Posted::default(), &[]).await
}

async fn invite(asked: Asked, posted: Posted) -> Reply {
    let chosen: Vec<SubjectId> = posted.all("who").iter().filter_map(|id| id.parse().ok()).collect();
    match asked.act(move |house, by| invite_clients(house, by, &chosen)).await {
        Ok(()) => reply::go("/practice/move-in/invite?done=invited"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let problem = Problem { field: "who", words: words(refusal).to_owned() };
                drawn(&asked, &posted, &[problem]).await
            }
            Err(page) => *page,
        },
    }
}

fn words(refusal: InviteRefusal) -> &'static str {
    match refusal {
        InviteRefusal::Nobody => "Tick whom to invite",
        InviteRefusal::TooMany => "Tick ten at most. The others come after these",
        InviteRefusal::NoMail => {
            "No mail goes out yet, so nobody could ask for a link. Have the mail server set up first, or print codes at the front desk"
        }
        InviteRefusal::Changed => {
            "One of them was invited meanwhile, or takes no email any more. Look at the list again. Nobody was written to"
        }
    }
}

async fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let invitable = match asked.act(see_invitable).await {
        Ok(invitable) => invitable,
        Err(trouble) => return asked.instead(trouble),
    };
    let done = (asked.query("done") == "invited").then_some("Invited. Their letters stand among the letters.");
    let main = page(asked, &invitable, &Typed { posted, problems });
    asked.form_page(("Invite clients", "/practice/move-in"), done, !problems.is_empty(), main)
}

fn page(asked: &Asked, invitable: &Invitable, typed: &Typed<'_>) -> Markup {
    html! {
        p.small { a href="/practice/move-in" { "Moving in" } }
        header {
            h1 { "Invite clients" }
            p.dim.measure { "To their own pages: workbook, journal, appointments. Only whoever agreed to email stands here. A letter that went out can’t be called back." }
        }
        (fields::error_summary(typed.problems))
        section.card.stack aria-labelledby="waiting" {
            h2 #waiting { "Not invited yet" }
            @if invitable.waiting.is_empty() { p { "Nobody who agreed to email waits for an invitation." } }
            @else { (form(&invitable.waiting, typed)) }
            @if invitable.without_email > 0 {
                p.small.dim { (invitable.without_email) @if invitable.without_email == 1 { " client has" } @else { " clients have" } " not agreed to email so far. The front desk asks them, and turns it on." }
            }
        }
        @if !invitable.invited.is_empty() {
            section.card.flush aria-labelledby="invited" {
                h2 #invited { "Invited" }
                ul.rows { @for client in &invitable.invited { li { span.grow { (client.name.as_str()) } span.small.dim { (on(asked, client)) } } } }
            }
        }
    }
}

/// The next ones by name, and how many come after them.
fn form(waiting: &[Client], typed: &Typed<'_>) -> Markup {
    let next: Vec<(String, &str)> =
        waiting.iter().take(MAX_INVITED).map(|client| (client.subject.to_string(), client.name.as_str())).collect();
    let options: Vec<(&str, &str)> = next.iter().map(|(id, name)| (id.as_str(), *name)).collect();
    html! {
        form.stack method="post" action="/practice/move-in/invite" {
            (typed.several("who", "Whom?", &options))
            @if waiting.len() > next.len() { p.small.dim { (waiting.len() - next.len()) " more come after these." } }
            (fields::submit("Write to those who are ticked"))
        }
    }
}

fn on(asked: &Asked, client: &Client) -> String {
    let at = client.moved_in.as_ref().and_then(|moved| moved.invited);
    at.map_or_else(String::new, |at| day(at, &asked.house.zone()))
}
