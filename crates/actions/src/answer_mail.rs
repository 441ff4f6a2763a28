//! Says who reads what the insurer writes and what the client wants done about it, and that the plan agreed.

use care::capacity::Resting;
use care::signer::Signer;
use money::coverage::{Coverage, CoverageEntry};
use money::insurer_mail::{MailAnswer, MailChoice, MailRefusal, NewMailAnswer, Writer, answered};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_coverage::{in_coverage, writer};
use crate::resting::may_sign;

/// Why nothing is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmRefusal {
    /// The client did not ask the plan to write elsewhere.
    NotAsked,
}

/// Why an answer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerRefusal {
    /// The answer itself can't be so.
    Mail(MailRefusal),
    /// The client rests after a dosing day, and would open more to an insurer. What protects is always taken.
    AtRest(Resting),
}

/// Writes the answer down. A later one takes its place.
pub fn answer_mail(
    house: &House,
    by: &Context,
    subject: SubjectId,
    told: &NewMailAnswer,
) -> Result<(), Trouble<AnswerRefusal>> {
    let writer = writer(by)?;
    let NewMailAnswer { held_by, opened_by, choice, elsewhere } = told.clone();
    let answer = MailAnswer { at: by.now, by: writer, held_by, opened_by, choice, elsewhere };
    let answer = answered(answer).map_err(|refusal| Trouble::Refused(AnswerRefusal::Mail(refusal)))?;
    let is_own = matches!(writer, Writer::Client(_));
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Coverage>(subject))?;
        if is_own && answer.choice == MailChoice::GoOn {
            let may = may_sign(house, change, by, (subject, Signer::Own))?;
            may.map_err(|resting| Trouble::Refused(AnswerRefusal::AtRest(resting)))?;
        }
        Ok(change.add(&permit, CoverageEntry::MailAnswered(answer.clone()))?)
    })
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
