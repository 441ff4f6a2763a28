//! Card payments by Stripe's documented API: pages of theirs (Checkout Sessions), kept cards (`SetupIntents`, and
//! `PaymentIntents` off session), refunds, events. They get an amount, the practice's discreet name, our random id and the
//! words for the statement: no name, no email, no date, nothing of what was done.

mod call;
pub mod event;
mod forms;
pub mod settings;

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use money::card_processor::{
    CardEvent, CardKept, CardPage, CardProcessor, CardTrouble, NotAnEvent, PageSeen, ProcessorRef, SumPaid,
    SumToCharge, SumToPay, SumToReturn, ToKeep,
};
use money::side::Side;
use money::statement_words::StatementWords;

use call::{LIMIT, Line};
use forms::{Account, Intent, KeepingSession, Refund, Session, Whatever};
use settings::{StripeRefusal, StripeSettings, Words, look_over};

/// The processor, and the account that we have there.
pub struct Stripe {
    settings: StripeSettings,
    words: Words,
    line: Line,
}

impl Stripe {
    /// Looks the settings over; nothing is asked yet.
    pub fn new(settings: StripeSettings) -> Result<Self, StripeRefusal> {
        look_over(&settings)?;
        let words = Words::of(&settings)?;
        let line = Line::to(&settings.address, &settings.key, LIMIT);
        Ok(Self { settings, words, line })
    }

    /// The same with another time limit for each question.
    #[must_use]
    pub fn within(self, limit: Duration) -> Self {
        let line = Line::to(&self.settings.address, &self.settings.key, limit);
        Self { line, ..self }
    }

    /// What the account itself puts before our words, and what we think that it does; they must be the same.
    pub fn prefixes(&self) -> Result<(Option<String>, &str), CardTrouble> {
        let account: Account = self.line.get("/v1/account")?;
        Ok((account.prefix(), self.words.prefix()))
    }

    /// A page's address is theirs, encrypted, or on this computer as they are.
    fn page(&self, session: &Session) -> Result<CardPage, CardTrouble> {
        let is_here = self.settings.address.starts_with("http://");
        let address = session.url.as_deref().filter(|url| {
            let is_plain = url.len() <= 2_048 && url.bytes().all(|sign| sign.is_ascii_graphic());
            is_plain && (url.starts_with("https://") || is_here && url.starts_with("http://127.0.0.1:"))
        });
        match (ProcessorRef::parse(&session.id), address) {
            (Some(name), Some(address)) => Ok(CardPage { name, address: address.to_owned() }),
            _ => Err(CardTrouble::NoAnswer("a page without an address".to_owned())),
        }
    }
}

impl CardProcessor for Stripe {
    fn words(&self, side: Side) -> &StatementWords {
        self.words.whole(side)
    }

    fn open_page(&self, sum: &SumToPay<'_>) -> Result<CardPage, CardTrouble> {
        let (id, amount) = (sum.id.to_string(), sum.amount_cents.0.to_string());
        let session: Session = self.line.post(
            "/v1/checkout/sessions",
            &[
                ("mode", "payment"),
                ("client_reference_id", &id),
                ("payment_method_types[0]", "card"),
                ("line_items[0][quantity]", "1"),
                ("line_items[0][price_data][currency]", "usd"),
                ("line_items[0][price_data][unit_amount]", &amount),
                ("line_items[0][price_data][product_data][name]", sum.named),
                ("payment_intent_data[statement_descriptor_suffix]", self.words.suffix(sum.side)),
                ("success_url", sum.back),
                ("cancel_url", sum.back),
            ],
            Some(&id),
        )?;
        self.page(&session)
    }

    fn look(&self, page: &ProcessorRef) -> Result<PageSeen, CardTrouble> {
        let session: Session = self.line.get(&format!("/v1/checkout/sessions/{}", page.as_str()))?;
        session.seen().ok_or_else(|| CardTrouble::NoAnswer("a page that contradicts itself".to_owned()))
    }

    fn close_page(&self, page: &ProcessorRef) -> Result<(), CardTrouble> {
        let path = format!("/v1/checkout/sessions/{}/expire", page.as_str());
        self.line.post::<Whatever>(&path, &[], None).map(|_| ())
    }

    fn open_keeping(&self, keeping: &ToKeep<'_>) -> Result<CardPage, CardTrouble> {
        let id = keeping.id.to_string();
        let session: Session = self.line.post(
            "/v1/checkout/sessions",
            &[
                ("mode", "setup"),
                ("client_reference_id", &id),
                ("payment_method_types[0]", "card"),
                ("customer_creation", "always"),
                ("success_url", keeping.back),
                ("cancel_url", keeping.back),
            ],
            Some(&id),
        )?;
        self.page(&session)
    }

    fn look_at_kept(&self, page: &ProcessorRef) -> Result<Option<CardKept>, CardTrouble> {
        let path = format!("/v1/checkout/sessions/{}?expand[]=setup_intent.payment_method", page.as_str());
        self.line.get::<KeepingSession>(&path).map(KeepingSession::kept)
    }

    fn charge(&self, sum: &SumToCharge<'_>) -> Result<SumPaid, CardTrouble> {
        let (id, amount) = (sum.id.to_string(), sum.amount_cents.0.to_string());
        let intent: Intent = self.line.post(
            "/v1/payment_intents",
            &[
                ("amount", &amount),
                ("currency", "usd"),
                ("customer", sum.customer.as_str()),
                ("payment_method", sum.method.as_str()),
                ("payment_method_types[0]", "card"),
                ("off_session", "true"),
                ("confirm", "true"),
                ("statement_descriptor_suffix", self.words.suffix(sum.side)),
                ("metadata[reference]", &id),
            ],
            Some(&id),
        )?;
        intent.paid()
    }

    fn refund(&self, back: &SumToReturn<'_>) -> Result<(), CardTrouble> {
        let amount = back.amount_cents.0.to_string();
        let form = [("payment_intent", back.payment.as_str()), ("amount", &amount)];
        let refund: Refund = self.line.post("/v1/refunds", &form, Some(back.once))?;
        match refund.status.as_str() {
            "succeeded" | "pending" => Ok(()),
            _ => Err(CardTrouble::Refused("the refund did not go through".to_owned())),
        }
    }

    fn forget(&self, method: &ProcessorRef) -> Result<(), CardTrouble> {
        let path = format!("/v1/payment_methods/{}/detach", method.as_str());
        match self.line.post::<Whatever>(&path, &[], None) {
            Ok(_) => Ok(()),
            // It is not there, or belongs to nobody any more.
            Err(CardTrouble::Refused(why))
                if why.starts_with("404") || why.contains("payment_method_unexpected_state") =>
            {
                Ok(())
            }
            Err(trouble) => Err(trouble),
        }
    }

    fn read_event(&self, signature: &str, body: &[u8], now: Timestamp) -> Result<CardEvent, NotAnEvent> {
        event::read(&self.settings.webhook_secret, (signature, body), now)
    }
}

impl fmt::Debug for Stripe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.settings)
    }
}
