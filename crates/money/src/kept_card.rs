//! A client's card that the processor keeps: the number is there and never here, and the client's consent is here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{KeptCardId, SubjectId};

use crate::card_payment::{OPEN_FOR, SAME_PAGE_FOR};
use crate::card_processor::{CardKept, CardPage, ProcessorRef};

/// A kept card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCard {
    /// Its id, which the processor knows too.
    pub id: KeptCardId,
    /// Whose: one client, never a couple.
    pub subject: SubjectId,
    /// When they said yes.
    pub at: Timestamp,
    /// What they said yes to, word for word.
    pub consent: String,
    /// How far it has come.
    pub state: KeptState,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeptState {
    /// The client was sent to the processor's page, or is about to be.
    Asked(Option<CardPage>),
    /// It is kept, and may be charged.
    Kept(CardKept),
    /// The client took it back; the processor has still to be told. It may not be charged.
    Leaving {
        /// When.
        at: Timestamp,
        /// Which card.
        card: CardKept,
    },
    /// It is gone, here and there.
    Removed {
        /// When.
        at: Timestamp,
    },
    /// No card was left in time.
    Lapsed {
        /// When.
        at: Timestamp,
    },
}

impl KeptState {
    /// As it stands in the database.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Asked(_) => "asked",
            Self::Kept(_) => "kept",
            Self::Leaving { .. } => "leaving",
            Self::Removed { .. } => "removed",
            Self::Lapsed { .. } => "lapsed",
        }
    }
}

impl KeptCard {
    /// The card, while its consent stands.
    pub fn card(&self) -> Option<&CardKept> {
        match &self.state {
            KeptState::Kept(card) => Some(card),
            KeptState::Asked(_) | KeptState::Leaving { .. } | KeptState::Removed { .. } | KeptState::Lapsed { .. } => {
                None
            }
        }
    }

    /// The page on which it is left, while it is open.
    pub fn page(&self) -> Option<&CardPage> {
        match &self.state {
            KeptState::Asked(page) => page.as_ref(),
            KeptState::Kept(_) | KeptState::Leaving { .. } | KeptState::Removed { .. } | KeptState::Lapsed { .. } => {
                None
            }
        }
    }

    /// Whether pressing the button again, for the same consent, shows the same page; one that the processor has yet to
    /// open too.
    pub fn is_the_same(&self, consent: &str, now: Timestamp) -> bool {
        let is_young = now.duration_since(self.at) < SAME_PAGE_FOR;
        matches!(self.state, KeptState::Asked(_)) && self.consent == consent && is_young
    }

    /// Whether it is kept, or may yet be.
    pub fn is_standing(&self) -> bool {
        self.card().is_some() || self.page().is_some()
    }

    /// Writes down the page that the processor opened.
    #[must_use]
    pub fn on_page(mut self, page: CardPage) -> Self {
        if let KeptState::Asked(known @ None) = &mut self.state {
            *known = Some(page);
        }
        self
    }

    /// What becomes of it when this was seen on its page; `None` when that changes nothing.
    pub fn seen(mut self, page: &ProcessorRef, card: Option<CardKept>, now: Timestamp) -> Option<Self> {
        let KeptState::Asked(known) = &self.state else { return None };
        if known.as_ref().is_some_and(|known| known.name != *page) {
            return None;
        }
        self.state = match card {
            Some(card) => KeptState::Kept(card),
            None if now.duration_since(self.at) >= OPEN_FOR => KeptState::Lapsed { at: now },
            None => return None,
        };
        Some(self)
    }

    /// The processor never gave a page for it; `None` while it still might.
    pub fn given_up(mut self, now: Timestamp) -> Option<Self> {
        let is_over = matches!(self.state, KeptState::Asked(None)) && now.duration_since(self.at) >= OPEN_FOR;
        self.state = KeptState::Lapsed { at: now };
        is_over.then_some(self)
    }

    /// The client takes it back; `None` when there is none.
    pub fn taken_back(mut self, now: Timestamp) -> Option<Self> {
        self.state = match self.state {
            KeptState::Kept(card) => KeptState::Leaving { at: now, card },
            KeptState::Asked(_) | KeptState::Leaving { .. } | KeptState::Removed { .. } | KeptState::Lapsed { .. } => {
                return None;
            }
        };
        Some(self)
    }

    /// The processor let go of it.
    #[must_use]
    pub fn let_go(mut self, now: Timestamp) -> Self {
        if matches!(self.state, KeptState::Leaving { .. }) {
            self.state = KeptState::Removed { at: now };
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::made_up::{id, now};

    #[test]
    fn a_card_is_kept_until_its_client_takes_it_back() {
        let name = |text| ProcessorRef::parse(text).unwrap();
        let card = CardKept {
            customer: name("cus_1"),
            method: name("pm_1"),
            brand: "visa".to_owned(),
            last_four: "4242".to_owned(),
            until_month: 12,
            until_year: 2031,
        };
        let asked = KeptCard {
            id: KeptCardId(id('a')),
            subject: SubjectId(id('b')),
            at: now(),
            consent: "Yes.".to_owned(),
            state: KeptState::Asked(None),
        };
        let asked = asked.on_page(CardPage { name: name("cs_1"), address: "https://pay.example.org".to_owned() });
        let day = now() + SignedDuration::from_hours(24);
        for (page, found, at, expected) in [
            ("cs_1", Some(card.clone()), now(), Some("kept")),
            ("cs_2", Some(card.clone()), now(), None),
            ("cs_1", None, now(), None),
            ("cs_1", None, day, Some("lapsed")),
        ] {
            let seen = asked.clone().seen(&name(page), found, at);
            assert_eq!(seen.map(|row| row.state.code()), expected, "{page} {at}");
        }
        let kept = asked.clone().seen(&name("cs_1"), Some(card.clone()), now()).unwrap();
        assert_eq!((kept.card(), kept.page()), (Some(&card), None));
        let leaving = kept.clone().taken_back(now()).unwrap();
        assert_eq!((leaving.card(), leaving.clone().taken_back(now())), (None, None));
        assert_eq!((leaving.clone().let_go(now()).state.code(), kept.let_go(now()).state.code()), ("removed", "kept"));
        let unopened = KeptCard { state: KeptState::Asked(None), ..asked };
        assert!(unopened.clone().given_up(now()).is_none() && unopened.given_up(day).is_some());
        assert_eq!(leaving.seen(&name("cs_1"), Some(card), now()), None);
    }
}
