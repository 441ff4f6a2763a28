//! One file: claims of ours to download, or an answer with what it would do, and the button that does it.

use actions::edi_files::{open_edi_file, see_edi_file};
use actions::house::House;
use actions::plan_answers::InsuranceOf;
use actions::post_answers::{PostedTo, Posting, look_at_answer, post_answer};
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use money::edi_file::{Answer, EdiFile, FileWay, LIES_DAYS};
use money::plan_answer::Unmatched;
use money::post_claim::PostRefusal;
use money::x12::balance::{InReview, Off};
use shell::icon::Icon;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge, note};
use shell::time::moment;
use terms::ids::EdiFileId;

use crate::asked::{Asked, At};
use crate::earlier_records::attachment;

/// The file, its bytes, and the posting.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/files/{file}", get(show))
        .route("/billing/files/{file}/download", get(download))
        .route("/billing/files/{file}/post", post(take))
}

async fn show(asked: Asked, At(id): At<EdiFileId>) -> Reply {
    let file = match asked.act(move |house, by| see_edi_file(house, by, id)).await {
        Ok(file) => file,
        Err(trouble) => return asked.instead(trouble),
    };
    let main = match file.way {
        FileWay::Out(_) => out_page(&asked, &file),
        FileWay::In { .. } => match asked.act(move |house, by| look_at_answer(house, by, id)).await {
            Ok(posting) => in_page(&asked, &posting),
            Err(trouble) => return asked.instead(trouble),
        },
    };
    let toast = match asked.query("done") {
        "made" => Some("The file is made. Its claims count as sent."),
        "posted" => Some("Taken in."),
        _ => None,
    };
    reply::ok(asked.page(("File of claims", "/billing/claims"), toast, main))
}

async fn download(asked: Asked, At(id): At<EdiFileId>) -> Response {
    match asked.act(move |house, by| open_edi_file(house, by, id)).await {
        Ok((file, bytes)) => {
            let headers = [
                (CONTENT_TYPE, "application/octet-stream".to_owned()),
                (CONTENT_DISPOSITION, attachment(file.name.as_str())),
                (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Err(trouble) => asked.instead(trouble).into_response(),
    }
}

async fn take(asked: Asked, At(id): At<EdiFileId>) -> Reply {
    match asked.act(move |house, by| post_answer(house, by, id)).await {
        Ok(()) => reply::go(format!("/billing/files/{id}?done=posted")),
        Err(trouble) => asked.instead(trouble),
    }
}

fn out_page(asked: &Asked, file: &EdiFile) -> Markup {
    let (laid, through) = match file.way {
        FileWay::Out(out) => (out.laid_at, out.is_through(asked.by.now)),
        FileWay::In { .. } => (None, false),
    };
    let over = asked.house.carrier().host;
    html! {
        p.small { a href="/billing/files" { "Files of claims" } }
        header { h1 { (file.name.as_str()) } p.dim { "Made " (moment(file.at, &asked.house.zone())) "." } }
        section.card.stack {
            p { @match (laid, &over) {
                (Some(at), Some(host)) => { "Sent to " (host) " on " (moment(at, &asked.house.zone())) "." },
                (None, Some(host)) => { "It goes to " (host) " within a minute." },
                (Some(at), None) => {
                    "Laid into the folder claims/out on " (moment(at, &asked.house.zone())) ". "
                    @if through { "It was taken out of there again: its answer (999) came, or it lay there for " (LIES_DAYS) " days." }
                    @else { "It is taken out of there once its answer (999) is read, or after " (LIES_DAYS) " days." }
                },
                (None, None) => "It is laid into the folder claims/out within a minute, where the server keeps one.",
            } }
            p { a.btn href={ "/billing/files/" (file.id) "/download" } { "Download it" } }
        }
    }
}

fn in_page(asked: &Asked, posting: &Posting) -> Markup {
    let file = &posting.file;
    let taken = match file.way {
        FileWay::In { taken_at, .. } => taken_at,
        FileWay::Out(_) => None,
    };
    let of_plans = posting.insurances.iter().filter(|of| of.client.is_ok() && taken.is_none()).count();
    let adds = posting.claims.iter().filter(|claim| claim.outcome == Ok(true)).count() + of_plans;
    html! {
        p.small { a href="/billing/files" { "Files of claims" } }
        header { h1 { (file.name.as_str()) } p.dim { (posting.answer.kind().word()) ", brought " (moment(file.at, &asked.house.zone())) "." } }
        @if let Some(at) = taken { (note(Tone::Ok, Icon::Check, html! { p { "Taken in on " (moment(at, &asked.house.zone())) "." } })) }
        @if let Answer::Payments(payments) = &posting.answer {
            @for payment in payments { p { (payment.payer) " paid " b { (payment.paid_cents) } " by " (payment.trace) "." } }
        }
        @for review in &posting.in_review { (in_review(review)) }
        section.card.stack aria-labelledby="does" {
            h2 #does { @if adds > 0 { "What it would do" } @else { "What it says" } }
            ul.rows {
                @for claim in &posting.claims { (claim_row(claim)) }
                @for insurance in &posting.insurances { (insurance_row(insurance)) }
            }
            @if posting.claims.is_empty() && posting.insurances.is_empty() { p.empty { "Nothing of it can be taken in." } }
        }
        @if adds > 0 || taken.is_none() {
            form method="post" action={ "/billing/files/" (file.id) "/post" } { button.btn { @if adds > 0 { "Take it in" } @else { "Put it away" } } }
        }
    }
}

fn claim_row(claim: &PostedTo) -> Markup {
    html! {
        li {
            span.grow {
                @match &claim.client {
                    Some((subject, name)) => { a href={ "/billing/" (subject) "/claims" } { (name.as_str()) } },
                    None => "Nobody of ours",
                }
                br; span.xs.dim { "Claim " (claim.ours) @if let Some(theirs) = &claim.payers_number { ", theirs " (theirs) } }
            }
            @match claim.outcome {
                Ok(true) => (badge(Tone::Ok, "taken in")),
                Ok(false) => (badge(Tone::Quiet, "known already")),
                Err(refusal) => (badge(Tone::Warn, refused(refusal))),
            }
            @if let Some(paid) = claim.paid_cents { span.num { (paid) } }
        }
    }
}

/// Whose insurance an answer is of, and why a person must look when that is not known.
fn insurance_row(of: &InsuranceOf) -> Markup {
    html! {
        li {
            span.grow {
                @match &of.client {
                    Ok((subject, name)) => { a href={ "/billing/" (subject) "/coverage" } { (name.as_str()) } },
                    Err(_) => "Nobody of ours",
                }
                br; span.xs.dim { "Member " (of.member) }
            }
            @match (of.client.as_ref(), of.is_active) {
                (Err(Unmatched::NoTrace), _) => (badge(Tone::Warn, "brings no number of ours back; look whom it is of")),
                (Err(Unmatched::UnknownTrace), _) => (badge(Tone::Warn, "answers no question of ours")),
                (Err(Unmatched::NoClient), _) => (badge(Tone::Warn, "is of nobody who is a client now")),
                (Ok(_), Some(true)) => (badge(Tone::Ok, "active")),
                (Ok(_), Some(false)) => (badge(Tone::Stop, "not active")),
                (Ok(_), None) => (badge(Tone::Quiet, "does not say whether it is active")),
            }
        }
    }
}

fn refused(refusal: PostRefusal) -> &'static str {
    match refusal {
        PostRefusal::NoSuchClaim => "no claim of ours",
        PostRefusal::OtherState => "was never sent",
        PostRefusal::OtherVisit => "tells of another visit",
        PostRefusal::OtherCharge => "tells of another charge",
    }
}

fn in_review(review: &InReview) -> Markup {
    let payment = &review.remittance;
    let ours = |claim: usize| payment.claims.get(claim).map_or("", |claim| claim.ours.as_str());
    html! {
        (note(Tone::Stop, Icon::Alert, html! {
            p { b { "Payment " (payment.trace) " does not add up, so none of it is posted." } " Ask the payer." }
            ul {
                @for off in &review.off {
                    li { @match *off {
                        Off::Line { claim, line, by_cents } => { "Claim " (ours(claim)) ", visit " (line + 1) ": charge less what was taken off is not what was paid, by " (by_cents) "." },
                        Off::Claim { claim, by_cents } => { "Claim " (ours(claim)) ": charge less what was taken off is not what was paid, by " (by_cents) "." },
                        Off::Charges { claim, by_cents } => { "Claim " (ours(claim)) ": its visits are not its charge, by " (by_cents) "." },
                        Off::Whole { by_cents } => { "All claims together are not the payment, by " (by_cents) "." },
                    } }
                }
            }
        }))
    }
}
