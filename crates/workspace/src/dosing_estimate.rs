//! A Good Faith Estimate for dosing days that a therapist attends; looked at first, then given.

use actions::give_dosing_estimate::{dosing_estimate_now, give_dosing_estimate};
use actions::house::House;
use actions::see_coverage::{CoverageOf, see_coverage};
use actions::travel::one_time_number;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::ToSpan;
use maud::{Markup, html};
use money::dosing_estimate::{DosingEstimate, DosingEstimateRefusal, ExpectedDays, MOST_DAYS};
use money::estimate::{EstimateReason, GivenHow};
use papers::letterhead::Letterhead;
use shell::dosing_estimate_paper::dosing_estimate_paper;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::money_paper::date;
use shell::pdf_file::{pdf_file, to_keep};
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{EstimateId, SubjectId};

use crate::asked::{Asked, At};
use crate::trouble::not_found;

/// The form with its preview, and what was given.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/dosing-estimate", get(show).post(make))
        .route("/billing/{subject}/dosing-estimates/{id}", get(given))
        .route("/billing/{subject}/dosing-estimates/{id}/pdf", get(pdf))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let today = asked.house.today(asked.by.now);
    let until = today.saturating_add(1.year()).saturating_sub(1.day());
    let first = [("from", today.to_string()), ("until", until.to_string()), ("days", "1".to_owned())];
    shown(&asked, subject, (&Posted::from_pairs(first), &[])).await
}

async fn shown(asked: &Asked, subject: SubjectId, (posted, problems): (&Posted, &[Problem])) -> Reply {
    match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => {
            let main = page(asked, &known, &Typed { posted, problems });
            asked.form_page(("Dosing estimate", "/billing/accounts"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn make(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let (expected, how) = match read(&posted) {
        Ok(read) => read,
        Err(problems) => return shown(&asked, subject, (&posted, &problems)).await,
    };
    if posted.one("step") == "give" {
        let once = posted.one("once").to_owned();
        let made = asked.act(move |house, by| give_dosing_estimate(house, by, subject, (expected, how, &once))).await;
        return match made.map_err(|trouble| asked.refusal(trouble)) {
            Ok(id) => reply::go(format!("/billing/{subject}/dosing-estimates/{id}?done=given")),
            Err(Ok(refusal)) => shown(&asked, subject, (&posted, &[words(refusal)])).await,
            Err(Err(page)) => *page,
        };
    }
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble),
    };
    let estimate = dosing_estimate_now(&asked.house, &asked.by, (&known.client, known.clinician()), (expected, how));
    match estimate.map_err(|trouble| asked.refusal(trouble)) {
        Ok(estimate) => {
            let main = looked_at(&asked, &known, &estimate, &posted);
            reply::ok(asked.page(("Dosing estimate", "/billing/accounts"), None, main))
        }
        Err(Ok(refusal)) => shown(&asked, subject, (&posted, &[words(refusal)])).await,
        Err(Err(page)) => *page,
    }
}

async fn given(asked: Asked, At((subject, id)): At<(SubjectId, EstimateId)>) -> Reply {
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble),
    };
    let Some(estimate) = known.coverage().dosing_estimate(id) else { return not_found(&asked.who) };
    let toast = (asked.query("done") == "given").then_some("Given. It is kept as it is, and the client can read it.");
    let main = html! {
        (back(&known))
        (dosing_estimate_paper(&asked.house.practice(), &known.client, estimate))
        (to_keep(&format!("/billing/{subject}/dosing-estimates/{id}/pdf")))
    };
    reply::ok(asked.page(("Dosing estimate", "/billing/accounts"), toast, main))
}

/// The estimate as a file, dated on the day on which it was given.
async fn pdf(asked: Asked, At((subject, id)): At<(SubjectId, EstimateId)>) -> Response {
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let Some(estimate) = known.coverage().dosing_estimate(id) else { return not_found(&asked.who).into_response() };
    let (practice, on) = (asked.house.practice(), estimate.on);
    let paper = dosing_estimate_paper(&practice, &known.client, estimate).into_string();
    pdf_file("dosing-estimate", move || {
        papers::page::page(&Letterhead { practice: &practice, on }, known.client.name.as_str(), &paper)
    })
    .await
}

fn read(posted: &Posted) -> Result<(ExpectedDays, GivenHow), Vec<Problem>> {
    let mut form = Reading::of(posted);
    let reason = form.wanted("reason", EstimateReason::from_code(posted.one("reason")), "Choose why it is made");
    let days = form.number("days");
    let days = form.wanted("days", days, "Enter how many days you expect");
    let (from, until) = (form.date("from"), form.date("until"));
    let from = form.wanted("from", from, "Enter the first day");
    let until = form.wanted("until", until, "Enter the last day");
    let how = form.wanted("how", GivenHow::from_code(posted.one("how")), "Choose how the client gets it");
    let told = reason.zip(days).zip(from.zip(until)).zip(how);
    form.done(told.map(|(((reason, days), (from, until)), how)| (ExpectedDays { days, from, until, reason }, how)))
}

/// The way back, to the account: nothing of a dosing day stands on the page of coverage.
fn back(known: &CoverageOf) -> Markup {
    html! { p.small { a href={ "/billing/" (known.client.subject) } { (known.client.name.as_str()) ", account" } } }
}

fn words(refusal: DosingEstimateRefusal) -> Problem {
    let (field, words) = match refusal {
        DosingEstimateRefusal::NoFee => (
            "days",
            "The practice has told no fee for a day. The owner tells it under Practice, Visits and fees".to_owned(),
        ),
        DosingEstimateRefusal::Days => {
            ("days", format!("Enter from 1 to {MOST_DAYS} days, no more than lie between the two"))
        }
        DosingEstimateRefusal::EndsBeforeItBegins => ("until", "Choose a last day after the first".to_owned()),
        DosingEstimateRefusal::OverAYear => {
            ("until", "An estimate is for at most twelve months. Choose an earlier last day".to_owned())
        }
    };
    Problem { field, words }
}

/// The paper, with the same form behind it.
fn looked_at(asked: &Asked, known: &CoverageOf, estimate: &DosingEstimate, posted: &Posted) -> Markup {
    html! {
        (back(known))
        p.small { "Look at it as the client will. Nothing is given yet." }
        (dosing_estimate_paper(&asked.house.practice(), &known.client, estimate))
        form.card.row method="post" {
            @for (name, value) in posted.pairs().iter().filter(|(name, _)| name != "step" && name != "once") { (hidden(name, value)) }
            (hidden("once", &one_time_number(&asked.house)))
            button.btn name="step" value="give" { "Give it" }
            a.btn.soft href={ "/billing/" (known.client.subject) "/dosing-estimate" } { "Start over" }
        }
    }
}

fn page(asked: &Asked, known: &CoverageOf, typed: &Typed<'_>) -> Markup {
    let reasons = EstimateReason::ALL.map(|case| (case.code(), case.word()));
    let ways = GivenHow::ALL.map(|case| (case.code(), case.word()));
    let fee = asked.house.practice().fees.attended_dosing_cents;
    html! {
        (back(known))
        header { h1 { "Estimate for dosing days" } p.dim.measure { "For days that a therapist attends" @if fee.0 > 0 { ", at " (fee) " each" } ". Private pay, so whoever has a plan gets one too (45 CFR 149.610). Nothing of it stands on an estimate for psychotherapy." } }
        (fields::error_summary(typed.problems))
        @if fee.0 > 0 {
            form.card.stack.wide method="post" action={ "/billing/" (known.client.subject) "/dosing-estimate" } novalidate {
                (typed.one_of("reason", "Why is it made?", &reasons))
                div.grid { (typed.input("days", "How many days", None, Kind::Number)) (typed.input("from", "From", None, Kind::Date)) (typed.input("until", "Until", Some("At most twelve months"), Kind::Date)) }
                (typed.one_of("how", "How does the client get it?", &ways))
                div.row { button.btn name="step" value="look" { "Look at it" } }
            }
        } @else {
            div.card.empty { p { "The practice has told no fee for such a day. The owner tells it under Practice, Visits and fees." } }
        }
        section.card.stack aria-labelledby="given" {
            h2 #given { "Given so far" }
            @if known.coverage().dosing_estimates().is_empty() { p.dim { "None." } }
            ul.rows {
                @for estimate in known.coverage().dosing_estimates().iter().rev() {
                    li { span.grow { a.all href={ "/billing/" (known.client.subject) "/dosing-estimates/" (estimate.id) } { (date(estimate.expected.from)) " to " (date(estimate.expected.until)) } br; span.small.dim { (estimate.expected.reason.word()) ". Given " (date(estimate.on)) ", " (estimate.given.word().to_lowercase()) } } span.num { (estimate.total_cents()) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_what_is_missing_is_named() {
        let pairs =
            [("reason", "scheduled"), ("days", "2"), ("from", "2026-06-22"), ("until", "2026-12-31"), ("how", "paper")];
        let (expected, how) = read(&Posted::from_pairs(pairs)).unwrap();
        assert_eq!((expected.days, expected.reason, how), (2, EstimateReason::Scheduled, GivenHow::Paper));
        let missing: Vec<_> = read(&Posted::default()).unwrap_err().iter().map(|problem| problem.field).collect();
        assert_eq!(missing, ["reason", "days", "from", "until", "how"]);
        assert_eq!(words(DosingEstimateRefusal::NoFee).field, "days");
    }
}
