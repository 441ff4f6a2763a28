//! Undoes a dosing day: a planned one is called off, and one that was told in error is taken back.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use care::dosing_day::{DosingRefusal, call_off, take_back_day};
use jiff::Timestamp;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::{DosingDayId, StaffId, SubjectId};
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;

/// Writes down that a planned day was called off.
pub fn call_off_dosing_day(
    house: &House,
    by: &Context,
    whose: (SubjectId, DosingDayId),
) -> Result<(), Trouble<DosingRefusal>> {
    undo(house, by, whose, call_off)
}

/// Writes down that a day was told in error. What it locked is open again at once.
pub fn take_back_dosing_day(
    house: &House,
    by: &Context,
    whose: (SubjectId, DosingDayId),
) -> Result<(), Trouble<DosingRefusal>> {
    undo(house, by, whose, take_back_day)
}

type Rule = fn(&Chart, DosingDayId, StaffId, Timestamp) -> Result<ChartEntry, DosingRefusal>;

fn undo(
    house: &House,
    by: &Context,
    (subject, day): (SubjectId, DosingDayId),
    rule: Rule,
) -> Result<(), Trouble<DosingRefusal>> {
    let who = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let entry = rule(&*change.open(&permit)?, day, who, by.now).map_err(Trouble::Refused)?;
        Ok(change.add(&permit, entry)?)
    })
}
