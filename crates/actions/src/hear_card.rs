//! Writes down what a card processor told: a payment goes into its ledger, once, in one commit with its row.

use jiff::Timestamp;
use money::card_payment::{CardPayment, CardWay, Heard};
use money::card_processor::{CardEvent, NotAnEvent};
use money::kept_card::KeptCard;
use money::payment::{PaidBy, PayRefusal, TakenBy};
use money::side::Side;
use money::spread::{Sum, spread_dosing, spread_therapy};
use record::change::Change;
use record::list::list;
use record::scope::{Write, folder};
use record::stored::Stored;
use terms::actor::{Actor, Context};
use terms::ids::{CardPaymentId, KeptCardId, PaymentId};
use terms::trouble::{Fault, Never, Trouble};

use crate::house::House;
use crate::turn_away::refused;

/// Why what came is not written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HearRefusal {
    /// No processor is set.
    NoCards,
    /// It is no event of now.
    NotAnEvent(NotAnEvent),
}

/// Takes an event as it came, by whoever sent it. A forged one is written down as an access that was refused; one that is
/// known, or not ours, changes nothing.
pub fn hear_card_event(
    house: &House,
    (signature, body): (&str, &[u8]),
    now: Timestamp,
) -> Result<(), Trouble<HearRefusal>> {
    let cards = house.cards().ok_or(Trouble::Refused(HearRefusal::NoCards))?;
    match cards.read_event(signature, body, now) {
        Ok(CardEvent::Page(id, page, seen)) => {
            settle(house, id, now, |row| row.heard((&page, &seen), now)).map_err(Trouble::unrefused)
        }
        Ok(CardEvent::Keeping(id, page)) => {
            // The event names no card, so we ask. Should there be no answer, the clock asks again.
            match cards.look_at_kept(&page) {
                Ok(card) => {
                    settle_kept(house, id, now, |row| row.seen(&page, card.clone(), now)).map_err(Trouble::unrefused)
                }
                Err(_) => Ok(()),
            }
        }
        Ok(CardEvent::Other) => Ok(()),
        Err(not) => {
            if not == NotAnEvent::Forged {
                // Whoever sent it asked for what is not theirs, and that is written down.
                refused::<CardPayment>(house, &Context { actor: Actor::Stranger, now })?;
            }
            Err(Trouble::Refused(HearRefusal::NotAnEvent(not)))
        }
    }
}

/// Changes a card payment by a rule. Only the clock does, whoever made it look.
pub(crate) fn settle(
    house: &House,
    id: CardPaymentId,
    now: Timestamp,
    rule: impl Fn(CardPayment) -> Heard,
) -> Result<(), Trouble<Never>> {
    let new_id = || PaymentId(house.record().new_id());
    house.record().change(&Context { actor: Actor::Timer, now }, |change| {
        let rows = change.permit::<_, Write>(list::<CardPayment>())?;
        let Some(row) = change.get::<CardPayment, _, _, Never>(&rows, id.0)? else { return Ok(()) };
        match rule(row) {
            Heard::Known => Ok(()),
            Heard::Now(row) => change.put(&rows, &row),
            Heard::Pay(row) => {
                match row.side {
                    Side::Therapy => pay(house, change, &row, |ledger, sum| spread_therapy(ledger, sum, &new_id))?,
                    Side::Dosing => pay(house, change, &row, |ledger, sum| spread_dosing(ledger, sum, &new_id))?,
                }
                change.put(&rows, &row)
            }
        }
    })
}

/// Changes a kept card by a rule.
pub(crate) fn settle_kept(
    house: &House,
    id: KeptCardId,
    now: Timestamp,
    rule: impl Fn(KeptCard) -> Option<KeptCard>,
) -> Result<(), Trouble<Never>> {
    house.record().change(&Context { actor: Actor::Timer, now }, |change| {
        let rows = change.permit::<_, Write>(list::<KeptCard>())?;
        let Some(row) = change.get::<KeptCard, _, _, Never>(&rows, id.0)? else { return Ok(()) };
        rule(row).map_or(Ok(()), |row| change.put(&rows, &row))
    })
}

/// The ledger's own rule shares the sum out; each part bears the card payment's id.
fn pay<L: Stored>(
    house: &House,
    change: &mut Change<'_>,
    row: &CardPayment,
    spread: impl Fn(&L, Sum) -> Result<Vec<L::Entry>, PayRefusal>,
) -> Result<(), Trouble<Never>> {
    let permit = change.permit::<_, Write>(folder::<L>(row.subject))?;
    let ledger = change.open(&permit)?;
    let by = match row.way {
        CardWay::Page(_) => TakenBy::Client { client: row.payer },
        CardWay::Kept { by, .. } => TakenBy::Staff(by),
    };
    let now = permit.by().now;
    let (id, on, how) = (PaymentId(row.id.0), house.today(now), PaidBy::Card);
    let sum = Sum { id, at: now, on, by, amount_cents: row.amount_cents, how };
    // More than nothing was asked for, and paid.
    let entries = spread(&ledger, sum).map_err(|why| Fault::new("spread a card payment", format!("{why:?}")))?;
    entries.into_iter().try_for_each(|entry| change.add(&permit, entry))?;
    Ok(())
}
