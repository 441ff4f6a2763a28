//! What a client need not pay after all, with a reason.

use actions::house::House;
use actions::see_account::Account;
use actions::waive::{NewWaiver, waive};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::waiver::{WaiveReason, WaiveRefusal};
use shell::fields::{Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;

use crate::asked::{Asked, At};
use crate::ledger_kit::{Form, Whose, payable, problem, shown, told};

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/ledger/{side}/waive", get(show).post(let_go))
}

const FORM: Form<'static> = Form {
    title: "Waive",
    path: "waive",
    button: "Waive it",
    lead: "Of a charge or of a fee for a missed visit, whole or in part. What was paid of it already can then go back. Beside a claim only a mistake, or a hardship that you talked about, is a reason.",
    nothing: "Nothing was charged yet.",
};

async fn show(asked: Asked, At(whose): At<Whose>) -> Reply {
    shown(&asked, whose, FORM, (&Posted::default(), &[]), fields(whose)).await
}

async fn let_go(asked: Asked, At(whose): At<Whose>, posted: Posted) -> Reply {
    let new = match read(&posted) {
        Ok(new) => new,
        Err(problems) => return shown(&asked, whose, FORM, (&posted, &problems), fields(whose)).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| waive(house, by, (whose, &once), &new)).await {
        Ok(()) => reply::go(format!("/billing/{}?done=waived", whose.0)),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, whose, FORM, (&posted, &words(refusal)), fields(whose)).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<NewWaiver, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let charge = form.wanted("charge", posted.one("charge").parse().ok(), "Choose what is waived");
    let amount = form.cents("amount");
    let amount = form.wanted("amount", amount, "Enter the amount in dollars and cents, such as 75.00");
    let reason = form.wanted("reason", WaiveReason::from_code(posted.one("reason")), "Choose why");
    let words = form.line("words");
    let new = charge.zip(amount).zip(reason);
    form.done(new.map(|((charge, amount_cents), reason)| NewWaiver { charge, amount_cents, reason, words }))
}

fn fields((_, side): Whose) -> impl Fn(&Account, &Typed<'_>) -> Option<Markup> {
    move |account, typed| {
        let all = told(account, side, (payable, payable));
        let all: Vec<_> =
            all.into_iter().map(|(value, words, open)| (value, format!("{words}, {open} open"))).collect();
        let reasons = WaiveReason::ALL.map(|reason| (reason.code(), reason.word()));
        (!all.is_empty()).then(|| {
            html! {
                (typed.select("charge", "What", &all))
                (typed.input("amount", "How much", Some("Dollars and cents"), Kind::Line))
                (typed.one_of("reason", "Why", &reasons))
                (typed.input("words", "In words (if you like)", None, Kind::Line))
            }
        })
    }
}

fn words(refusal: WaiveRefusal) -> [Problem; 1] {
    match refusal {
        WaiveRefusal::NoSuchCharge => problem("charge", "Choose a charge of this list"),
        WaiveRefusal::NotPositive => problem("amount", "Enter an amount above zero"),
        WaiveRefusal::MoreThanCharged => problem("amount", "Enter at most what they were asked for"),
        WaiveRefusal::OnAClaim => problem(
            "reason",
            "This visit is on a claim. Only a mistake, or a hardship that you talked about, is a reason then",
        ),
    }
}
