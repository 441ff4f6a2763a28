//! Says who reads what the insurer writes and what the client wants done about it, and that the plan agreed.

use money::coverage::CoverageEntry;
use money::insurer_mail::{MailAnswer, MailChoice, MailRefusal, NewMailAnswer, answered};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_coverage::{in_coverage, writer};

/// Why nothing is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmRefusal {
    /// The client did not ask the plan to write elsewhere.
    NotAsked,
}

/// Writes the answer down. A later one takes its place.
pub fn answer_mail(
    house: &House,
    by: &Context,
    subject: SubjectId,
    told: &NewMailAnswer,
) -> Result<(), Trouble<MailRefusal>> {
    let writer = writer(by)?;
    let NewMailAnswer { held_by, opened_by, choice, elsewhere } = told.clone();
    let answer = MailAnswer { at: by.now, by: writer, held_by, opened_by, choice, elsewhere };
    in_coverage(house, by, subject, |_| answered(answer.clone()).map(CoverageEntry::MailAnswered))
}

/// Writes down that the plan said it writes elsewhere from now on.
pub fn confirm_plan(house: &House, by: &Context, subject: SubjectId) -> Result<(), Trouble<ConfirmRefusal>> {
    let writer = writer(by)?;
    in_coverage(house, by, subject, |coverage| {
        let choice = coverage.mail().map(|answer| answer.choice);
        if choice != Some(MailChoice::WriteElsewhere) {
            return Err(ConfirmRefusal::NotAsked);
        }
        Ok(CoverageEntry::PlanConfirmed { at: by.now, by: writer })
    })
}
