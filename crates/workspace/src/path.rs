//! The path that client and therapist settle on. None is better, and each can change.

use actions::change_path::change_path;
use actions::house::House;
use axum::Router;
use axum::routing::post;
use care::chart::{Chart, Path};
use maud::{Markup, html};
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::SubjectId;

use crate::asked::{Asked, At};

/// Where the form in the chart goes.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/path", post(change))
}

/// The path in words, and the form that changes it.
pub fn path_form(house: &House, chart: &Chart, subject: SubjectId) -> Markup {
    let attends = house.practice().attends_dosing;
    let offered =
        Path::ALL.into_iter().filter(|path| attends || *path != Path::WithAttendedDosing || *path == chart.path());
    html! {
        details {
            summary.small { "Path: " (chart.path().word()) }
            form.row method="post" action={ "/t/c/" (subject) "/path" } {
                label.vh for="path" { "Path" }
                select.w-m id="path" name="path" {
                    @for path in offered { option value=(path.code()) selected[path == chart.path()] { (path.word()) } }
                }
                button.btn.line.sm { "Change path" }
            }
        }
    }
}

async fn change(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let Some(path) = Path::from_code(posted.one("path")) else { return reply::go(format!("/t/c/{subject}")) };
    match asked.act(move |house, by| change_path(house, by, subject, path)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}?done=path")),
        Err(trouble) => asked.instead(trouble),
    }
}
