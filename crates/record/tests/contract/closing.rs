//! Closing a month: whatever is being booked meanwhile finds it closed.

use jiff::civil::{Date, date};
use money::closing::{BOOKS, Books};
use money::ledger::{Entry, TherapyLedger};
use money::opening::Opening;
use record::list::list;
use record::scope::{Read, Write, folder};
use terms::actor::Role;
use terms::ids::{ChargeId, SubjectId};
use terms::money::Cents;
use terms::trouble::Never;

use crate::ground::{Ground, STAFF, done, now, on_each_database, staff};

fn close(ground: &Ground, through: Date) {
    done(ground.record.change::<_, Never>(&staff(Role::Biller), |change| {
        let permit = change.permit::<_, Write>(list::<Books>())?;
        let _: Option<Books> = change.rely_on(&permit, BOOKS)?;
        change.put(&permit, &Books { closed_through: Some(through) })
    }));
}

#[test]
fn a_month_that_is_closed_meanwhile_is_seen_by_whatever_is_being_booked() {
    on_each_database(|ground| {
        let whose = SubjectId(ground.record.new_id());
        let (may, june) = (date(2026, 5, 31), date(2026, 6, 30));
        // At first there is no row at all, and then an earlier one.
        for (before, after) in [(None, may), (Some(may), june)] {
            let mut seen = Vec::new();
            done(ground.record.change::<_, Never>(&staff(Role::Biller), |change| {
                let permit = change.permit::<_, Read>(list::<Books>())?;
                let ledger = change.permit::<_, Write>(folder::<TherapyLedger>(whose))?;
                let books: Books = change.rely_on(&permit, BOOKS)?.unwrap_or_default();
                seen.push(books.closed_through);
                if seen.len() == 1 {
                    close(ground, after);
                }
                change.open(&ledger)?;
                let id = ChargeId(ground.record.new_id());
                let (owed_cents, credit_cents) = (Cents(500), Cents::ZERO);
                let opening = Opening { id, at: now(), on: june, by: STAFF, owed_cents, credit_cents };
                Ok(change.add(&ledger, Entry::OpeningBalance(opening))?)
            }));
            assert_eq!(seen, [before, Some(after)]);
        }
    });
}
