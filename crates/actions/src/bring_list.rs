//! Brings a list from another system, to be looked at before anything of it is moved in.

use record::change::Change;
use record::list::{ListOf, list};
use record::lists::moves::BatchFile;
use record::permit::Permit;
use record::rows::Find;
use record::scope::Write;
use schedule::move_in::{Batch, BatchKind, BatchState};
use schedule::table::{Columns, Table};
use terms::actor::Context;
use terms::ids::{BatchId, StaffId};
use terms::text::Line;
use terms::trouble::{Fault, Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// A list as it was brought.
pub struct Brought {
    /// What it is of.
    pub kind: BatchKind,
    /// What the file is called.
    pub file: Line,
    /// What stands in it.
    pub table: Table,
    /// Which column is likely what.
    pub columns: Columns,
}

/// Keeps it, sealed, until it is moved in or thrown away. One that the same person brought before and has not begun
/// with is thrown away. Sending the same form again finds the first one.
pub fn bring_list(house: &House, by: &Context, brought: &Brought, once: &str) -> Result<BatchId, Trouble<Never>> {
    let who = staff(by)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let files = change.permit::<_, Write>(list::<BatchFile>())?;
        for earlier in take_earlier(change, &batches, (who, brought.kind))? {
            change.erase_row(&files, earlier.0);
        }
        let id = BatchId(house.record().new_id());
        let Brought { kind, file, table, columns } = brought;
        let batch = Batch {
            columns: columns.clone(),
            ..Batch::brought((id, *kind), (who, by.now), file.clone(), table.count())
        };
        change.put(&batches, &batch)?;
        change.put(&files, &BatchFile { batch: id, table: table.clone() })?;
        Ok(id)
    })
}

/// Erases the batches of a kind that this person brought before and has not begun with; what they held is for the caller
/// to erase.
pub(crate) fn take_earlier(
    change: &mut Change<'_>,
    batches: &Permit<ListOf<Batch>, Write>,
    (who, kind): (StaffId, BatchKind),
) -> Result<Vec<BatchId>, Fault> {
    let looked_at: Vec<Batch> = change.find(batches, Find::State(BatchState::Looked.code()))?;
    let earlier = looked_at.into_iter().filter(|batch| batch.by == who && batch.kind == kind);
    Ok(earlier.map(|batch| batch.id).inspect(|id| change.erase_row(batches, id.0)).collect())
}
