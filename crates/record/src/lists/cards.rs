//! Card payments, what goes back of them, and kept cards: by state and time, and by whose they are.

use jiff::Timestamp;
use money::card_payment::CardPayment;
use money::card_refund::CardRefund;
use money::kept_card::KeptCard;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, SubjectId};
use terms::trouble::{Fault, Trouble};

use crate::change::Change;
use crate::list::{Clear, List, ListOf, OfRows, list};
use crate::permit::Permit;
use crate::rows::Find;
use crate::scope::{CanAdd, CanRead, ListKind, Of, Read, Scope};
use crate::work::Work;

/// What was paid by card towards the ledgers of one client or couple.
#[derive(Clone, Copy, Debug)]
pub struct CardPaymentsOf(pub SubjectId);

/// The kept cards of one client.
#[derive(Clone, Copy, Debug)]
pub struct KeptCardsOf(pub SubjectId);

/// How often anybody began to pay towards one client's or couple's ledgers by card, or to leave a card. Whoever begins
/// writes it, so that of two at the same moment the second runs again, and finds what the first began.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CardTurn {
    subject: SubjectId,
    taken: u32,
}

impl List for CardTurn {
    const NAME: &'static str = "card-turn";
    const KIND: ListKind = ListKind::CardPayments;

    fn id(&self) -> Id {
        self.subject.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}

impl List for CardPayment {
    const NAME: &'static str = "card-payment";
    const KIND: ListKind = ListKind::CardPayments;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new(self.state.code(), Some(self.at)).key1(self.subject.0.as_str())
    }
}

impl List for CardRefund {
    const NAME: &'static str = "card-refund";
    const KIND: ListKind = ListKind::CardPayments;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new(self.state.code(), Some(self.at)).key1(self.subject.0.as_str())
    }
}

impl List for KeptCard {
    const NAME: &'static str = "kept-card";
    const KIND: ListKind = ListKind::KeptCards;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new(self.state.code(), Some(self.at)).key1(self.subject.0.as_str())
    }
}

impl Of for CardPaymentsOf {
    fn scope(&self) -> Scope {
        Scope::CardPayments(self.0)
    }
}

impl Of for KeptCardsOf {
    fn scope(&self) -> Scope {
        Scope::KeptCards(self.0)
    }
}

// Whose a row is shows only once it is open; then `covers` is asked.
impl OfRows<CardPayment> for CardPaymentsOf {
    fn covers(&self, row: &CardPayment) -> bool {
        row.subject == self.0
    }

    fn covers_id(&self, _: Id) -> bool {
        true
    }
}

impl OfRows<CardRefund> for CardPaymentsOf {
    fn covers(&self, row: &CardRefund) -> bool {
        row.subject == self.0
    }

    fn covers_id(&self, _: Id) -> bool {
        true
    }
}

impl OfRows<CardTurn> for CardPaymentsOf {
    fn covers(&self, row: &CardTurn) -> bool {
        row.subject == self.0
    }

    fn covers_id(&self, id: Id) -> bool {
        id == self.0.0
    }
}

impl OfRows<KeptCard> for KeptCardsOf {
    fn covers(&self, row: &KeptCard) -> bool {
        row.subject == self.0
    }

    fn covers_id(&self, _: Id) -> bool {
        true
    }
}

impl Work<'_> {
    /// The card payments towards the ledgers of one client or couple, in order.
    pub fn card_payments<M: CanRead>(&mut self, permit: &Permit<CardPaymentsOf, M>) -> Result<Vec<CardPayment>, Fault> {
        self.of_subject(permit.of().0)
    }

    /// What goes back to the cards that it came from, in order.
    pub fn card_refunds<M: CanRead>(&mut self, permit: &Permit<CardPaymentsOf, M>) -> Result<Vec<CardRefund>, Fault> {
        self.of_subject(permit.of().0)
    }

    /// The kept cards of one client, those they took back too, in order.
    pub fn kept_cards<M: CanRead>(&mut self, permit: &Permit<KeptCardsOf, M>) -> Result<Vec<KeptCard>, Fault> {
        self.of_subject(permit.of().0)
    }

    fn of_subject<L: List>(&mut self, subject: SubjectId) -> Result<Vec<L>, Fault> {
        let all = Permit::<ListOf<L>, Read>::granted(list(), self.by);
        self.find(&all, Find::Key1(&subject.to_string(), Timestamp::MIN, Timestamp::MAX))
    }
}

impl Change<'_> {
    /// The last turn at the cards of one client or couple. It is looked at before anything else is.
    pub fn card_turn<M: CanRead, R>(&mut self, permit: &Permit<CardPaymentsOf, M>) -> Result<CardTurn, Trouble<R>> {
        let subject = permit.of().0;
        Ok(self.get(permit, subject.0)?.unwrap_or(CardTurn { subject, taken: 0 }))
    }

    /// Takes the next one; whoever takes it at the same moment runs again.
    pub fn take_card_turn<M: CanAdd, R>(
        &mut self,
        permit: &Permit<CardPaymentsOf, M>,
        last: &CardTurn,
    ) -> Result<(), Trouble<R>> {
        self.put(permit, &CardTurn { taken: last.taken.saturating_add(1), ..*last })
    }
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::*;

    fn state_of<L: List + DeserializeOwned>(stored: &str) -> &'static str {
        serde_json::from_str::<L>(stored).unwrap().clear().state
    }

    #[test]
    fn a_row_of_each_released_form_opens() {
        let payment = r#"{"id":"aaaaaaaaaa","subject":"bbbbbbbbbb","side":"therapy","payer":"bbbbbbbbbb","amount_cents":16500,
            "words":"LAKE OFC* A","at":"2026-06-22T18:00:00Z","way":{"Page":{"name":"cs_1","address":"https://pay.example.org"}},
            "state":{"Paid":{"at":"2026-06-22T18:05:00Z","payment":"pi_1"}}}"#;
        let charged = r#"{"id":"aaaaaaaaaa","subject":"bbbbbbbbbb","side":"dosing","payer":"bbbbbbbbbb","amount_cents":60000,
            "words":"LAKE OFC* B","at":"2026-06-22T18:00:00Z","way":{"Kept":{"card":"kkkkkkkkkk","by":"dddddddddd"}},
            "state":{"Declined":{"at":"2026-06-22T18:00:01Z","why":"WantsClient"}}}"#;
        let card = r#"{"id":"kkkkkkkkkk","subject":"bbbbbbbbbb","at":"2026-06-22T18:00:00Z","consent":"I agree.","state":{"Kept":
            {"customer":"cus_1","method":"pm_1","brand":"visa","last_four":"4242","until_month":12,"until_year":2031}}}"#;
        let refund = r#"{"id":"rrrrrrrrrr","payment":"aaaaaaaaaa","paid":"pi_1","subject":"bbbbbbbbbb","side":"dosing","of":"Held",
            "amount_cents":100,"reason":"Paid twice","by":"dddddddddd","at":"2026-06-22T18:00:00Z","state":"Asked"}"#;
        let turn = r#"{"subject":"bbbbbbbbbb","taken":3}"#;
        assert_eq!(state_of::<CardTurn>(turn), "");
        assert_eq!((state_of::<CardPayment>(payment), state_of::<CardPayment>(charged)), ("paid", "declined"));
        assert_eq!((state_of::<KeptCard>(card), state_of::<CardRefund>(refund)), ("kept", "asked"));
    }
}
