//! Pay by card: how much, the exact words of your card statement, the card company’s page, and what came of it.

use actions::ask_card::{CardAsk, CardRefusal, ToPay, ask_card, see_what_to_pay};
use actions::house::House;
use actions::see_my_card::{MyCardPayment, ask_about_my_card, see_my_card};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::card_payment::{AskRefusal, CardPayment, CardState, CardWay};
use money::card_processor::{CardTrouble, WhyDeclined};
use money::side::Side;
use shell::fields::{Problem, error_summary, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::{CardPaymentId, SubjectId};
use terms::money::Cents;

use crate::again::page_or_again;
use crate::asked::{Asked, At};
use crate::money::heading;

/// The look before paying, and the payment.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/money/pay/{side}", get(show).post(pay))
        .route("/my/money/card/{id}", get(look).post(look_again))
}

async fn show(asked: Asked, At(side): At<Side>) -> Reply {
    let subject = whose(&asked, asked.query("unit"));
    shown(&asked, (subject, side), &[]).await
}

async fn shown(asked: &Asked, what: (SubjectId, Side), problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| see_what_to_pay(house, by, what)).await {
        Ok(Some(to_pay)) => {
            let main = page(asked, what, &to_pay, problems);
            page_or_again(asked, ("Pay by card", "/my/money"), None, (problems, main))
        }
        Ok(None) => asked.not_found(),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn pay(asked: Asked, At(side): At<Side>, posted: Posted) -> Reply {
    let subject = whose(&asked, posted.one("unit"));
    // Whatever is no number was not shown by us; then it is not what is open.
    let shown_cents = Cents(posted.one("shown").parse().unwrap_or(-1));
    let (ask, once) = (CardAsk { subject, side, shown: shown_cents }, posted.one("once").to_owned());
    let made = asked.act(move |house, by| ask_card(house, by, ask, &once)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(id) => reply::go(format!("/my/money/card/{id}")),
        Err(Ok(CardRefusal::NoCards)) => asked.not_found(),
        Err(Ok(CardRefusal::Ask(refusal))) => shown(&asked, (subject, side), &[problem(ask_words(refusal))]).await,
        Err(Ok(CardRefusal::Processor(trouble))) => {
            shown(&asked, (subject, side), &[problem(trouble_words(&trouble))]).await
        }
        Err(Err(page)) => *page,
    }
}

async fn look(asked: Asked, At(id): At<CardPaymentId>) -> Reply {
    match asked.act(move |house, by| see_my_card(house, by, id)).await {
        Ok(found) => reply::ok(asked.page(("Card payment", "/my/money"), None, came(&found))),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn look_again(asked: Asked, At(id): At<CardPaymentId>) -> Reply {
    match asked.act(move |house, by| ask_about_my_card(house, by, id)).await {
        Ok(()) => reply::go(format!("/my/money/card/{id}")),
        Err(trouble) => asked.instead(trouble),
    }
}

/// The couple that is named, or else the client themselves. Whether it is theirs the record says.
fn whose(asked: &Asked, unit: &str) -> SubjectId {
    unit.parse().unwrap_or(asked.client.subject)
}

fn page(asked: &Asked, (subject, side): (SubjectId, Side), to_pay: &ToPay, problems: &[Problem]) -> Markup {
    let is_joint = subject != asked.client.subject;
    let practice = asked.house.practice();
    html! {
        header.stack.tight { p.small { a href="/my/money" { "Payments" } } h1 { "Pay by card" } }
        (error_summary(problems))
        @if to_pay.open_cents > Cents::ZERO {
            section.card.stack aria-label="What you pay" {
                (facts((side, is_joint), to_pay.open_cents, &to_pay.words))
                p.small.dim { "Some banks print it in capitals, shorten it, or add a place or a number." }
            }
            p { "Next comes a page of the card company. It learns the amount and the name “" (practice.discreet_name) "”, nothing else from us. We never see your card’s number." }
            form.row method="post" {
                (hidden("once", &one_time_number(&asked.house)))
                (hidden("unit", &subject.to_string()))
                (hidden("shown", &to_pay.open_cents.0.to_string()))
                button.btn id="pay" { "Go on with " (to_pay.open_cents) }
                a.btn.line href="/my/money" { "Not now" }
            }
        } @else {
            p id="pay" { "Nothing is open here that you could pay now." }
        }
    }
}

fn facts((side, is_joint): (Side, bool), amount: Cents, words: &str) -> Markup {
    html! {
        dl.facts {
            dt { "What for" } dd { (heading(side)) @if is_joint { ", for both of you" } ": all that is open now" }
            dt { "Amount" } dd.num { (amount) }
            dt { "Your card statement will show" } dd { b { (words) } }
        }
    }
}

/// What came of a card payment, as far as the card company told us. What stands in the address bar says nothing.
fn came(found: &MyCardPayment) -> Markup {
    let payment = &found.payment;
    html! {
        header.stack.tight { p.small { a href="/my/money" { "Payments" } } h1 { (title(payment)) } }
        section.card.stack aria-label="Your card payment" {
            dl.facts {
                dt { "Amount" } dd.num { (payment.amount_cents) }
                dt { "Your card statement will show" } dd { b { (payment.words) } }
            }
            (state(found))
        }
        p { a href="/my/money" { "Back to payments" } }
    }
}

fn title(payment: &CardPayment) -> &'static str {
    match &payment.state {
        CardState::Asked => "Not paid yet",
        CardState::Paid { .. } => "Paid",
        CardState::Declined { .. } | CardState::Lapsed { .. } => "Not paid",
        CardState::Unclear { .. } => "Somebody looks at this",
    }
}

fn state(found: &MyCardPayment) -> Markup {
    let payment = &found.payment;
    let pay_again = html! { div.row { a.btn.line href={ "/my/money/pay/" (payment.side.code()) "?unit=" (payment.subject) } { "Pay again" } } };
    html! {
        @match &payment.state {
            CardState::Asked => (open(found)),
            CardState::Paid { .. } => p { "Thank you. It stands under payments, with its receipt." },
            CardState::Declined { why, .. } => { p { (declined(*why)) " Nothing was taken." } (pay_again) },
            CardState::Lapsed { .. } => { p { "The card page is closed, and nothing was taken." } (pay_again) },
            CardState::Unclear { .. } => p { "The card company told us something that we did not expect. Someone here looks at it. Please do not pay again before you hear from us." },
        }
    }
}

/// A payment that is open. Only whoever asked for it is led on.
fn open(found: &MyCardPayment) -> Markup {
    let again = html! { form method="post" { button.btn.line { "I paid: look again" } } };
    html! {
        @match &found.payment.way {
            _ if !found.is_mine => p { "Your partner has begun to pay this. We are waiting for the card company." },
            CardWay::Page(Some(page)) => {
                p { a.btn href=(page.address) rel="noreferrer" { "Go to the card page" } }
                p { "When you have paid there, you come back here. We are waiting for the card company then; that takes a minute at most." }
                (again)
            },
            CardWay::Page(None) => {
                p { "The card company gave no answer. Nothing was taken. Ask it again, or pay another time." }
                form method="post" { button.btn.line { "Ask again" } }
            },
            CardWay::Kept { .. } => { p { "We are waiting for the card company." } (again) },
        }
    }
}

fn problem(words: &str) -> Problem {
    Problem { field: "pay", words: words.to_owned() }
}

fn ask_words(refusal: AskRefusal) -> &'static str {
    match refusal {
        AskRefusal::NothingOpen => "Nothing is open any more",
        AskRefusal::NotWhatIsOpen => "What is open has changed meanwhile. Look at the amount again",
        AskRefusal::TooLittle => "This is too little for a card. Pay it at your next visit",
        AskRefusal::TooMuch => "This is too much for one card payment. Call the office",
    }
}

fn trouble_words(trouble: &CardTrouble) -> &'static str {
    match trouble {
        CardTrouble::Declined(why) => declined(*why),
        CardTrouble::Refused(_) => {
            "The card company does not take this payment now. Nothing was taken. Call the office"
        }
        CardTrouble::NoAnswer(_) => "The card company gives no answer. Nothing was taken. Try again in a few minutes",
    }
}

fn declined(why: WhyDeclined) -> &'static str {
    match why {
        WhyDeclined::WantsClient => "Your bank wants you to confirm this yourself.",
        WhyDeclined::Expired => "The card is no longer valid.",
        WhyDeclined::Other => "The card was declined. Your bank knows why; we don’t.",
    }
}
