//! Writes the opening balances of a list into the ledgers, some at a time, each ledger by itself.

use jiff::civil::Date;
use money::ledger::{DosingLedger, TherapyLedger};
use money::opening::{Opening, OpeningRefusal, open_dosing, open_therapy};
use record::change::Change;
use record::scope::{Add, folder};
use record::stored::Stored;
use schedule::balance_list::{Amounts, NewBalance};
use schedule::move_in::{Batch, BatchKind, BatchRefusal};
use terms::actor::Context;
use terms::ids::{BatchId, ChargeId, StaffId, SubjectId};
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_parts::{ROWS, in_parts};
use crate::own_draft::staff;
use crate::see_balance_list::balances;

type Refused = Trouble<BatchRefusal>;

/// Begins, or goes on, and says how far it has come. No ledger is looked into.
pub fn move_in_balances(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    let begin = |change: &mut Change<'_>, batch: Batch| {
        let seen = balances(change, batch)?;
        let plan = seen.list.new.iter().map(|new| new.row).collect();
        seen.batch.begun(|_| plan, shown).map_err(Trouble::Refused)
    };
    in_parts(house, by, (id, BatchKind::Balances, &ROWS), begin, |change, batch| {
        part(house, change, batch, (staff(by)?, house.today(by.now)))
    })
}

/// The next rows are written.
fn part(house: &House, change: &mut Change<'_>, batch: Batch, (who, on): (StaffId, Date)) -> Result<Batch, Refused> {
    let seen = balances(change, batch)?;
    let rows = seen.batch.next(ROWS.in_one_commit);
    let mut made = Vec::new();
    for new in seen.list.new.iter().filter(|new| rows.contains(&new.row)) {
        write(house, change, (new, who, on))?;
        made.push(new.subject.0);
    }
    Ok(seen.batch.gone_on(rows.len(), made))
}

fn write(house: &House, change: &mut Change<'_>, (new, who, on): (&NewBalance, StaffId, Date)) -> Result<(), Refused> {
    let opening = |amounts: Amounts, at| Opening {
        id: ChargeId(house.record().new_id()),
        at,
        on,
        by: who,
        owed_cents: amounts.owed_cents,
        credit_cents: amounts.credit_cents,
    };
    if let Some(amounts) = new.therapy {
        drop_in::<TherapyLedger>(change, new.subject, |at| open_therapy(opening(amounts, at)))?;
    }
    if let Some(amounts) = new.dosing {
        drop_in::<DosingLedger>(change, new.subject, |at| open_dosing(opening(amounts, at)))?;
    }
    Ok(())
}

fn drop_in<L: Stored>(
    change: &mut Change<'_>,
    subject: SubjectId,
    rule: impl Fn(jiff::Timestamp) -> Result<L::Entry, OpeningRefusal>,
) -> Result<(), Refused> {
    let ledger = change.permit::<_, Add>(folder::<L>(subject))?;
    // The list was read by the same rule: owed or left over, never both, never less than nothing.
    let entry = rule(ledger.by().now).map_err(|_| Trouble::Refused(BatchRefusal::Nothing))?;
    Ok(change.add(&ledger, entry)?)
}
