//! One client’s coverage on a page: the plan, what it said, who reads its mail, what it might cost, and the estimates.

use actions::answer_mail::{ConfirmRefusal, confirm_plan};
use actions::check_benefits::{TellRefusal, tell_client_of_benefits};
use actions::house::House;
use actions::see_coverage::{CoverageOf, see_coverage};
use axum::Router;
use axum::routing::{get, post};
use jiff::civil::Date;
use maud::{Markup, html};
use money::coverage::Coverage;
use money::estimate::is_disputable;
use money::insurer_mail::{MailAnswer, MailChoice, NoClaim};
use shell::fields::{Kind, Problem, error_summary};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::typed::Typed;
use terms::ids::SubjectId;
use terms::money::Cents;

use crate::asked::{Asked, At};
use crate::authorization::authorizations;
use crate::benefits_said::benefits_said;
use crate::plan_asked::plan_asked;
use crate::second_plan::second_plan;

/// The page, telling the client, and that the plan writes elsewhere.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/coverage", get(show))
        .route("/billing/{subject}/coverage/told", post(told))
        .route("/billing/{subject}/coverage/confirmed", post(confirmed))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, (&Posted::default(), &[])).await
}

/// The page, with what was wrong with a form of it.
pub async fn shown(asked: &Asked, subject: SubjectId, (posted, problems): (&Posted, &[Problem])) -> Reply {
    match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => {
            let main = page(asked, &known, &Typed { posted, problems });
            let title = ("Coverage", "/billing/coverage");
            asked.form_page(title, toast(asked.query("done")), !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "plan" => Some("The plan is written down."),
        "checked" => Some("What the plan said is written down. Tell the client next."),
        "inquiry" => Some("The question is made. It goes out with the files of claims."),
        "authorized" => Some("The authorization is written down. Charged visits count it down."),
        "told" => Some("Written down that the client knows."),
        "mail" => Some("Written down. The client can change it in their own pages."),
        "confirmed" => Some("Written down. Claims may be sent."),
        "costs" => Some("Given. It is kept as it was."),
        "read" => Some("Written down that they have read it."),
        "scale" => Some("Agreed. Visits from that day on are charged by it."),
        "ended" => Some("Ended. Visits from tomorrow on are charged at the usual fees."),
        "asked" => Some("Written down. An estimate is due within three business days."),
        _ => None,
    }
}

async fn told(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let answer = form.line("answer");
    let answer = form.wanted("answer", answer, "Write in a few words what the client said");
    let answer = match form.done(answer) {
        Ok(answer) => answer,
        Err(problems) => return shown(&asked, subject, (&posted, &problems)).await,
    };
    let made = asked.act(move |house, by| tell_client_of_benefits(house, by, subject, &answer)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=told")),
        Err(Ok(TellRefusal::NothingToTell)) => {
            let words = "The plan has not said anything yet. Check the benefits first".to_owned();
            shown(&asked, subject, (&posted, &[Problem { field: "answer", words }])).await
        }
        Err(Err(page)) => *page,
    }
}

async fn confirmed(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let made = asked.act(move |house, by| confirm_plan(house, by, subject)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=confirmed")),
        Err(Ok(ConfirmRefusal::NotAsked)) => {
            let words = "The client did not ask the plan to write elsewhere. Ask them first".to_owned();
            shown(&asked, subject, (&Posted::default(), &[Problem { field: "mail", words }])).await
        }
        Err(Err(page)) => *page,
    }
}

fn page(asked: &Asked, known: &CoverageOf, typed: &Typed<'_>) -> Markup {
    let (coverage, subject, today) = (known.coverage(), known.client.subject, asked.house.today(asked.by.now));
    html! {
        p.small { a href="/billing/coverage" { "Coverage and estimates" } " · " a href={ "/billing/" (subject) } { "Account" } }
        header { h1 { (known.client.name.as_str()) } p.dim { "Chart " (known.client.chart_number) ". " (coverage_state(coverage)) } }
        (error_summary(typed.problems))
        (over(known.over_estimate(), subject))
        @if let Some(question) = coverage.asked() { p.small { "When they asked for an appointment, they said how they would like to pay: " b { (question.wish.word()) } "." } }
        (plan(coverage, subject))
        section.card.stack aria-labelledby="said" {
            h2 #said { "What the plan said" }
            (benefits_said(coverage, today))
            @if coverage.check().is_some() { (told_client(known, typed)) }
            @if coverage.plan().is_some() { div.row { a.btn.line href={ "/billing/" (subject) "/coverage/check" } { "Check benefits" } } }
        }
        @if coverage.plan().is_some() { (plan_asked(asked, known)) }
        @if coverage.plan().is_some() { (authorizations(known)) }
        (mail(coverage, subject))
        (costs(coverage, subject))
        (scale(coverage, (subject, today)))
        (estimates(coverage, subject))
    }
}

/// Whether claims may be sent, in a sentence.
fn coverage_state(coverage: &Coverage) -> &'static str {
    match coverage.claim_allowed() {
        Ok(_) => "Claims may be sent.",
        Err(NoClaim::NoPlan) => "No plan is known: they pay themselves until one is.",
        Err(NoClaim::NotUsed) => "No claim is sent: they pay themselves.",
        Err(NoClaim::NotAsked) => "No claim may be sent before the client says who reads the insurer’s mail.",
        Err(NoClaim::SelfPay) => "The client chose to pay and tell the plan nothing. No claim is sent.",
        Err(NoClaim::NotConfirmed) => "Claims wait until the plan writes to the client elsewhere.",
    }
}

/// What was charged above the estimate.
fn over(over: Option<Cents>, subject: SubjectId) -> Markup {
    html! {
        @if let Some(over) = over {
            div.note.warn role="note" {
                div {
                    p { b { (over) } " more was charged than the last estimate says." @if is_disputable(over) { " From $400 on the client may dispute the bill (45 CFR 149.620). Talk with them before it goes out." } }
                    p { a href={ "/billing/" (subject) "/estimate" } { "Make a new estimate" } }
                }
            }
        }
    }
}

fn plan(coverage: &Coverage, subject: SubjectId) -> Markup {
    let plan = coverage.plan();
    html! {
        section.card.stack aria-labelledby="plan" {
            h2 #plan { "Plan" }
            @match plan {
                None => p.dim { "None is known." },
                Some(plan) => dl.facts {
                    dt { "Payer" } dd { (plan.payer.as_str()) @if let Some(id) = &plan.payer_id { " " span.mono.dim { (id.as_str()) } } }
                    dt { "Member" } dd { span.mono { (plan.member_id.as_str()) } @if let Some(group) = &plan.group { ", group " span.mono { (group.as_str()) } } }
                    dt { "Kind" } dd { (plan.kind.word()) }
                    dt { "Used here" } dd { (plan.used.word()) }
                    dt { "Held by" } dd { @match &plan.holder { None => "The client", Some(holder) => { (holder.name.as_str()) ". The client is " (holder.client_is.word().to_lowercase()) } } }
                },
            }
            @if plan.is_some() { (second_plan(coverage.second_plan(), subject)) }
            div.row { a.btn.line href={ "/billing/" (subject) "/coverage/plan" } { @if plan.is_some() { "Change the plan" } @else { "Add the plan" } } }
        }
    }
}

fn told_client(known: &CoverageOf, typed: &Typed<'_>) -> Markup {
    html! {
        @if let Some(told) = known.coverage().told() {
            p.small { (known.name_of(told.by)) " told the client, who said: “" (told.answer.as_str()) "”" }
        } @else {
            form.stack.tight method="post" action={ "/billing/" (known.client.subject) "/coverage/told" } novalidate {
                (typed.input("answer", "You told the client. What did they say?", None, Kind::Line))
                div.row { button.btn.soft { "They know" } }
            }
        }
    }
}

fn mail(coverage: &Coverage, subject: SubjectId) -> Markup {
    html! {
        section.card.stack aria-labelledby="mail" {
            h2 #mail { "Who reads the insurer’s mail" }
            @match coverage.mail() {
                None => p.dim { "Not asked yet. The client can answer in their own pages, or you write down what they say. Ask where nobody listens." },
                Some(answer) => (answered(answer, coverage.confirmed_at().is_some(), subject)),
            }
            div.row { a.btn.line href={ "/billing/" (subject) "/coverage/mail" } { @if coverage.mail().is_some() { "Change the answer" } @else { "Write down the answer" } } }
        }
    }
}

fn answered(answer: &MailAnswer, is_confirmed: bool, subject: SubjectId) -> Markup {
    html! {
        dl.facts {
            dt { "Holds the plan" } dd { (answer.held_by.word()) }
            dt { "Opens its letters" } dd { (answer.opened_by.word()) }
            dt { "The client chose" } dd { @if answer.is_private() { "Nothing to choose: nobody else reads it" } @else { (answer.choice.word()) } }
            @if let Some(there) = &answer.elsewhere { dt { "Write to" } dd { (there.as_str()) } }
        }
        @if answer.choice == MailChoice::WriteElsewhere {
            div.row {
                a.btn.soft href={ "/billing/" (subject) "/coverage/letter" } { "The letter to the plan" }
                @if is_confirmed { (badge(Tone::Ok, "The plan said yes")) } @else {
                    form method="post" action={ "/billing/" (subject) "/coverage/confirmed" } { button.btn.soft { "The plan said yes" } }
                }
            }
        }
    }
}

fn costs(coverage: &Coverage, subject: SubjectId) -> Markup {
    html! {
        section.card.stack aria-labelledby="costs" {
            h2 #costs { "What this might cost" }
            @match coverage.cost_page() {
                None => p.dim { "Not given yet. It tells covered, maybe or not, and the best and the worst way." },
                Some(given) => p { "Given on " (date(given.page.on)) ", " (given.how.word().to_lowercase()) ". From " (given.page.best_cents) " to " (given.page.worst_cents) ". " @if given.read_at.is_some() { (badge(Tone::Ok, "Read by the client")) } @else { (badge(Tone::Quiet, "Not read yet")) } },
            }
            div.row { a.btn.line href={ "/billing/" (subject) "/coverage/costs" } { "Look at it" } }
        }
    }
}

fn scale(coverage: &Coverage, (subject, today): (SubjectId, Date)) -> Markup {
    html! {
        section.card.stack aria-labelledby="scale" {
            h2 #scale { "Lower fee" }
            @match coverage.scale_on(today) {
                None => p.dim { "None. The usual fees hold." },
                Some(scale) => p { "They pay " b { (scale.percent) "%" } " of the usual fee until " (date(scale.until)) ": " (scale.reason.as_str()) "." },
            }
            div.row { a.btn.line href={ "/billing/" (subject) "/coverage/scale" } { @if coverage.scale_on(today).is_some() { "Change or end it" } @else { "Agree on a lower fee" } } }
        }
    }
}

fn estimates(coverage: &Coverage, subject: SubjectId) -> Markup {
    html! {
        section.card.stack aria-labelledby="estimates" {
            h2 #estimates { "Good Faith Estimates" }
            @if coverage.estimates().is_empty() { p.dim { "None was given." } }
            ul.rows {
                @for estimate in coverage.estimates().iter().rev() {
                    li { span.grow { a.all href={ "/billing/" (subject) "/estimates/" (estimate.id) } { (date(estimate.from)) " to " (date(estimate.until)) } br; span.small.dim { (estimate.reason.word()) ". Given " (date(estimate.on)) ", " (estimate.given.word().to_lowercase()) } } span.num { (estimate.total_cents()) } }
                }
            }
            div.row {
                a.btn.line href={ "/billing/" (subject) "/estimate" } { "Make an estimate" }
                form method="post" action={ "/billing/" (subject) "/estimate/asked" } { button.btn.soft { "The client asked for one" } }
            }
        }
    }
}
