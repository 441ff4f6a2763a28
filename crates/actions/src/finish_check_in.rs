//! Finishes a check-in, with or without gaps.

use care::check_in::{CheckInRefusal, finish_check_in as finish};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::{CheckInId, SubjectId};
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Finishes it. Finishing it again changes nothing.
pub fn finish_check_in(
    house: &House,
    by: &Context,
    subject: SubjectId,
    id: CheckInId,
) -> Result<(), Trouble<CheckInRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        match finish(&*change.open(&permit)?, id, author, by.now) {
            Ok(entry) => Ok(change.add(&permit, entry)?),
            Err(CheckInRefusal::AlreadyFinished) => Ok(()),
            Err(refusal) => Err(Trouble::Refused(refusal)),
        }
    })
}
