//! The processor's answers, as far as we read them.

use money::card_processor::{CardEvent, CardKept, CardTrouble, PageSeen, ProcessorRef, SumPaid, WhyDeclined};
use serde::Deserialize;
use terms::money::Cents;

/// A page of the processor's (a Checkout Session).
#[derive(Debug, Deserialize)]
pub(super) struct Session {
    pub(super) id: String,
    pub(super) url: Option<String>,
    mode: Option<String>,
    client_reference_id: Option<String>,
    status: Option<String>,
    payment_status: Option<String>,
    amount_total: Option<i64>,
    currency: Option<String>,
    payment_intent: Option<String>,
}

/// The same, with the card that was left on it.
#[derive(Debug, Deserialize)]
pub(super) struct KeepingSession {
    customer: Option<String>,
    setup_intent: Option<SetupIntent>,
}

#[derive(Debug, Deserialize)]
struct SetupIntent {
    status: String,
    payment_method: Option<Method>,
}

#[derive(Debug, Deserialize)]
struct Method {
    id: String,
    card: Option<Card>,
}

#[derive(Debug, Deserialize)]
struct Card {
    brand: String,
    last4: String,
    exp_month: u8,
    exp_year: u16,
}

/// A payment (a `PaymentIntent`).
#[derive(Debug, Deserialize)]
pub(super) struct Intent {
    id: String,
    status: String,
    amount_received: Option<i64>,
    currency: Option<String>,
}

/// A sum on its way back.
#[derive(Debug, Deserialize)]
pub(super) struct Refund {
    pub(super) status: String,
}

/// Anything; only that there is an answer counts.
#[derive(Debug, Deserialize)]
pub(super) struct Whatever {}

/// The account itself.
#[derive(Debug, Deserialize)]
pub(super) struct Account {
    settings: Option<AccountSettings>,
}

#[derive(Debug, Deserialize)]
struct AccountSettings {
    card_payments: Option<CardSettings>,
}

#[derive(Debug, Deserialize)]
struct CardSettings {
    statement_descriptor_prefix: Option<String>,
}

impl Session {
    /// How far it has come; `None` when it contradicts itself.
    pub(super) fn seen(&self) -> Option<PageSeen> {
        match (self.status.as_deref()?, self.payment_status.as_deref()?) {
            ("complete", "paid") => Some(PageSeen::Paid(SumPaid {
                amount_cents: Cents(self.amount_total?),
                is_dollars: self.currency.as_deref()? == "usd",
                payment: ProcessorRef::parse(self.payment_intent.as_deref()?)?,
            })),
            ("open" | "complete", "unpaid") => Some(PageSeen::Open),
            ("expired", "unpaid") => Some(PageSeen::Over),
            _ => None,
        }
    }
}

impl KeepingSession {
    pub(super) fn kept(self) -> Option<CardKept> {
        let setup = self.setup_intent.filter(|setup| setup.status == "succeeded")?;
        let method = setup.payment_method?;
        let card = method.card?;
        let is_plain = |text: &str, most| {
            !text.is_empty()
                && text.len() <= most
                && text.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_')
        };
        let holds = is_plain(&card.brand, 30) && is_plain(&card.last4, 4) && (1..=12).contains(&card.exp_month);
        holds.then_some(CardKept {
            customer: ProcessorRef::parse(&self.customer?)?,
            method: ProcessorRef::parse(&method.id)?,
            brand: card.brand,
            last_four: card.last4,
            until_month: card.exp_month,
            until_year: card.exp_year,
        })
    }
}

impl Intent {
    /// What was paid. Nobody is there who could say yes to their bank, so whatever wants that is a no.
    pub(super) fn paid(&self) -> Result<SumPaid, CardTrouble> {
        let sum = || {
            Some(SumPaid {
                amount_cents: Cents(self.amount_received?),
                is_dollars: self.currency.as_deref()? == "usd",
                payment: ProcessorRef::parse(&self.id)?,
            })
        };
        match self.status.as_str() {
            "succeeded" => sum().ok_or_else(|| CardTrouble::NoAnswer("a payment without a sum".to_owned())),
            "requires_action" | "requires_confirmation" => Err(CardTrouble::Declined(WhyDeclined::WantsClient)),
            "requires_payment_method" | "canceled" => Err(CardTrouble::Declined(WhyDeclined::Other)),
            _ => Err(CardTrouble::NoAnswer("a payment that is under way".to_owned())),
        }
    }
}

impl Account {
    pub(super) fn prefix(self) -> Option<String> {
        self.settings?.card_payments?.statement_descriptor_prefix
    }
}

/// What an event tells of a page; `None` when it can't be read. A page that is not ours has no name of ours.
pub(super) fn told(session: &Session) -> Option<CardEvent> {
    let page = ProcessorRef::parse(&session.id)?;
    match (session.mode.as_deref()?, &session.client_reference_id) {
        ("payment", Some(ours)) => match ours.parse() {
            Ok(id) => Some(CardEvent::Page(id, page, session.seen()?)),
            Err(_) => Some(CardEvent::Other),
        },
        ("setup", Some(ours)) => Some(ours.parse().map_or(CardEvent::Other, |id| CardEvent::Keeping(id, page))),
        _ => Some(CardEvent::Other),
    }
}
