//! The page on which the stand-in takes a card that there is not.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::{DOCTYPE, Markup, html};
use shell::form::Posted;
use terms::money::Cents;

use crate::card_stand_in::book::Session;
use crate::card_stand_in::{PREFIX, StandIn};

pub(super) async fn show(State(here): State<StandIn>, Path(id): Path<String>) -> Response {
    shown(&here, &id, false)
}

/// Whoever paid goes back to where they came from; whoever did not stays.
pub(super) async fn press(State(here): State<StandIn>, Path(id): Path<String>, form: Posted) -> Response {
    let button = form.one("button");
    if !here.press(&id, button) {
        return gone();
    }
    if button == "decline" {
        return shown(&here, &id, true);
    }
    let back = here.book().sessions.get(&id).map(|session| session.back.clone());
    back.map_or_else(gone, |back| Redirect::to(&back).into_response())
}

fn shown(here: &StandIn, id: &str, was_declined: bool) -> Response {
    match here.book().sessions.get(id).filter(|session| session.status == "open") {
        Some(session) => Html(page(session, was_declined).into_string()).into_response(),
        None => gone(),
    }
}

fn gone() -> Response {
    let main =
        html! { h1 { "This page is closed" } p { "It was paid, or it is over. Go back to where you came from." } };
    (StatusCode::NOT_FOUND, Html(framed(&main).into_string())).into_response()
}

fn page(session: &Session, was_declined: bool) -> Markup {
    let button = |value: &str, words: &str| html! { p { button name="button" value=(value) { (words) } } };
    framed(&html! {
        h1 { @if session.is_keeping { "Leave a card" } @else { "Pay " (Cents(session.amount)) } }
        p { b { "This is a stand-in for a card processor. " } "It asks for no card and moves no money. With a real processor, its own page stands here." }
        @if was_declined { p role="alert" { "The card was declined. Try another one, or go back." } }
        @if !session.is_keeping { p { (session.named) ". A card statement would say: " b { (session.words(PREFIX)) } } }
        form method="post" {
            @if session.is_keeping {
                (button("pay", "Leave a card that ends in 4242"))
                (button("weak", "Leave a card that will say no"))
            } @else {
                (button("pay", "Pay with a card that ends in 4242"))
            }
            (button("decline", "Try a card that is declined"))
        }
        p { a href=(session.cancel) { "Go back without it" } }
    })
}

fn framed(main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width, initial-scale=1"; title { "Card payment (stand-in)" } }
            body { main { (main) } }
        }
    }
}
