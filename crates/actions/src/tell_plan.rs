//! Writes down a client's insurance plan, in place of the one before.

use money::coverage::CoverageEntry;
use money::plan::Plan;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::in_coverage::{in_coverage, writer};

/// Tells it. Another payer, member or holder asks anew who reads the mail.
pub fn tell_plan(house: &House, by: &Context, subject: SubjectId, plan: &Plan) -> Result<(), Trouble<Never>> {
    let writer = writer(by)?;
    in_coverage(house, by, subject, |_| Ok(CoverageEntry::PlanTold { at: by.now, by: writer, plan: plan.clone() }))
}

/// Tells the plan that is asked after the first, or that there is none any more.
pub fn tell_second_plan(
    house: &House,
    by: &Context,
    subject: SubjectId,
    plan: Option<&Plan>,
) -> Result<(), Trouble<Never>> {
    let writer = writer(by)?;
    let told = || plan.cloned().map(Box::new);
    in_coverage(house, by, subject, |_| Ok(CoverageEntry::SecondPlanTold { at: by.now, by: writer, plan: told() }))
}
