//! Billing sends money back to the card that it came from: a row first, then the processor, then the ledger.

use jiff::Timestamp;
use money::card_payment::CardPayment;
use money::card_processor::{CardProcessor, SumToReturn};
use money::card_refund::{CardRefund, ReturnRefusal, ReturnState, may_return};
use money::ledger::{DosingLedger, TherapyLedger};
use money::refund::{Refund, RefundOf, RefundRefusal, refund_dosing, refund_therapy};
use money::side::Side;
use record::change::Change;
use record::list::list;
use record::lists::cards::CardPaymentsOf;
use record::scope::{Read, Write, folder};
use record::stored::Stored;
use terms::actor::{Actor, Context};
use terms::ids::{CardPaymentId, CardRefundId, SubjectId};
use terms::money::Cents;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::ask_card::form;
use crate::house::House;

/// What is to go back.
#[derive(Clone, Debug)]
pub struct ToReturn {
    /// Whose ledger.
    pub subject: SubjectId,
    /// Which card payment it goes back from.
    pub payment: CardPaymentId,
    /// Out of what in the ledger.
    pub of: RefundOf,
    /// How much.
    pub amount_cents: Cents,
    /// Why.
    pub reason: Line,
}

/// Why nothing goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReturned {
    /// No processor is set.
    NoCards,
    /// The payment does not have it to give.
    Payment(ReturnRefusal),
    /// The ledger does not.
    Ledger(RefundRefusal),
}

/// Writes down that it goes back, in a commit of its own, asks the processor, and then writes it into the ledger.
pub fn return_to_card(
    house: &House,
    by: &Context,
    back: &ToReturn,
    once: &str,
) -> Result<ReturnState, Trouble<NotReturned>> {
    let cards = house.cards().ok_or(Trouble::Refused(NotReturned::NoCards))?;
    let Actor::Staff(person) = by.actor else { return Err(Denied::NotTheirs.into()) };
    let new = CardRefundId(house.record().new_id());
    let id = house.record().change_once(by, (&form("return", once), |_| None), |change| {
        let permit = change.permit::<_, Write>(CardPaymentsOf(back.subject))?;
        let payment: CardPayment = change.get(&permit, back.payment.0)?.ok_or(Denied::NotTheirs)?;
        let earlier = change.card_refunds(&permit)?;
        let paid = may_return(&payment, &earlier, back.amount_cents);
        let paid = paid.map_err(|refusal| Trouble::Refused(NotReturned::Payment(refusal)))?;
        let ToReturn { subject, payment: from, of, amount_cents, reason } = back.clone();
        let (side, by_whom, at, state) = (payment.side, person.staff, by.now, ReturnState::Asked);
        let row = CardRefund {
            id: new,
            payment: from,
            paid,
            subject,
            side,
            of,
            amount_cents,
            reason,
            by: by_whom,
            at,
            state,
        };
        in_ledger(change, &row, (row.in_ledger(by.now, house.today(by.now)), Does::Look))?
            .map_err(|refusal| Trouble::Refused(NotReturned::Ledger(refusal)))?;
        change.put(&permit, &row)?;
        Ok(new)
    })?;
    let look = |house: &House| {
        house.record().read::<CardRefund, NotReturned>(by, |work| {
            let permit = work.permit::<_, Read>(CardPaymentsOf(back.subject))?;
            Ok(work.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?)
        })
    };
    send(house, &*cards, &look(house)?, by.now).map_err(Trouble::unrefused)?;
    Ok(look(house)?.state)
}

/// Asks the processor to send it, and writes down what came of it. The same row is sent once, however often it is asked.
pub(crate) fn send(
    house: &House,
    cards: &dyn CardProcessor,
    row: &CardRefund,
    now: Timestamp,
) -> Result<(), Trouble<Never>> {
    if row.state != ReturnState::Asked {
        return Ok(());
    }
    let CardRefund { id, amount_cents, .. } = *row;
    let once = id.to_string();
    let answer = cards.refund(&SumToReturn { once: &once, payment: &row.paid, amount_cents });
    house.record().change(&Context { actor: Actor::Timer, now }, |change| {
        let rows = change.permit::<_, Write>(list::<CardRefund>())?;
        let Some(row) = change.get::<CardRefund, _, _, Never>(&rows, id.0)? else { return Ok(()) };
        if row.state != ReturnState::Asked {
            return Ok(());
        }
        let then = match &answer {
            Ok(()) => {
                let refund = row.in_ledger(now, house.today(now));
                let state = match in_ledger(change, &row, (refund, Does::Add))? {
                    Ok(()) => ReturnState::Sent { at: now },
                    // It is gone, and meanwhile the ledger gave it to something else.
                    Err(_) => ReturnState::Unclear { at: now },
                };
                Some(CardRefund { state, ..row })
            }
            Err(trouble) => row.troubled(trouble, now),
        };
        then.map_or(Ok(()), |row| change.put(&rows, &row))
    })
}

/// Whether the ledger is only asked, or also changed.
#[derive(Clone, Copy)]
enum Does {
    Look,
    Add,
}

/// Asks the ledger's own rule.
fn in_ledger<R>(
    change: &mut Change<'_>,
    row: &CardRefund,
    (refund, does): (Refund, Does),
) -> Result<Result<(), RefundRefusal>, Trouble<R>> {
    match row.side {
        Side::Therapy => {
            by_rule::<TherapyLedger, R>(change, row.subject, (|ledger| refund_therapy(ledger, refund.clone()), does))
        }
        Side::Dosing => {
            by_rule::<DosingLedger, R>(change, row.subject, (|ledger| refund_dosing(ledger, refund.clone()), does))
        }
    }
}

fn by_rule<L: Stored, R>(
    change: &mut Change<'_>,
    subject: SubjectId,
    (rule, does): (impl Fn(&L) -> Result<L::Entry, RefundRefusal>, Does),
) -> Result<Result<(), RefundRefusal>, Trouble<R>> {
    let permit = change.permit::<_, Write>(folder::<L>(subject))?;
    let ledger = change.open(&permit)?;
    match (rule(&ledger), does) {
        (Ok(entry), Does::Add) => Ok(Ok(change.add(&permit, entry)?)),
        (Ok(_), Does::Look) => Ok(Ok(())),
        (Err(refusal), _) => Ok(Err(refusal)),
    }
}
