//! One line of the bank: put aside with a reason, or waiting again.

use actions::bank_transfers::{put_bank_line_aside, see_bank_line, take_bank_line_up};
use actions::house::House;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::kept_line::{KeptLine, LineState, NotSo};
use shell::fields::{Kind, Problem, error_summary, submit};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::BankLineId;

use crate::asked::{Asked, At};
use crate::ledger_kit::problem;

/// The line, and what becomes of it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/bank/{line}", get(show))
        .route("/billing/bank/{line}/aside", post(put_aside))
        .route("/billing/bank/{line}/again", post(again))
}

async fn show(asked: Asked, At(id): At<BankLineId>) -> Reply {
    drawn(&asked, id, (&Posted::default(), &[])).await
}

async fn drawn(asked: &Asked, id: BankLineId, (posted, problems): (&Posted, &[Problem])) -> Reply {
    match asked.act(move |house, by| see_bank_line(house, by, id)).await {
        Ok(kept) => {
            let main = page(asked, &kept, &Typed { posted, problems });
            asked.form_page(("A line of the bank", "/billing"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn put_aside(asked: Asked, At(id): At<BankLineId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Write in a few words why");
    let reason = match form.done(reason) {
        Ok(reason) => reason,
        Err(problems) => return drawn(&asked, id, (&posted, &problems)).await,
    };
    let done = asked.act(move |house, by| put_bank_line_aside(house, by, (id, &reason))).await;
    answered(&asked, id, (&posted, "aside"), done.map_err(|trouble| asked.refusal(trouble))).await
}

async fn again(asked: Asked, At(id): At<BankLineId>) -> Reply {
    let done = asked.act(move |house, by| take_bank_line_up(house, by, id)).await;
    answered(&asked, id, (&Posted::default(), "again"), done.map_err(|trouble| asked.refusal(trouble))).await
}

async fn answered(
    asked: &Asked,
    id: BankLineId,
    (posted, done): (&Posted, &str),
    outcome: Result<(), Result<NotSo, Box<Reply>>>,
) -> Reply {
    match outcome {
        Ok(()) => reply::go(format!("/billing/bank?done={done}")),
        Err(Ok(NotSo)) => {
            let problems = problem("reason", "Somebody changed this line meanwhile. Look at it again");
            drawn(asked, id, (posted, &problems)).await
        }
        Err(Err(page)) => *page,
    }
}

fn page(asked: &Asked, kept: &KeptLine, typed: &Typed<'_>) -> Markup {
    html! {
        p.small { a href="/billing/bank" { "Bank transfers" } }
        header { h1 { (kept.line.amount_cents) " on " (date(kept.line.on)) } p.dim.measure { (kept.line.words) } }
        (error_summary(typed.problems))
        section.card.stack.prose aria-label="What became of it" {
            p { "Line " (kept.place.number) " of the file that " (name(asked, kept.by)) " brought on " (moment(kept.at, &asked.house.zone())) "." }
            @match &kept.state {
                LineState::Waiting => {
                    p { "It waits. Where it is no client’s, or stands on an account already, put it aside." }
                    form.stack method="post" action={ "/billing/bank/" (kept.id) "/aside" } novalidate {
                        (typed.input("reason", "Why", Some("Such as: rent that came back, or recorded by hand"), Kind::Line))
                        (submit("Put it aside"))
                    }
                },
                LineState::Booked { at, by, subject, side } => {
                    p { "Booked by " (name(asked, *by)) " on " (moment(*at, &asked.house.zone())) ", under " (side.word().to_lowercase()) "." }
                    p { a href={ "/billing/" (subject) "#" (side.code()) } { "The account" } }
                },
                LineState::Aside { at, by, reason } => {
                    p { "Put aside by " (name(asked, *by)) " on " (moment(*at, &asked.house.zone())) ": “" (reason.as_str()) "”" }
                    form method="post" action={ "/billing/bank/" (kept.id) "/again" } { button.btn.line #reason { "Let it wait again" } }
                },
            }
        }
    }
}

fn name(asked: &Asked, id: terms::ids::StaffId) -> String {
    let staff = asked.house.staff();
    staff.iter().find(|person| person.id == id).map_or("someone who left", |person| person.name.as_str()).to_owned()
}
