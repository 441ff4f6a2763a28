//! A lower fee for one client, with a reason and an end; and ending it before.

use actions::agree_scale::{EndScaleRefusal, NewScale, agree_scale, end_scale};
use actions::house::House;
use actions::see_coverage::{CoverageOf, see_coverage};
use axum::Router;
use axum::routing::{get, post};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use money::scale::ScaleRefusal;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::coverage_kit::back;

/// The form, and its end.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/coverage/scale", get(show).post(agree))
        .route("/billing/{subject}/coverage/scale/end", post(end))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => {
            let today = asked.house.today(asked.by.now);
            let half_a_year = today.saturating_add(6.months());
            let first = Posted::from_pairs([("from", today.to_string()), ("until", half_a_year.to_string())]);
            let main = page(&known, today, &Typed { posted: posted.unwrap_or(&first), problems });
            asked.form_page(("Lower fee", "/billing/coverage"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn agree(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let new = match read(&posted) {
        Ok(new) => new,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| agree_scale(house, by, subject, &new)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=scale")),
        Err(Ok(refusal)) => shown(&asked, subject, Some(&posted), &[words(refusal)]).await,
        Err(Err(page)) => *page,
    }
}

async fn end(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let why = form.line("why");
    let why = form.wanted("why", why, "Write in a few words why it ends");
    let why = match form.done(why) {
        Ok(why) => why,
        Err(problems) => return shown(&asked, subject, None, &problems).await,
    };
    let made = asked.act(move |house, by| end_scale(house, by, subject, &why)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=ended")),
        Err(Ok(EndScaleRefusal::NoScale)) => {
            let words = "No lower fee holds today, so there is none to end".to_owned();
            shown(&asked, subject, None, &[Problem { field: "percent", words }]).await
        }
        Err(Err(page)) => *page,
    }
}

fn read(posted: &Posted) -> Result<NewScale, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let percent = form.number("percent");
    let percent = form.wanted("percent", percent, "Enter which part of the fee they pay, from 1 to 99");
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Write in a few words why");
    let from = form.date("from");
    let from = form.wanted("from", from, "Enter the first day");
    let until = form.date("until");
    let until = form.wanted("until", until, "Enter the last day");
    let new = percent.zip(reason).zip(from.zip(until));
    form.done(new.map(|((percent, reason), (from, until))| NewScale { percent, reason, from, until }))
}

fn words(refusal: ScaleRefusal) -> Problem {
    let (field, words) = match refusal {
        ScaleRefusal::NotAPart => ("percent", "Enter which part of the fee they pay, from 1 to 99"),
        ScaleRefusal::NoYear => ("until", "Choose a last day within a year of the first"),
        ScaleRefusal::PlanIsUsed => (
            "percent",
            "Claims go to their plan, and the fee on a claim is the fee that is charged. Change how the plan is used first",
        ),
    };
    Problem { field, words: words.to_owned() }
}

fn page(known: &CoverageOf, today: Date, typed: &Typed<'_>) -> Markup {
    let subject = known.client.subject;
    html! {
        (back(known))
        header { h1 { "Lower fee" } p.dim.measure { "For psychotherapy alone, by the practice’s written policy. What is billed is what is charged." } }
        (fields::error_summary(typed.problems))
        @if let Some(scale) = known.coverage().scale_on(today) {
            form.card.stack.prose method="post" action={ "/billing/" (subject) "/coverage/scale/end" } novalidate {
                p { "They pay " b { (scale.percent) "%" } " until " (date(scale.until)) ": " (scale.reason.as_str()) "." }
                (typed.input("why", "Why it ends today", None, Kind::Line))
                div.row { button.btn.soft { "End it" } }
            }
        }
        form.card.stack.prose method="post" action={ "/billing/" (subject) "/coverage/scale" } novalidate {
            (typed.input("percent", "They pay this part of the usual fee", Some("In percent: 60 means $60 of $100"), Kind::Number))
            (typed.input("reason", "Why", None, Kind::Line))
            (typed.input("from", "From", None, Kind::Date))
            (typed.input("until", "Until", Some("At most a year; it can be agreed anew then"), Kind::Date))
            (fields::submit("Agree on it"))
        }
    }
}
