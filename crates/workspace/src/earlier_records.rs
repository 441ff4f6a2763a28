//! Earlier records on a chart: papers of another system, to download, or to take out where one is somebody else's.

use std::fmt::Write as _;

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::read_earlier_record::read_earlier_record;
use actions::withdraw_earlier_record::withdraw_earlier_record;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use care::earlier_record::{EarlierRecord, WithdrawRefusal};
use maud::{Markup, html};
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::{Id, SubjectId};

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;
use crate::desk_words::name_of;
use crate::list_words::{counted, refused_note};
use crate::move_in_paper_list::size;

/// The list, one paper, and the way to take it out.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/earlier", get(show))
        .route("/t/c/{subject}/earlier/{paper}", get(download))
        .route("/t/c/{subject}/earlier/{paper}/withdraw", post(withdraw))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None).await
}

async fn shown(asked: &Asked, subject: SubjectId, said: Option<&str>) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let title = format!("Chart {}", open.client.chart_number);
            let main = page(asked, &open, said);
            asked.form_page((&title, "/t/caseload"), toast(asked.query("done")), said.is_some(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    (done == "withdrawn").then_some("Taken out. The paper is erased here.")
}

/// The paper as it came, to be kept by whoever asked, and never shown inside a page.
async fn download(asked: Asked, At((subject, paper)): At<(SubjectId, Id)>) -> Response {
    match asked.act(move |house, by| read_earlier_record(house, by, subject, paper)).await {
        Ok((record, bytes)) => {
            let headers = [
                (CONTENT_TYPE, "application/pdf".to_owned()),
                (CONTENT_DISPOSITION, attachment(record.name.as_str())),
                (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Err(trouble) => asked.instead(trouble).into_response(),
    }
}

async fn withdraw(asked: Asked, At((subject, paper)): At<(SubjectId, Id)>) -> Reply {
    match asked.act(move |house, by| withdraw_earlier_record(house, by, subject, paper)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/earlier?done=withdrawn")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, subject, Some(words(refusal))).await,
            Err(page) => *page,
        },
    }
}

fn words(refusal: WithdrawRefusal) -> &'static str {
    match refusal {
        WithdrawRefusal::NotHere => "This paper is not in the chart any more. What stands there now is below",
    }
}

/// A line that leads to the papers, where there are any.
pub fn link(open: &OpenChart) -> Markup {
    let records = open.chart.earlier_records().len();
    html! {
        @if records > 0 {
            p.small { a href={ "/t/c/" (open.client.subject) "/earlier" } { "Earlier records" } ": " (counted(records, "paper", "papers")) " from another system" }
        }
    }
}

fn page(asked: &Asked, open: &OpenChart, said: Option<&str>) -> Markup {
    let records = open.chart.earlier_records();
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) }
                h1 { "Earlier records" }
                p.dim.measure { "Papers of another system, as they came. Nobody here wrote or signed them. Each download is written down." }
            }
            (subnav(open, "/consents"))
        }
        (refused_note(said))
        section.card.flush aria-label="Earlier records" {
            @if records.is_empty() {
                div.empty { p { "No paper of another system is filed here. Whoever owns the practice brings them under Moving in." } }
            }
            ul.rows { @for record in records { (row(asked, open, record)) } }
        }
    }
}

fn row(asked: &Asked, open: &OpenChart, record: &EarlierRecord) -> Markup {
    let at = format!("/t/c/{}/earlier/{}", open.client.subject, record.paper.id);
    html! {
        li {
            span.grow {
                a href=(at) download { (record.name.as_str()) }
                br; span.xs.dim { "PDF, " (size(record.paper.bytes)) ". Filed " (moment(record.at, &asked.house.zone())) " by " (name_of(&open.staff, record.by)) }
                details {
                    summary.xs { "Not this client’s?" span.vh { " " (record.name.as_str()) } }
                    div.stack.tight {
                        p.small.measure { "Taking it out erases the paper here. The record keeps that it was here, who took it out and when; backups made meanwhile keep it until they are thrown away. If it is somebody else’s, tell the owner, who can file it again." }
                        form method="post" action={ (at) "/withdraw" } { button.btn.stop.sm { "Take it out" } }
                    }
                }
            }
        }
    }
}

/// The file's own name, in letters that every browser takes and once more in full (RFC 6266, RFC 8187).
pub fn attachment(name: &str) -> String {
    let plain: String =
        name.chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '.' | '-' | '_' | ',') {
                    letter
                } else {
                    '_'
                }
            })
            .collect();
    let mut full = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            full.push(char::from(byte));
        } else {
            // Writing into a text never fails.
            let _ = write!(full, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_nothing_to_a_browser_but_itself() {
        for (name, expected) in [
            ("a b.pdf", "attachment; filename=\"a b.pdf\"; filename*=UTF-8''a%20b.pdf"),
            ("\"; x=\"é.pdf", "attachment; filename=\"__ x___.pdf\"; filename*=UTF-8''%22%3B%20x%3D%22%C3%A9.pdf"),
        ] {
            assert_eq!(attachment(name), expected);
        }
    }

    #[test]
    fn what_was_done_is_said_only_where_something_was() {
        assert!(toast("withdrawn").is_some() && toast("anything").is_none());
        assert!(words(WithdrawRefusal::NotHere).contains("below"));
    }
}
