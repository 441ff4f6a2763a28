//! A card that is kept for you: what you agree to, word for word, which card it is, and the way to take it back.

use actions::house::House;
use actions::keep_card::{
    KeepRefusal, MyKeptCard, ask_about_my_kept_card, keep_card, see_my_kept_card, take_card_back,
};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::card_processor::{CardKept, CardTrouble};
use money::kept_card::KeptCard;
use shell::fields::{Problem, error_summary, hidden};
use shell::form::Posted;
use shell::not_today::not_today;
use shell::reply::{self, Reply};
use shell::time::day;
use terms::ids::KeptCardId;

use crate::again::page_or_again;
use crate::asked::{Asked, At};

/// The card, and the three things that can be done about it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/money/kept-card", get(show).post(keep))
        .route("/my/money/kept-card/{id}/look", post(look_again))
        .route("/my/money/kept-card/{id}/take-back", post(take_back))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &[]).await
}

async fn shown(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(see_my_kept_card).await {
        Ok(Some(mine)) => {
            let main = page(asked, &mine, problems);
            page_or_again(asked, ("Card on file", "/my/money"), toast(asked.query("done")), (problems, main))
        }
        Ok(None) => asked.not_found(),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn keep(asked: Asked, posted: Posted) -> Reply {
    let (agreed, once) = (posted.one("agreed").to_owned(), posted.one("once").to_owned());
    let made = asked.act(move |house, by| keep_card(house, by, &agreed, &once)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(_) => reply::go("/my/money/kept-card"),
        Err(Ok(KeepRefusal::NoCards)) => asked.not_found(),
        Err(Ok(refusal)) => {
            let words = words(&asked, &refusal);
            shown(&asked, &[Problem { field: "agree", words }]).await
        }
        Err(Err(page)) => *page,
    }
}

async fn look_again(asked: Asked, At(id): At<KeptCardId>) -> Reply {
    match asked.act(move |house, by| ask_about_my_kept_card(house, by, id)).await {
        Ok(()) => reply::go("/my/money/kept-card"),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn take_back(asked: Asked, At(id): At<KeptCardId>) -> Reply {
    match asked.act(move |house, by| take_card_back(house, by, id)).await {
        Ok(()) => reply::go("/my/money/kept-card?done=back"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    (done == "back").then_some("Taken back. The card can’t be charged any more.")
}

fn page(asked: &Asked, mine: &MyKeptCard, problems: &[Problem]) -> Markup {
    html! {
        header.stack.tight {
            p.small { a href="/my/money" { "Payments" } }
            h1 { "Card on file" }
            p.lead.dim { "If you like, the card company keeps your card, and the office can charge it when something is open. You don’t have to: you can pay each time as you wish." }
        }
        (error_summary(problems))
        @match mine.card.as_ref().map(|row| (row, row.card())) {
            Some((row, Some(card))) => (kept(asked, row, card)),
            Some((row, None)) => (begun(row)),
            None => (offer(asked, mine)),
        }
    }
}

fn kept(asked: &Asked, row: &KeptCard, card: &CardKept) -> Markup {
    html! {
        section.card.stack aria-label="Your card" {
            p.serif.big { (card_words(card)) }
            p.small { "Good until " (card.until_month) "/" (card.until_year) ". We never see its number." }
            p { "You agreed on " (day(row.at, &asked.house.zone())) ":" }
            blockquote { p { (row.consent) } }
            form method="post" action={ "/my/money/kept-card/" (row.id) "/take-back" } { button.btn.line { "Take the card back" } }
        }
    }
}

/// "Visa that ends in 4242".
pub fn card_words(card: &CardKept) -> String {
    let mut letters = card.brand.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} that ends in {}", letters.as_str().replace('_', " "), card.last_four)
}

fn begun(row: &KeptCard) -> Markup {
    html! {
        section.card.stack aria-label="Your card" {
            p { "No card is kept yet. You leave it on a page of the card company, and come back here." }
            @if let Some(page) = row.page() { p { a.btn href=(page.address) rel="noreferrer" { "Go to the card page" } } }
            form method="post" action={ "/my/money/kept-card/" (row.id) "/look" } { button.btn.line { "I left my card: look again" } }
        }
    }
}

fn offer(asked: &Asked, mine: &MyKeptCard) -> Markup {
    html! {
        section.card.stack aria-labelledby="agree" {
            h2 #agree { "What you would agree to" }
            blockquote { p { (mine.consent) } }
            @match mine.resting {
                Some(resting) => p { (not_today(resting.until, asked.by.now, &asked.house.zone())) },
                None => form.row method="post" {
                    (hidden("once", &one_time_number(&asked.house)))
                    (hidden("agreed", &mine.consent))
                    button.btn { "I agree: go on to the card page" }
                    a.btn.line href="/my/money" { "Not now" }
                },
            }
        }
    }
}

fn words(asked: &Asked, refusal: &KeepRefusal) -> String {
    match refusal {
        KeepRefusal::NoCards => "Cards are not kept here".to_owned(),
        KeepRefusal::OtherWords => "The words have changed meanwhile. Read them again".to_owned(),
        KeepRefusal::OneIsKept => "A card is kept already. Take it back first".to_owned(),
        KeepRefusal::AtRest(resting) => not_today(resting.until, asked.by.now, &asked.house.zone()),
        KeepRefusal::Processor(CardTrouble::NoAnswer(_)) => {
            "The card company gives no answer. Try again in a few minutes".to_owned()
        }
        KeepRefusal::Processor(CardTrouble::Declined(_) | CardTrouble::Refused(_)) => {
            "The card company keeps no card now. Call the office".to_owned()
        }
    }
}
