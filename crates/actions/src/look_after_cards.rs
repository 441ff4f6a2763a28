//! What a card processor told and we did not hear: it is asked about what is still open, a while after it was asked for.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use money::card_payment::{ASK_AFTER, CardPayment, CardState, CardWay};
use money::card_processor::{CardProcessor, CardTrouble, SumToCharge};
use money::card_refund::CardRefund;
use money::kept_card::{KeptCard, KeptState};
use record::list::{List, list};
use record::scope::Read;
use terms::actor::{Actor, Context};
use terms::ids::{CardPaymentId, CardRefundId, Id, KeptCardId};
use terms::trouble::{Never, Trouble};

use crate::ask_card::open;
use crate::hear_card::{settle, settle_kept};
use crate::house::House;
use crate::return_to_card::send;

/// How long until something is looked at again.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(10);

/// What the clock knows of card payments that are open: when it looks at each again. Lost at a stop, and made again.
#[derive(Debug, Default)]
pub struct CardRounds(BTreeMap<Id, Timestamp>);

/// Asks about what has its turn. What waits is looked up by ids alone, so an open payment fills no audit.
pub fn look_after_cards(house: &House, rounds: &mut CardRounds, now: Timestamp) -> Result<(), Trouble<Never>> {
    let Some(cards) = house.cards() else { return Ok(()) };
    let payments = house.record().ids_in_state::<CardPayment>("asked")?;
    let mut kept = house.record().ids_in_state::<KeptCard>("asked")?;
    kept.extend(house.record().ids_in_state::<KeptCard>("leaving")?);
    let returns = house.record().ids_in_state::<CardRefund>("asked")?;
    rounds.0.retain(|id, _| payments.contains(id) || kept.contains(id) || returns.contains(id));
    for id in payments {
        if rounds.has_its_turn(id, now) {
            let next = look_at_payment(house, &*cards, (CardPaymentId(id), now))?;
            rounds.0.insert(id, next);
        }
    }
    for id in returns {
        if rounds.has_its_turn(id, now) {
            let next = look_at_return(house, &*cards, (CardRefundId(id), now))?;
            rounds.0.insert(id, next);
        }
    }
    for id in kept {
        if rounds.has_its_turn(id, now) {
            let next = look_at_card(house, &*cards, (KeptCardId(id), now))?;
            rounds.0.insert(id, next);
        }
    }
    Ok(())
}

impl CardRounds {
    fn has_its_turn(&self, id: Id, now: Timestamp) -> bool {
        self.0.get(&id).is_none_or(|next| *next <= now)
    }
}

/// Looks at one payment, and says when again.
fn look_at_payment(
    house: &House,
    cards: &dyn CardProcessor,
    (id, now): (CardPaymentId, Timestamp),
) -> Result<Timestamp, Trouble<Never>> {
    let Some(row) = row::<CardPayment>(house, id.0, now)?.filter(|row| row.state == CardState::Asked) else {
        return Ok(Timestamp::MAX);
    };
    if now.duration_since(row.at) < ASK_AFTER {
        return Ok(row.at + ASK_AFTER);
    }
    ask_again(house, cards, &row, now)?;
    Ok(now + AGAIN_AFTER)
}

/// Asks the processor about a payment that is open, by whichever way it is paid.
pub(crate) fn ask_again(
    house: &House,
    cards: &dyn CardProcessor,
    row: &CardPayment,
    now: Timestamp,
) -> Result<(), Trouble<Never>> {
    match &row.way {
        CardWay::Page(Some(page)) => match cards.look(&page.name) {
            Ok(seen) => settle(house, row.id, now, |row| row.heard((&page.name, &seen), now)),
            Err(trouble) => settle(house, row.id, now, |row| row.troubled(&trouble, now)),
        },
        // A no is in the row by now.
        CardWay::Page(None) => match open(house, cards, row, now) {
            Ok(()) | Err(Trouble::Refused(_)) => Ok(()),
            Err(Trouble::Denied(denied)) => Err(Trouble::Denied(denied)),
            Err(Trouble::Fault(fault)) => Err(Trouble::Fault(fault)),
        },
        CardWay::Kept { card, .. } => {
            let kept = self::row::<KeptCard>(house, card.0, now)?;
            charge(house, cards, (row, kept.as_ref()), now)
        }
    }
}

/// Charges a kept card, while its consent stands. The processor does it once for each payment.
pub(crate) fn charge(
    house: &House,
    cards: &dyn CardProcessor,
    (row, kept): (&CardPayment, Option<&KeptCard>),
    now: Timestamp,
) -> Result<(), Trouble<Never>> {
    let CardPayment { id, side, amount_cents, .. } = *row;
    let paid = match kept.and_then(KeptCard::card) {
        Some(card) => {
            cards.charge(&SumToCharge { id, side, amount_cents, customer: &card.customer, method: &card.method })
        }
        None => Err(CardTrouble::NoAnswer("the card was taken back meanwhile".to_owned())),
    };
    match paid {
        Ok(sum) => settle(house, id, now, |row| row.paid(&sum, now)),
        Err(trouble) => settle(house, id, now, |row| row.troubled(&trouble, now)),
    }
}

/// Looks at one kept card, and says when again.
fn look_at_card(
    house: &House,
    cards: &dyn CardProcessor,
    (id, now): (KeptCardId, Timestamp),
) -> Result<Timestamp, Trouble<Never>> {
    let Some(row) = row::<KeptCard>(house, id.0, now)? else { return Ok(Timestamp::MAX) };
    if now.duration_since(row.at) < ASK_AFTER && matches!(row.state, KeptState::Asked(_)) {
        return Ok(row.at + ASK_AFTER);
    }
    ask_about(house, cards, &row, now)?;
    Ok(now + AGAIN_AFTER)
}

/// Asks the processor about a card that is being left, or lets go of one that was taken back.
pub(crate) fn ask_about(
    house: &House,
    cards: &dyn CardProcessor,
    row: &KeptCard,
    now: Timestamp,
) -> Result<(), Trouble<Never>> {
    match &row.state {
        KeptState::Asked(Some(page)) => match cards.look_at_kept(&page.name) {
            Ok(card) => settle_kept(house, row.id, now, |row| row.seen(&page.name, card.clone(), now)),
            Err(_) => Ok(()),
        },
        KeptState::Asked(None) => settle_kept(house, row.id, now, |row| row.given_up(now)),
        KeptState::Leaving { card, .. } => match cards.forget(&card.method) {
            Ok(()) => settle_kept(house, row.id, now, |row| Some(row.let_go(now))),
            Err(_) => Ok(()),
        },
        KeptState::Kept(_) | KeptState::Removed { .. } | KeptState::Lapsed { .. } => Ok(()),
    }
}

/// Sends again what had no answer, and says when again.
fn look_at_return(
    house: &House,
    cards: &dyn CardProcessor,
    (id, now): (CardRefundId, Timestamp),
) -> Result<Timestamp, Trouble<Never>> {
    let Some(row) = row::<CardRefund>(house, id.0, now)? else { return Ok(Timestamp::MAX) };
    if now.duration_since(row.at) < ASK_AFTER {
        return Ok(row.at + ASK_AFTER);
    }
    send(house, cards, &row, now)?;
    Ok(now + AGAIN_AFTER)
}

/// A row, as the clock sees it.
fn row<L: List>(house: &House, id: Id, now: Timestamp) -> Result<Option<L>, Trouble<Never>> {
    house.record().read(&Context { actor: Actor::Timer, now }, |work| {
        let rows = work.permit::<_, Read>(list::<L>())?;
        work.get(&rows, id)
    })
}
