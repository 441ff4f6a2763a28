//! One client’s card payments: the kept card, what to charge it, the words of the statement, and what came of each.

use actions::ask_card::{CardAsk, theirs};
use actions::charge_card::{CardsOf, ChargeRefusal, charge_card, see_cards_of};
use actions::house::House;
use actions::see_account::{Account, see_account};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::card_payment::{AskRefusal, CardPayment, CardState, CardWay};
use money::card_processor::{CardKept, WhyDeclined};
use money::side::Side;
use shell::fields::{Problem, error_summary, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::day;
use terms::ids::SubjectId;
use terms::money::Cents;

use crate::asked::{Asked, At};

/// The page, and one form for each ledger.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/cards", get(show)).route("/billing/{subject}/cards/{side}", post(charge))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, problems: &[Problem]) -> Reply {
    let look = move |house: &House, by: &_| Ok((see_account(house, by, subject)?, see_cards_of(house, by, subject)?));
    match asked.act(look).await {
        Ok((account, cards)) => {
            let main = page(asked, &account, cards.as_ref(), problems);
            let toast = toast(asked.query("done"));
            asked.form_page(("Card payments", "/billing"), toast, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn charge(asked: Asked, At((subject, side)): At<(SubjectId, Side)>, posted: Posted) -> Reply {
    let shown_cents = Cents(posted.one("shown").parse().unwrap_or(-1));
    let (ask, once) = (CardAsk { subject, side, shown: shown_cents }, posted.one("once").to_owned());
    let words = match asked.act(move |house, by| charge_card(house, by, ask, &once)).await {
        Ok(CardState::Paid { .. }) => return reply::go(format!("/billing/{subject}/cards?done=charged")),
        Ok(state) => state_words(&state),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => refusal_words(refusal),
            Err(page) => return *page,
        },
    };
    shown(&asked, subject, &[Problem { field: "cards", words: words.to_owned() }]).await
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "charged" => Some("Charged. It stands in the ledger."),
        "back" => Some("Sent back to the card. It stands in the ledger."),
        _ => None,
    }
}

fn page(asked: &Asked, account: &Account, cards: Option<&CardsOf>, problems: &[Problem]) -> Markup {
    let subject = account.client.subject;
    html! {
        p.small { a href={ "/billing/" (subject) } { (account.client.name.as_str()) } }
        header { h1 { "Card payments" } }
        (error_summary(problems))
        div.stack #cards {
            @match cards {
                None => p.card.empty { "Nobody takes card payments for the practice yet. Whoever runs the server names a card company under [cards]." },
                Some(cards) => {
                    @match &cards.kept {
                        Some(kept) => (kept_card(asked, account, (cards, kept))),
                        None => p.card.empty { "No card is kept. The client can leave one in their own pages, under Payments." },
                    }
                    (payments(asked, &cards.payments))
                },
            }
        }
    }
}

fn kept_card(asked: &Asked, account: &Account, (cards, kept): (&CardsOf, &CardKept)) -> Markup {
    let owed = [theirs(account.therapy()), theirs(account.dosing())];
    html! {
        section.card.stack aria-labelledby="kept" {
            h2 #kept { "Kept: " (kept.brand) " that ends in " (kept.last_four) }
            p.small.dim { "The client agreed to be charged for what is open, after you tell them the amount. They can take the card back at any time." }
            @for (side, open) in Side::ALL.into_iter().zip(owed).filter(|(_, open)| *open > Cents::ZERO) {
                form.row.apart method="post" action={ "/billing/" (account.client.subject) "/cards/" (side.code()) } {
                    span { b { (side.word()) ": " (open) } br; span.small.dim { "The statement shows: " (cards.words(side)) } }
                    (hidden("once", &one_time_number(&asked.house)))
                    (hidden("shown", &open.0.to_string()))
                    button.btn { "Charge " (open) span.vh { " for " (side.word()) } }
                }
            }
            @if owed == [Cents::ZERO; 2] { p { "Nothing is open." } }
        }
    }
}

fn payments(asked: &Asked, payments: &[CardPayment]) -> Markup {
    html! {
        section.card.stack aria-labelledby="payments" {
            h2 #payments { "What was asked for by card" }
            @if payments.is_empty() { p.dim { "Nothing yet." } }
            ul.rows.small {
                @for payment in payments {
                    li {
                        span.grow { (day(payment.at, &asked.house.zone())) ", " (payment.side.word()) ", " @match payment.way { CardWay::Page(_) => "by the client", CardWay::Kept { .. } => "kept card" } br; span.dim { (state_words(&payment.state)) } }
                        span.num { (payment.amount_cents) }
                        @if let CardState::Paid { .. } = payment.state { a href={ "/billing/" (payment.subject) "/refund-card/" (payment.id) } { "Send back" } }
                    }
                }
            }
        }
    }
}

fn state_words(state: &CardState) -> &'static str {
    match state {
        CardState::Asked => "No answer of the card company yet. It is asked again every ten minutes",
        CardState::Paid { .. } => "Paid, and in the ledger",
        CardState::Declined { why: WhyDeclined::WantsClient, .. } => {
            "Declined: the bank wants the client to confirm it, on a page of their own"
        }
        CardState::Declined { why: WhyDeclined::Expired, .. } => "Declined: the card is no longer valid",
        CardState::Declined { why: WhyDeclined::Other, .. } => "Declined. Nothing was taken",
        CardState::Lapsed { .. } => "Not paid in time. Nothing was taken",
        CardState::Unclear { .. } => {
            "Not clear. Look for it in the pages of the card company, and write it into the ledger by hand if it was paid"
        }
    }
}

fn refusal_words(refusal: ChargeRefusal) -> &'static str {
    match refusal {
        ChargeRefusal::NoCards => "Nobody takes card payments for the practice yet",
        ChargeRefusal::NoCard => "No card is kept any more",
        ChargeRefusal::UnderWay => "The client is paying it now, or the last charge had no answer yet. Wait for it",
        ChargeRefusal::Ask(AskRefusal::NothingOpen) => "Nothing is open any more",
        ChargeRefusal::Ask(AskRefusal::NotWhatIsOpen) => "What is open has changed. Look at the amount again",
        ChargeRefusal::Ask(AskRefusal::TooLittle) => "This is too little for a card",
        ChargeRefusal::Ask(AskRefusal::TooMuch) => "This is too much for one card payment",
    }
}
