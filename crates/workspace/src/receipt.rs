//! A receipt to print: one payment for psychotherapy, or one for an attended dosing day, never both.

use actions::house::House;
use actions::see_account::{Account, see_account};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::receipt::{dosing_receipt, therapy_receipt};
use shell::money_paper::{dosing_receipt_paper, therapy_receipt_paper};
use shell::reply::{self, Reply};
use terms::ids::{PaymentId, SubjectId};
use terms::practice::Practice;

use crate::asked::{Asked, At};
use crate::trouble::not_found;

/// The two kinds of receipts.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/therapy/{payment}", get(therapy))
        .route("/billing/{subject}/dosing/{payment}", get(dosing))
}

async fn therapy(asked: Asked, At(ids): At<(SubjectId, PaymentId)>) -> Reply {
    shown(&asked, ids, |practice, account, payment| {
        let receipt = therapy_receipt(account.therapy(), payment)?;
        Some(therapy_receipt_paper(practice, account.client.name.as_str(), &receipt))
    })
    .await
}

async fn dosing(asked: Asked, At(ids): At<(SubjectId, PaymentId)>) -> Reply {
    shown(&asked, ids, |practice, account, payment| {
        let receipt = dosing_receipt(account.dosing(), payment)?;
        Some(dosing_receipt_paper(practice, account.client.name.as_str(), &receipt))
    })
    .await
}

async fn shown(
    asked: &Asked,
    (subject, payment): (SubjectId, PaymentId),
    told: impl Fn(&Practice, &Account, PaymentId) -> Option<Markup>,
) -> Reply {
    match asked.act(move |house, by| see_account(house, by, subject)).await {
        Ok(account) => match told(&asked.house.practice(), &account, payment) {
            Some(receipt) => reply::ok(asked.page(("Receipt", "/billing"), None, page(&account, &receipt))),
            None => not_found(&asked.who),
        },
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(account: &Account, receipt: &Markup) -> Markup {
    html! {
        p.small { a href={ "/billing/" (account.client.subject) } { "Back to the account" } }
        (receipt)
        p.small.dim { "To print it, use your browser’s print: the frame around it stays off the paper." }
    }
}
