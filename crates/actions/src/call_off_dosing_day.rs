//! Calls off a planned dosing day.

use care::chart::Chart;
use care::dosing_day::{DosingRefusal, call_off};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::{DosingDayId, SubjectId};
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;

/// Writes down that the day was called off.
pub fn call_off_dosing_day(
    house: &House,
    by: &Context,
    (subject, day): (SubjectId, DosingDayId),
) -> Result<(), Trouble<DosingRefusal>> {
    let told_to = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let entry = call_off(&*change.open(&permit)?, day, told_to, by.now).map_err(Trouble::Refused)?;
        Ok(change.add(&permit, entry)?)
    })
}
