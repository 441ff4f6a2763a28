//! Takes a copy of one record out, by someone who treats them. It is written down before anything is handed over.

use record::list::list;
use record::scope::Add;
use schedule::leaving::{self, HandRefusal, HandedTo, handed_to};
use terms::actor::Context;
use terms::ids::{ExportId, SubjectId};
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;
use crate::take_out::{TakenOut, take_out};

/// Opens the record, and writes down that a copy of it was taken; of a record together, for whom. Says who takes it, as
/// they are called, and what.
pub fn export_one(
    house: &House,
    by: &Context,
    subject: SubjectId,
    to: Option<HandedTo>,
) -> Result<(String, TakenOut), Trouble<HandRefusal>> {
    let (who, today) = (staff(by)?, house.today(by.now));
    let id = ExportId(house.record().new_id());
    house.record().change(by, |change| {
        let taken = take_out::<HandRefusal>(change, subject)?;
        let in_force = |release| taken.workbook().release(release)?.in_force(today);
        let gives_all = |release| in_force(release).is_some_and(care::release::Consented::gives_all);
        let to = handed_to(&taken.client.members, to, gives_all).map_err(Trouble::Refused)?;
        let exports = change.permit::<_, Add>(list::<leaving::Export>())?;
        change.put(&exports, &leaving::export_one((id, who, by.now), subject, to))?;
        Ok((taken.name_of(who).to_owned(), taken))
    })
}
