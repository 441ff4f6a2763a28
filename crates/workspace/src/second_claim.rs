//! The claim to a second insurer, from the page of the first one.

use actions::house::House;
use actions::prepare_second_claim::prepare_second;
use actions::see_client_claims::{ClaimsOfClient, see_client_claims};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::post;
use maud::{Markup, html};
use money::claim::Claim;
use money::insurance::PostedClaim;
use money::payer::Setting;
use money::plan::Plan;
use shell::fields::{Problem, hidden, submit};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{ClaimId, SubjectId};
use terms::money::Cents;

use crate::asked::{Asked, At};
use crate::claim_details::{fields, of_plan, read, words};
use crate::claim_page::{drawn, settings};

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/claims/{claim}/second", post(prepare))
}

async fn prepare(asked: Asked, At((subject, first)): At<(SubjectId, ClaimId)>, posted: Posted) -> Reply {
    let seen = match asked.act(move |house, by| see_client_claims(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let mut form = Reading::of(&posted);
    let setting = Setting::from_code(posted.one("setting"));
    let setting = form.wanted("setting", setting, "Choose how the visit was held");
    let details = read(&mut form, &seen, Vec::new());
    let (setting, details) = match form.done(setting.zip(details)) {
        Ok(all) => all,
        Err(problems) => return drawn(&asked, (&seen, first), &posted, &problems),
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| prepare_second(house, by, (first, &once), (&details, setting))).await {
        Ok(_) => reply::go("/billing/claims"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let problem = Problem { field: "payer", words: words(refusal).to_owned() };
                drawn(&asked, (&seen, first), &posted, &[problem])
            }
            Err(page) => *page,
        },
    }
}

/// The form on the page of the first claim, where a second insurer can be asked.
pub fn second_form(asked: &Asked, (seen, claim): (&ClaimsOfClient, &Claim), typed: &Typed<'_>) -> Markup {
    let plan = seen.coverage().second_plan().filter(|_| claim.lets_a_second_be_asked());
    html! { @if let Some(plan) = plan { (form(asked, (seen, claim, plan), typed)) } }
}

fn form(asked: &Asked, (seen, claim, plan): (&ClaimsOfClient, &Claim, &Plan), typed: &Typed<'_>) -> Markup {
    let known = of_plan(seen, plan);
    let posted = if typed.problems.is_empty() { &known } else { typed.posted };
    let typed = Typed { posted, problems: typed.problems };
    let once = match posted.one("once") {
        "" => one_time_number(&asked.house),
        sent => sent.to_owned(),
    };
    let left = claim.posted.last().map_or(Cents::ZERO, PostedClaim::client_owes_cents);
    html! {
        details open[!typed.problems.is_empty()] {
            summary { "Ask the second insurer, " (plan.payer.as_str()) ", for the " (left) " that are left" }
            form.card.stack method="post" action={ "/billing/" (seen.client.subject) "/claims/" (claim.prepared.id()) "/second" } novalidate {
                (hidden("once", &once))
                p.small.dim { "What the first insurer paid and took off goes along, visit by visit." }
                (typed.select("setting", "How the visit was held", &settings()))
                (fields(&typed, seen))
                (submit("Prepare it"))
            }
        }
    }
}
