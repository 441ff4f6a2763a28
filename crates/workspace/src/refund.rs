//! Money that goes back to a client: what was overpaid, what is held, what is left of a package.

use actions::give_back::{NewRefund, refund};
use actions::house::House;
use actions::see_account::Account;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::Ledger;
use money::payment::PaidBy;
use money::refund::{RefundOf, RefundRefusal, refundable};
use shell::fields::{Kind, Problem};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::money::Cents;

use crate::asked::{Asked, At};
use crate::ledger_kit::{Form, MONTH_CLOSED, Whose, problem, shown, told, ways};

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/ledger/{side}/refund", get(show).post(give))
}

const FORM: Form<'static> = Form {
    title: "Give money back",
    path: "refund",
    button: "Record it",
    lead: "What was paid beyond a charge, what is held for them, and what is left of a package that stops early. To give back what a visit cost, waive it first. Give the money back, then record it here.",
    nothing: "Nothing can go back now.",
};

async fn show(asked: Asked, At(whose): At<Whose>) -> Reply {
    let first = Posted::from_pairs([("on", asked.house.today(asked.by.now).to_string())]);
    shown(&asked, whose, FORM, (&first, &[]), fields(whose)).await
}

async fn give(asked: Asked, At(whose): At<Whose>, posted: Posted) -> Reply {
    let new = match read(&posted) {
        Ok(new) => new,
        Err(problems) => return shown(&asked, whose, FORM, (&posted, &problems), fields(whose)).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| refund(house, by, (whose, &once), &new)).await {
        Ok(_) => reply::go(format!("/billing/{}?done=refund", whose.0)),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, whose, FORM, (&posted, &words(refusal)), fields(whose)).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<NewRefund, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let of = form.wanted("of", of(posted.one("of")), "Choose out of what");
    let amount = form.cents("amount");
    let amount = form.wanted("amount", amount, "Enter the amount in dollars and cents, such as 75.00");
    let how = form.wanted("how", PaidBy::from_code(posted.one("how")), "Choose how it goes back");
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day on which it goes back");
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Write in a few words why");
    let new = of.zip(amount).zip(how).zip(on.zip(reason));
    form.done(new.map(|(((of, amount_cents), how), (on, reason))| NewRefund { amount_cents, how, on, of, reason }))
}

/// As the form posts it: what is held, or the id of a charge or of a package.
pub(crate) fn of(code: &str) -> Option<RefundOf> {
    match code.split_once('-') {
        None => (code == "held").then_some(RefundOf::Held),
        Some(("charge", id)) => id.parse().ok().map(RefundOf::Charge),
        Some(("package", id)) => id.parse().ok().map(RefundOf::Package),
        Some(_) => None,
    }
}

fn fields((_, side): Whose) -> impl Fn(&Account, &Typed<'_>) -> Option<Markup> {
    move |account, typed| {
        let all = told(account, side, (theirs, theirs));
        (!all.is_empty()).then(|| {
            html! {
                (typed.select("of", "Out of what", &all))
                (typed.input("amount", "How much", Some("Dollars and cents"), Kind::Line))
                (typed.one_of("how", "How does it go back?", &ways()))
                (typed.input("on", "On", None, Kind::Date))
                (typed.input("reason", "Why", None, Kind::Line))
            }
        })
    }
}

/// Out of what money can go back, as a form posts it and as it is read.
pub(crate) fn theirs<C: Charge>(ledger: &Ledger<C>) -> Vec<(String, String)> {
    let option = |(of, cents): (RefundOf, Cents)| match of {
        RefundOf::Held => ("held".to_owned(), format!("Held for them: {cents}")),
        RefundOf::Package(id) => (format!("package-{id}"), format!("What is left of a package, as a whole: {cents}")),
        RefundOf::Charge(id) => {
            let day = ledger.charge(id).map_or(String::new(), |charged| date(charged.charge.date()));
            (format!("charge-{id}"), format!("Overpaid on the visit of {day}: {cents}"))
        }
    };
    refundable(ledger).into_iter().map(option).collect()
}

pub(crate) fn words(refusal: RefundRefusal) -> [Problem; 1] {
    match refusal {
        RefundRefusal::MonthClosed => problem("on", MONTH_CLOSED),
        RefundRefusal::NotPositive => problem("amount", "Enter an amount above zero"),
        RefundRefusal::NoWay => problem("how", "Choose how the money goes back"),
        RefundRefusal::MoreThanTheirs => problem("amount", "Enter at most what stands beside your choice"),
        RefundRefusal::NotTheRest => {
            problem("amount", "A package that stops goes back as a whole: enter all that is left")
        }
    }
}
