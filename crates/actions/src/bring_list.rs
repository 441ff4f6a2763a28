//! Brings a list from another system, to be looked at before anything of it is moved in.

use record::change::Change;
use record::list::{ListOf, list};
use record::lists::moves::BatchFile;
use record::permit::Permit;
use record::rows::Find;
use record::scope::Write;
use schedule::move_in::{Batch, BatchKind, BatchState};
use schedule::table::{Columns, Table};
use schedule::visit_list::VisitChoices;
use terms::actor::Context;
use terms::ids::{BatchId, StaffId};
use terms::text::Line;
use terms::trouble::{Never, Trouble};

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
        throw_away_earlier(change, (&batches, &files), (who, brought.kind))?;
        let id = BatchId(house.record().new_id());
        let Brought { kind, file, table, columns } = brought;
        let batch = Batch {
            id,
            kind: *kind,
            state: BatchState::Looked,
            by: who,
            at: by.now,
            file: file.clone(),
            rows: u32::try_from(table.count()).unwrap_or(u32::MAX),
            columns: columns.clone(),
            for_all: None,
            visits: VisitChoices::default(),
            plan: Vec::new(),
            done: 0,
            made: Vec::new(),
            taken_back: None,
        };
        change.put(&batches, &batch)?;
        change.put(&files, &BatchFile { batch: id, table: table.clone() })?;
        Ok(id)
    })
}

type Writes<'p, L> = &'p Permit<ListOf<L>, Write>;

fn throw_away_earlier(
    change: &mut Change<'_>,
    (batches, files): (Writes<'_, Batch>, Writes<'_, BatchFile>),
    (who, kind): (StaffId, BatchKind),
) -> Result<(), Trouble<Never>> {
    let looked_at: Vec<Batch> = change.find(batches, Find::State(BatchState::Looked.code()))?;
    for batch in looked_at.into_iter().filter(|batch| batch.by == who && batch.kind == kind) {
        change.erase_row(batches, batch.id.0);
        change.erase_row(files, batch.id.0);
    }
    Ok(())
}
