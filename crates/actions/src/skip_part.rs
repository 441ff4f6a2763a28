//! Leaves a part of the workbook out, or takes it up again.

use care::workbook::Workbook;
use care::workbook_part::{PartState, Skip, WorkbookPart, skip_part as skip};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::author::author;
use crate::house::House;

/// Skips the part, or takes it up. Saying the same again changes nothing.
pub fn skip_part(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (part, to): (WorkbookPart, Skip),
) -> Result<(), Trouble<Never>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let is_skipped = change.open(&permit)?.part_state(part) == PartState::Skipped;
        let is_so = match to {
            Skip::Skipped => is_skipped,
            Skip::TakenUp => !is_skipped,
        };
        if !is_so {
            change.add(&permit, skip(part, to, author, by.now))?;
        }
        Ok(())
    })
}
