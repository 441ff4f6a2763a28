//! Altered states before now: what, when, in which setting and how it was, as far as you know. None has to be told.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::tell_altered_state::{take_off_altered_state, tell_altered_state};
use axum::Router;
use axum::routing::{get, post};
use care::question::Speaks;
use maud::{Markup, html};
use shell::altered_state_form::{
    altered_state_as_posted, altered_state_fields, altered_state_words, read_altered_state,
};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::AlteredStateId;

use crate::again::page_or_again;
use crate::asked::{Asked, At};

/// The list with its form, and taking one off.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/altered-states", get(show).post(tell))
        .route("/my/altered-states/{id}/take-off", post(take_off))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        // On a path without dosing nothing asks for them.
        Ok(mine) if Speaks::on(mine.card.path) == Speaks::NotOfDosing => asked.not_found(),
        Ok(mine) => {
            let known =
                mine.workbook.altered_states().iter().find(|known| known.id.to_string() == asked.query("change"));
            let blank = Posted::from_pairs([("id", mine.fresh.to_string())]);
            let stored = known.map_or(blank, altered_state_as_posted);
            let main = page(&mine, &Typed { posted: posted.unwrap_or(&stored), problems });
            let toast = toast(asked.query("done"), mine.therapist());
            page_or_again(asked, ("Altered states", "/my/preparation"), toast.as_deref(), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str, therapist: &str) -> Option<String> {
    match done {
        "told" => Some(format!("Written down. You and {therapist} can read it.")),
        "off" => Some("Taken off the list.".to_owned()),
        _ => None,
    }
}

async fn tell(asked: Asked, posted: Posted) -> Reply {
    let state = match read_altered_state(&posted) {
        Ok(state) => state,
        Err(problems) => return shown(&asked, Some(&posted), &problems).await,
    };
    let subject = asked.client.subject;
    match asked.act(move |house, by| tell_altered_state(house, by, subject, &state)).await {
        Ok(()) => reply::go("/my/altered-states?done=told"),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn take_off(asked: Asked, At(id): At<AlteredStateId>) -> Reply {
    let subject = asked.client.subject;
    match asked.act(move |house, by| take_off_altered_state(house, by, subject, id)).await {
        Ok(()) => reply::go("/my/altered-states?done=off"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(mine: &Mine, typed: &Typed<'_>) -> Markup {
    let states = mine.workbook.altered_states();
    html! {
        header.stack.tight {
            p.small { a href="/my/preparation/past-experiences" { "Therapy and altered states before now" } }
            h1 { "Altered states" }
            p.lead.dim { "What you have been through already, so that it can be built on or left alone. Not knowing is an answer to each line, and none is an answer to the page." }
            p.small { "You and " (mine.therapist()) " can read this. Nothing here decides whether you can have a session." }
        }
        (fields::error_summary(typed.problems))
        @if !states.is_empty() {
            section.card.stack aria-labelledby="told" {
                h2 #told { "Told so far" }
                ul.rows {
                    @for state in states {
                        li.stack.tight {
                            div { (altered_state_words(state)) }
                            form.row method="post" action={ "/my/altered-states/" (state.id) "/take-off" } {
                                a.small href={ "/my/altered-states?change=" (state.id) "#tell" } { "Change" span.vh { ": " (state.what.as_str()) } }
                                button.btn.plain.sm { "Take off" span.vh { ": " (state.what.as_str()) } }
                            }
                        }
                    }
                }
            }
        }
        form.card.stack.prose #tell method="post" action="/my/altered-states" {
            (altered_state_fields(typed))
            div.row { button.btn { "Write it down" } a.btn.line href="/my/preparation" { "Leave it" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toast_says_who_can_read_it() {
        assert_eq!(toast("told", "Dana").as_deref(), Some("Written down. You and Dana can read it."));
        assert!(toast("off", "Dana").is_some() && toast("", "Dana").is_none());
    }
}
