//! The phone log: what is to do after calls, and who called whom in the last weeks.

use actions::finish_call::finish_call;
use actions::house::House;
use actions::see_calls::{LoggedCall, PhoneLog, see_calls};
use axum::Router;
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::call::FinishRefusal;
use shell::fields::{Problem, error_summary};
use shell::reply::{self, Reply};
use shell::time::{clock, short_day};
use terms::ids::CallId;

use crate::asked::{Asked, At};
use crate::desk_words::{book_and_log, name_of, toast};

/// The log, and marking what was to do as done.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/phone", get(show)).route("/desk/phone/{id}/done", post(finish))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &[]).await
}

async fn finish(asked: Asked, At(id): At<CallId>) -> Reply {
    match asked.act(move |house, by| finish_call(house, by, id)).await {
        Ok(()) => reply::go("/desk/phone?done=finished"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, &[Problem { field: "todo", words: words(refusal).to_owned() }]).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(see_calls).await {
        Ok(log) => {
            let main = page(&log, problems, &asked.house.zone());
            asked.form_page(("Phone log", "/desk/phone"), toast(asked.query("done")), !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn words(refusal: FinishRefusal) -> &'static str {
    match refusal {
        FinishRefusal::NothingToDo => "Nothing was to do after this call",
    }
}

fn page(log: &PhoneLog, problems: &[Problem], zone: &TimeZone) -> Markup {
    html! {
        header.row.apart { div { h1 { "Phone log" } p.dim { "Who called, what was said of dates and papers, and who does what next. Nothing clinical." } } (book_and_log("")) }
        (error_summary(problems))
        section.card.flush aria-labelledby="todo" {
            h2 #todo { "To do" }
            @if log.open.is_empty() { p.empty { "Nothing is to do after a call." } }
            ul.rows {
                @for logged in &log.open {
                    li {
                        span.grow {
                            b { (logged.call.next.as_ref().map_or("", |next| next.as_str())) }
                            @if let Some(owner) = logged.call.owner { ", " (name_of(&log.staff, owner)) }
                            br; span.small.dim { (about(log, logged, zone)) }
                        }
                        form method="post" action={ "/desk/phone/" (logged.call.id) "/done" } { button.btn.line.sm { "Done" span.vh { ": " (logged.call.who.as_str()) } } }
                    }
                }
            }
        }
        section.card.flush aria-labelledby="recent" {
            h2 #recent { "Last 30 days" }
            @if log.recent.is_empty() { p.empty { "No other calls in the last 30 days." } }
            ul.rows {
                @for logged in &log.recent {
                    li { span.grow {
                        (about(log, logged, zone))
                        @if let (Some(next), Some(at)) = (&logged.call.next, logged.call.done) { br; span.small.dim { (next.as_str()) ": done " (short_day(at, zone)) } }
                    } }
                }
            }
        }
    }
}

fn about(log: &PhoneLog, logged: &LoggedCall, zone: &TimeZone) -> Markup {
    let call = &logged.call;
    html! {
        (short_day(call.at, zone)) ", " (clock(call.at, zone)) ". " (call.direction.word()) ": " (call.who.as_str())
        @if let Some(phone) = &call.phone { ", " (phone) }
        @if let Some(client) = &logged.client { ", about " a.over href={ "/desk/clients/" (client.subject) } { (client.name.as_str()) } }
        ". " (name_of(&log.staff, call.by)) " was on the phone."
        @if let Some(said) = &call.said { br; (said.as_str()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_log_has_its_words() {
        let log = PhoneLog { open: Vec::new(), recent: Vec::new(), staff: Vec::new() };
        let problem = Problem { field: "todo", words: words(FinishRefusal::NothingToDo).to_owned() };
        let page = page(&log, &[problem], &TimeZone::UTC).into_string();
        for words in ["Nothing is to do after a call.", "No other calls", "Nothing was to do after this call"] {
            assert!(page.contains(words), "{words}");
        }
    }
}
