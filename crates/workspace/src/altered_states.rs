//! Altered states before now, as the client tells them: what, when, in which setting, and how it was. Not known is an answer.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::tell_altered_state::{take_off_altered_state, tell_altered_state};
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use shell::altered_state_form::{
    altered_state_as_posted, altered_state_fields, altered_state_words, read_altered_state,
};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{AlteredStateId, SubjectId};

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;

/// The list with its form, and taking one off.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/altered-states", get(show).post(tell))
        .route("/t/c/{subject}/altered-states/{id}/take-off", post(take_off))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let known = open.workbook.altered_states().iter().find(|known| known.id.to_string() == asked.query("change"));
    let blank = Posted::from_pairs([("id", open.fresh.to_string())]);
    let stored = known.map_or(blank, altered_state_as_posted);
    let main = page(&open, &Typed { posted: posted.unwrap_or(&stored), problems });
    let title = format!("Chart {}", open.client.chart_number);
    let toast = match asked.query("done") {
        "told" => Some("Written down. The client reads it too."),
        "off" => Some("Taken off the list."),
        _ => None,
    };
    asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
}

async fn tell(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let state = match read_altered_state(&posted) {
        Ok(state) => state,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    match asked.act(move |house, by| tell_altered_state(house, by, subject, &state)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/altered-states?done=told")),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn take_off(asked: Asked, At((subject, id)): At<(SubjectId, AlteredStateId)>) -> Reply {
    match asked.act(move |house, by| take_off_altered_state(house, by, subject, id)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/altered-states?done=off")),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let (subject, states) = (open.client.subject, open.workbook.altered_states());
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Altered states before now" } p.dim { "As the client tells it, at headline level. What is not known stays so." } }
            (subnav(open, "/workbook"))
        }
        (fields::error_summary(typed.problems))
        div.split {
            section.card.stack.wide aria-labelledby="told" {
                h2 #told { "Told so far" }
                @if states.is_empty() { p.dim { "Nothing is written down. None is an answer." } }
                ul.rows {
                    @for state in states {
                        li.stack.tight {
                            div { (altered_state_words(state)) }
                            form.row method="post" action={ "/t/c/" (subject) "/altered-states/" (state.id) "/take-off" } {
                                a.small href={ "/t/c/" (subject) "/altered-states?change=" (state.id) "#tell" } { "Change" span.vh { ": " (state.what.as_str()) } }
                                button.btn.plain.sm { "Take off" span.vh { ": " (state.what.as_str()) } }
                            }
                        }
                    }
                }
            }
            form.card.stack #tell method="post" action={ "/t/c/" (subject) "/altered-states" } {
                h2 { "Write one down" }
                (altered_state_fields(typed))
                div.row { button.btn { "Write it down" } }
            }
        }
    }
}
