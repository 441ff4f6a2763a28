//! Writes down that a payer asks for a record: what, by when, and how. Nothing leaves before the therapist decided.

use actions::house::House;
use actions::record_asks::{NewAsk, add_record_ask};
use actions::see_client_claims::{ClaimsOfClient, see_client_claims};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::prepared_claim::claim_number;
use shell::fields::{Kind, Problem, error_summary, hidden, submit};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{ClaimId, SubjectId};

use crate::asked::{Asked, At};

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/asked", get(show).post(add))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| see_client_claims(house, by, subject)).await {
        Ok(seen) => {
            let payer = seen.coverage().plan().map_or("", |plan| plan.payer.as_str()).to_owned();
            drawn(&asked, &seen, &Posted::from_pairs([("payer", payer)]), &[])
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn add(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let seen = match asked.act(move |house, by| see_client_claims(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let new = match read(&seen, &posted) {
        Ok(new) => new,
        Err(problems) => return drawn(&asked, &seen, &posted, &problems),
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| add_record_ask(house, by, &new, &once)).await {
        Ok(id) => reply::go(format!("/billing/asked/{id}?done=written")),
        Err(trouble) => asked.instead(trouble),
    }
}

fn read(seen: &ClaimsOfClient, posted: &Posted) -> Result<NewAsk, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let (payer, wants, due, how) = (form.line("payer"), form.prose("wants"), form.date("due"), form.line("how"));
    let payer = form.wanted("payer", payer, "Say who asks");
    let claim: Option<ClaimId> = posted.one("claim").parse().ok();
    let known = claim.is_none_or(|claim| seen.therapy().claims().claim(claim).is_some());
    let claim = form.wanted("claim", known.then_some(claim), "Choose a claim of this list");
    let wants = form.wanted("wants", wants, "Write what they ask for, in their words");
    let due = form.wanted("due", due, "Enter the day by which they want it");
    let how = form.wanted("how", how, "Say how they want the answer");
    let subject = seen.client.subject;
    let new = payer.zip(claim).zip(wants.zip(due).zip(how));
    form.done(new.map(|((payer, claim), ((wants, due), how))| NewAsk { subject, payer, claim, wants, due, how }))
}

fn drawn(asked: &Asked, seen: &ClaimsOfClient, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(asked, seen, &Typed { posted, problems });
    asked.form_page(("A record is asked for", "/billing/asked"), None, !problems.is_empty(), main)
}

fn page(asked: &Asked, seen: &ClaimsOfClient, typed: &Typed<'_>) -> Markup {
    let once = match typed.posted.one("once") {
        "" => one_time_number(&asked.house),
        sent => sent.to_owned(),
    };
    let claims = seen.therapy().claims().all().iter().rev().map(|claim| {
        let day = claim.prepared.lines().first().map(|line| date(line.date())).unwrap_or_default();
        (claim.prepared.id().to_string(), format!("{}, visit of {day}", claim_number(claim.prepared.id())))
    });
    let claims: Vec<(String, String)> =
        std::iter::once((String::new(), "No claim in particular".to_owned())).chain(claims).collect();
    html! {
        p.small { a href={ "/billing/" (seen.client.subject) } { (seen.client.name.as_str()) } " · " a href="/billing/asked" { "Records asked for" } }
        header { h1 { "A payer asks for a record" } p.dim.measure { "Write it down as they said it. The therapist decides what may go; nothing is sent before." } }
        (error_summary(typed.problems))
        form.card.stack.prose method="post" action={ "/billing/" (seen.client.subject) "/asked" } novalidate {
            (hidden("once", &once))
            (typed.input("payer", "Who asks", None, Kind::Line))
            (typed.select("claim", "For which claim", &claims))
            (typed.area("wants", "What they ask for", Some("In their words, as in the letter or on the phone")))
            (typed.input("due", "By when", None, Kind::Date))
            (typed.input("how", "How they want the answer", Some("An address, a fax number, or their page"), Kind::Line))
            (submit("Write it down"))
        }
    }
}
