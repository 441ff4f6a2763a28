//! Money before a visit: an advance, or a package of visits at a price of its own.

use actions::hold_money::{NewAdvance, take_advance};
use actions::house::House;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::advance::AdvanceRefusal;
use money::payment::PaidBy;
use shell::fields::{Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;

use crate::asked::{Asked, At};
use crate::ledger_kit::{Form, MONTH_CLOSED, Whose, problem, shown, ways};

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/ledger/{side}/advance", get(show).post(take))
}

const FORM: Form<'static> = Form {
    title: "Take an advance",
    path: "advance",
    button: "Record it",
    lead: "It is held for the client until a visit uses it, and goes back when they ask. A package buys a number of visits; none of it can go on a claim.",
    nothing: "Nothing can be taken now.",
};

async fn show(asked: Asked, At(whose): At<Whose>) -> Reply {
    let first = Posted::from_pairs([
        ("amount", asked.query("amount").to_owned()),
        ("on", asked.house.today(asked.by.now).to_string()),
    ]);
    shown(&asked, whose, FORM, (&first, &[]), |_, typed| Some(fields(typed))).await
}

async fn take(asked: Asked, At(whose): At<Whose>, posted: Posted) -> Reply {
    let new = match read(&posted) {
        Ok(new) => new,
        Err(problems) => return shown(&asked, whose, FORM, (&posted, &problems), |_, typed| Some(fields(typed))).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| take_advance(house, by, (whose, &once), new)).await {
        Ok(id) => reply::go(format!("/billing/{}/{}/{id}", whose.0, whose.1.code())),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, whose, FORM, (&posted, &words(refusal)), |_, typed| Some(fields(typed))).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<NewAdvance, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let amount = form.cents("amount");
    let amount = form.wanted("amount", amount, "Enter the amount in dollars and cents, such as 750.00");
    let visits = form.number("visits");
    let how = form.wanted("how", PaidBy::from_code(posted.one("how")), "Choose how it was paid");
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day it was paid");
    let new = amount.zip(how).zip(on);
    form.done(new.map(|((amount_cents, how), on)| NewAdvance { amount_cents, how, on, visits }))
}

fn fields(typed: &Typed<'_>) -> Markup {
    html! {
        (typed.input("amount", "Amount", Some("Dollars and cents"), Kind::Line))
        (typed.input("visits", "For how many visits", Some("Only for a package: from 2 to 50, each with the same share. Otherwise leave it empty"), Kind::Number))
        (typed.one_of("how", "How was it paid?", &ways()))
        (typed.input("on", "Paid on", None, Kind::Date))
    }
}

fn words(refusal: AdvanceRefusal) -> [Problem; 1] {
    match refusal {
        AdvanceRefusal::MonthClosed => problem("on", MONTH_CLOSED),
        AdvanceRefusal::NotPositive => problem("amount", "Enter an amount above zero"),
        AdvanceRefusal::FromHeld => problem("how", "Choose how the money came in"),
        AdvanceRefusal::Visits => problem("visits", "Enter from 2 to 50 visits, or leave it empty"),
        AdvanceRefusal::Uneven => {
            problem("amount", "Enter a price that shares out evenly over the visits, to the cent")
        }
    }
}
