//! A receipt to print: one payment for psychotherapy, or one for an attended dosing day, never both.

use actions::house::House;
use actions::see_account::{Account, see_account};
use axum::Router;
use axum::routing::get;
use jiff::civil::Date;
use maud::{Markup, html};
use money::charge::Charge;
use money::receipt::{Receipt, dosing_receipt, therapy_receipt};
use shell::reply::{self, Reply};
use terms::ids::{PaymentId, SubjectId};

use crate::asked::{Asked, At};
use crate::charges::owed;
use crate::trouble::not_found;

/// The two kinds of receipts.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/therapy/{payment}", get(therapy))
        .route("/billing/{subject}/dosing/{payment}", get(dosing))
}

async fn therapy(asked: Asked, At(ids): At<(SubjectId, PaymentId)>) -> Reply {
    shown(&asked, ids, |account, payment| {
        let receipt = therapy_receipt(account.therapy(), payment)?;
        let code = receipt.charge().code().map(|code| code.0.to_string());
        Some(receipt_of(&receipt, "Psychotherapy", code.as_deref()))
    })
    .await
}

async fn dosing(asked: Asked, At(ids): At<(SubjectId, PaymentId)>) -> Reply {
    shown(&asked, ids, |account, payment| {
        let receipt = dosing_receipt(account.dosing(), payment)?;
        Some(receipt_of(&receipt, "Attended dosing day, private pay", None))
    })
    .await
}

async fn shown(
    asked: &Asked,
    (subject, payment): (SubjectId, PaymentId),
    told: impl Fn(&Account, PaymentId) -> Option<Markup>,
) -> Reply {
    match asked.act(move |house, by| see_account(house, by, subject)).await {
        Ok(account) => match told(&account, payment) {
            Some(receipt) => {
                reply::ok(asked.page(("Receipt", "/billing"), None, page(&asked.house, &account, &receipt)))
            }
            None => not_found(&asked.who),
        },
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(house: &House, account: &Account, receipt: &Markup) -> Markup {
    let practice = house.practice();
    html! {
        p.small { a href={ "/billing/" (account.client.subject) } { "Back to the account" } }
        article.card.stack {
            header.row.apart { div { b { (practice.name) } br; span.small { @if !practice.street.is_empty() { (practice.street) ", " } (practice.place) } } span.small { (practice.phone) } }
            h1 { "Receipt" }
            dl.facts { dt { "Received from" } dd { (account.client.name.as_str()) } (receipt) }
            p.small.dim { "Keep this for your records. It says what was paid; it is not a claim." }
        }
        p.small.dim { "To print it, use your browser’s print: the frame around it stays off the paper." }
    }
}

fn receipt_of<C: Charge>(receipt: &Receipt<C>, what: &str, code: Option<&str>) -> Markup {
    let (charge, payment) = (receipt.charge(), receipt.payment());
    html! {
        dt { "Paid" } dd { b { (payment.amount_cents) } " on " (date(payment.on)) ", " (payment.how.word().to_lowercase()) }
        dt { "For" } dd { (what) ", visit of " (date(charge.date())) ", " (charge.length_min().0) " minutes" @if let Some(code) = code { ", service " (code) } }
        dt { "Charged" } dd { (charge.amount_cents()) }
        dt { "Still open" } dd { (owed(Some(receipt.open_after_cents()))) }
        dt { "Receipt number" } dd { span.mono { (payment.id) } }
    }
}

/// "June 22, 2026".
pub(crate) fn date(date: Date) -> String {
    date.strftime("%B %-d, %Y").to_string()
}
