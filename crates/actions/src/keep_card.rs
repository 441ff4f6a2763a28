//! A client leaves a card to be kept, with a consent of its own, and takes it back.

use care::capacity::Resting;
use care::signer::Signer;
use money::card_processor::{CardProcessor, CardTrouble, ToKeep};
use money::kept_card::{KeptCard, KeptState};
use money::side::Side;
use record::lists::cards::{CardPaymentsOf, KeptCardsOf};
use record::scope::{Read, Write};
use terms::actor::Context;
use terms::ids::KeptCardId;
use terms::trouble::{Denied, Never, Trouble};

use crate::ask_card::form;
use crate::author::client;
use crate::hear_card::settle_kept;
use crate::house::House;
use crate::look_after_cards::ask_about;
use crate::resting::may_sign;

/// Why a card is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepRefusal {
    /// No processor is set.
    NoCards,
    /// What they said yes to is no longer what would hold.
    OtherWords,
    /// One is kept already, or is about to be.
    OneIsKept,
    /// They rest after a dosing day, and agree to nothing new until then.
    AtRest(Resting),
    /// The processor does not do it, or does not answer.
    Processor(CardTrouble),
}

/// A client's kept card, as they see it.
pub struct MyKeptCard {
    /// What they would say yes to, word for word.
    pub consent: String,
    /// The newest that is kept or about to be, if there is one.
    pub card: Option<KeptCard>,
    /// Whether they rest.
    pub resting: Option<Resting>,
}

/// What a client says yes to: who charges the card, for what, and the words that a statement shows of each.
fn consent(house: &House, cards: &dyn CardProcessor) -> String {
    let [therapy, dosing] = Side::ALL.map(|side| cards.words(side).as_str());
    format!(
        "I agree that {} keeps my card with its card company, and may charge it for what is open in my own account, after telling me the amount. My card statement then shows {therapy} for therapy and {dosing} for attended dosing days. Nothing that I share with a partner is charged to it. I can take the card back on this page at any time; then it is charged no more.",
        house.practice().name
    )
}

/// Looks; `None` without a processor.
pub fn see_my_kept_card(house: &House, by: &Context) -> Result<Option<MyKeptCard>, Trouble<Never>> {
    let Some(cards) = house.cards() else { return Ok(None) };
    let me = client(by)?.subject;
    let (card, resting) = house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(KeptCardsOf(me))?;
        let card = work.kept_cards(&permit)?.into_iter().rev().find(KeptCard::is_standing);
        Ok::<_, Trouble<Never>>((card, may_sign(house, work, by, (me, Signer::Own))?.err()))
    })?;
    Ok(Some(MyKeptCard { consent: consent(house, &*cards), card, resting }))
}

/// Writes the consent down, in a commit of its own, and then asks the processor for a page on which the card is left.
/// Pressing again shows the same page, also at the same moment.
pub fn keep_card(house: &House, by: &Context, agreed: &str, once: &str) -> Result<KeptCardId, Trouble<KeepRefusal>> {
    let cards = house.cards().ok_or(Trouble::Refused(KeepRefusal::NoCards))?;
    let me = client(by)?.subject;
    let text = consent(house, &*cards);
    if agreed != text {
        return Err(Trouble::Refused(KeepRefusal::OtherWords));
    }
    let id = KeptCardId(house.record().new_id());
    let id = house.record().change_once(by, (&form("keep", once), |_| None), |change| {
        let turns = change.permit::<_, Write>(CardPaymentsOf(me))?;
        let turn = change.card_turn(&turns)?;
        let permit = change.permit::<_, Write>(KeptCardsOf(me))?;
        let may = may_sign(house, change, by, (me, Signer::Own))?;
        may.map_err(|resting| Trouble::Refused(KeepRefusal::AtRest(resting)))?;
        let cards = change.kept_cards(&permit)?;
        if cards.iter().any(|card| card.card().is_some()) {
            return Err(Trouble::Refused(KeepRefusal::OneIsKept));
        }
        if let Some(same) = cards.iter().find(|card| card.is_the_same(&text, by.now)) {
            return Ok(same.id);
        }
        change.take_card_turn(&turns, &turn)?;
        let state = KeptState::Asked(None);
        change.put(&permit, &KeptCard { id, subject: me, at: by.now, consent: text.clone(), state })?;
        Ok(id)
    })?;
    let row = mine(house, by, id).map_err(Trouble::unrefused)?;
    if !matches!(row.state, KeptState::Asked(None)) {
        return Ok(id);
    }
    let back = house.link("/my/money/kept-card");
    match cards.open_keeping(&ToKeep { id, back: &back }) {
        Ok(page) => {
            settle_kept(house, id, by.now, |row| Some(row.on_page(page.clone()))).map_err(Trouble::unrefused)?;
        }
        Err(trouble) => return Err(Trouble::Refused(KeepRefusal::Processor(trouble))),
    }
    Ok(id)
}

/// Asks the processor whether the card was left; the clock would a little later.
pub fn ask_about_my_kept_card(house: &House, by: &Context, id: KeptCardId) -> Result<(), Trouble<Never>> {
    match (house.cards(), mine(house, by, id)?) {
        (Some(cards), row) => ask_about(house, &*cards, &row, by.now),
        (None, _) => Ok(()),
    }
}

/// Takes the card back: from this commit on it can't be charged, and then the processor lets go of it. What stops is
/// always open, also at rest.
pub fn take_card_back(house: &House, by: &Context, id: KeptCardId) -> Result<(), Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().change::<_, Never>(by, |change| {
        let permit = change.permit::<_, Write>(KeptCardsOf(me))?;
        let row: KeptCard = change.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?;
        row.taken_back(by.now).map_or(Ok(()), |row| change.put(&permit, &row))
    })?;
    ask_about_my_kept_card(house, by, id)
}

fn mine(house: &House, by: &Context, id: KeptCardId) -> Result<KeptCard, Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(KeptCardsOf(me))?;
        Ok(work.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?)
    })
}
