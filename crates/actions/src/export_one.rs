//! Takes a copy of one record out, by someone who treats them. It is written down before anything is handed over.

use record::list::list;
use record::scope::Add;
use schedule::leaving;
use terms::actor::Context;
use terms::ids::{ExportId, SubjectId};
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;
use crate::take_out::{TakenOut, take_out};

/// Opens the record, and writes down that a copy of it was taken. Says who takes it, as they are called, and what.
pub fn export_one(house: &House, by: &Context, subject: SubjectId) -> Result<(String, TakenOut), Trouble<Never>> {
    let who = staff(by)?;
    let id = ExportId(house.record().new_id());
    house.record().change(by, |change| {
        let taken = take_out::<Never>(change, subject)?;
        let exports = change.permit::<_, Add>(list::<leaving::Export>())?;
        change.put(&exports, &leaving::export_one((id, who, by.now), subject))?;
        Ok((taken.name_of(who).to_owned(), taken))
    })
}
