//! Puts a gentle change in other words; those before stay readable.

use care::change::{Change, Rewording, reword_change as reword};
use care::workbook::{Workbook, WorkbookRefusal};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Rewords the change. The same words again change nothing.
pub fn reword_change(
    house: &House,
    by: &Context,
    subject: SubjectId,
    to: &Rewording,
) -> Result<(), Trouble<WorkbookRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let workbook = change.open(&permit)?;
        if workbook.changes().iter().any(|change| says(change, to)) {
            return Ok(());
        }
        Ok(change.add(&permit, reword(&workbook, to.clone(), author, by.now).map_err(Trouble::Refused)?)?)
    })
}

fn says(change: &Change, to: &Rewording) -> bool {
    (change.id, &change.text, &change.cue, &change.helper, change.confidence)
        == (to.id, &to.text, &to.cue, &to.helper, to.confidence)
}
