//! Writes the treatment plan; the one before stays readable.

use care::chart::Chart;
use care::treatment_plan::{PlanRefusal, TreatmentPlan, write_plan as write};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;

/// Writes the plan. The same plan again changes nothing.
pub fn write_plan(
    house: &House,
    by: &Context,
    subject: SubjectId,
    plan: &TreatmentPlan,
) -> Result<(), Trouble<PlanRefusal>> {
    let me = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let chart = change.open(&permit)?;
        let entry = write(&chart, plan.clone(), (me, by.now), house.today(by.now)).map_err(Trouble::Refused)?;
        entry.map_or(Ok(()), |entry| Ok(change.add(&permit, entry)?))
    })
}
