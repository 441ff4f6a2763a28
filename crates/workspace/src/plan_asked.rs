//! Asks a client’s plan by a file, and shows in plain words what it answered.

use actions::ask_plan::{AskPlanRefusal, ask_plan};
use actions::house::House;
use actions::see_coverage::CoverageOf;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::post;
use maud::{Markup, html};
use money::plan_answer::PlanAnswer;
use money::plan_inquiry::InquiryRefusal;
use money::x12::ask_refusal::{ask_refusal_words, follow_up_words};
use money::x12::eligibility_answer::{AskRefusal, EligibilityAnswer};
use shell::fields::{Problem, hidden};
use shell::form::Posted;
use shell::icon::Icon;
use shell::money_paper::date;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge, note};
use shell::time::moment;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::claims::cannot_carry;
use crate::coverage;

use crate::plan_statement::statement;

/// The form that asks.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/coverage/ask", post(ask))
}

async fn ask(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let once = posted.one("once").to_owned();
    let made = asked.act(move |house, by| ask_plan(house, by, subject, &once)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(_) => reply::go(format!("/billing/{subject}/coverage?done=inquiry")),
        Err(Ok(refusal)) => {
            let problem = Problem { field: "ask", words: words(refusal) };
            coverage::shown(&asked, subject, (&Posted::default(), &[problem])).await
        }
        Err(Err(page)) => *page,
    }
}

fn words(refusal: AskPlanRefusal) -> String {
    let words = match refusal {
        AskPlanRefusal::CannotCarry(what) => return cannot_carry(what),
        AskPlanRefusal::Inquiry(InquiryRefusal::NoPlan) => "No plan is known. Add it first",
        AskPlanRefusal::Inquiry(InquiryRefusal::NotUsed) => {
            "The plan is not used here, so it is not asked. Change the plan if that is wrong"
        }
        AskPlanRefusal::Inquiry(InquiryRefusal::SelfPay) => {
            "The client chose to pay and tell the plan nothing. Nothing was sent"
        }
        AskPlanRefusal::Inquiry(InquiryRefusal::NoPayerNumber) => {
            "Nobody told the payer id for electronic claims. Write it with the plan"
        }
        AskPlanRefusal::Inquiry(InquiryRefusal::ClientNotBorn) => {
            "Nobody told when the client was born. The desk writes it with the client"
        }
        AskPlanRefusal::Inquiry(InquiryRefusal::HolderNotBorn) => {
            "Nobody told when the holder of the plan was born. Write it with the plan"
        }
        AskPlanRefusal::Inquiry(InquiryRefusal::IdentityMissing) => {
            "The practice has not told insurers who it is. The owner does that under Practice, Billing identity"
        }
    };
    words.to_owned()
}

/// The button that asks, when it was asked last, and what came back.
pub fn plan_asked(asked: &Asked, known: &CoverageOf) -> Markup {
    let (coverage, subject) = (known.coverage(), known.client.subject);
    let zone = asked.house.zone();
    html! {
        section.card.stack aria-labelledby="by-file" {
            h2 #by-file { "Asked by a file" }
            @match (coverage.inquiry(), coverage.answer()) {
                (None, None) => p.dim { "The plan was not asked by a file yet. The question goes out as claims do; it names the client, and nothing of why they come." },
                (Some(inquiry), answer) => p.small.dim {
                    (known.name_of(inquiry.by)) " asked on " (moment(inquiry.at, &zone)) ", in "
                    a href={ "/billing/files/" (inquiry.file) } { "this file" } "."
                    @if answer.is_none_or(|answer| answer.at < inquiry.at) { " No answer was taken in since." }
                },
                (None, Some(_)) => {},
            }
            @if let Some(answer) = coverage.answer() { (answered(known, answer)) }
            form.row #ask method="post" action={ "/billing/" (subject) "/coverage/ask" } {
                (hidden("once", &one_time_number(&asked.house)))
                button.btn.line { @if coverage.inquiry().is_some() { "Ask the plan again" } @else { "Ask the plan" } }
            }
        }
    }
}

fn answered(known: &CoverageOf, kept: &PlanAnswer) -> Markup {
    let answer = &kept.answer;
    html! {
        p {
            (stands(answer)) " "
            "Answered by " (answer.payer) " in a " a href={ "/billing/files/" (kept.file) } { "file of " (date(kept.on)) } ", taken in by " (known.name_of(kept.by))
            @if !answer.member.is_empty() { ", for member " span.mono { (answer.member) } } "."
        }
        @for refusal in &answer.refusals { (refused(refusal)) }
        @if let Some(other) = answer.carve_out() {
            (note(Tone::Warn, Icon::Alert, html! {
                p { b { (other.name) } " runs the mental health benefits" @if let Some(member) = answer.carve_out_member() { ", with member id " span.mono { (member) } } @if !other.phone.is_empty() { ", phone " (other.phone) } ". Ask there too: claims may have to go there." }
            }))
        }
        @if !answer.plan_days.is_empty() || !answer.benefits.is_empty() {
            details {
                summary { "Everything that it says of psychotherapy" }
                ul.stack.tight {
                    @for (kind, from, until) in &answer.plan_days { li { (day_kind(kind)) " " (date(*from)) @if let Some(until) = until { " to " (date(*until)) } } }
                    @for benefit in &answer.benefits { li { (statement(benefit)) } }
                }
            }
            p { a.btn.line href={ "/billing/" (known.client.subject) "/coverage/check?from=answer" } { "Start a benefits check from it" } }
        }
    }
}

fn stands(answer: &EligibilityAnswer) -> Markup {
    match answer.is_active() {
        Some(true) => badge(Tone::Ok, "Active"),
        Some(false) => badge(Tone::Stop, "Not active"),
        None => badge(Tone::Warn, "It does not say whether the plan is active"),
    }
}

/// Why the plan does not answer, and what to do.
fn refused(refusal: &AskRefusal) -> Markup {
    note(
        Tone::Warn,
        Icon::Alert,
        html! {
            p {
                @match ask_refusal_words(&refusal.reason) {
                    Some(words) => (words),
                    None => { "They don’t answer, for a reason with the code " (refusal.reason) ". Call them." },
                }
                @if let Some(words) = follow_up_words(&refusal.follow_up) { " " (words) }
            }
        },
    )
}

/// What a day of a plan is (X12 date qualifiers).
fn day_kind(kind: &str) -> &'static str {
    match kind {
        "346" | "356" => "Begins",
        "347" | "357" => "Ends",
        "291" | "307" => "In effect",
        "348" => "Benefits begin",
        "349" => "Benefits end",
        _ => "A day of the plan:",
    }
}
