//! A payment that was none: a check that bounced, a slip of the hand.

use actions::give_back::reverse_payment;
use actions::house::House;
use actions::see_account::Account;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::Ledger;
use money::payment::Payment;
use shell::fields::{Kind, Problem};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{PaymentId, SubjectId};

use crate::asked::{Asked, At};
use crate::ledger_kit::{Form, Whose, problem, shown, told};
use money::side::Side;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/ledger/{side}/take-back/{payment}", get(show).post(take_back))
}

fn form(path: &str) -> Form<'_> {
    Form {
        title: "Take a payment back",
        path,
        button: "Take it back",
        lead: "When a check bounced, or it was written down by mistake. What it paid is open again. To give money back that did come in, use Give money back.",
        nothing: "This payment does not stand any more.",
    }
}

type Which = (SubjectId, Side, PaymentId);

async fn show(asked: Asked, At(which): At<Which>) -> Reply {
    drawn(&asked, which, (&Posted::default(), &[])).await
}

async fn drawn(asked: &Asked, (subject, side, payment): Which, typed: (&Posted, &[Problem])) -> Reply {
    shown(asked, (subject, side), form(&format!("take-back/{payment}")), typed, fields((subject, side), payment)).await
}

async fn take_back(asked: Asked, At(which): At<Which>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Write in a few words why");
    let reason = match form.done(reason) {
        Ok(reason) => reason,
        Err(problems) => return drawn(&asked, which, (&posted, &problems)).await,
    };
    let once = posted.one("once").to_owned();
    let (subject, side, payment) = which;
    let done =
        asked.act(move |house, by| reverse_payment(house, by, ((subject, side), &once), (payment, &reason))).await;
    match done.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{subject}?done=taken-back")),
        Err(Ok(_)) => {
            let words =
                problem("reason", "This payment does not stand any more. Go back to the account and look again");
            drawn(&asked, which, (&posted, &words)).await
        }
        Err(Err(page)) => *page,
    }
}

fn fields((_, side): Whose, payment: PaymentId) -> impl Fn(&Account, &Typed<'_>) -> Option<Markup> {
    move |account, typed| {
        let found = told(account, side, (|ledger| found(ledger, payment), |ledger| found(ledger, payment)));
        found.map(|payment| {
            html! {
                p { b { (payment.amount_cents) } " of " (date(payment.on)) ", " (payment.how.word().to_lowercase()) "." }
                (typed.input("reason", "Why", Some("Such as: the check bounced"), Kind::Line))
            }
        })
    }
}

fn found<C: Charge>(ledger: &Ledger<C>, payment: PaymentId) -> Option<Payment> {
    ledger.payment(payment).cloned()
}
