//! What a plan answered in a file, as it is kept with a client's coverage.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{EdiFileId, StaffId};

use crate::coverage::Coverage;
use crate::x12::eligibility_answer::{Benefit, EligibilityAnswer};

/// The most statements that are kept of one answer; the file itself is kept whole.
pub const MAX_STATEMENTS: usize = 200;

/// The kinds of service that matter here: everything, mental health, psychiatry, psychotherapy, and professional or
/// outpatient visits (X12 service type codes).
pub const OUR_SERVICES: [&str; 8] = ["30", "98", "MH", "A4", "A6", "A8", "CF", "CG"];

/// What a plan answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAnswer {
    /// When it was taken in.
    pub at: Timestamp,
    /// Who looked at it and took it in.
    pub by: StaffId,
    /// On which day the file came.
    pub on: Date,
    /// The file.
    pub file: EdiFileId,
    /// What it says of the client, with nothing that has no bearing on psychotherapy.
    pub answer: EligibilityAnswer,
}

/// Why an answer waits for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// It brings no word of ours back.
    NoTrace,
    /// No question of ours has this word.
    UnknownTrace,
    /// Whoever was asked about is no client here any more.
    NoClient,
}

impl Coverage {
    /// What the plan answered last in a file.
    pub fn answer(&self) -> Option<&PlanAnswer> {
        self.answer.as_ref()
    }
}

/// The answer as it is kept.
pub fn kept(answer: PlanAnswer) -> PlanAnswer {
    let mut said = answer.answer;
    said.benefits.retain(is_ours);
    said.benefits.truncate(MAX_STATEMENTS);
    PlanAnswer { answer: said, ..answer }
}

/// Whether a statement bears on psychotherapy; one that names no service bears on all.
fn is_ours(benefit: &Benefit) -> bool {
    let ours = |service: &String| OUR_SERVICES.contains(&service.as_str());
    benefit.services.is_empty() || benefit.services.iter().any(ours)
}
