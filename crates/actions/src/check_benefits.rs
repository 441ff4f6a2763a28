//! Writes down what a plan said it pays, and that the client was told of it.

use money::benefits::{BenefitsCheck, CheckRefusal, ToldClient, checked};
use money::coverage::CoverageEntry;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_coverage::in_coverage;
use crate::own_draft::staff;

/// Why nobody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TellRefusal {
    /// No plan has said anything yet.
    NothingToTell,
}

/// Writes the plan's answers down.
pub fn check_benefits(
    house: &House,
    by: &Context,
    subject: SubjectId,
    told: &BenefitsCheck,
) -> Result<(), Trouble<CheckRefusal>> {
    let (asker, today) = (staff(by)?, house.today(by.now));
    in_coverage(house, by, subject, |_| {
        let check = checked(BenefitsCheck { at: by.now, by: asker, ..told.clone() }, today)?;
        Ok(CoverageEntry::Checked(Box::new(check)))
    })
}

/// Writes down that the client was told what the plan said, and what they answered.
pub fn tell_client_of_benefits(
    house: &House,
    by: &Context,
    subject: SubjectId,
    answer: &Line,
) -> Result<(), Trouble<TellRefusal>> {
    let teller = staff(by)?;
    in_coverage(house, by, subject, |coverage| {
        coverage.check().ok_or(TellRefusal::NothingToTell)?;
        Ok(CoverageEntry::ClientTold(ToldClient { at: by.now, by: teller, answer: answer.clone() }))
    })
}
