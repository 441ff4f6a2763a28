//! Closing a month: what was booked in it stays as it is, until the owner opens it again with a reason.
//!
//! Months close one after the other and only once they are over, so there is one day through which everything is closed.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{ClosingId, Id, StaffId};
use terms::money::Cents;
use terms::text::Line;

use crate::month::Month;
use crate::posting::Account;
use crate::side::Side;

/// The one row that says how far the books are closed.
pub const BOOKS: Id = match Id::from_letters(*b"bkssssssss") {
    Some(id) => id,
    None => panic!("only letters of an id"),
};

/// How far the books are closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Books {
    /// The last day of the last month that is closed.
    pub closed_through: Option<Date>,
}

/// A month that was closed at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedMonth {
    /// Its id.
    pub id: ClosingId,
    /// Its first day.
    pub month: Date,
    /// What happened with it, oldest first.
    pub turns: Vec<ClosingTurn>,
}

/// What happened with a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClosingTurn {
    /// It was closed.
    Closed {
        /// When.
        at: Timestamp,
        /// Who did.
        by: StaffId,
        /// What each account came to; nothing until that is counted, right after.
        totals: Option<Vec<MonthTotal>>,
    },
    /// It was opened again.
    Reopened {
        /// When.
        at: Timestamp,
        /// Who did.
        by: StaffId,
        /// Why.
        reason: Line,
    },
}

/// What an account came to in a month, in all ledgers of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthTotal {
    /// Therapy or dosing days, never both.
    pub side: Side,
    /// Which account.
    pub account: Account,
    /// By how much it changed.
    pub cents: Cents,
}

/// Something is dated in a month that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthIsClosed;

/// Why a month is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseRefusal {
    /// It is not over.
    NotOver,
    /// Another comes first, or it is closed.
    NotNext,
}

/// Why a month is not opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReopenRefusal {
    /// It is not the last one that is closed.
    NotTheLast,
}

impl Books {
    /// Whether everything of that day is closed.
    pub fn are_closed_on(self, day: Date) -> bool {
        self.closed_through.is_some_and(|last| day <= last)
    }

    /// Whether something may be dated so.
    pub fn may_date(self, mut days: impl Iterator<Item = Date>) -> Result<(), MonthIsClosed> {
        if days.any(|day| self.are_closed_on(day)) { Err(MonthIsClosed) } else { Ok(()) }
    }

    /// The day in whose month something of an earlier day is booked: its own, or today, whose month is never closed.
    pub fn booked_on(self, day: Date, today: Date) -> Option<Date> {
        self.are_closed_on(day).then_some(today)
    }

    /// The month that is closed next: the first in which anything was booked, then one after the other.
    pub fn next_to_close(self, first_booked: Option<Month>) -> Option<Month> {
        self.closed_through.map_or(first_booked, |last| Some(Month::of(last).after()))
    }

    /// Closed through this month.
    pub fn close(self, month: Month, first_booked: Option<Month>, today: Date) -> Result<Self, CloseRefusal> {
        if self.next_to_close(first_booked) != Some(month) {
            return Err(CloseRefusal::NotNext);
        }
        if month.last() >= today {
            return Err(CloseRefusal::NotOver);
        }
        Ok(Self { closed_through: Some(month.last()) })
    }

    /// With its last closed month open again; `before` is whether any month before it is closed.
    pub fn reopen(self, month: Month, before: &[ClosedMonth]) -> Result<Self, ReopenRefusal> {
        if self.closed_through != Some(month.last()) {
            return Err(ReopenRefusal::NotTheLast);
        }
        let earlier = month.before();
        let is_there = before.iter().any(|closed| closed.month == earlier.first() && closed.is_closed());
        Ok(Self { closed_through: is_there.then_some(earlier.last()) })
    }
}

impl ClosedMonth {
    /// Whether it is closed now.
    pub fn is_closed(&self) -> bool {
        matches!(self.turns.last(), Some(ClosingTurn::Closed { .. }))
    }

    /// What its accounts came to when it was closed last, once that is counted.
    pub fn totals(&self) -> Option<&[MonthTotal]> {
        match self.turns.last()? {
            ClosingTurn::Closed { totals, .. } => totals.as_deref(),
            ClosingTurn::Reopened { .. } => None,
        }
    }

    /// With what its accounts came to, where that is not counted yet.
    #[must_use]
    pub fn counted(mut self, counted: Vec<MonthTotal>) -> Self {
        if let Some(ClosingTurn::Closed { totals: totals @ None, .. }) = self.turns.last_mut() {
            *totals = Some(counted);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::made_up::{id, now};

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn books(through: Option<&str>) -> Books {
        Books { closed_through: through.map(|through| month(through).last()) }
    }

    #[test]
    fn months_close_one_after_the_other_once_they_are_over() {
        let today = "2026-06-22".parse().unwrap();
        for (through, first, wanted, expected) in [
            (None, Some("2026-03"), "2026-03", Ok(Some("2026-03"))),
            (None, Some("2026-03"), "2026-04", Err(CloseRefusal::NotNext)),
            (None, None, "2026-05", Err(CloseRefusal::NotNext)),
            (Some("2026-03"), Some("2026-03"), "2026-04", Ok(Some("2026-04"))),
            (Some("2026-03"), Some("2026-03"), "2026-03", Err(CloseRefusal::NotNext)),
            (Some("2026-03"), Some("2026-03"), "2026-05", Err(CloseRefusal::NotNext)),
            (Some("2026-04"), Some("2026-03"), "2026-05", Ok(Some("2026-05"))),
            (Some("2026-05"), Some("2026-03"), "2026-06", Err(CloseRefusal::NotOver)),
        ] {
            let closed = books(through).close(month(wanted), first.map(month), today);
            assert_eq!(closed, expected.map(books), "{through:?} {wanted}");
        }
        // The last day of a month is not over before it is over.
        let last = "2026-05-31".parse().unwrap();
        assert_eq!(books(Some("2026-04")).close(month("2026-05"), None, last), Err(CloseRefusal::NotOver));
    }

    #[test]
    fn only_the_last_closed_month_opens_again() {
        let closed = |text: &str| ClosedMonth {
            id: id('c'),
            month: month(text).first(),
            turns: vec![ClosingTurn::Closed { at: now(), by: id('b'), totals: None }],
        };
        let months = [closed("2026-03"), closed("2026-04")];
        for (through, wanted, expected) in [
            (Some("2026-04"), "2026-04", Ok(Some("2026-03"))),
            (Some("2026-03"), "2026-03", Ok(None)),
            (Some("2026-04"), "2026-03", Err(ReopenRefusal::NotTheLast)),
            (None, "2026-03", Err(ReopenRefusal::NotTheLast)),
        ] {
            assert_eq!(books(through).reopen(month(wanted), &months), expected.map(books), "{wanted}");
        }
        let counted = closed("2026-03").counted(Vec::new());
        assert_eq!(counted.totals(), Some(&[][..]));
        let total = MonthTotal { side: Side::Therapy, account: Account::Cash, cents: Cents(1) };
        assert_eq!(counted.clone().counted(vec![total]), counted, "what was counted stays");
    }

    proptest! {
        #[test]
        fn whatever_is_closed_or_opened_there_is_no_gap(steps in vec((any::<bool>(), 1..8_i8), 0..40)) {
            let today = "2026-08-15".parse().unwrap();
            let (mut books, mut months) = (Books::default(), Vec::<ClosedMonth>::new());
            for (closes, number) in steps {
                let wanted = Month::of(jiff::civil::date(2026, number, 1));
                if closes {
                    let Ok(after) = books.close(wanted, Some(month("2026-01")), today) else { continue };
                    books = after;
                    months.retain(|known| known.month != wanted.first());
                    let turns = vec![ClosingTurn::Closed { at: now(), by: id('b'), totals: None }];
                    months.push(ClosedMonth { id: id('c'), month: wanted.first(), turns });
                } else if let Ok(after) = books.reopen(wanted, &months) {
                    books = after;
                    months.retain(|known| known.month != wanted.first());
                }
                for number in 1..9 {
                    let day = jiff::civil::date(2026, number, 10);
                    let is_there = months.iter().any(|closed| closed.month == day.first_of_month());
                    prop_assert_eq!(books.are_closed_on(day), is_there, "{}", day);
                }
                prop_assert!(!books.are_closed_on(today));
            }
        }
    }
}
