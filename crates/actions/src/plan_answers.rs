//! Takes what plans answered into the coverage of whom it is of, found by our own word for the question.

use jiff::civil::Date;
use money::coverage::{Coverage, CoverageEntry};
use money::edi_file::{Answer, EdiFile, FileWay, asked_about};
use money::plan_answer::{PlanAnswer, Unmatched, kept};
use money::plan_inquiry::control_of;
use money::post_claim::Hand;
use money::x12::eligibility_answer::EligibilityAnswer;
use record::change::Change;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::rows::Find;
use record::scope::{Read, Write, folder};
use schedule::people::Client;
use terms::ids::SubjectId;
use terms::text::Line;
use terms::trouble::{Never, Trouble};

use crate::edi_files::all_files;

/// Whom an answer about insurance is of.
pub struct InsuranceOf {
    /// The member's number in it.
    pub member: String,
    /// Whether the insurance stands, where it says so.
    pub is_active: Option<bool>,
    /// Whom it is of, or why it waits for a person.
    pub client: Result<(SubjectId, Line), Unmatched>,
}

/// Whom each answer of a file is of.
pub(crate) fn insurances(answer: &Answer, files: &[EdiFile], everyone: &[Client]) -> Vec<InsuranceOf> {
    let Answer::OfInsurance(told) = answer else { return Vec::new() };
    let of = |told: &EligibilityAnswer| InsuranceOf {
        member: told.member.clone(),
        is_active: told.is_active(),
        client: whose(told, files, everyone).map(|client| (client.subject, client.name.clone())),
    };
    told.iter().map(of).collect()
}

/// Keeps each answer with its client's coverage, once; what nobody is found for stays in its file.
pub(crate) fn keep_plan_answers(
    change: &mut Change<'_>,
    (permit, file): (&Permit<ListOf<EdiFile>, Write>, &EdiFile),
    told: &[EligibilityAnswer],
    ((by, at), on): (Hand, Date),
) -> Result<(), Trouble<Never>> {
    if !matches!(file.way, FileWay::In { taken_at: None, .. }) {
        return Ok(());
    }
    let clients = change.permit::<_, Read>(list::<Client>())?;
    let (files, everyone) = (all_files(change, permit)?, change.find::<Client, _>(&clients, Find::All)?);
    for answer in told {
        let Ok(client) = whose(answer, &files, &everyone) else { continue };
        let folder = change.permit::<_, Write>(folder::<Coverage>(client.subject))?;
        let kept = kept(PlanAnswer { at, by, on, file: file.id, answer: answer.clone() });
        change.add(&folder, CoverageEntry::PlanAnswered(Box::new(kept)))?;
    }
    Ok(())
}

fn whose<'c>(told: &EligibilityAnswer, files: &[EdiFile], everyone: &'c [Client]) -> Result<&'c Client, Unmatched> {
    let trace = told.trace.as_deref().ok_or(Unmatched::NoTrace)?;
    let subject = control_of(trace).and_then(|control| asked_about(files, control)).ok_or(Unmatched::UnknownTrace)?;
    everyone.iter().find(|client| client.subject == subject).ok_or(Unmatched::NoClient)
}
