//! One sum paid by card through a processor: asked for, then paid once, or not at all.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::ids::{CardPaymentId, KeptCardId, StaffId, SubjectId};
use terms::money::Cents;

use crate::card_processor::{CardPage, CardTrouble, PageSeen, ProcessorRef, SumPaid, WhyDeclined};
use crate::side::Side;

/// The least and the most that is asked of a card: what processors take in United States dollars.
const LEAST: Cents = Cents(50);
const MOST: Cents = Cents(99_999_999);

/// How long after it was asked for we begin to ask the processor ourselves.
pub const ASK_AFTER: SignedDuration = SignedDuration::from_mins(10);

/// How long a page stays open; then nothing can be paid on it (Stripe, Checkout Sessions expire after a day), and the
/// words under which something is done once are forgotten.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24);

/// How long the page of an earlier press of the button is shown again.
pub(crate) const SAME_PAGE_FOR: SignedDuration = SignedDuration::from_hours(1);

/// A card payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPayment {
    /// Its id, which the processor knows too.
    pub id: CardPaymentId,
    /// Whose ledger.
    pub subject: SubjectId,
    /// Which of the two.
    pub side: Side,
    /// Whose card: a client; of a couple, one partner.
    pub payer: SubjectId,
    /// How much.
    pub amount_cents: Cents,
    /// The words for the statement, as they were shown.
    pub words: String,
    /// When it was asked for.
    pub at: Timestamp,
    /// How it is paid.
    pub way: CardWay,
    /// How far it has come.
    pub state: CardState,
}

/// How it is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CardWay {
    /// By the client, on a page of the processor's; none is known before the processor answered.
    Page(Option<CardPage>),
    /// By a kept card, charged by someone of the practice.
    Kept {
        /// Which card.
        card: KeptCardId,
        /// Who charged it.
        by: StaffId,
    },
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CardState {
    /// The processor was asked, or is about to be.
    Asked,
    /// It is paid, and stands in the ledger. Nothing comes after it.
    Paid {
        /// When we heard it.
        at: Timestamp,
        /// The processor's name for it.
        payment: ProcessorRef,
    },
    /// The card said no.
    Declined {
        /// When.
        at: Timestamp,
        /// Why, as far as anyone is told.
        why: WhyDeclined,
    },
    /// Nothing was paid in time.
    Lapsed {
        /// When.
        at: Timestamp,
    },
    /// The processor told something else than was asked; a person looks there. It is in no ledger.
    Unclear {
        /// When.
        at: Timestamp,
    },
}

/// Why a sum is not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskRefusal {
    /// Nothing is open.
    NothingOpen,
    /// More is asked for than is open, or what was shown is no longer so.
    NotWhatIsOpen,
    /// Less than a card takes.
    TooLittle,
    /// More than a card takes.
    TooMuch,
}

/// What comes of something that the processor told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It was paid: the sum goes into the ledger, in the commit of this row.
    Pay(CardPayment),
    /// Only the row changes.
    Now(CardPayment),
    /// It is known, or it changes nothing.
    Known,
}

/// Looks at a sum before it is asked for: what was shown must still be what is open.
pub fn may_ask(open: Cents, shown: Cents) -> Result<Cents, AskRefusal> {
    if open <= Cents::ZERO {
        Err(AskRefusal::NothingOpen)
    } else if shown != open {
        Err(AskRefusal::NotWhatIsOpen)
    } else if open < LEAST {
        Err(AskRefusal::TooLittle)
    } else if open > MOST {
        Err(AskRefusal::TooMuch)
    } else {
        Ok(open)
    }
}

impl CardState {
    /// As it stands in the database.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Paid { .. } => "paid",
            Self::Declined { .. } => "declined",
            Self::Lapsed { .. } => "lapsed",
            Self::Unclear { .. } => "unclear",
        }
    }
}

impl CardPayment {
    /// The page on which it is paid, while it is open.
    pub fn page(&self) -> Option<&CardPage> {
        match (&self.state, &self.way) {
            (CardState::Asked, CardWay::Page(page)) => page.as_ref(),
            _ => None,
        }
    }

    /// Whether pressing the button again, for this sum, shows the same page; one that the processor has yet to open too.
    pub fn is_the_same(&self, (payer, side, amount_cents): (SubjectId, Side, Cents), now: Timestamp) -> bool {
        self.is_on_page(now) && (self.payer, self.side, self.amount_cents) == (payer, side, amount_cents)
    }

    /// Whether another charge of the same ledger waits for this one: a kept card had no answer yet, or the client is on
    /// the processor's page just now.
    pub fn is_under_way(&self, now: Timestamp) -> bool {
        self.is_on_page(now) || self.state == CardState::Asked && matches!(self.way, CardWay::Kept { .. })
    }

    /// Writes down the page that the processor opened.
    #[must_use]
    pub fn on_page(mut self, page: CardPage) -> Self {
        if let (CardState::Asked, CardWay::Page(known @ None)) = (&self.state, &mut self.way) {
            *known = Some(page);
        }
        self
    }

    /// What comes of a page of which the processor told. A page of another sum, or of a payment that is known, changes
    /// nothing in the ledger. A sum that came after we gave it up is taken all the same: it is the client's money.
    pub fn heard(mut self, (page, seen): (&ProcessorRef, &PageSeen), now: Timestamp) -> Heard {
        let is_its_page = match &self.way {
            // An answer that we never got: the processor signed our id, which it got from us alone.
            CardWay::Page(None) => true,
            CardWay::Page(Some(known)) => known.name == *page,
            CardWay::Kept { .. } => false,
        };
        match seen {
            _ if !is_its_page => Heard::Known,
            PageSeen::Paid(sum) => self.paid(sum, now),
            // A page that is open for ever is none: the processor closes it after a day.
            PageSeen::Over | PageSeen::Open
                if self.state == CardState::Asked && (*seen == PageSeen::Over || self.is_late(now)) =>
            {
                self.state = CardState::Lapsed { at: now };
                Heard::Now(self)
            }
            PageSeen::Over | PageSeen::Open => Heard::Known,
        }
    }

    /// What comes of a sum that was paid.
    pub fn paid(mut self, sum: &SumPaid, now: Timestamp) -> Heard {
        if matches!(self.state, CardState::Paid { .. } | CardState::Unclear { .. }) {
            return Heard::Known;
        }
        if sum.amount_cents != self.amount_cents || !sum.is_dollars {
            self.state = CardState::Unclear { at: now };
            return Heard::Now(self);
        }
        self.state = CardState::Paid { at: now, payment: sum.payment.clone() };
        Heard::Pay(self)
    }

    /// What comes of a trouble: a no is written down; what may have happened waits, and a person looks when it waited
    /// too long.
    pub fn troubled(mut self, trouble: &CardTrouble, now: Timestamp) -> Heard {
        if self.state != CardState::Asked {
            return Heard::Known;
        }
        let is_late = self.is_late(now);
        self.state = match (trouble, &self.way) {
            (CardTrouble::Declined(why), _) => CardState::Declined { at: now, why: *why },
            // Nothing can be paid any more on a page that nobody ever got.
            (CardTrouble::Refused(_), CardWay::Page(None)) => CardState::Lapsed { at: now },
            (CardTrouble::Refused(_), CardWay::Kept { .. }) => CardState::Declined { at: now, why: WhyDeclined::Other },
            (CardTrouble::Refused(_) | CardTrouble::NoAnswer(_), _) if is_late => CardState::Unclear { at: now },
            (CardTrouble::Refused(_) | CardTrouble::NoAnswer(_), _) => return Heard::Known,
        };
        Heard::Now(self)
    }

    fn is_on_page(&self, now: Timestamp) -> bool {
        let is_young = now.duration_since(self.at) < SAME_PAGE_FOR;
        self.state == CardState::Asked && matches!(self.way, CardWay::Page(_)) && is_young
    }

    fn is_late(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) >= OPEN_FOR
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::made_up::{id, now};

    fn name(text: &str) -> ProcessorRef {
        ProcessorRef::parse(text).unwrap()
    }

    fn asked() -> CardPayment {
        let page = CardPage { name: name("cs_1"), address: "https://pay.example.org/1".to_owned() };
        CardPayment {
            id: CardPaymentId(id('a')),
            subject: SubjectId(id('b')),
            side: Side::Therapy,
            payer: SubjectId(id('b')),
            amount_cents: Cents(16_500),
            words: "LAKE OFC* A".to_owned(),
            at: now(),
            way: CardWay::Page(Some(page)),
            state: CardState::Asked,
        }
    }

    fn sum(cents: i64, is_dollars: bool) -> PageSeen {
        PageSeen::Paid(SumPaid { amount_cents: Cents(cents), is_dollars, payment: name("pi_1") })
    }

    #[test]
    fn what_is_asked_for_is_what_is_open_and_what_a_card_takes() {
        for (open, shown, expected) in [
            (16_500, 16_500, Ok(Cents(16_500))),
            (16_500, 10_000, Err(AskRefusal::NotWhatIsOpen)),
            (0, 0, Err(AskRefusal::NothingOpen)),
            (-500, -500, Err(AskRefusal::NothingOpen)),
            (49, 49, Err(AskRefusal::TooLittle)),
            (50, 50, Ok(Cents(50))),
            (99_999_999, 99_999_999, Ok(Cents(99_999_999))),
            (100_000_000, 100_000_000, Err(AskRefusal::TooMuch)),
        ] {
            assert_eq!(may_ask(Cents(open), Cents(shown)), expected, "{open} {shown}");
        }
    }

    #[test]
    fn only_the_very_sum_on_the_very_page_is_paid() {
        let paid = CardState::Paid { at: now(), payment: name("pi_1") };
        for (page, seen, expected) in [
            ("cs_1", sum(16_500, true), Some((true, paid.clone()))),
            ("cs_2", sum(16_500, true), None),
            ("cs_1", sum(16_501, true), Some((false, CardState::Unclear { at: now() }))),
            ("cs_1", sum(16_500, false), Some((false, CardState::Unclear { at: now() }))),
            ("cs_1", PageSeen::Over, Some((false, CardState::Lapsed { at: now() }))),
            ("cs_1", PageSeen::Open, None),
        ] {
            let heard = match asked().heard((&name(page), &seen), now()) {
                Heard::Pay(row) => Some((true, row.state)),
                Heard::Now(row) => Some((false, row.state)),
                Heard::Known => None,
            };
            assert_eq!(heard, expected, "{page} {seen:?}");
        }
        let lost = CardPayment { way: CardWay::Page(None), ..asked() };
        assert!(matches!(lost.heard((&name("cs_9"), &sum(16_500, true)), now()), Heard::Pay(_)));
        let late = CardPayment { state: CardState::Lapsed { at: now() }, ..asked() };
        assert!(matches!(late.heard((&name("cs_1"), &sum(16_500, true)), now()), Heard::Pay(_)));
    }

    #[test]
    fn a_trouble_is_a_no_or_waits_for_a_day() {
        let (declined, broken) = (CardTrouble::Declined(WhyDeclined::Expired), CardTrouble::NoAnswer(String::new()));
        let kept = CardPayment { way: CardWay::Kept { card: KeptCardId(id('k')), by: StaffId(id('d')) }, ..asked() };
        let refused = CardTrouble::Refused("400".to_owned());
        for (row, trouble, hours, expected) in [
            (&kept, &declined, 0, Some("declined")),
            (&kept, &broken, 23, None),
            (&kept, &broken, 24, Some("unclear")),
            (&kept, &refused, 0, Some("declined")),
            (&asked(), &refused, 0, None),
            (&asked(), &broken, 24, Some("unclear")),
            (&CardPayment { way: CardWay::Page(None), ..asked() }, &refused, 0, Some("lapsed")),
        ] {
            let heard = row.clone().troubled(trouble, now() + SignedDuration::from_hours(hours));
            let state = match &heard {
                Heard::Now(row) => Some(row.state.code()),
                Heard::Known => None,
                Heard::Pay(_) => Some("paid"),
            };
            assert_eq!(state, expected, "{trouble:?} {hours}");
        }
    }

    #[test]
    fn a_second_press_shows_the_same_page_for_an_hour() {
        let payer = SubjectId(id('b'));
        for (amount, minutes, expected) in [(16_500, 59, true), (16_500, 60, false), (16_400, 0, false)] {
            let again = (payer, Side::Therapy, Cents(amount));
            let later = now() + SignedDuration::from_mins(minutes);
            assert_eq!(asked().is_the_same(again, later), expected, "{amount} {minutes}");
        }
        let not_yet_open = CardPayment { way: CardWay::Page(None), ..asked() };
        assert!(not_yet_open.is_the_same((payer, Side::Therapy, Cents(16_500)), now()));
        assert!(asked().is_under_way(now()) && !asked().is_under_way(now() + SAME_PAGE_FOR));
        assert!(!asked().is_the_same((payer, Side::Dosing, Cents(16_500)), now()));
        assert!(!asked().is_the_same((SubjectId(id('c')), Side::Therapy, Cents(16_500)), now()));
    }

    fn told() -> impl Strategy<Value = PageSeen> {
        prop_oneof![
            Just(PageSeen::Open),
            Just(PageSeen::Over),
            (prop::sample::select(vec![16_500, 16_400]), any::<bool>())
                .prop_map(|(cents, dollars)| sum(cents, dollars)),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_told_in_whatever_order_a_sum_is_paid_at_most_once(all in vec((told(), any::<bool>()), 0..30)) {
            let (mut row, mut times) = (asked(), 0);
            for (seen, is_its_page) in all {
                let page = name(if is_its_page { "cs_1" } else { "cs_2" });
                match row.clone().heard((&page, &seen), now()) {
                    Heard::Pay(then) => { times += 1; row = then; }
                    Heard::Now(then) => row = then,
                    Heard::Known => {}
                }
            }
            prop_assert!(times <= 1);
            let is_paid = matches!(row.state, CardState::Paid { .. });
            prop_assert_eq!(times == 1, is_paid);
        }
    }
}
