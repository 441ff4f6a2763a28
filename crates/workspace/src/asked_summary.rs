//! A summary of the plan for a payer: what it would say, before it goes, and what it said.

use actions::house::House;
use actions::plan_summary::{SeenSummary, SummaryRefusal, make_plan_summary, see_plan_summary};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use papers::letterhead::Letterhead;
use shell::fields::{Problem, error_summary};
use shell::pdf_file::{pdf_file, to_keep};
use shell::plan_summary_paper::plan_summary_paper;
use shell::reply::{self, Reply};
use terms::ids::{RecordAskId, SubjectId};
use terms::practice::Practice;

use crate::asked::{Asked, At};
use crate::dates::chart_link;
use crate::trouble::not_found;

/// The page, making it, and the paper.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/asked/{ask}/summary", get(show).post(make))
        .route("/t/c/{subject}/asked/{ask}/summary/pdf", get(pdf))
}

type Which = (SubjectId, RecordAskId);

async fn show(asked: Asked, At(which): At<Which>) -> Reply {
    drawn(&asked, which, &[]).await
}

async fn make(asked: Asked, At(which): At<Which>) -> Reply {
    match asked.act(move |house, by| make_plan_summary(house, by, which)).await {
        Ok(()) => reply::go(format!("/t/c/{}/asked/{}/summary?done=made", which.0, which.1)),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, which, &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn problem(refusal: SummaryRefusal) -> Problem {
    let words = match refusal {
        SummaryRefusal::NothingToSay => "The plan has no diagnosis and no goals. Write them into the plan first",
        SummaryRefusal::NoneMayGo => "Decide first that a summary of the plan may go, while nothing was sent",
    };
    Problem { field: "summary", words: words.to_owned() }
}

async fn drawn(asked: &Asked, which: Which, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| see_plan_summary(house, by, which)).await {
        Ok(seen) => {
            let toast = (asked.query("done") == "made")
                .then_some("Made, and kept in the chart as it is. Print it and hand it to billing closed.");
            let main = page(&asked.house.practice(), &seen, problems);
            let title = format!("Chart {}", seen.client.chart_number);
            asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(practice: &Practice, seen: &SeenSummary, problems: &[Problem]) -> Markup {
    let (subject, ask) = (seen.client.subject, &seen.ask);
    let path = format!("/t/c/{subject}/asked/{}/summary", ask.id);
    html! {
        p.small.noprint { (chart_link(&seen.client)) " · " a href={ "/t/c/" (subject) "/asked" } { "Asked for by payers" } }
        (error_summary(problems))
        div.noprint.stack.tight #summary {
            @match (&seen.summary, ask.summary_at) {
                (None, _) => p { "There is nothing to send yet: the plan has no diagnosis and no goals. " a href={ "/t/c/" (subject) "/plan" } { "Write the plan" } },
                (Some(_), Some(_)) => p { "This is what goes, and it stays as it is in the chart." },
                (Some(_), None) if ask.takes_summary() => p { "This is what would go, from the plan as it is now. Nothing goes before you make it." },
                (Some(_), None) => p { "You have not decided that a summary may go." },
            }
        }
        @if let Some(summary) = &seen.summary {
            (plan_summary_paper(practice, &seen.client, summary))
            @if ask.summary_at.is_some() { (to_keep(&format!("{path}/pdf"))) }
        }
        @if ask.takes_summary() && ask.sent.is_none() && seen.summary.is_some() {
            form.row.noprint method="post" action=(path) { button.btn { @if ask.summary_at.is_none() { "Make it" } @else { "Make it again, from the plan as it is now" } } }
        }
    }
}

/// The paper; only what was made is one.
async fn pdf(asked: Asked, At(which): At<Which>) -> Response {
    let seen = match asked.act(move |house, by| see_plan_summary(house, by, which)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let Some(summary) = seen.summary.filter(|_| seen.ask.summary_at.is_some()) else {
        return not_found(&asked.who).into_response();
    };
    let (practice, name) = (asked.house.practice(), seen.client.name.as_str().to_owned());
    let (paper, on) = (plan_summary_paper(&practice, &seen.client, &summary).into_string(), summary.on);
    pdf_file("plan-summary", move || papers::page::page(&Letterhead { practice: &practice, on }, &name, &paper)).await
}
