//! What the practice asks of a card processor, whichever it is: as little as possible. It never learns whose record it
//! is, what was done, or when; of the card itself we learn the brand and the last four digits, and nothing else.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{CardPaymentId, KeptCardId};
use terms::money::Cents;

use crate::side::Side;
use crate::statement_words::StatementWords;

/// The longest name that a processor gives to a thing of its own, in characters.
const MAX_REF: usize = 255;

/// A card processor. Each call waits for its answer, within a bound.
pub trait CardProcessor: Send + Sync + fmt::Debug {
    /// The exact words that a card's statement shows for payments of one ledger.
    fn words(&self, side: Side) -> &StatementWords;

    /// Opens a page of the processor on which a sum is paid. The same id opens the same page again.
    fn open_page(&self, sum: &SumToPay<'_>) -> Result<CardPage, CardTrouble>;

    /// How far a page has come.
    fn look(&self, page: &ProcessorRef) -> Result<PageSeen, CardTrouble>;

    /// Closes a page on which nothing was paid, so that nothing can be.
    fn close_page(&self, page: &ProcessorRef) -> Result<(), CardTrouble>;

    /// Opens a page of the processor on which a card is left to be kept. The same id opens the same page again.
    fn open_keeping(&self, keeping: &ToKeep<'_>) -> Result<CardPage, CardTrouble>;

    /// The card that was left on such a page, if one was.
    fn look_at_kept(&self, page: &ProcessorRef) -> Result<Option<CardKept>, CardTrouble>;

    /// Charges a kept card, nobody being there. The same id is charged once, however often it is asked.
    fn charge(&self, sum: &SumToCharge<'_>) -> Result<SumPaid, CardTrouble>;

    /// Sends a sum back to the card that it came from. The same id is sent back once.
    fn refund(&self, back: &SumToReturn<'_>) -> Result<(), CardTrouble>;

    /// Lets go of a kept card; one that is gone already is no trouble.
    fn forget(&self, method: &ProcessorRef) -> Result<(), CardTrouble>;

    /// What the processor tells us on its own, once it was shown that it is the processor who tells it, and now.
    fn read_event(&self, signature: &str, body: &[u8], now: Timestamp) -> Result<CardEvent, NotAnEvent>;
}

/// A processor's own name for a thing of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProcessorRef(String);

/// A sum that a client wants to pay.
#[derive(Clone, Copy, Debug)]
pub struct SumToPay<'a> {
    /// Our name for it.
    pub id: CardPaymentId,
    /// Which ledger's words stand on the statement.
    pub side: Side,
    /// How much.
    pub amount_cents: Cents,
    /// What the processor's page calls it: the practice's discreet name.
    pub named: &'a str,
    /// Where the client comes back to, whatever happened.
    pub back: &'a str,
}

/// A card to be kept.
#[derive(Clone, Copy, Debug)]
pub struct ToKeep<'a> {
    /// Our name for it.
    pub id: KeptCardId,
    /// Where the client comes back to, whatever happened.
    pub back: &'a str,
}

/// A sum to be charged to a kept card.
#[derive(Clone, Copy, Debug)]
pub struct SumToCharge<'a> {
    /// Our name for it.
    pub id: CardPaymentId,
    /// Which ledger's words stand on the statement.
    pub side: Side,
    /// How much.
    pub amount_cents: Cents,
    /// Whose card, as the processor knows them.
    pub customer: &'a ProcessorRef,
    /// Which card.
    pub method: &'a ProcessorRef,
}

/// A sum to be sent back.
#[derive(Clone, Copy, Debug)]
pub struct SumToReturn<'a> {
    /// Our name for the sending back; another one than that of the payment.
    pub once: &'a str,
    /// The processor's name for the payment.
    pub payment: &'a ProcessorRef,
    /// How much.
    pub amount_cents: Cents,
}

/// A page of the processor's, open for one client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPage {
    /// The processor's name for it.
    pub name: ProcessorRef,
    /// Where it is found.
    pub address: String,
}

/// How far a page has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageSeen {
    /// It waits for whoever pays.
    Open,
    /// It was paid.
    Paid(SumPaid),
    /// It is closed, and nothing was paid.
    Over,
}

/// A sum that was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumPaid {
    /// How much, in hundredths of the currency.
    pub amount_cents: Cents,
    /// In United States dollars, or in something else.
    pub is_dollars: bool,
    /// The processor's name for the payment.
    pub payment: ProcessorRef,
}

/// A card that the processor keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardKept {
    /// Whose, as the processor knows them.
    pub customer: ProcessorRef,
    /// Which.
    pub method: ProcessorRef,
    /// "visa".
    pub brand: String,
    /// The last four digits.
    pub last_four: String,
    /// The month after which it is no longer good, 1 to 12.
    pub until_month: u8,
    /// Its year.
    pub until_year: u16,
}

/// What a processor tells on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardEvent {
    /// How a page that is to be paid has come along.
    Page(CardPaymentId, ProcessorRef, PageSeen),
    /// A page on which a card was to be left is done.
    Keeping(KeptCardId, ProcessorRef),
    /// Something that does not concern us.
    Other,
}

/// Why what came is no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnEvent {
    /// It does not bear the processor's signature.
    Forged,
    /// It does, but of another time: somebody may be sending it again.
    Stale,
    /// It does, and can't be read.
    Unreadable,
}

/// Why a card payment did not happen, or may not have. Holds nobody's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardTrouble {
    /// The card said no.
    Declined(WhyDeclined),
    /// The processor refuses what we ask, and would again: its own word for it.
    Refused(String),
    /// No answer that we understand: it may have happened. What we were doing.
    NoAnswer(String),
}

/// Why a card said no, as far as a client is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyDeclined {
    /// The bank wants the client to be there and to say yes.
    WantsClient,
    /// It is no longer good.
    Expired,
    /// Any other reason. The bank knows it; we don't ask.
    Other,
}

impl ProcessorRef {
    /// Letters, digits and low lines; nothing that could change the address of what is asked.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |sign: u8| sign.is_ascii_alphanumeric() || sign == b'_';
        (!text.is_empty() && text.len() <= MAX_REF && text.bytes().all(plain)).then(|| Self(text.to_owned()))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_processors_name_can_not_change_an_address() {
        for (text, is_one) in [
            ("cs_test_a1B2", true),
            ("", false),
            ("../refunds", false),
            ("a?b", false),
            ("a b", false),
            ("é", false),
            (&"a".repeat(255), true),
            (&"a".repeat(256), false),
        ] {
            assert_eq!(ProcessorRef::parse(text).is_some(), is_one, "{text}");
        }
    }
}
