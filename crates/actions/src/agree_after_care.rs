//! Agrees on the days after a dosing day: when to be asked, by the ways that are allowed, and what silence means.

use care::after_care::{AfterCare, AfterCareRefusal, agree_after_care as agree};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Writes down what was agreed. It can be changed on any day, and no time at all is an answer.
pub fn agree_after_care(
    house: &House,
    by: &Context,
    subject: SubjectId,
    care: &AfterCare,
) -> Result<(), Trouble<AfterCareRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let entry = agree(&*change.open(&permit)?, care.clone(), author, by.now).map_err(Trouble::Refused)?;
        match entry {
            Some(entry) => Ok(change.add(&permit, entry)?),
            None => Ok(()),
        }
    })
}
