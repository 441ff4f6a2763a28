//! Claims by how far they have come: what to send, what is out, what came back, and whom else to prepare one for.

use actions::edi_files::see_edi_files;
use actions::house::House;
use actions::see_claims::{ClaimsBoard, see_claims};
use actions::send_claims::{SendRefusal, send_claims};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use jiff::civil::Date;
use maud::{Markup, html};
use money::claim::{ClaimCard, ClaimState, ClaimWork};
use money::prepared_claim::claim_number;
use money::x12::writer::{Unsendable, WhyNot};
use schedule::people::Client;
use shell::fields::{Problem, error_summary, hidden};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use terms::ids::ClaimId;

use crate::asked::Asked;

/// Within how many days of the last day to file a claim is warned of.
const SOON_DAYS: i32 = 14;

/// Our number and the payer's, as both are read out on the phone.
pub fn numbers(claim: ClaimId, theirs: Option<&str>) -> String {
    match theirs {
        Some(theirs) => format!("Ours {}, theirs {theirs}", claim_number(claim)),
        None => format!("Ours {}", claim_number(claim)),
    }
}

/// The board, and the button that makes a file.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/claims", get(show).post(send))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &[]).await
}

async fn send(asked: Asked, posted: Posted) -> Reply {
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| send_claims(house, by, &once)).await {
        Ok(file) => reply::go(format!("/billing/files/{file}?done=made")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, &[Problem { field: "send", words: words(refusal) }]).await,
            Err(page) => *page,
        },
    }
}

fn words(refusal: SendRefusal) -> String {
    match refusal {
        SendRefusal::NothingWaits => "No claim waits to be sent. Prepare one first".to_owned(),
        SendRefusal::IdentityMissing => {
            "The practice has not told insurers who it is. The owner does that under Practice, Billing identity"
                .to_owned()
        }
        SendRefusal::CannotCarry(what) => cannot_carry(what),
    }
}

/// Why no file was made of what stands here.
pub fn cannot_carry(what: Unsendable) -> String {
    let why = match what.why {
        WhyNot::Character => "holds a sign that no such file can carry",
        WhyNot::TooLong => "is too long for such a file",
        WhyNot::Missing => "is empty",
    };
    format!("No file was made: the field {}{:02} {why}. Look at names and addresses", what.segment, what.element)
}

async fn drawn(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(|house, by| Ok((see_claims(house, by)?, see_edi_files(house, by)?))).await {
        Ok((board, files)) => {
            let to_post = files.iter().filter(|file| file.waits()).count();
            let main = page(asked, (&board, to_post), problems);
            asked.form_page(("Claims", "/billing/claims"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, (board, to_post): (&ClaimsBoard, usize), problems: &[Problem]) -> Markup {
    let only = ClaimWork::from_code(asked.query("show"));
    html! {
        header { h1 { "Claims" } p.dim { "For psychotherapy alone; a dosing day has no way here." } }
        (error_summary(problems))
        (work_lists(board, only, to_post))
        @for work in ClaimWork::ALL { @if only.is_none_or(|only| only == work) { (work_list(asked, (board, work), only)) } }
        @if only.is_none() {
            @for (state, heading, empty) in [
                (ClaimState::Sent, "Sent", "Nothing is out."),
                (ClaimState::Accepted, "Accepted for a decision", ""),
                (ClaimState::Paid, "Decided", ""),
            ] {
                @let claims: Vec<_> = board.claims.iter().filter(|(_, claim)| claim.state == state).collect();
                @if !claims.is_empty() || !empty.is_empty() {
                    section.card.stack aria-labelledby=(state.code()) { h2 id=(state.code()) { (heading) } (list(&claims, asked.house.today(asked.by.now), empty)) }
                }
            }
            (may_claim(board))
        }
        p.small { a href="/billing/files" { "Files, and answers to take in" } }
    }
}

/// The lists that somebody works through, each with how many wait in it.
fn work_lists(board: &ClaimsBoard, only: Option<ClaimWork>, to_post: usize) -> Markup {
    html! {
        nav.subnav aria-label="Work lists" {
            a href="/billing/claims" aria-current=[only.is_none().then_some("true")] { "All claims" }
            @for work in ClaimWork::ALL {
                a href={ "/billing/claims?show=" (work.code()) } aria-current=[(only == Some(work)).then_some("true")] { (work.word()) " " (board.count(work)) }
            }
            a href="/billing/files?show=to-post" { "To post " (to_post) }
        }
    }
}

fn work_list(asked: &Asked, (board, work): (&ClaimsBoard, ClaimWork), only: Option<ClaimWork>) -> Markup {
    let claims: Vec<_> = board.claims.iter().filter(|(_, claim)| claim.state.work() == Some(work)).collect();
    let (heading, empty) = match work {
        ClaimWork::ToSend => ("To send", "No claim waits to be sent."),
        ClaimWork::Rejected => ("Rejected: mend and prepare anew", "No claim is rejected."),
        ClaimWork::Denied => ("Denied or taken back: look at the reason", "No claim is denied or taken back."),
    };
    html! {
        @if !claims.is_empty() || only.is_some() || work == ClaimWork::ToSend {
            section.card.stack aria-labelledby=(work.code()) {
                h2 id=(work.code()) { (heading) }
                (list(&claims, asked.house.today(asked.by.now), empty))
                @if work == ClaimWork::ToSend && !claims.is_empty() {
                    form #send method="post" action="/billing/claims" { (hidden("once", &one_time_number(&asked.house))) button.btn { "Make a file of all " (claims.len()) } }
                }
            }
        }
    }
}

fn list(claims: &[&(Client, ClaimCard)], today: Date, empty: &str) -> Markup {
    html! {
        @if claims.is_empty() { p.empty { (empty) } }
        ul.rows {
            @for (client, claim) in claims {
                li {
                    span.grow {
                        a.all href={ "/billing/" (client.subject) "/claims/" (claim.claim) } { (client.name.as_str()) }
                        br; span.xs.dim { (claim.payer) ", visit of " (date(claim.from)) ". " (numbers(claim.claim, claim.payers_number.as_deref())) }
                    }
                    (deadline(claim, today))
                    span.num { (claim.charge_cents) }
                }
            }
        }
    }
}

/// How long a claim that is not sent, or came back, is still in time.
pub fn deadline(claim: &ClaimCard, today: Date) -> Markup {
    let left = (claim.file_by - today).get_days();
    let counts = match claim.state {
        ClaimState::ToSend | ClaimState::Rejected => true,
        ClaimState::Sent
        | ClaimState::Accepted
        | ClaimState::Paid
        | ClaimState::Denied
        | ClaimState::TakenBack
        | ClaimState::Replaced
        | ClaimState::Voided => false,
    };
    html! {
        @if counts && left < 0 { (badge(Tone::Stop, "too late to file")) }
        @else if counts && left <= SOON_DAYS { (badge(Tone::Warn, &format!("{left} days to file"))) }
        @else if counts { span.xs.dim { "file by " (date(claim.file_by)) } }
    }
}

fn may_claim(board: &ClaimsBoard) -> Markup {
    html! {
        section.card.stack aria-labelledby="may-claim" {
            h2 #may-claim { "Clients whose insurance takes claims" }
            p.small.dim { "They said who reads the insurer’s mail, and that claims may be sent." }
            @if board.may_claim.is_empty() { p.empty { "Nobody so far. A plan is kept with the client’s coverage." } }
            ul.rows {
                @for (client, open) in &board.may_claim {
                    li {
                        span.grow { a.all href={ "/billing/" (client.subject) "/claims" } { (client.name.as_str()) } }
                        span.small { @match open { 0 => "nothing to claim", 1 => "1 visit on no claim", more => { (more) " visits on no claim" } } }
                    }
                }
            }
        }
    }
}
