//! Leave with everything: a copy of every record as one file, for whoever owns the practice, with a reason.

use actions::export_everybody::{UnderWay, begin_export};
use actions::house::House;
use actions::see_exports::{Exports, MOST, NamedExport, see_exports};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use schedule::leaving::{ExportRefusal, Exported};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::leaving::Sensitive;
use shell::leaving::handed::zip_file;
use shell::leaving::pipe::Pipe;
use shell::leaving::readme::left_out;
use shell::reading::Reading;
use shell::reply::Reply;
use shell::time::{clock, day};
use shell::typed::Typed;
use terms::trouble::{Denied, Trouble};

use crate::asked::Asked;
use crate::leaving::{SENSITIVE, copied, pack_everybody, sensitive, whole};

/// The page, and the file.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/export", get(show).post(hand_over))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &Posted::default(), &[]).await
}

async fn hand_over(asked: Asked, posted: Posted) -> Response {
    let mut form = Reading::of(&posted);
    let reason = form.line("reason");
    if !form.problems.is_empty() {
        return drawn(&asked, &posted, &form.problems).await.into_response();
    }
    match asked.act(move |house, by| begin_export(house, by, reason.as_ref())).await {
        Ok(under_way) => streamed(&asked, under_way, sensitive(&posted)),
        Err(Trouble::Denied(Denied::SignInAgain)) => show_yourself(&asked).into_response(),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, &posted, &[words(refusal)]).await.into_response(),
            Err(page) => page.into_response(),
        },
    }
}

/// Answers at once, and sends while it packs. What breaks on the way breaks the file off: no zip reader opens half a
/// one, and the page says that it was not finished.
fn streamed(asked: &Asked, under_way: UnderWay, sensitive: Sensitive) -> Response {
    let (house, by) = (asked.house.clone(), asked.by);
    let reason = under_way.export().reason.as_ref().map(|reason| reason.as_str().to_owned());
    let copied = copied((&house, &by), under_way.who(), reason.as_deref(), sensitive);
    let (pipe, body) = Pipe::new();
    let answer = zip_file(&copied, "practice", body);
    tokio::task::spawn_blocking(move || {
        let Ok(pipe) = pack_everybody((&house, &by), &copied, &under_way, pipe) else { return };
        // Written down before the last piece goes, so that whoever has the whole file finds it told so.
        if whole((&house, &by), &under_way).is_ok() {
            let _ = pipe.finish();
        }
    });
    answer
}

fn words(refusal: ExportRefusal) -> Problem {
    let words = match refusal {
        ExportRefusal::NoReason => {
            "Say in a few words why every record is copied. It is kept, and nothing was copied yet"
        }
        ExportRefusal::NobodyYet => "There is no record yet, so there is nothing to copy",
    };
    Problem { field: "reason", words: words.to_owned() }
}

fn show_yourself(asked: &Asked) -> Reply {
    let way = if asked.who.fictional { "/staff" } else { "/staff/again?to=/practice/export" };
    let main = html! {
        div.stack.prose {
            h1 { "Show that it is you" }
            p { "A copy of every record asks for a sign-in of the last 15 minutes. Nothing was copied." }
            p { a.btn href=(way) { "Sign in again" } }
        }
    };
    Reply::Page(axum::http::StatusCode::FORBIDDEN, asked.page(("Show that it is you", "/practice"), None, main))
}

async fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(see_exports).await {
        Ok(exports) => {
            let main = page(asked, &exports, &Typed { posted, problems });
            asked.form_page(("Leaving", "/practice"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, exports: &Exports, typed: &Typed<'_>) -> Markup {
    html! {
        header {
            p.small { a href="/practice" { "Practice" } }
            h1 { "Leaving" }
            p.lead { "A copy of every record as one file, on any day, without asking anyone." }
        }
        (fields::error_summary(typed.problems))
        div.split {
            form.card.stack method="post" aria-labelledby="copy" {
                h2 #copy { "Copy " (exports.records) @if exports.records == 1 { " record" } @else { " records" } }
                p { "One page for each record, to read, print or save as a PDF; tables for a spreadsheet or another system; the two ledgers apart; and a first page that says what is inside." }
                (typed.input("reason", "Why", Some("A few words. They are kept with your name, and stand in the copy"), Kind::Line))
                (fields::tick(SENSITIVE, "Also what may harm in other hands", Some("The section on sexual history. Whoever takes the practice over needs it; others rarely do"), typed.posted.has(SENSITIVE, "yes"), &[]))
                p.small.dim { "You open no chart here: the file is made without showing anything. Each client sees under “Who opened my record” that a copy was taken, when and by whom." }
                div.row { button.btn { "Make the copy" } }
                p.small.dim { "The file is not encrypted. Save it where only you can read it. It is sent while it is made; if it breaks off, it does not open, and the list below says so." }
            }
            section.card.stack aria-labelledby="out" { h2 #out { "What it leaves out" } (left_out()) p { "Requests, the phone log, the wait list and letters stay here too. A backup holds everything; it can be restored into another Groundwork." } }
        }
        section.card.flush aria-labelledby="taken" {
            h2 #taken { "Copies that were taken" }
            @if exports.taken.is_empty() { div.empty { p { "None yet." } } } @else { (table(asked, &exports.taken)) }
            @if exports.taken.len() == MOST { p.small.dim { "The latest " (MOST) " are shown." } }
        }
    }
}

fn table(asked: &Asked, taken: &[NamedExport]) -> Markup {
    let zone = asked.house.zone();
    html! {
        table.fold {
            thead { tr { th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "What" } th scope="col" { "Why" } } }
            tbody {
                @for NamedExport { export, who, chart_number } in taken {
                    tr {
                        td { (day(export.at, &zone)) ", " (clock(export.at, &zone)) }
                        th scope="row" { (who) }
                        td {
                            @match export.of {
                                Exported::One(_) => { "Record " @if let Some(number) = chart_number { (number) } @else { "of someone who is gone" } },
                                Exported::Everybody => { (export.records) @if export.records == 1 { " record" } @else { " records" } @if export.finished.is_none() { ", not finished" } },
                            }
                        }
                        td { @match &export.reason { Some(reason) => (reason.as_str()), None => span.dim { "Treats them" } } }
                    }
                }
            }
        }
    }
}
