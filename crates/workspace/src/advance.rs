//! Money before a visit: an advance, or a package of visits at a price of its own.

use actions::hold_money::{NewAdvance, take_advance};
use actions::house::House;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::advance::AdvanceRefusal;
use money::package_offer::offers;
use money::payment::PaidBy;
use money::side::Side;
use shell::fields::{Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::packages::PackageOffer;

use crate::asked::{Asked, At};
use crate::ledger_kit::{Form, MONTH_CLOSED, Whose, problem, shown, ways};

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/ledger/{side}/advance", get(show).post(take))
}

/// How the form names what is no package.
const ADVANCE: &str = "advance";

const FORM: Form<'static> = Form {
    title: "Take an advance",
    path: "advance",
    button: "Record it",
    lead: "It is held for the client until a visit uses it, and goes back when they ask. A package buys a number of visits at the price of the practice’s list; none of it can go on a claim.",
    nothing: "Nothing can be taken now.",
};

async fn show(asked: Asked, At(whose): At<Whose>) -> Reply {
    let first = Posted::from_pairs([
        ("what", ADVANCE.to_owned()),
        ("amount", asked.query("amount").to_owned()),
        ("on", asked.house.today(asked.by.now).to_string()),
    ]);
    drawn(&asked, whose, (&first, &[])).await
}

async fn drawn(asked: &Asked, whose: Whose, typed: (&Posted, &[Problem])) -> Reply {
    let sold = sold(&asked.house, whose.1);
    shown(asked, whose, FORM, typed, |_, typed| Some(fields(typed, &sold))).await
}

/// What stands on the price list of this side.
fn sold(house: &House, side: Side) -> Vec<PackageOffer> {
    offers(&house.practice().packages, side).to_vec()
}

async fn take(asked: Asked, At(whose): At<Whose>, posted: Posted) -> Reply {
    let new = match read(&posted, &sold(&asked.house, whose.1)) {
        Ok(new) => new,
        Err(problems) => return drawn(&asked, whose, (&posted, &problems)).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| take_advance(house, by, (whose, &once), new)).await {
        Ok(id) => reply::go(format!("/billing/{}/{}/{id}", whose.0, whose.1.code())),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, whose, (&posted, &words(refusal))).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted, sold: &[PackageOffer]) -> Result<NewAdvance, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let (amount, visits) = match posted.one("what") {
        "" | ADVANCE => {
            let amount = form.cents("amount");
            (form.wanted("amount", amount, "Enter the amount in dollars and cents, such as 750.00"), None)
        }
        chosen => {
            let offer = sold.iter().find(|offer| code(offer) == chosen);
            let offer = form.wanted("what", offer, "The price list has changed. Choose again");
            (offer.map(|offer| offer.price_cents), offer.map(|offer| offer.visits))
        }
    };
    let how = form.wanted("how", PaidBy::from_code(posted.one("how")), "Choose how it was paid");
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day it was paid");
    let new = amount.zip(how).zip(on);
    form.done(new.map(|((amount_cents, how), on)| NewAdvance { amount_cents, how, on, visits }))
}

/// A package as the form names it, with its price: one that changed meanwhile is another one.
fn code(offer: &PackageOffer) -> String {
    format!("{}/{}/{}", offer.visits, offer.price_cents.0, offer.name)
}

fn fields(typed: &Typed<'_>, sold: &[PackageOffer]) -> Markup {
    let packages: Vec<(String, String)> =
        sold.iter().map(|offer| (code(offer), format!("{}: {}", offer.name, offer.words()))).collect();
    let advance = (ADVANCE, "An advance of any amount");
    let what: Vec<(&str, &str)> =
        std::iter::once(advance).chain(packages.iter().map(|(code, words)| (code.as_str(), words.as_str()))).collect();
    html! {
        @if !packages.is_empty() { (typed.one_of("what", "What is it?", &what)) }
        (typed.input("amount", "Amount", Some(if packages.is_empty() { "Dollars and cents" } else { "Dollars and cents; only for an advance, a package has its own price" }), Kind::Line))
        (typed.one_of("how", "How was it paid?", &ways()))
        (typed.input("on", "Paid on", None, Kind::Date))
    }
}

fn words(refusal: AdvanceRefusal) -> [Problem; 1] {
    match refusal {
        AdvanceRefusal::MonthClosed => problem("on", MONTH_CLOSED),
        AdvanceRefusal::NotPositive => problem("amount", "Enter an amount above zero"),
        AdvanceRefusal::FromHeld => problem("how", "Choose how the money came in"),
        AdvanceRefusal::Visits | AdvanceRefusal::Uneven => problem("what", "The price list has changed. Choose again"),
    }
}
