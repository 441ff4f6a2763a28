//! The stand-in's books: its pages, payments and cards, as the processor's interface documents them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shell::form::Posted;

use crate::card_stand_in::tell::Told;

/// What a question is answered with: a status and a body.
pub(super) type Answer = (u16, Value);

/// The books.
#[derive(Default)]
pub(super) struct Book {
    next: u32,
    pub(super) once: BTreeMap<String, (String, Answer)>,
    pub(super) asked: Vec<String>,
    pub(super) told: Vec<Told>,
    pub(super) sessions: BTreeMap<String, Session>,
    pub(super) intents: BTreeMap<String, Intent>,
    pub(super) refunds: Vec<(String, i64)>,
    /// The cards that are kept, with whose they are.
    methods: BTreeMap<String, String>,
}

/// What came of a button.
pub(super) enum Pressed {
    /// There is no such open page.
    Gone,
    /// The page stays open for another card.
    StaysOpen,
    /// It is done, and this is the event to tell.
    Done(Value),
}

/// A page.
pub(super) struct Session {
    id: String,
    address: String,
    pub(super) is_keeping: bool,
    reference: String,
    pub(super) amount: i64,
    pub(super) named: String,
    suffix: String,
    pub(super) back: String,
    pub(super) cancel: String,
    pub(super) status: &'static str,
    intent: Option<String>,
    /// Whose card was left here, and which.
    kept: Option<(String, String)>,
}

/// A payment.
pub(super) struct Intent {
    amount: i64,
    returned: i64,
    pub(super) is_paid: bool,
}

impl Book {
    pub(super) fn open(&mut self, form: &Posted, address: &str) -> Answer {
        let id = self.name("cs_test_");
        let is_keeping = form.one("mode") == "setup";
        let amount = form.one("line_items[0][price_data][unit_amount]").parse().unwrap_or(0);
        let suffix = form.one("payment_intent_data[statement_descriptor_suffix]");
        if form.one("success_url").is_empty() || !is_keeping && amount < 50 || suffix.len() > 20 {
            return wrong(400, "invalid_request_error", "parameter_invalid");
        }
        let session = Session {
            address: format!("{address}/pay/{id}"),
            id: id.clone(),
            is_keeping,
            reference: form.one("client_reference_id").to_owned(),
            amount,
            named: form.one("line_items[0][price_data][product_data][name]").to_owned(),
            suffix: suffix.to_owned(),
            back: form.one("success_url").to_owned(),
            cancel: form.one("cancel_url").to_owned(),
            status: "open",
            intent: None,
            kept: None,
        };
        let answer = (200, session.told(false));
        self.sessions.insert(id, session);
        answer
    }

    pub(super) fn session(&self, id: &str, is_wide: bool) -> Answer {
        self.sessions.get(id).map_or_else(missing, |session| (200, session.told(is_wide)))
    }

    pub(super) fn close(&mut self, id: &str) -> Answer {
        match self.sessions.get_mut(id) {
            Some(session) if session.status == "open" => {
                session.status = "expired";
                (200, session.told(false))
            }
            Some(_) => wrong(400, "invalid_request_error", "resource_missing"),
            None => missing(),
        }
    }

    /// What a button of a page does.
    pub(super) fn press(&mut self, id: &str, button: &str) -> Pressed {
        let (intent, method, customer) = (self.name("pi_"), self.name("pm_"), self.name("cus_"));
        let event = self.name("evt_");
        let Some(session) = self.sessions.get_mut(id).filter(|session| session.status == "open") else {
            return Pressed::Gone;
        };
        // As with the processor, a card that says no leaves the page open for another.
        if button == "decline" {
            return Pressed::StaysOpen;
        }
        session.status = "complete";
        if session.is_keeping {
            let method = if button == "weak" { format!("{method}_weak") } else { method };
            self.methods.insert(method.clone(), customer.clone());
            session.kept = Some((customer, method));
        } else {
            self.intents.insert(intent.clone(), Intent { amount: session.amount, returned: 0, is_paid: true });
            session.intent = Some(intent);
        }
        let told = session.told(false);
        Pressed::Done(json!({
            "id": event, "object": "event", "type": "checkout.session.completed", "data": { "object": told },
        }))
    }

    pub(super) fn charge(&mut self, form: &Posted) -> Answer {
        let id = self.name("pi_");
        let (method, amount) = (form.one("payment_method"), form.one("amount").parse().unwrap_or(0));
        if self.methods.get(method).is_none_or(|customer| customer != form.one("customer")) {
            return wrong(400, "invalid_request_error", "resource_missing");
        }
        if method.ends_with("_weak") {
            return wrong(402, "card_error", "card_declined");
        }
        self.intents.insert(id.clone(), Intent { amount, returned: 0, is_paid: true });
        (200, json!({ "id": id, "status": "succeeded", "amount_received": amount, "currency": form.one("currency") }))
    }

    pub(super) fn refund(&mut self, form: &Posted) -> Answer {
        let amount: i64 = form.one("amount").parse().unwrap_or(0);
        let id = form.one("payment_intent").to_owned();
        let Some(intent) = self.intents.get_mut(&id) else { return missing() };
        if amount <= 0 || amount > intent.amount - intent.returned {
            return wrong(400, "invalid_request_error", "charge_already_refunded");
        }
        intent.returned += amount;
        self.refunds.push((id, amount));
        (200, json!({ "id": self.name("re_"), "status": "succeeded", "amount": amount }))
    }

    pub(super) fn detach(&mut self, id: &str) -> Answer {
        match self.methods.remove(id) {
            Some(_) => (200, json!({ "id": id, "customer": null })),
            None => wrong(400, "invalid_request_error", "payment_method_unexpected_state"),
        }
    }

    fn name(&mut self, kind: &str) -> String {
        self.next += 1;
        format!("{kind}standin{}", self.next)
    }
}

impl Session {
    /// What a statement will show.
    pub(super) fn words(&self, prefix: &str) -> String {
        format!("{prefix}* {}", self.suffix)
    }

    fn told(&self, is_wide: bool) -> Value {
        let is_paid = self.intent.is_some();
        let mut told = json!({
            "id": self.id, "object": "checkout.session", "client_reference_id": self.reference, "status": self.status,
            "mode": if self.is_keeping { "setup" } else { "payment" },
            "url": (self.status == "open").then_some(&self.address),
            "payment_status": match (self.is_keeping, is_paid) { (true, _) => "no_payment_required", (_, true) => "paid", _ => "unpaid" },
            "amount_total": (!self.is_keeping).then_some(self.amount),
            "currency": (!self.is_keeping).then_some("usd"),
            "payment_intent": self.intent,
        });
        if let Some((customer, method)) = &self.kept {
            told["customer"] = json!(customer);
            told["setup_intent"] = json!("seti_standin");
            if is_wide {
                let card = json!({ "brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2031 });
                told["setup_intent"] =
                    json!({ "status": "succeeded", "payment_method": { "id": method, "card": card } });
            }
        }
        told
    }
}

/// A no, as the processor words it.
pub(super) fn wrong(status: u16, kind: &str, code: &str) -> Answer {
    (status, json!({ "error": { "type": kind, "code": code, "message": "The stand-in says no." } }))
}

fn missing() -> Answer {
    wrong(404, "invalid_request_error", "resource_missing")
}
