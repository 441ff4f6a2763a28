//! Your receipt to keep or to print: one payment for therapy, or one for an attended dosing day, never both.

use actions::house::House;
use actions::see_my_money::{Purse, see_my_money};
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
use terms::ids::PaymentId;
use terms::practice::Practice;

use crate::asked::{Asked, At};

/// The two kinds of receipts.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/money/therapy/{payment}", get(therapy))
        .route("/my/money/therapy/{payment}/pdf", get(therapy_pdf))
        .route("/my/money/dosing/{payment}", get(dosing))
        .route("/my/money/dosing/{payment}/pdf", get(dosing_pdf))
}

async fn therapy(asked: Asked, At(payment): At<PaymentId>) -> Reply {
    shown(&asked, ("therapy", payment), |practice, purse| {
        let receipt = therapy_receipt(purse.therapy(), payment)?;
        Some(receipt_paper(practice, purse.client.name.as_str(), &receipt))
    })
    .await
}

async fn dosing(asked: Asked, At(payment): At<PaymentId>) -> Reply {
    shown(&asked, ("dosing", payment), |practice, purse| {
        let receipt = dosing_receipt(purse.dosing(), payment)?;
        Some(receipt_paper(practice, purse.client.name.as_str(), &receipt))
    })
    .await
}

async fn therapy_pdf(asked: Asked, At(payment): At<PaymentId>) -> Response {
    printed(&asked, |purse| therapy_receipt(purse.therapy(), payment)).await
}

async fn dosing_pdf(asked: Asked, At(payment): At<PaymentId>) -> Response {
    printed(&asked, |purse| dosing_receipt(purse.dosing(), payment)).await
}

/// The receipt as a file, dated on the day of its payment, so that it is the same whenever it is saved.
async fn printed<C: Charge + Send + 'static>(asked: &Asked, told: impl Fn(&Purse) -> Option<Receipt<C>>) -> Response {
    match asked.act(see_my_money).await {
        Ok(money) => {
            let found = money.purses().find_map(|purse| Some((purse.client.name.as_str().to_owned(), told(purse)?)));
            let Some((payer, receipt)) = found else { return asked.not_found().into_response() };
            let practice = asked.house.practice();
            pdf_file("receipt", move || {
                papers::receipt::receipt(&Letterhead { practice: &practice, on: receipt.on() }, &payer, &receipt)
            })
            .await
        }
        Err(trouble) => asked.instead(trouble).into_response(),
    }
}

/// The receipt from whichever purse has the payment: one's own, or that of a couple one belongs to.
async fn shown(
    asked: &Asked,
    (side, payment): (&str, PaymentId),
    told: impl Fn(&Practice, &Purse) -> Option<Markup>,
) -> Reply {
    match asked.act(see_my_money).await {
        Ok(money) => {
            let practice = asked.house.practice();
            match money.purses().find_map(|purse| told(&practice, purse)) {
                Some(receipt) => reply::ok(asked.page(
                    ("Receipt", "/my/money"),
                    None,
                    page(&receipt, &format!("/my/money/{side}/{payment}/pdf")),
                )),
                None => asked.not_found(),
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(receipt: &Markup, pdf: &str) -> Markup {
    html! {
        p.small { a href="/my/money" { "Payments" } }
        (receipt)
        (to_keep(pdf))
    }
}
