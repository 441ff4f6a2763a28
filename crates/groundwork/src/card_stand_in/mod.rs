//! A stand-in for the card processor, on this computer: it follows the processor's documented interface, keeps its books in
//! memory, and moves no money. The demo offers it, and the tests meet the same one.

mod book;
mod page;
mod tell;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use post::stripe::settings::StripeSettings;
use serde_json::{Value, json};
use shell::form::Posted;

use crate::card_stand_in::book::{Answer, Book, Pressed, wrong};
use crate::card_stand_in::tell::{Told, tell};
use crate::server::clock::Clock;

/// The account's own part of a statement.
const PREFIX: &str = "STEADY OFC";

/// The stand-in.
#[derive(Clone)]
pub struct StandIn {
    address: Arc<str>,
    clock: Clock,
    book: Arc<Mutex<Book>>,
    listener: Option<SocketAddr>,
}

impl StandIn {
    /// A stand-in that is found at this address, such as `http://127.0.0.1:8081`, with empty books.
    pub fn new(address: &str, clock: Clock) -> Self {
        Self { address: address.into(), clock, book: Arc::default(), listener: None }
    }

    /// The same, telling what happens to a practice at this place; otherwise it only keeps what it would tell.
    #[must_use]
    pub fn telling(self, listener: SocketAddr) -> Self {
        Self { listener: Some(listener), ..self }
    }

    /// What a practice is set to that has its account here.
    pub fn settings(&self) -> StripeSettings {
        StripeSettings {
            address: self.address.to_string(),
            key: "sk_test_standin".to_owned(),
            webhook_secret: "whsec_standin".to_owned(),
            therapy_words: format!("{PREFIX}* VISIT A"),
            dosing_words: format!("{PREFIX}* VISIT B"),
        }
    }

    /// Everything it told or would have told, oldest first: each with its signature.
    pub fn told(&self) -> Vec<(String, Vec<u8>)> {
        self.book().told.iter().map(|told| (told.signature.clone(), told.body.clone())).collect()
    }

    /// How many payments it took, and how many sums it sent back.
    pub fn taken_and_returned(&self) -> (usize, usize) {
        let book = self.book();
        (book.intents.values().filter(|intent| intent.is_paid).count(), book.refunds.len())
    }

    /// What was asked, as a form each.
    pub fn asked(&self) -> Vec<String> {
        self.book().asked.clone()
    }

    /// Whoever pays presses a button of a page: `pay`, `decline`, or `weak`, which leaves a card that will say no later.
    pub fn press(&self, page: &str, button: &str) -> bool {
        let done = self.book().press(page, button);
        match done {
            Pressed::Done(event) => {
                self.tell(&event);
                true
            }
            Pressed::StaysOpen => true,
            Pressed::Gone => false,
        }
    }

    /// Its doors.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/v1/checkout/sessions", post(open_session))
            .route("/v1/checkout/sessions/{id}", get(look_at_session))
            .route("/v1/checkout/sessions/{id}/expire", post(close_session))
            .route("/v1/payment_intents", post(charge))
            .route("/v1/refunds", post(refund))
            .route("/v1/payment_methods/{id}/detach", post(detach))
            .route("/v1/account", get(account))
            .route("/pay/{id}", get(page::show).post(page::press))
            .with_state(self.clone())
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, event: &Value) {
        let body = event.to_string().into_bytes();
        let signature = post::stripe::event::sign(&self.settings().webhook_secret, self.clock.now(), &body);
        self.book().told.push(Told { signature, body: body.clone() });
        if let Some(listener) = self.listener {
            tell(listener, self.settings().webhook_secret, (self.clock, body));
        }
    }

    /// One question: whoever has the key is answered, and under the same word the same.
    fn answer(
        &self,
        headers: &HeaderMap,
        (path, form): (&str, &Posted),
        ask: impl FnOnce(&mut Book) -> Answer,
    ) -> Response {
        let header =
            |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        if header(AUTHORIZATION.as_str()) != format!("Bearer {}", self.settings().key) {
            return told(&wrong(401, "invalid_request_error", "api_key_invalid"));
        }
        let asked = format!("{path} {:?}", form.pairs());
        let once = header("idempotency-key");
        let mut book = self.book();
        if let Some((first, answer)) = book.once.get(&once) {
            let answer = if *first == asked { answer.clone() } else { wrong(400, "idempotency_error", "") };
            return told(&answer);
        }
        let answer = ask(&mut book);
        book.asked.push(asked.clone());
        if !once.is_empty() {
            book.once.insert(once, (asked, answer.clone()));
        }
        told(&answer)
    }
}

async fn open_session(State(here): State<StandIn>, headers: HeaderMap, form: Posted) -> Response {
    let address = Arc::clone(&here.address);
    here.answer(&headers, ("sessions", &form), |book| book.open(&form, &address))
}

async fn look_at_session(
    State(here): State<StandIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    let is_wide = query.iter().any(|(_, value)| value == "setup_intent.payment_method");
    here.answer(&headers, ("session", &Posted::default()), |book| book.session(&id, is_wide))
}

async fn close_session(
    State(here): State<StandIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    form: Posted,
) -> Response {
    here.answer(&headers, ("expire", &form), |book| book.close(&id))
}

async fn charge(State(here): State<StandIn>, headers: HeaderMap, form: Posted) -> Response {
    here.answer(&headers, ("intents", &form), |book| book.charge(&form))
}

async fn refund(State(here): State<StandIn>, headers: HeaderMap, form: Posted) -> Response {
    here.answer(&headers, ("refunds", &form), |book| book.refund(&form))
}

async fn detach(State(here): State<StandIn>, headers: HeaderMap, Path(id): Path<String>, form: Posted) -> Response {
    here.answer(&headers, ("detach", &form), |book| book.detach(&id))
}

async fn account(State(here): State<StandIn>, headers: HeaderMap) -> Response {
    let prefix = json!({ "settings": { "card_payments": { "statement_descriptor_prefix": PREFIX } } });
    here.answer(&headers, ("account", &Posted::default()), |_| (200, prefix))
}

fn told((status, body): &Answer) -> Response {
    let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}
