//! Files that went to, or came from, whoever carries claims. Their bytes are kept beside the row, sealed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::ids::{EdiFileId, StaffId, SubjectId};
use terms::text::Line;
use terms::words;

use crate::x12::acknowledgment::{Acknowledgment, acknowledgments};
use crate::x12::claim_answer::{ClaimAnswers, claim_answers};
use crate::x12::eligibility_answer::EligibilityAnswer;
use crate::x12::eligibility_reader::eligibility_answers;
use crate::x12::envelope::read_interchange;
use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::remittance::{Remittance, remittances};

/// The most files that are shown, the newest first.
pub const MAX_SHOWN: usize = 200;

/// For how many days a file of ours lies in the folder, when nobody answers to it.
pub const LIES_DAYS: i64 = 30;

/// The last control number; after it the first is good again.
const LAST_CONTROL: u32 = 999_999_999;

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EdiFile {
    /// Its id.
    pub id: EdiFileId,
    /// When it was made here, or brought.
    pub at: Timestamp,
    /// By whom; nobody, where it lay in the folder.
    pub by: Option<StaffId>,
    /// What it is called.
    pub name: Line,
    /// Which way it goes, and how far it has come.
    pub way: FileWay,
    /// Its size in bytes.
    pub bytes: u64,
    /// By what its bytes are known again.
    pub hash: String,
}

/// Which way a file goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileWay {
    /// Claims of ours, or a question about one client's insurance.
    Out(OutFile),
    /// An answer.
    In {
        /// What kind.
        kind: AnswerKind,
        /// When it was taken into the ledgers.
        taken_at: Option<Timestamp>,
    },
}

/// A file of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutFile {
    /// Its control number.
    pub control: u32,
    /// How many claims are in it.
    pub claims: u32,
    /// When it was laid into the folder for whoever carries claims, or sent there.
    pub laid_at: Option<Timestamp>,
    /// Whose insurance it asks about; then no claim is in it.
    #[serde(default)]
    pub asks_about: Option<SubjectId>,
    /// When all of it lay at the clearinghouse under another name, about to be given its own.
    #[serde(default)]
    pub ready_at: Option<Timestamp>,
    /// When an answer to the file as such (999) came.
    #[serde(default)]
    pub heard_at: Option<Timestamp>,
}

words! {
    /// What came back.
    AnswerKind {
        Payment = "835", "Payment (835)";
        OfClaims = "277CA", "Answer to claims (277CA)";
        OfInsurance = "271", "Answer about insurance (271)";
        OfFile = "999", "Answer to a file (999)";
    }
}

/// An answer, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Payments, not yet added up.
    Payments(Vec<Remittance>),
    /// What was said of claims at the door.
    OfClaims(ClaimAnswers),
    /// How files of ours were taken.
    OfFiles(Vec<Acknowledgment>),
    /// What was said of clients' insurance.
    OfInsurance(Vec<EligibilityAnswer>),
}

impl EdiFile {
    /// Whether it is an answer that nobody has taken in yet.
    pub fn waits(&self) -> bool {
        matches!(self.way, FileWay::In { taken_at: None, .. })
    }
}

impl OutFile {
    /// A file that did not go out yet.
    pub fn new(control: u32, claims: u32, asks_about: Option<SubjectId>) -> Self {
        Self { control, claims, laid_at: None, asks_about, ready_at: None, heard_at: None }
    }

    /// Whether it need not lie in the folder any longer: its answer came, or it lay there for [`LIES_DAYS`].
    pub fn is_through(&self, now: Timestamp) -> bool {
        let is_old = |laid: Timestamp| now.duration_since(laid) >= SignedDuration::from_hours(24 * LIES_DAYS);
        self.laid_at.is_some_and(|laid| self.heard_at.is_some() || is_old(laid))
    }
}

impl Answer {
    /// What kind it is.
    pub fn kind(&self) -> AnswerKind {
        match self {
            Self::Payments(_) => AnswerKind::Payment,
            Self::OfClaims(_) => AnswerKind::OfClaims,
            Self::OfFiles(_) => AnswerKind::OfFile,
            Self::OfInsurance(_) => AnswerKind::OfInsurance,
        }
    }
}

/// Reads an answer of whichever kind, or names its first mistake.
pub fn read_answer(bytes: &[u8]) -> Result<Answer, EdiMistake> {
    let file = read_interchange(bytes)?;
    let first = file.groups.first().and_then(|group| group.sets.first()).map(|set| set.kind);
    match first {
        Some("835") => remittances(&file).map(Answer::Payments),
        Some("277") => claim_answers(&file).map(Answer::OfClaims),
        Some("271") => eligibility_answers(&file).map(Answer::OfInsurance),
        Some("999") | None => acknowledgments(&file).map(Answer::OfFiles),
        Some(_) => Err(EdiMistake { segment: 0, why: Why::OtherKind }),
    }
}

/// The control number of the next file of ours.
pub fn next_control(files: &[EdiFile]) -> u32 {
    let used = files.iter().filter_map(|file| match file.way {
        FileWay::Out(out) => Some(out.control),
        FileWay::In { .. } => None,
    });
    let last = used.max().unwrap_or_default();
    if last >= LAST_CONTROL { 1 } else { last + 1 }
}

/// Whose insurance the question with this number asked about; the newest, where numbers came round.
pub fn asked_about(files: &[EdiFile], control: u32) -> Option<SubjectId> {
    let asked = files.iter().rev().filter_map(|file| match file.way {
        FileWay::Out(out) => Some((out.control, out.asks_about?)),
        FileWay::In { .. } => None,
    });
    asked.into_iter().find(|(known, _)| *known == control).map(|(_, subject)| subject)
}
