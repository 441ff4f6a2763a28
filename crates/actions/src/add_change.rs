//! Takes up a gentle change with the client: one small thing to carry forward.

use care::change::{NewChange, add_change as add};
use care::workbook::{Workbook, WorkbookRefusal};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Adds the change. The same form sent twice adds one.
pub fn add_change(
    house: &House,
    by: &Context,
    subject: SubjectId,
    new: &NewChange,
) -> Result<(), Trouble<WorkbookRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let workbook = change.open(&permit)?;
        if workbook.changes().iter().any(|known| known.id == new.id) {
            return Ok(());
        }
        Ok(change.add(&permit, add(&workbook, new.clone(), author, by.now).map_err(Trouble::Refused)?)?)
    })
}
