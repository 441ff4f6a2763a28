//! Billing charges a client's kept card for what is open on one ledger, while the client's consent stands.

use money::card_payment::{AskRefusal, CardPayment, CardState, CardWay, may_ask};
use money::card_processor::CardKept;
use money::kept_card::KeptCard;
use money::side::Side;
use record::lists::cards::{CardPaymentsOf, KeptCardsOf};
use record::scope::{Read, Write};
use terms::actor::{Actor, Context};
use terms::ids::{CardPaymentId, SubjectId};
use terms::money::Cents;
use terms::trouble::{Denied, Never, Trouble};

use crate::ask_card::{CardAsk, form, to_pay};
use crate::house::House;
use crate::look_after_cards::charge;

/// Why a kept card is not charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeRefusal {
    /// No processor is set.
    NoCards,
    /// No card is kept, or it was taken back.
    NoCard,
    /// A rule says no.
    Ask(AskRefusal),
    /// The client is paying this very thing, or a charge has had no answer yet.
    UnderWay,
}

/// What billing sees of a client's cards.
pub struct CardsOf {
    /// The card that may be charged.
    pub kept: Option<CardKept>,
    /// What was asked for by card, the newest first.
    pub payments: Vec<CardPayment>,
    /// The words of a statement, for therapy and for dosing days.
    words: [String; 2],
}

impl CardsOf {
    /// The words that a statement shows.
    pub fn words(&self, side: Side) -> &str {
        let [therapy, dosing] = &self.words;
        match side {
            Side::Therapy => therapy,
            Side::Dosing => dosing,
        }
    }
}

/// Looks; `None` without a processor.
pub fn see_cards_of(house: &House, by: &Context, subject: SubjectId) -> Result<Option<CardsOf>, Trouble<Never>> {
    let Some(cards) = house.cards() else { return Ok(None) };
    let words = Side::ALL.map(|side| cards.words(side).as_str().to_owned());
    house.record().read(by, |work| {
        let (kept, payments) =
            (work.permit::<_, Read>(KeptCardsOf(subject))?, work.permit::<_, Read>(CardPaymentsOf(subject))?);
        let kept = work.kept_cards(&kept)?.iter().rev().find_map(KeptCard::card).cloned();
        let mut payments = work.card_payments(&payments)?;
        payments.reverse();
        Ok(Some(CardsOf { kept, payments, words }))
    })
}

/// Writes down that it is charged, in a commit of its own, and then charges it. What came of it stands in the payment.
pub fn charge_card(house: &House, by: &Context, ask: CardAsk, once: &str) -> Result<CardState, Trouble<ChargeRefusal>> {
    let cards = house.cards().ok_or(Trouble::Refused(ChargeRefusal::NoCards))?;
    let Actor::Staff(person) = by.actor else { return Err(Denied::NotTheirs.into()) };
    let new = CardPaymentId(house.record().new_id());
    let words = cards.words(ask.side).as_str().to_owned();
    let CardAsk { subject, side, shown } = ask;
    let id = house.record().change_once(by, (&form("charge", once), |_| None), |change| {
        let payments = change.permit::<_, Write>(CardPaymentsOf(subject))?;
        let turn = change.card_turn(&payments)?;
        let kept = change.permit::<_, Read>(KeptCardsOf(subject))?;
        let kept = change.kept_cards(&kept)?.into_iter().rev().find(|card| card.card().is_some());
        let kept = kept.ok_or(Trouble::Refused(ChargeRefusal::NoCard))?;
        let is_under_way = |row: &CardPayment| row.side == side && row.is_under_way(by.now);
        if change.card_payments(&payments)?.iter().any(is_under_way) {
            return Err(Trouble::Refused(ChargeRefusal::UnderWay));
        }
        let open: Cents = to_pay(change, (subject, side))?;
        let amount_cents = may_ask(open, shown).map_err(|refusal| Trouble::Refused(ChargeRefusal::Ask(refusal)))?;
        change.take_card_turn(&payments, &turn)?;
        let (words, way) = (words.clone(), CardWay::Kept { card: kept.id, by: person.staff });
        let (payer, at, state) = (subject, by.now, CardState::Asked);
        change.put(&payments, &CardPayment { id: new, subject, side, payer, amount_cents, words, at, way, state })?;
        Ok(new)
    })?;
    let (row, kept) = house.record().read(by, |work| {
        let kept = work.permit::<_, Read>(KeptCardsOf(subject))?;
        Ok::<_, Trouble<ChargeRefusal>>((one(work, subject, id)?, work.kept_cards(&kept)?))
    })?;
    if row.state == CardState::Asked {
        let card = match row.way {
            CardWay::Kept { card, .. } => kept.iter().find(|kept| kept.id == card),
            CardWay::Page(_) => None,
        };
        charge(house, &*cards, (&row, card), by.now).map_err(Trouble::unrefused)?;
    }
    house.record().read(by, |work| Ok(one(work, subject, id)?.state))
}

fn one(
    work: &mut record::work::Work<'_>,
    subject: SubjectId,
    id: CardPaymentId,
) -> Result<CardPayment, Trouble<ChargeRefusal>> {
    let payments = work.permit::<_, Read>(CardPaymentsOf(subject))?;
    Ok(work.get(&payments, id.0)?.ok_or(Denied::NotTheirs)?)
}
