//! Puts a check-in away. What was answered stays, and so does what it asks of a therapist.

use care::check_in::{CheckInRefusal, CheckInState, put_check_in_away};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::{CheckInId, SubjectId};
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Puts it away. Putting it away again changes nothing.
pub fn put_away_check_in(
    house: &House,
    by: &Context,
    subject: SubjectId,
    id: CheckInId,
) -> Result<(), Trouble<CheckInRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let workbook = change.open(&permit)?;
        if workbook.check_in(id).is_some_and(|check_in| check_in.state() == CheckInState::Left) {
            return Ok(());
        }
        Ok(change.add(&permit, put_check_in_away(&workbook, id, author, by.now).map_err(Trouble::Refused)?)?)
    })
}
