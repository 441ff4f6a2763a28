//! Asks a check-in of a client. Of themselves, clients begin the one on distress.

use care::check_in::{CheckInRefusal, NewCheckIn, ask_check_in as ask};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Asks it. The same form sent twice asks once.
pub fn ask_check_in(
    house: &House,
    by: &Context,
    subject: SubjectId,
    new: &NewCheckIn,
) -> Result<(), Trouble<CheckInRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let workbook = change.open(&permit)?;
        if workbook.check_in(new.id).is_some() {
            return Ok(());
        }
        Ok(change.add(&permit, ask(&workbook, new.clone(), author, by.now).map_err(Trouble::Refused)?)?)
    })
}
