//! A time without large decisions: until when you would rather leave undone what can't be undone. It is yours to end.

use actions::agree_pause::agree_pause;
use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::{get, post};
use care::pause::Pause;
use jiff::civil::Date;
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::pause_form::{pause_fields, pause_pairs, pause_refused, read_pause};
use shell::reply::{self, Reply};
use shell::typed::Typed;

use crate::again::page_or_again;
use crate::asked::Asked;

/// The page and its form, and ending it.
pub fn routes() -> Router<House> {
    Router::new().route("/my/pause", get(show).post(agree)).route("/my/pause/end", post(end))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let pause = mine.workbook.pause(asked.house.today(asked.by.now));
            let stored = Posted::from_pairs(pause_pairs(pause));
            let main = page(&mine, pause, &Typed { posted: posted.unwrap_or(&stored), problems });
            page_or_again(
                asked,
                ("No large decisions", "/my/integration"),
                toast(asked.query("done")),
                (problems, main),
            )
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "agreed" => Some("Written down. It holds nothing up; it reminds."),
        "ended" => Some("Ended. You can agree on another time on any day."),
        _ => None,
    }
}

async fn agree(asked: Asked, posted: Posted) -> Reply {
    match read_pause(&posted) {
        Ok(pause) => write(&asked, Some(pause), &posted).await,
        Err(problems) => shown(&asked, Some(&posted), &problems).await,
    }
}

async fn end(asked: Asked) -> Reply {
    write(&asked, None, &Posted::default()).await
}

async fn write(asked: &Asked, pause: Option<Pause>, posted: &Posted) -> Reply {
    let (subject, done) = (asked.client.subject, if pause.is_some() { "agreed" } else { "ended" });
    match asked.act(move |house, by| agree_pause(house, by, subject, pause.as_ref())).await {
        Ok(()) => reply::go(format!("/my/pause?done={done}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(asked, Some(posted), &[pause_refused(refusal)]).await,
            Err(page) => *page,
        },
    }
}

/// "Until Monday, July 6, no large decisions: the house."
pub fn pause_words(pause: &Pause) -> Markup {
    html! { "Until " (long_day(pause.until)) ", no large decisions that can’t be undone" @if let Some(about) = &pause.about { ": " (about.as_str()) } "." }
}

fn long_day(day: Date) -> String {
    day.strftime("%A, %B %-d").to_string()
}

fn page(mine: &Mine, pause: Option<&Pause>, typed: &Typed<'_>) -> Markup {
    html! {
        header.stack.tight {
            p.small { a href="/my/integration" { "Integration" } }
            h1 { "No large decisions, for a while" }
            p.lead.dim { "What feels certain after a large experience may look different in a month. Some people agree with themselves to leave undone, for a while, what can’t be undone." }
            p.small { "You and " (mine.therapist()) " can read this. It holds nothing up, and you may end it on any day." }
        }
        (fields::error_summary(typed.problems))
        @if let Some(pause) = pause {
            form.card.warm.stack method="post" action="/my/pause/end" {
                p { (pause_words(pause)) }
                div.row { button.btn.line { "End it today" } }
            }
        }
        form.card.stack.prose method="post" action="/my/pause" {
            (pause_fields(typed))
            div.row { button.btn { @if pause.is_some() { "Keep it so" } @else { "Agree on it" } } a.btn.line href="/my/integration" { "Leave it" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use terms::text::Line;

    use super::*;

    #[test]
    fn a_pause_says_until_when_and_what_about() {
        let pause = Pause { until: "2026-07-06".parse().unwrap(), about: Line::parse("The house").ok() };
        let words = pause_words(&pause).into_string();
        assert_eq!(words, "Until Monday, July 6, no large decisions that can’t be undone: The house.");
        assert!(!pause_words(&Pause { about: None, ..pause }).into_string().contains(':'));
    }
}
