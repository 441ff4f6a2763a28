//! One claim: what was asked, under whose number, what came back and why, and what can follow it.

use actions::house::House;
use actions::prepare_claims::follow_up_claim;
use actions::see_client_claims::{ClaimsOfClient, see_client_claims};
use actions::travel::one_time_number;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use money::claim::{Claim, ClaimState};
use money::insurance::PostedClaim;
use money::paper_claim::{OnPaper, paper_claim};
use money::payer::Setting;
use money::prepared_claim::claim_number;
use money::x12::professional::Frequency;
use money::x12::reason::reason_words;
use papers::cms1500::{Nudge, cms1500};
use shell::fields::{Problem, error_summary, hidden, submit};
use shell::form::Posted;
use shell::money_paper::date;
use shell::pdf_file::pdf_file;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::{ClaimId, SubjectId};

use crate::asked::{Asked, At};
use crate::claim_details::{as_posted, fields, read, words};
use crate::second_claim::second_form;
use crate::trouble::not_found;

/// The page, and the claim that follows it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/claims/{claim}", get(show))
        .route("/billing/{subject}/claims/{claim}/follow", post(follow))
        .route("/billing/{subject}/claims/{claim}/form", get(on_paper))
}

async fn show(asked: Asked, At((subject, id)): At<(SubjectId, ClaimId)>) -> Reply {
    match asked.act(move |house, by| see_client_claims(house, by, subject)).await {
        Ok(seen) => drawn(&asked, (&seen, id), &as_posted(&seen), &[]),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn follow(asked: Asked, At((subject, id)): At<(SubjectId, ClaimId)>, posted: Posted) -> Reply {
    let seen = match asked.act(move |house, by| see_client_claims(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let mut form = Reading::of(&posted);
    let frequency = Frequency::from_code(posted.one("frequency")).filter(|frequency| *frequency != Frequency::Original);
    let frequency = form.wanted("frequency", frequency, "Choose whether it is replaced or taken back");
    let setting = Setting::from_code(posted.one("setting"));
    let setting = form.wanted("setting", setting, "Choose how the visit was held");
    let details = read(&mut form, &seen, Vec::new());
    let all = frequency.zip(setting).zip(details);
    let ((frequency, setting), details) = match form.done(all) {
        Ok(all) => all,
        Err(problems) => return drawn(&asked, (&seen, id), &posted, &problems),
    };
    let once = posted.one("once").to_owned();
    let done =
        asked.act(move |house, by| follow_up_claim(house, by, (id, frequency), (&details, setting), &once)).await;
    match done {
        Ok(_) => reply::go("/billing/claims"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let problem = Problem { field: "frequency", words: words(refusal).to_owned() };
                drawn(&asked, (&seen, id), &posted, &[problem])
            }
            Err(page) => *page,
        },
    }
}

/// The claim for the printed form, moved as the printer needs it.
async fn on_paper(asked: Asked, At((subject, id)): At<(SubjectId, ClaimId)>) -> Response {
    let moved = |name| asked.query(name).parse().unwrap_or_default();
    let nudge = Nudge { right: moved("right"), down: moved("down") };
    match asked.act(move |house, by| see_client_claims(house, by, subject)).await {
        Ok(seen) => {
            let Some(claim) = seen.therapy().claims().claim(id) else { return not_found(&asked.who).into_response() };
            let prepared = &claim.prepared;
            let practice = asked.house.practice();
            let on = OnPaper {
                practice: &practice.billing,
                name: &practice.name,
                payer: seen.payers.iter().find(|payer| payer.id == prepared.payer()),
                paid_by_client: prepared.paid_by_client(seen.therapy()),
            };
            let (forms, day) = (paper_claim(prepared, &on), asked.house.today(prepared.at()));
            pdf_file("claim", move || cms1500(forms, nudge, day)).await
        }
        Err(trouble) => asked.instead(trouble).into_response(),
    }
}

/// The page, with what was wrong with a form of it.
pub fn drawn(asked: &Asked, (seen, id): (&ClaimsOfClient, ClaimId), posted: &Posted, problems: &[Problem]) -> Reply {
    match seen.therapy().claims().claim(id) {
        Some(claim) => {
            let main = page(asked, (seen, claim), &Typed { posted, problems });
            asked.form_page(("Claim", "/billing/claims"), None, !problems.is_empty(), main)
        }
        None => not_found(&asked.who),
    }
}

fn page(asked: &Asked, (seen, claim): (&ClaimsOfClient, &Claim), typed: &Typed<'_>) -> Markup {
    let prepared = &claim.prepared;
    html! {
        p.small { a href="/billing/claims" { "Claims" } " · " a href={ "/billing/" (seen.client.subject) "/claims" } { (seen.client.name.as_str()) } }
        header { h1 { "Claim " (claim_number(prepared.id())) } p.dim { (claim.state().word()) ". " (prepared.frequency().word()) "." @if let Some(first) = prepared.first_payer() { " To the second insurer, after " (first.insured.payer) "." } } }
        (error_summary(typed.problems))
        section.card.stack aria-labelledby="asked" {
            h2 #asked { "What was asked" }
            dl.facts {
                dt { "Payer" } dd { (prepared.insured().payer) ", " (prepared.insured().payer_number) }
                dt { "Member" } dd { (prepared.insured().member) }
                dt { "Our number" } dd { (claim_number(prepared.id())) }
                dt { "The payer’s number" } dd { (claim.payers_number().unwrap_or("not told yet")) }
                dt { "Place of service" } dd { (prepared.place().word()) }
                dt { "Diagnoses" } dd { @for code in prepared.diagnoses() { (code.as_str()) " " } }
                dt { "In time until" } dd { (date(prepared.file_by())) }
            }
            ul.rows {
                @for line in prepared.lines() {
                    li { span.grow { (date(line.date())) " · " (line.code()) " " (line.modifier().on_a_claim()) @if line.units() > 1 { " × " (line.units()) } } span.num { (line.charge_cents()) } }
                }
            }
        }
        @if !asked.house.practice().billing.is_told() { p.small { "To print it on paper, the owner tells the practice’s identity first, under Practice, Billing." } } @else { (paper_form(seen, claim)) }
        (history(asked, claim))
        (second_form(asked, (seen, claim), typed))
        @if may_follow(claim) { (follow_form(asked, (seen, claim), typed)) }
    }
}

/// The claim for the printed form, with a way to move it until it fits the printer.
fn paper_form(seen: &ClaimsOfClient, claim: &Claim) -> Markup {
    html! {
        details {
            summary { "Print it on the form CMS-1500 (02/12)" }
            form.card.stack action={ "/billing/" (seen.client.subject) "/claims/" (claim.prepared.id()) "/form" } {
                p.small.dim { "Only what stands in the boxes, for a red form in your printer; print it at its own size. Boxes 10a to c say no: look whether that is so." }
                div.grid {
                    div.field { label for="right" { "Move right" } p.hint { "Hundredths of an inch, from −25 to 25" } input.w-s id="right" name="right" type="number" min="-25" max="25" value="0"; }
                    div.field { label for="down" { "Move down" } p.hint { "The same" } input.w-s id="down" name="down" type="number" min="-25" max="25" value="0"; }
                }
                div.row { button.btn.line { "Save as PDF" } }
            }
        }
    }
}

fn history(asked: &Asked, claim: &Claim) -> Markup {
    let zone = asked.house.zone();
    html! {
        section.card.stack aria-labelledby="history" {
            h2 #history { "What happened" }
            ol.rows {
                li { span.grow { "Prepared" } span.small { (moment(claim.prepared.at(), &zone)) } }
                @if let Some((at, file)) = claim.sent { li { span.grow { "Put into file " (file) } span.small { (moment(at, &zone)) } } }
                @if let Some((at, taken)) = claim.taken { li { span.grow { "The file: " (taken.word()) } span.small { (moment(at, &zone)) } } }
                @for answer in &claim.answers {
                    li { span.grow { @for said in &answer.said { (said.what.word()) " (status " (said.about) @if !said.whom.is_empty() { ", " (said.whom) } ") " } } span.small { (moment(answer.at, &zone)) } }
                }
                @for posted in &claim.posted { (decided(asked, posted)) }
            }
        }
    }
}

fn decided(asked: &Asked, posted: &PostedClaim) -> Markup {
    html! {
        li {
            span.grow {
                (posted.status.word()) ": " (posted.paid_cents) " paid by " (posted.payment.trace) " of " (date(posted.payment.on)) ". The client’s share: " (posted.client_owes_cents()) "."
                @for taken in posted.all_adjustments() {
                    br; span.small { (taken.amount_cents) ", " (taken.group.code()) "-" (taken.reason) ": " (reason_words(&taken.reason).unwrap_or("a reason that we have no words for; look the code up with the payer")) }
                }
                @for remark in posted.lines.iter().flat_map(|line| &line.remarks) { br; span.small { "Remark " (remark) } }
            }
            span.small { (moment(posted.at, &asked.house.zone())) }
        }
    }
}

/// Whether a second claim makes sense: the first one is out, and nothing follows it yet.
fn may_follow(claim: &Claim) -> bool {
    match claim.state() {
        ClaimState::ToSend | ClaimState::Replaced | ClaimState::Voided => false,
        ClaimState::Sent
        | ClaimState::Accepted
        | ClaimState::Rejected
        | ClaimState::Paid
        | ClaimState::Denied
        | ClaimState::TakenBack => claim.prepared.frequency() != Frequency::Void,
    }
}

/// How a visit was held, to choose from.
pub fn settings() -> Vec<(String, String)> {
    let all = Setting::ALL.map(|setting| (setting.code().to_owned(), setting.word().to_owned()));
    std::iter::once((String::new(), "Choose".to_owned())).chain(all).collect()
}

fn follow_form(asked: &Asked, (seen, claim): (&ClaimsOfClient, &Claim), typed: &Typed<'_>) -> Markup {
    let once = match typed.posted.one("once") {
        "" => one_time_number(&asked.house),
        sent => sent.to_owned(),
    };
    let ways = [
        (Frequency::Replacement.code(), "Send a corrected claim in its place"),
        (Frequency::Void.code(), "Take it back; its visits may then be claimed anew"),
    ];
    html! {
        details open[!typed.problems.is_empty()] {
            summary { "Replace it or take it back" }
            form.card.stack method="post" action={ "/billing/" (seen.client.subject) "/claims/" (claim.prepared.id()) "/follow" } novalidate {
                (hidden("once", &once))
                @if claim.payers_number().is_none() { p { "The payer has not told its own number of this claim yet; without it, it would not know which one is meant." } }
                (typed.one_of("frequency", "What is to be done?", &ways))
                (typed.select("setting", "How the visit was held", &settings()))
                (fields(typed, seen))
                (submit("Prepare it"))
            }
        }
    }
}
