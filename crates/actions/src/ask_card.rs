//! A client asks to pay what is open on one ledger by card: first what they will be shown, then the processor's page.

use jiff::Timestamp;
use money::card_payment::{AskRefusal, CardPayment, CardState, CardWay, Heard, may_ask};
use money::card_processor::{CardPage, CardProcessor, CardTrouble, PageSeen, SumToPay};
use money::charge::Charge;
use money::ledger::{DosingLedger, Ledger, TherapyLedger};
use money::side::Side;
use record::lists::cards::CardPaymentsOf;
use record::scope::{Read, Write, folder};
use record::work::Work;
use terms::actor::Context;
use terms::ids::{CardPaymentId, SubjectId};
use terms::money::Cents;
use terms::trouble::{Never, Trouble};

use crate::author::client;
use crate::hear_card::settle;
use crate::house::House;

/// What a client asks to pay.
#[derive(Clone, Copy, Debug)]
pub struct CardAsk {
    /// Whose ledger: their own, or that of a couple that they belong to.
    pub subject: SubjectId,
    /// Which of the two.
    pub side: Side,
    /// What they were shown that is open.
    pub shown: Cents,
}

/// Why a card payment is not asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardRefusal {
    /// No processor is set.
    NoCards,
    /// A rule says no.
    Ask(AskRefusal),
    /// The processor does, or does not answer.
    Processor(CardTrouble),
}

/// What is to be paid now, and the exact words that a card statement will show.
pub struct ToPay {
    /// How much is open and the client's to pay.
    pub open_cents: Cents,
    /// The words.
    pub words: String,
}

/// Looks at what is to be paid; `None` without a processor.
pub fn see_what_to_pay(
    house: &House,
    by: &Context,
    (subject, side): (SubjectId, Side),
) -> Result<Option<ToPay>, Trouble<Never>> {
    let Some(cards) = house.cards() else { return Ok(None) };
    let open_cents = house.record().read::<_, Never>(by, |work| {
        // Whoever may see a ledger may not always pay it.
        work.permit::<_, Write>(CardPaymentsOf(subject))?;
        to_pay(work, (subject, side))
    })?;
    Ok(Some(ToPay { open_cents, words: cards.words(side).as_str().to_owned() }))
}

/// Writes down that they ask, in a commit of its own, and then asks the processor for a page. Pressing again shows the
/// same page, also at the same moment; one for another sum is closed.
pub fn ask_card(house: &House, by: &Context, ask: CardAsk, once: &str) -> Result<CardPaymentId, Trouble<CardRefusal>> {
    let cards = house.cards().ok_or(Trouble::Refused(CardRefusal::NoCards))?;
    let payer = client(by)?.subject;
    let id = CardPaymentId(house.record().new_id());
    let words = cards.words(ask.side).as_str().to_owned();
    let id = house.record().change_once(by, (&form("pay", once), |_| None), |change| {
        let permit = change.permit::<_, Write>(CardPaymentsOf(ask.subject))?;
        let turn = change.card_turn(&permit)?;
        let open = to_pay(change, (ask.subject, ask.side))?;
        let amount_cents = may_ask(open, ask.shown).map_err(|refusal| Trouble::Refused(CardRefusal::Ask(refusal)))?;
        let rows = change.card_payments(&permit)?;
        if let Some(same) = rows.iter().find(|row| row.is_the_same((payer, ask.side, amount_cents), by.now)) {
            return Ok(same.id);
        }
        change.take_card_turn(&permit, &turn)?;
        let CardAsk { subject, side, .. } = ask;
        let (words, way, state) = (words.clone(), CardWay::Page(None), CardState::Asked);
        change.put(&permit, &CardPayment { id, subject, side, payer, amount_cents, words, at: by.now, way, state })?;
        Ok(id)
    })?;
    let rows = house.record().read::<_, CardRefusal>(by, |work| {
        let permit = work.permit::<_, Read>(CardPaymentsOf(ask.subject))?;
        Ok(work.card_payments(&permit)?)
    })?;
    for row in rows.iter().filter(|row| row.payer == payer && row.side == ask.side) {
        if row.id == id { open(house, &*cards, row, by.now)? } else { close(house, &*cards, row, by.now)? }
    }
    Ok(id)
}

/// Asks the processor for the page of a payment that has none yet, and writes it down. The same id gets the same page, so
/// a stop between asking and answer is mended by asking again.
pub(crate) fn open(
    house: &House,
    cards: &dyn CardProcessor,
    row: &CardPayment,
    now: Timestamp,
) -> Result<(), Trouble<CardRefusal>> {
    if row.state != CardState::Asked || row.page().is_some() {
        return Ok(());
    }
    match ask_for_page(house, cards, row) {
        Ok(page) => settle(house, row.id, now, |row| Heard::Now(row.on_page(page.clone()))).map_err(Trouble::unrefused),
        Err(trouble) => {
            settle(house, row.id, now, |row| row.troubled(&trouble, now)).map_err(Trouble::unrefused)?;
            Err(Trouble::Refused(CardRefusal::Processor(trouble)))
        }
    }
}

fn ask_for_page(house: &House, cards: &dyn CardProcessor, row: &CardPayment) -> Result<CardPage, CardTrouble> {
    let (named, back) = (house.practice().discreet_name.clone(), house.link(&format!("/my/money/card/{}", row.id)));
    let CardPayment { id, side, amount_cents, .. } = *row;
    cards.open_page(&SumToPay { id, side, amount_cents, named: &named, back: &back })
}

/// Closes the page of an earlier sum. One that was paid meanwhile stays; the processor tells of it.
fn close(
    house: &House,
    cards: &dyn CardProcessor,
    row: &CardPayment,
    now: Timestamp,
) -> Result<(), Trouble<CardRefusal>> {
    let Some(page) = row.page().filter(|page| cards.close_page(&page.name).is_ok()) else { return Ok(()) };
    settle(house, row.id, now, |row| row.heard((&page.name, &PageSeen::Over), now)).map_err(Trouble::unrefused)
}

/// A form's one-time number, told apart from those of other forms: the first answer of another is none of ours.
pub(crate) fn form(kind: &str, once: &str) -> String {
    if once.is_empty() { String::new() } else { format!("{kind}/{once}") }
}

/// What a client still has to pay: what is theirs, less what is held for them.
pub(crate) fn to_pay<R>(work: &mut Work<'_>, (subject, side): (SubjectId, Side)) -> Result<Cents, Trouble<R>> {
    match side {
        Side::Therapy => {
            let permit = work.permit::<_, Read>(folder::<TherapyLedger>(subject))?;
            Ok(theirs(&*work.open(&permit)?))
        }
        Side::Dosing => {
            let permit = work.permit::<_, Read>(folder::<DosingLedger>(subject))?;
            Ok(theirs(&*work.open(&permit)?))
        }
    }
}

/// The same of an open ledger.
pub fn theirs<C: Charge>(ledger: &Ledger<C>) -> Cents {
    Cents((ledger.owed_by_client_cents().0 - ledger.credit_cents().0.max(0)).max(0))
}
