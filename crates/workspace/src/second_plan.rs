//! A client’s second insurance plan, which is asked for what the first leaves to the client.

use actions::house::House;
use actions::see_coverage::{CoverageOf, see_coverage};
use actions::tell_plan::tell_second_plan;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::plan::Plan;
use shell::fields::{self, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::coverage_kit::back;
use crate::coverage_plan::{as_posted, card, holder, read};
use crate::second_claim;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().merge(second_claim::routes()).route("/billing/{subject}/coverage/second-plan", get(show).post(tell))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => {
            let stored = known.coverage().second_plan().map(as_posted).unwrap_or_default();
            let main = page(&known, &Typed { posted: posted.unwrap_or(&stored), problems });
            asked.form_page(("Second plan", "/billing/coverage"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn tell(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let plan = match posted.one("none") {
        "" => match read(&posted) {
            Ok(plan) => Some(plan),
            Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
        },
        _ => None,
    };
    match asked.act(move |house, by| tell_second_plan(house, by, subject, plan.as_ref())).await {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=plan")),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(known: &CoverageOf, typed: &Typed<'_>) -> Markup {
    html! {
        (back(known))
        header { h1 { "Second plan" } p.dim.measure { "It is asked once the first has decided and left something to the client. Another payer, member or holder asks the client anew who reads the mail." } }
        (fields::error_summary(typed.problems))
        form.stack.wide method="post" novalidate {
            (card(typed))
            (holder(typed))
            (fields::submit("Save the second plan"))
        }
        @if known.coverage().second_plan().is_some() {
            form method="post" { (hidden("none", "yes")) button.btn.soft { "There is no second plan any more" } }
        }
    }
}

/// The second plan on the page of coverage.
pub fn second_plan(plan: Option<&Plan>, subject: SubjectId) -> Markup {
    html! {
        @if let Some(plan) = plan { p { "Second plan: " (plan.payer.as_str()) ", member " span.mono { (plan.member_id.as_str()) } "." } }
        p.small { a href={ "/billing/" (subject) "/coverage/second-plan" } { @if plan.is_some() { "Change the second plan" } @else { "Add a second plan" } } }
    }
}
