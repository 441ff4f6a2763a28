//! Writes the opening balances of a list into the ledgers, some at a time, each ledger by itself.

use jiff::civil::Date;
use money::ledger::{DosingLedger, TherapyLedger};
use money::opening::{Opening, OpeningRefusal, open_dosing, open_therapy};
use record::change::Change;
use record::list::list;
use record::lists::moves::BatchFile;
use record::scope::{Add, Write, folder};
use record::stored::Stored;
use schedule::balance_list::{Amounts, NewBalance};
use schedule::move_in::{Batch, BatchKind, BatchRefusal, BatchState};
use terms::actor::Context;
use terms::ids::{BatchId, ChargeId, StaffId, SubjectId};
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::own_draft::staff;
use crate::see_balance_list::balances;

/// How many clients' balances stand in one commit.
const IN_ONE_COMMIT: usize = 50;

/// How many are written before the page says how far it is.
const AT_ONCE: usize = 1_000;

type Refused = Trouble<BatchRefusal>;

/// Begins, or goes on, and says how far it has come. No ledger is looked into.
pub fn move_in_balances(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    let mut batch = begin(house, by, id, shown)?;
    for _ in 0..AT_ONCE.div_ceil(IN_ONE_COMMIT) {
        if batch.state != BatchState::UnderWay {
            break;
        }
        batch = go_on(house, by, id)?;
    }
    Ok(batch)
}

fn begin(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        if batch.kind != BatchKind::Balances {
            return Err(Denied::NotTheirs.into());
        }
        let seen = balances(change, batch)?;
        let plan = |_: &Batch| seen.list.new.iter().map(|new| new.row).collect();
        let batch = seen.batch.begun(plan, shown).map_err(Trouble::Refused)?;
        change.put(&batches, &batch)?;
        Ok(batch)
    })
}

fn go_on(house: &House, by: &Context, id: BatchId) -> Result<Batch, Refused> {
    let (who, on) = (staff(by)?, house.today(by.now));
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        if batch.state != BatchState::UnderWay {
            return Ok(batch);
        }
        let seen = balances(change, batch)?;
        let rows = seen.batch.next(IN_ONE_COMMIT);
        let mut made = Vec::new();
        for new in seen.list.new.iter().filter(|new| rows.contains(&new.row)) {
            write(house, change, (new, who, on))?;
            made.push(new.subject.0);
        }
        let batch = seen.batch.gone_on(rows.len(), made);
        if batch.state == BatchState::MovedIn {
            let files = change.permit::<_, Write>(list::<BatchFile>())?;
            change.erase_row(&files, id.0);
        }
        change.put(&batches, &batch)?;
        Ok(batch)
    })
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
