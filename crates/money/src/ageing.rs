//! What is open by the days since the visit, and by who is to pay it next.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::money::Cents;
use terms::words;

use crate::charge::Charge;
use crate::insurance::Insurance;
use crate::ledger::Ledger;
use crate::ledger_card::LedgerCard;

words! {
    /// Who is to pay next.
    Owes {
        Client = "client", "The client";
        Insurer = "insurer", "The insurer: a claim is under way";
        Undecided = "undecided", "Nobody yet: a claim was denied or taken back";
    }

    /// How long ago the visit was.
    Age {
        To30 = "0-30", "0 to 30 days";
        To60 = "31-60", "31 to 60 days";
        To90 = "61-90", "61 to 90 days";
        Over90 = "over-90", "Over 90 days";
    }
}

/// What is not settled of one visit, of a fee for a missed one, or of a balance that was moved in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenVisit {
    /// The day of the visit, or on which the balance was moved in.
    pub on: Date,
    /// What is open; less than nothing where more was paid than it came to.
    pub open_cents: Cents,
    /// Who is to pay next.
    pub owes: Owes,
}

/// What is open of one ledger or of several of its kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ageing {
    cents: [[i64; Age::ALL.len()]; Owes::ALL.len()],
    /// What was paid beyond what a visit came to; never less than nothing.
    pub beyond_cents: Cents,
    /// What is open by a card that was written before days stood on cards.
    pub undated_cents: Cents,
}

impl Age {
    /// The age of a visit on a day; one to come is as new as can be.
    pub fn of(visit: Date, today: Date) -> Self {
        match visit.duration_until(today).as_hours() / 24 {
            ..=30 => Self::To30,
            31..=60 => Self::To60,
            61..=90 => Self::To90,
            91.. => Self::Over90,
        }
    }
}

impl Ageing {
    /// What a ledger's card says on a day.
    pub fn of(card: &LedgerCard, today: Date) -> Self {
        let mut ageing = Self::default();
        let Some(open) = &card.open_visits else {
            ageing.undated_cents = card.open_cents;
            return ageing;
        };
        for visit in open {
            if visit.open_cents < Cents::ZERO {
                ageing.beyond_cents.0 -= visit.open_cents.0;
            } else {
                ageing.cents[visit.owes as usize][Age::of(visit.on, today) as usize] += visit.open_cents.0;
            }
        }
        ageing
    }

    /// Both together. Only ledgers of one kind are ever added.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.cents.iter_mut().flatten().zip(other.cents.iter().flatten()) {
            *mine += theirs;
        }
        self.beyond_cents.0 += other.beyond_cents.0;
        self.undated_cents.0 += other.undated_cents.0;
        self
    }

    /// What one of them owes of one age.
    pub fn cents(&self, owes: Owes, age: Age) -> Cents {
        Cents(self.cents[owes as usize][age as usize])
    }

    /// What one of them owes in all.
    pub fn owed_cents(&self, owes: Owes) -> Cents {
        Cents(self.cents[owes as usize].iter().sum())
    }

    /// All that is open, less what was paid beyond: what the ledger itself says.
    pub fn open_cents(&self) -> Cents {
        let dated: i64 = self.cents.iter().flatten().sum();
        Cents(dated - self.beyond_cents.0 + self.undated_cents.0)
    }

    /// Whether there is nothing to show.
    pub fn is_settled(&self) -> bool {
        *self == Self::default()
    }
}

impl<C: Charge> Ledger<C> {
    /// What is not settled, visit by visit, oldest first as it was written.
    pub fn open_visits(&self) -> Vec<OpenVisit> {
        let visit = |(id, on, open_cents)| OpenVisit { on, open_cents, owes: C::Insurance::owes(&self.insurance, id) };
        self.payable().map(visit).filter(|visit| visit.open_cents != Cents::ZERO).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use terms::folder::Folder;

    use super::*;
    use crate::ledger::{Entry, TherapyLedger};
    use crate::made_up::{ledger, opening, payment, therapy_charge, today};

    #[test]
    fn a_visit_grows_older_by_the_day() {
        for (days, expected) in [
            (-3, Age::To30),
            (0, Age::To30),
            (30, Age::To30),
            (31, Age::To60),
            (60, Age::To60),
            (61, Age::To90),
            (90, Age::To90),
            (91, Age::Over90),
            (900, Age::Over90),
        ] {
            assert_eq!(Age::of(today(), today() + days.days()), expected, "{days}");
        }
    }

    #[test]
    fn a_card_from_before_days_stood_on_cards_is_open_without_an_age() {
        let old = LedgerCard { open_visits: None, ..ledger().card() };
        let ageing = Ageing::of(&old, today());
        assert_eq!((ageing.undated_cents, ageing.owed_cents(Owes::Client)), (Cents(29_500), Cents::ZERO));
        let brought = TherapyLedger::default().with(Entry::OpeningBalance(opening('k', 5_000, 0)));
        let aged = Ageing::of(&brought.card(), today() + 40.days());
        assert_eq!(aged.cents(Owes::Client, Age::To60), Cents(5_000));
    }

    proptest! {
        #[test]
        fn whatever_the_age_all_of_it_is_what_is_open(
            paid in vec(-500..20_000_i64, 0..4), length in 20..90_u16, days in 0..400_i32
        ) {
            let mut ledger = ledger().with(Entry::ChargeMade(therapy_charge('d', length)));
            for amount in paid {
                ledger = ledger.with(Entry::PaymentTaken(payment('q', 'd', amount)));
            }
            let one = Ageing::of(&ledger.card(), today() + days.days());
            prop_assert_eq!(one.open_cents(), ledger.open_cents());
            prop_assert_eq!(one.and(&one).open_cents(), Cents(2 * ledger.open_cents().0));
            prop_assert!(one.beyond_cents >= Cents::ZERO);
        }
    }
}
