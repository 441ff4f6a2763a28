//! Log a call while it lasts: who called, about whom, what was said, and who does what next.

use actions::house::House;
use actions::log_call::{LogCall, log_call};
use actions::see_calls::see_calls;
use actions::see_client::see_client;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::call::{CallRefusal, Direction};
use schedule::people::{Client, Staff};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::SubjectId;
use terms::reach::Phone;

use crate::asked::Asked;
use crate::reach_words::contact_limits;
use shell::reading::Reading;
use shell::typed::Typed;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/phone/new", get(show).post(log))
}

async fn show(asked: Asked) -> Reply {
    let about = asked.query("client").to_owned();
    shown(&asked, &Posted::from_pairs([("about", about)]), &[]).await
}

async fn log(asked: Asked, posted: Posted) -> Reply {
    let call = match read(&posted) {
        Ok(call) => call,
        Err(problems) => return shown(&asked, &posted, &problems).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| log_call(house, by, &call, &once)).await {
        Ok(_) => reply::go("/desk/phone?done=logged"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let (field, said) = words(refusal);
                shown(&asked, &posted, &[Problem { field, words: said.to_owned() }]).await
            }
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let (staff, client) = match posted.one("about").parse::<SubjectId>() {
        Ok(subject) => match asked.act(move |house, by| see_client(house, by, subject)).await {
            Ok(seen) => (seen.staff, Some(seen.client)),
            Err(trouble) => return asked.instead(trouble),
        },
        Err(_) => match asked.act(see_calls).await {
            Ok(log) => (log.staff, None),
            Err(trouble) => return asked.instead(trouble),
        },
    };
    let main = page(asked, (&staff, client.as_ref()), &Typed { posted, problems });
    asked.form_page(("Log a call", "/desk/phone"), None, !problems.is_empty(), main)
}

fn words(refusal: CallRefusal) -> (&'static str, &'static str) {
    match refusal {
        CallRefusal::CallNotAllowed => {
            ("direction", "They do not allow calls. Choose another way, or write down that they called")
        }
        CallRefusal::NobodyDoesIt => ("owner", "Choose who does the next step"),
        CallRefusal::NothingToDo => ("next", "Write down what is to do, or choose nobody for it"),
    }
}

fn read(posted: &Posted) -> Result<LogCall, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let direction = form.wanted("direction", Direction::from_code(posted.one("direction")), "Choose who called");
    let who = form.line("who");
    let who = form.wanted("who", who, "Enter the name they gave, or “no name”");
    let phone = match posted.one("phone") {
        "" => None,
        text => form.wanted("phone", Phone::parse(text).ok(), "Enter a phone number with an area code"),
    };
    let (said, next) = (form.line("said"), form.line("next"));
    let owner = match posted.one("owner") {
        "" => None,
        id => form.wanted("owner", id.parse().ok(), "Choose one of the people here"),
    };
    let about = posted.one("about").parse().ok();
    let call = direction.zip(who).map(|(direction, who)| LogCall { direction, who, about, phone, said, next, owner });
    form.done(call)
}

fn page(asked: &Asked, (staff, client): (&[Staff], Option<&Client>), typed: &Typed<'_>) -> Markup {
    let once = match typed.posted.one("once") {
        "" => one_time_number(&asked.house),
        known => known.to_owned(),
    };
    let people = staff.iter().map(|person| (person.id.to_string(), person.name.as_str().to_owned()));
    let people: Vec<_> = std::iter::once((String::new(), "Nobody".to_owned())).chain(people).collect();
    let directions = Direction::ALL.map(|direction| (direction.code(), direction.word()));
    html! {
        p.small { a href="/desk/phone" { "Phone log" } }
        h1 { "Log a call" }
        @if let Some(client) = client {
            p { "About " a href={ "/desk/clients/" (client.subject) } { (client.name.as_str()) } " " span.mono.dim { (client.chart_number) } }
            (contact_limits(client, None))
        } @else {
            p.dim { "About a client? " a href="/desk/clients" { "Find them first" } ", then log the call from their page." }
        }
        (fields::error_summary(typed.problems))
        form.card.stack method="post" action="/desk/phone/new" {
            (hidden("once", &once))
            @if let Some(client) = client { (hidden("about", &client.subject.to_string())) }
            (typed.one_of("direction", "Who called?", &directions))
            div.grid {
                (typed.input("who", "Who was on the phone?", None, Kind::Line))
                (typed.input("phone", "Number, if you have it", None, Kind::Phone))
            }
            (typed.input("said", "What was said", Some("Dates, papers, money. No clinical content: put them through, or ask the clinician to call"), Kind::Line))
            div.grid {
                (typed.input("next", "Next step, if any", None, Kind::Line))
                (typed.select("owner", "Who does it", &people))
            }
            (fields::submit("Log call"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_a_call_or_says_which_field_is_not() {
        let fields = |pairs: &[(&str, &str)]| {
            let problems = read(&Posted::from_pairs(pairs.iter().copied())).err().unwrap_or_default();
            problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        for (pairs, expected) in [
            (&[("direction", "in"), ("who", "Rowan")][..], &[][..]),
            (&[], &["direction", "who"]),
            (&[("direction", "up"), ("who", "Rowan")], &["direction"]),
            (&[("direction", "in"), ("who", "Rowan"), ("phone", "555"), ("owner", "me")], &["phone", "owner"]),
        ] {
            assert_eq!(fields(pairs), expected, "{pairs:?}");
        }
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, field, begins) in [
            (CallRefusal::CallNotAllowed, "direction", "They do not allow calls"),
            (CallRefusal::NobodyDoesIt, "owner", "Choose who"),
            (CallRefusal::NothingToDo, "next", "Write down what"),
        ] {
            let (at, said) = words(refusal);
            assert!(at == field && said.starts_with(begins), "{refusal:?}: {said}");
        }
    }
}
