//! A receipt to print: one payment for psychotherapy, or one for an attended dosing day, never both.

use actions::house::House;
use actions::see_account::{Account, see_account};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use money::charge::Charge;
use money::receipt::{Receipt, dosing_receipt, therapy_receipt};
use papers::letterhead::Letterhead;
use shell::money_paper::receipt_paper;
use shell::pdf_file::{pdf_file, to_keep};
use shell::reply::{self, Reply};
use terms::ids::{PaymentId, SubjectId};
use terms::practice::Practice;

use crate::asked::{Asked, At};
use crate::trouble::not_found;

/// The two kinds of receipts.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/therapy/{payment}", get(therapy))
        .route("/billing/{subject}/therapy/{payment}/pdf", get(therapy_pdf))
        .route("/billing/{subject}/dosing/{payment}", get(dosing))
        .route("/billing/{subject}/dosing/{payment}/pdf", get(dosing_pdf))
}

async fn therapy(asked: Asked, At(ids): At<(SubjectId, PaymentId)>) -> Reply {
    shown(&asked, ("therapy", ids), |practice, account, payment| {
        let receipt = therapy_receipt(account.therapy(), payment)?;
        Some(receipt_paper(practice, account.client.name.as_str(), &receipt))
    })
    .await
}

async fn dosing(asked: Asked, At(ids): At<(SubjectId, PaymentId)>) -> Reply {
    shown(&asked, ("dosing", ids), |practice, account, payment| {
        let receipt = dosing_receipt(account.dosing(), payment)?;
        Some(receipt_paper(practice, account.client.name.as_str(), &receipt))
    })
    .await
}

async fn therapy_pdf(asked: Asked, At(ids): At<(SubjectId, PaymentId)>) -> Response {
    printed(&asked, ids, |account, payment| therapy_receipt(account.therapy(), payment)).await
}

async fn dosing_pdf(asked: Asked, At(ids): At<(SubjectId, PaymentId)>) -> Response {
    printed(&asked, ids, |account, payment| dosing_receipt(account.dosing(), payment)).await
}

/// The receipt as a file, dated on the day of its payment, so that it is the same whenever it is saved.
async fn printed<C: Charge + Send + 'static>(
    asked: &Asked,
    (subject, payment): (SubjectId, PaymentId),
    told: impl Fn(&Account, PaymentId) -> Option<Receipt<C>>,
) -> Response {
    match asked.act(move |house, by| see_account(house, by, subject)).await {
        Ok(account) => {
            let Some(receipt) = told(&account, payment) else { return not_found(&asked.who).into_response() };
            let practice = asked.house.practice();
            pdf_file("receipt", move || {
                let from = Letterhead { practice: &practice, on: receipt.on() };
                papers::receipt::receipt(&from, account.client.name.as_str(), &receipt)
            })
            .await
        }
        Err(trouble) => asked.instead(trouble).into_response(),
    }
}

async fn shown(
    asked: &Asked,
    (side, (subject, payment)): (&str, (SubjectId, PaymentId)),
    told: impl Fn(&Practice, &Account, PaymentId) -> Option<Markup>,
) -> Reply {
    match asked.act(move |house, by| see_account(house, by, subject)).await {
        Ok(account) => match told(&asked.house.practice(), &account, payment) {
            Some(receipt) => reply::ok(asked.page(
                ("Receipt", "/billing/accounts"),
                None,
                page(&account, &receipt, &format!("/billing/{subject}/{side}/{payment}/pdf")),
            )),
            None => not_found(&asked.who),
        },
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(account: &Account, receipt: &Markup, pdf: &str) -> Markup {
    html! {
        p.small { a href={ "/billing/" (account.client.subject) } { "Back to the account" } }
        (receipt)
        (to_keep(pdf))
    }
}
