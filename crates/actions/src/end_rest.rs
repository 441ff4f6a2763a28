//! Ends the rest after a dosing day before its time, with a reason.

use care::capacity::{RestRefusal, end_rest as end};
use care::chart::Chart;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;
use crate::resting::rest_rule;

/// From now on the client may sign again; another dosing day locks again.
pub fn end_rest(house: &House, by: &Context, subject: SubjectId, reason: &Line) -> Result<(), Trouble<RestRefusal>> {
    let who = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let entry = end(&*change.open(&permit)?, (who, by.now), reason.clone(), &rest_rule(house));
        Ok(change.add(&permit, entry.map_err(Trouble::Refused)?)?)
    })
}
