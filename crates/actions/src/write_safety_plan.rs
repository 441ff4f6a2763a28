//! Writes the safety plan: client and team each can, and both read the same.

use care::safety_plan::{SafetyPlan, SafetyPlanRefusal, WrittenSafetyPlan, write_safety_plan as write};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Writes the plan; the one before stays readable. The same plan again changes nothing.
pub fn write_safety_plan(
    house: &House,
    by: &Context,
    subject: SubjectId,
    plan: &SafetyPlan,
) -> Result<(), Trouble<SafetyPlanRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let is_new = change.open(&permit)?.safety_plan().is_none_or(|written| written.plan != *plan);
        if is_new {
            let written = WrittenSafetyPlan { at: by.now, by: author, plan: plan.clone() };
            change.add(&permit, write(written).map_err(Trouble::Refused)?)?;
        }
        Ok(())
    })
}
