//! Your insurance and what it costs: your plan, who reads its mail, what this might cost, and your estimates.

use actions::answer_mail::{ConfirmRefusal, confirm_plan};
use actions::give_estimate::ask_costs;
use actions::house::House;
use actions::see_my_coverage::{Cover, MyCoverage, see_my_coverage};
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::coverage::{Coverage, PayWish};
use money::insurer_mail::{MailAnswer, MailChoice};
use money::plan::{Plan, PlanUse};
use money::side::Side;
use shell::fields::{Problem, error_summary};
use shell::money_paper::date;
use shell::price_list::{WITHOUT_DOSING, missed_visit, packages};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use terms::practice::Practice;

use crate::again::page_or_again;
use crate::asked::Asked;

/// The page, asking for an estimate, and that the plan said yes.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/money/coverage", get(show))
        .route("/my/money/coverage/ask", post(ask))
        .route("/my/money/coverage/confirmed", post(confirmed))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &[]).await
}

async fn shown(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(see_my_coverage).await {
        Ok(mine) => {
            let main = page(&asked.house.practice(), &mine, problems);
            page_or_again(asked, ("Insurance and costs", "/my/money"), toast(asked.query("done")), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "asked" => Some("Asked. You get an estimate within three business days."),
        "mail" => Some("Written down. You can change it any time."),
        "confirmed" => Some("Written down. Claims may be sent from now on."),
        "read" => Some("Thank you. Ask whatever is left open."),
        _ => None,
    }
}

async fn ask(asked: Asked) -> Reply {
    let me = asked.client.subject;
    match asked.act(move |house, by| ask_costs(house, by, me, PayWish::NotSure)).await {
        Ok(()) => reply::go("/my/money/coverage?done=asked"),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn confirmed(asked: Asked) -> Reply {
    let me = asked.client.subject;
    let made = asked.act(move |house, by| confirm_plan(house, by, me)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go("/my/money/coverage?done=confirmed"),
        Err(Ok(ConfirmRefusal::NotAsked)) => {
            let words = "Choose first that the plan should write to you somewhere else".to_owned();
            shown(&asked, &[Problem { field: "mail", words }]).await
        }
        Err(Err(page)) => *page,
    }
}

fn page(practice: &Practice, mine: &MyCoverage, problems: &[Problem]) -> Markup {
    let coverage = mine.own.coverage();
    html! {
        header.stack.tight {
            p.small { a href="/my/money" { "Payments" } }
            h1 { "Insurance and costs" }
            p.lead.dim { "Psychotherapy, with or without a plan. Nothing is sent to an insurer before you have said who reads its mail." }
        }
        (error_summary(problems))
        @if let Some(plan) = coverage.plan() { (own_plan(plan, coverage)) }
        (costs(coverage))
        (estimates(&mine.own, ""))
        form.card.stack method="post" action="/my/money/coverage/ask" {
            h2 { "What will it cost?" }
            p { "You have a right to an estimate in writing, before a visit or whenever you ask." }
            div.row { button.btn.line { "Ask for an estimate" } }
        }
        @for unit in &mine.joint {
            @if !unit.coverage().estimates().is_empty() { (estimates(unit, &format!(", together: {}", unit.client.name.as_str()))) }
        }
        (packages(practice, &[Side::Therapy]))
        (missed_visit(practice, &WITHOUT_DOSING))
    }
}

fn own_plan(plan: &Plan, coverage: &Coverage) -> Markup {
    html! {
        section.card.stack aria-labelledby="plan" {
            h2 #plan { "Your plan" }
            dl.facts {
                dt { "Insurer" } dd { (plan.payer.as_str()) }
                dt { "Member id" } dd { span.mono { (plan.member_id.as_str()) } }
                dt { "Used here" } dd { (used(plan.used)) }
            }
            p.small.dim { "Something is wrong, or it changed? Tell the office." }
        }
        @if plan.used == PlanUse::Claims {
            section.card.stack aria-labelledby="mail" {
                h2 #mail { "Who reads your insurer’s mail?" }
                @match coverage.mail() {
                    None => {
                        p { "Before any claim is made, we ask you. It takes a minute, and you decide what happens." }
                        div.row { a.btn href="/my/money/mail" { "Answer" } }
                    },
                    Some(answer) => (answered(answer, coverage)),
                }
            }
        }
    }
}

/// How the plan is used, told to its member.
fn used(used: PlanUse) -> &'static str {
    match used {
        PlanUse::Claims => "We send claims to it, once you say so",
        PlanUse::Superbills => "You pay, and ask it back with superbills",
        PlanUse::NotUsed => "It is not used",
    }
}

fn answered(answer: &MailAnswer, coverage: &Coverage) -> Markup {
    let waits = answer.choice == MailChoice::WriteElsewhere && coverage.confirmed_at().is_none();
    html! {
        p {
            @if answer.is_private() { "You said that only you read it. Claims may be sent." }
            @else if answer.choice == MailChoice::SelfPay { "You pay for it yourself, and the plan is told nothing." }
            @else if waits { "The plan is to write to you somewhere else. No claim is sent before it says yes." }
            @else if answer.choice == MailChoice::WriteElsewhere { "The plan writes to you somewhere else. Claims may be sent." }
            @else { "You said that claims may be sent, though somebody else may read about them." }
        }
        div.row {
            @if answer.choice == MailChoice::WriteElsewhere { a.btn.line href="/my/money/mail/letter" { "The letter to your plan" } }
            @if waits { form method="post" action="/my/money/coverage/confirmed" { button.btn.soft { "The plan said yes" } } }
            a.btn.soft href="/my/money/mail" { "Change this" }
        }
    }
}

fn costs(coverage: &Coverage) -> Markup {
    html! {
        @if let Some(given) = coverage.cost_page() {
            section.card.stack aria-labelledby="costs" {
                h2 #costs { "What this might cost" }
                p { "From " b { (given.page.best_cents) } " to " b { (given.page.worst_cents) } " for an intake and ten sessions, as of " (date(given.page.on)) "." }
                div.row { a.btn.line href="/my/money/costs" { "Read it" } @if given.read_at.is_some() { (badge(Tone::Ok, "Read")) } }
            }
        }
    }
}

fn estimates(cover: &Cover, whose: &str) -> Markup {
    let estimates = cover.coverage().estimates();
    html! {
        section.card.stack aria-label={ "Estimates" (whose) } {
            h2 { "Estimates" (whose) }
            @if estimates.is_empty() { p.dim { "None yet." } }
            ul.rows {
                @for estimate in estimates.iter().rev() {
                    li { span.grow { a.all href={ "/my/money/estimates/" (estimate.id) } { (date(estimate.from)) " to " (date(estimate.until)) } br; span.small.dim { "Given " (date(estimate.on)) } } span.num { (estimate.total_cents()) } }
                }
            }
        }
    }
}
