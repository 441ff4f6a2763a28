//! Moves a gentle change on: kept, changed, resting, let go. None is a failure.

use care::change::{ChangeMove, move_change as moved};
use care::workbook::{Workbook, WorkbookRefusal};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Writes down how the change goes on. The same form sent twice writes it once.
pub fn move_change(
    house: &House,
    by: &Context,
    subject: SubjectId,
    to: &ChangeMove,
) -> Result<(), Trouble<WorkbookRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let workbook = change.open(&permit)?;
        let stands = workbook.changes().iter().find(|known| known.id == to.id);
        let last = stands.and_then(|known| known.moves.last());
        if last.is_some_and(|last| last.state == to.state && last.note == to.note) {
            return Ok(());
        }
        let entry = moved(&workbook, to.clone(), author, by.now).map_err(Trouble::Refused)?;
        Ok(change.add(&permit, entry)?)
    })
}
