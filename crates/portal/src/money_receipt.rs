//! Your receipt to keep or to print: one payment for therapy, or one for an attended dosing day, never both.

use actions::house::House;
use actions::see_my_money::{Purse, see_my_money};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::receipt::{dosing_receipt, therapy_receipt};
use shell::money_paper::{dosing_receipt_paper, therapy_receipt_paper};
use shell::reply::{self, Reply};
use terms::ids::PaymentId;
use terms::practice::Practice;

use crate::asked::{Asked, At};

/// The two kinds of receipts.
pub fn routes() -> Router<House> {
    Router::new().route("/my/money/therapy/{payment}", get(therapy)).route("/my/money/dosing/{payment}", get(dosing))
}

async fn therapy(asked: Asked, At(payment): At<PaymentId>) -> Reply {
    shown(&asked, |practice, purse| {
        let receipt = therapy_receipt(purse.therapy(), payment)?;
        Some(therapy_receipt_paper(practice, purse.client.name.as_str(), &receipt))
    })
    .await
}

async fn dosing(asked: Asked, At(payment): At<PaymentId>) -> Reply {
    shown(&asked, |practice, purse| {
        let receipt = dosing_receipt(purse.dosing(), payment)?;
        Some(dosing_receipt_paper(practice, purse.client.name.as_str(), &receipt))
    })
    .await
}

/// The receipt from whichever purse has the payment: one's own, or that of a couple one belongs to.
async fn shown(asked: &Asked, told: impl Fn(&Practice, &Purse) -> Option<Markup>) -> Reply {
    match asked.act(see_my_money).await {
        Ok(money) => {
            let practice = asked.house.practice();
            match money.purses().find_map(|purse| told(&practice, purse)) {
                Some(receipt) => reply::ok(asked.page(("Receipt", "/my/money"), None, page(&receipt))),
                None => asked.not_found(),
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(receipt: &Markup) -> Markup {
    html! {
        p.small { a href="/my/money" { "Payments" } }
        (receipt)
        p.small.dim { "To print it, use your browser’s print: the frame around it stays off the paper." }
    }
}
