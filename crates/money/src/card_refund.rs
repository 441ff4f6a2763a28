//! Money that goes back to the card it came from: written down first, then sent, then in the ledger.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{CardPaymentId, CardRefundId, PaymentId, StaffId, SubjectId};
use terms::money::Cents;
use terms::text::Line;

use crate::card_payment::{CardPayment, CardState, OPEN_FOR};
use crate::card_processor::{CardTrouble, ProcessorRef};
use crate::payment::PaidBy;
use crate::refund::{Refund, RefundOf};
use crate::side::Side;

/// Money on its way back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRefund {
    /// Its id, under which the processor does it once.
    pub id: CardRefundId,
    /// Which payment it goes back from.
    pub payment: CardPaymentId,
    /// The processor's name for that.
    pub paid: ProcessorRef,
    /// Whose ledger.
    pub subject: SubjectId,
    /// Which of the two.
    pub side: Side,
    /// Out of what in the ledger.
    pub of: RefundOf,
    /// How much.
    pub amount_cents: Cents,
    /// Why.
    pub reason: Line,
    /// Who sends it.
    pub by: StaffId,
    /// When it was asked for.
    pub at: Timestamp,
    /// How far it has come.
    pub state: ReturnState,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReturnState {
    /// The processor was asked, or is about to be.
    Asked,
    /// It is on its way, and stands in the ledger.
    Sent {
        /// When.
        at: Timestamp,
    },
    /// The processor does not send it.
    Refused {
        /// When.
        at: Timestamp,
    },
    /// It may be on its way, or is and the ledger no longer has it to give; a person looks.
    Unclear {
        /// When.
        at: Timestamp,
    },
}

/// Why nothing is sent back to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnRefusal {
    /// Nothing was paid by it.
    NotPaid,
    /// More than came from it, with what went back already.
    MoreThanPaid,
}

/// The processor's name for a payment from which this much can still go back.
pub fn may_return(
    payment: &CardPayment,
    earlier: &[CardRefund],
    amount_cents: Cents,
) -> Result<ProcessorRef, ReturnRefusal> {
    let CardState::Paid { payment: paid, .. } = &payment.state else { return Err(ReturnRefusal::NotPaid) };
    let counts = |row: &&CardRefund| row.payment == payment.id && !matches!(row.state, ReturnState::Refused { .. });
    let gone: i64 = earlier.iter().filter(counts).map(|row| row.amount_cents.0).sum();
    if amount_cents.0 > payment.amount_cents.0 - gone { Err(ReturnRefusal::MoreThanPaid) } else { Ok(paid.clone()) }
}

impl ReturnState {
    /// As it stands in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Sent { .. } => "sent",
            Self::Refused { .. } => "refused",
            Self::Unclear { .. } => "unclear",
        }
    }
}

impl CardRefund {
    /// As it stands in the ledger, on the day it went back.
    pub fn in_ledger(&self, now: Timestamp, on: Date) -> Refund {
        Refund {
            id: PaymentId(self.id.0),
            at: now,
            on,
            by: self.by,
            amount_cents: self.amount_cents,
            how: PaidBy::Card,
            of: self.of,
            reason: self.reason.clone(),
        }
    }

    /// What comes of a trouble; `None` while the answer may still come.
    pub fn troubled(&self, trouble: &CardTrouble, now: Timestamp) -> Option<Self> {
        let is_late = now.duration_since(self.at) >= OPEN_FOR;
        let state = match trouble {
            _ if self.state != ReturnState::Asked => return None,
            CardTrouble::Refused(_) | CardTrouble::Declined(_) => ReturnState::Refused { at: now },
            CardTrouble::NoAnswer(_) if is_late => ReturnState::Unclear { at: now },
            CardTrouble::NoAnswer(_) => return None,
        };
        Some(Self { state, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use terms::ids::KeptCardId;

    use super::*;
    use crate::card_payment::CardWay;
    use crate::made_up::{id, now};

    #[test]
    fn no_more_goes_back_than_came() {
        let paid = ProcessorRef::parse("pi_1").unwrap();
        let payment = CardPayment {
            id: CardPaymentId(id('a')),
            subject: SubjectId(id('b')),
            side: Side::Therapy,
            payer: SubjectId(id('b')),
            amount_cents: Cents(16_500),
            words: "LAKE OFC* A".to_owned(),
            at: now(),
            way: CardWay::Kept { card: KeptCardId(id('k')), by: StaffId(id('d')) },
            state: CardState::Paid { at: now(), payment: paid.clone() },
        };
        let back = |cents, state| CardRefund {
            id: CardRefundId(id('r')),
            payment: payment.id,
            paid: paid.clone(),
            subject: payment.subject,
            side: payment.side,
            of: RefundOf::Held,
            amount_cents: Cents(cents),
            reason: Line::parse("Paid twice").unwrap(),
            by: StaffId(id('d')),
            at: now(),
            state,
        };
        let (sent, asked, refused) =
            (ReturnState::Sent { at: now() }, ReturnState::Asked, ReturnState::Refused { at: now() });
        for (earlier, amount, expected) in [
            (vec![], 16_500, Ok(paid.clone())),
            (vec![], 16_501, Err(ReturnRefusal::MoreThanPaid)),
            (vec![back(10_000, sent), back(6_000, asked)], 500, Ok(paid.clone())),
            (vec![back(10_000, sent), back(6_000, asked)], 501, Err(ReturnRefusal::MoreThanPaid)),
            (vec![back(16_500, refused)], 16_500, Ok(paid.clone())),
        ] {
            assert_eq!(may_return(&payment, &earlier, Cents(amount)), expected, "{amount}");
        }
        let open = CardPayment { state: CardState::Asked, ..payment.clone() };
        assert_eq!(may_return(&open, &[], Cents(1)), Err(ReturnRefusal::NotPaid));
        let broken = CardTrouble::NoAnswer(String::new());
        let day = now() + OPEN_FOR;
        for (trouble, at, expected) in [
            (&broken, now(), None),
            (&broken, day, Some("unclear")),
            (&CardTrouble::Refused(String::new()), now(), Some("refused")),
        ] {
            let then = back(100, asked).troubled(trouble, at).map(|row| row.state.code());
            assert_eq!(then, expected, "{trouble:?}");
        }
        assert_eq!(back(100, sent).troubled(&broken, day), None);
    }
}
