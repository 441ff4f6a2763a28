//! Shows a client one card payment of theirs, and asks the processor about it when they want to know.

use money::card_payment::{CardPayment, CardState};
use record::lists::cards::CardPaymentsOf;
use record::scope::Read;
use terms::actor::Context;
use terms::ids::CardPaymentId;
use terms::trouble::{Denied, Never, Trouble};

use crate::author::client;
use crate::house::House;
use crate::look_after_cards::ask_again;

/// A card payment as a client sees it.
pub struct MyCardPayment {
    /// The payment.
    pub payment: CardPayment,
    /// Whether they asked for it themselves; of a couple, a partner may have.
    pub is_mine: bool,
}

/// Finds it among those of the client and of their couples.
pub fn see_my_card(house: &House, by: &Context, id: CardPaymentId) -> Result<MyCardPayment, Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().read(by, |work| {
        let whose = std::iter::once(me).chain(work.my_units()?);
        for subject in whose {
            let permit = work.permit::<_, Read>(CardPaymentsOf(subject))?;
            if let Some(payment) = work.card_payments(&permit)?.into_iter().find(|row| row.id == id) {
                return Ok(MyCardPayment { is_mine: payment.payer == me, payment });
            }
        }
        Err(Denied::NotTheirs.into())
    })
}

/// Asks the processor now; the clock would a little later.
pub fn ask_about_my_card(house: &House, by: &Context, id: CardPaymentId) -> Result<(), Trouble<Never>> {
    let found = see_my_card(house, by, id)?;
    match house.cards() {
        Some(cards) if found.is_mine && found.payment.state == CardState::Asked => {
            ask_again(house, &*cards, &found.payment, by.now)
        }
        Some(_) | None => Ok(()),
    }
}
