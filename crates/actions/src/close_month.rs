//! Closes a month, and opens it again: billing or the owner closes, the owner opens with a reason.

use money::closing::{BOOKS, Books, CloseRefusal, ClosedMonth, ClosingTurn, MonthTotal, ReopenRefusal};
use money::ledger::{DosingLedger, TherapyLedger};
use money::ledger_card::LedgerCard;
use money::month::Month;
use money::side::Side;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write, cards};
use terms::actor::{Actor, Context, Role};
use terms::ids::{ClosingId, SubjectId};
use terms::money::Cents;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// The months, and what comes next.
pub struct Months {
    /// How far the books are closed.
    pub books: Books,
    /// Each month that ever was closed, the latest first.
    pub closed: Vec<ClosedMonth>,
    /// The month that is closed next, with what it comes to now; only once it is over.
    pub next: Option<(Month, Vec<MonthTotal>)>,
    /// The month that is under way, or the first that will be booked in.
    pub not_over: Option<Month>,
}

/// Shows the months, with what the next one comes to.
pub fn see_months(house: &House, by: &Context) -> Result<Months, Trouble<Never>> {
    let today = house.today(by.now);
    let (books, closed) = house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(list::<Books>())?;
        let months = work.permit::<_, Read>(list::<ClosedMonth>())?;
        let books = work.get::<Books, _, _, Never>(&permit, BOOKS)?.unwrap_or_default();
        let mut closed: Vec<ClosedMonth> = work.find(&months, Find::All)?;
        closed.sort_by_key(|closed| std::cmp::Reverse(closed.month));
        Ok::<_, Trouble<Never>>((books, closed))
    })?;
    let sides = Sides::counted(house, by)?;
    let (next, not_over) = match books.next_to_close(sides.first()) {
        Some(month) if month.last() < today => (Some((month, sides.totals(month))), None),
        other => (None, other),
    };
    Ok(Months { books, closed, next, not_over })
}

/// Closes the next month. First nothing may be booked in it any more, then it is counted: so nothing is missing. One that
/// is closed and was never counted, since a machine stopped between the two, is counted.
pub fn close_month(house: &House, by: &Context, month: Month) -> Result<(), Trouble<CloseRefusal>> {
    let (person, today) = (staff(by)?, house.today(by.now));
    if count_months(house, by)?.contains(&month) {
        return Ok(());
    }
    let first = Sides::counted(house, by)?.first();
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(list::<Books>())?;
        let months = change.permit::<_, Write>(list::<ClosedMonth>())?;
        let books: Books = change.rely_on(&permit, BOOKS)?.unwrap_or_default();
        let closed = books.close(month, first, today).map_err(Trouble::Refused)?;
        let known: Vec<ClosedMonth> = change.find(&months, Find::All)?;
        let mut row = known.into_iter().find(|known| known.month == month.first()).unwrap_or_else(|| ClosedMonth {
            id: ClosingId(house.record().new_id()),
            month: month.first(),
            turns: Vec::new(),
        });
        row.turns.push(ClosingTurn::Closed { at: by.now, by: person, totals: None });
        change.put(&permit, &closed)?;
        change.put(&months, &row)
    })?;
    count_months(house, by).map(drop)
}

/// Counts every month that is closed and not counted yet, and says which.
fn count_months<R>(house: &House, by: &Context) -> Result<Vec<Month>, Trouble<R>> {
    let sides = Sides::counted(house, by)?;
    house.record().change(by, |change| {
        let months = change.permit::<_, Write>(list::<ClosedMonth>())?;
        let mut known: Vec<ClosedMonth> = change.find(&months, Find::All)?;
        known.retain(|known| known.is_closed() && known.totals().is_none());
        let mut counted = Vec::new();
        for row in known {
            let month = Month::of(row.month);
            change.put(&months, &row.counted(sides.totals(month)))?;
            counted.push(month);
        }
        Ok(counted)
    })
}

/// Opens the last closed month again. What was closed and counted stays in its history.
pub fn reopen_month(house: &House, by: &Context, month: Month, reason: &Line) -> Result<(), Trouble<ReopenRefusal>> {
    let person = match by.actor {
        Actor::Staff(person) if person.role == Role::Owner => person.staff,
        Actor::Staff(_)
        | Actor::Client(_)
        | Actor::Holder(_)
        | Actor::VisitHolder(_)
        | Actor::PacketHolder(..)
        | Actor::Timer
        | Actor::Stranger => return Err(Denied::NotTheirs.into()),
    };
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(list::<Books>())?;
        let months = change.permit::<_, Write>(list::<ClosedMonth>())?;
        let books: Books = change.rely_on(&permit, BOOKS)?.unwrap_or_default();
        let known: Vec<ClosedMonth> = change.find(&months, Find::All)?;
        let opened = books.reopen(month, &known).map_err(Trouble::Refused)?;
        let row = known.into_iter().find(|known| known.month == month.first());
        let mut row = row.ok_or(Trouble::Refused(ReopenRefusal::NotTheLast))?;
        row.turns.push(ClosingTurn::Reopened { at: by.now, by: person, reason: reason.clone() });
        change.put(&permit, &opened)?;
        change.put(&months, &row)
    })
}

/// The cards of both sides.
struct Sides([(Side, Vec<(SubjectId, LedgerCard)>); 2]);

impl Sides {
    /// As billing reads them. The owner reads no ledger, so for them the clock counts, and they see sums alone.
    fn counted<R>(house: &House, by: &Context) -> Result<Self, Trouble<R>> {
        let is_owner = matches!(by.actor, Actor::Staff(person) if person.role == Role::Owner);
        let counts = if is_owner { Context { actor: Actor::Timer, ..*by } } else { *by };
        house.record().read(&counts, |work| {
            let therapy = work.permit::<_, Read>(cards::<TherapyLedger>())?;
            let dosing = work.permit::<_, Read>(cards::<DosingLedger>())?;
            Ok(Self([(Side::Therapy, work.cards(&therapy)?), (Side::Dosing, work.cards(&dosing)?)]))
        })
    }

    /// The first month in which anything was booked.
    fn first(&self) -> Option<Month> {
        let months = self.0.iter().flat_map(|(_, cards)| cards.iter().flat_map(|(_, card)| &card.months));
        months.map(|sum| sum.month).min().map(Month::of)
    }

    /// What each account of each side comes to in a month; nothing is left out.
    fn totals(&self, month: Month) -> Vec<MonthTotal> {
        let mut totals = Vec::new();
        for (side, cards) in &self.0 {
            let mut sums = std::collections::BTreeMap::new();
            let of_month = cards.iter().flat_map(|(_, card)| &card.months).filter(|sum| sum.month == month.first());
            for sum in of_month {
                *sums.entry(sum.account).or_insert(0) += sum.cents.0;
            }
            let told = sums.into_iter().filter(|(_, cents)| *cents != 0);
            totals.extend(told.map(|(account, cents)| MonthTotal { side: *side, account, cents: Cents(cents) }));
        }
        totals
    }
}
