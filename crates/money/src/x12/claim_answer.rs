//! Whether claims of ours came in and were taken (277CA, ASC X12 005010X214).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::words;

use crate::x12::envelope::{Interchange, Set};
use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::segment::Segment;

/// The version of these files.
pub const ANSWER_VERSION: &str = "005010X214";

words! {
    /// What became of a claim at the door.
    AtTheDoor {
        Forwarded = "A0", "Sent on to the payer";
        Received = "A1", "Received; nothing more is said yet";
        Accepted = "A2", "Accepted for a decision";
        Returned = "A3", "Returned: it cannot be processed";
        NotFound = "A4", "Not found";
        Split = "A5", "Split into several";
        Missing = "A6", "Rejected: something is missing";
        Invalid = "A7", "Rejected: something is not valid";
        Contradicts = "A8", "Rejected: two things in it don’t agree";
    }
}

/// What was said of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimAnswer {
    /// Our own number.
    pub ours: String,
    /// What became of it, with what it is about; never none.
    pub said: Vec<Said>,
    /// On which day.
    pub on: Option<Date>,
    /// The payer's own number, if it has one already.
    pub payers_number: Option<String>,
}

/// One thing that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What became of it.
    pub what: AtTheDoor,
    /// What it is about: the code of a status.
    pub about: String,
    /// Whom it is about, if somebody.
    pub whom: String,
}

/// A file of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimAnswers {
    /// What was said of everything that came from us together, where something was.
    pub of_all: Vec<Said>,
    /// What was said of each claim.
    pub claims: Vec<ClaimAnswer>,
}

impl AtTheDoor {
    /// Whether the claim is back with us and goes nowhere by itself.
    pub fn is_back(self) -> bool {
        match self {
            Self::Returned | Self::NotFound | Self::Missing | Self::Invalid | Self::Contradicts => true,
            Self::Forwarded | Self::Received | Self::Accepted | Self::Split => false,
        }
    }
}

impl ClaimAnswer {
    /// Whether the claim is back with us.
    pub fn is_back(&self) -> bool {
        self.said.iter().any(|said| said.what.is_back())
    }
}

/// What was said of claims of ours, or the first mistake.
pub fn claim_answers(file: &Interchange<'_>) -> Result<ClaimAnswers, EdiMistake> {
    let mut all = ClaimAnswers::default();
    for set in file.sets_of("277", ANSWER_VERSION)? {
        read_set(&mut all, set)?;
    }
    Ok(all)
}

/// Of whom the segments speak.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Above,
    Submitter,
    Claim,
}

fn read_set(all: &mut ClaimAnswers, set: &Set<'_>) -> Result<(), EdiMistake> {
    let mut level = Level::Above;
    for segment in &set.segments {
        match (segment.name(), level) {
            ("HL", _) => {
                level = match segment.wanted(3)? {
                    "PT" => Level::Claim,
                    "21" => Level::Submitter,
                    "20" | "19" => Level::Above,
                    _ => return Err(segment.mistake(Why::Code(3))),
                }
            }
            ("TRN", Level::Claim) => all.claims.push(ClaimAnswer {
                ours: segment.wanted(2)?.to_owned(),
                said: Vec::new(),
                on: None,
                payers_number: None,
            }),
            ("STC", Level::Claim) => {
                let claim = all.claims.last_mut().ok_or(segment.mistake(Why::OutOfPlace))?;
                claim.said.extend(said(segment)?);
                claim.on = Some(segment.date(2)?);
            }
            ("STC", Level::Submitter) => all.of_all.extend(said(segment)?),
            ("REF", Level::Claim) if segment.element(1) == "1K" => {
                let claim = all.claims.last_mut().ok_or(segment.mistake(Why::OutOfPlace))?;
                claim.payers_number = Some(segment.wanted(2)?.to_owned());
            }
            ("BHT" | "NM1" | "TRN" | "STC" | "REF" | "DTP" | "QTY" | "AMT" | "SVC" | "PER", _) => {}
            _ => return Err(segment.mistake(Why::OutOfPlace)),
        }
    }
    let is_whole = all.claims.iter().all(|claim| !claim.said.is_empty());
    if is_whole { Ok(()) } else { Err(Why::Truncated.at(set.end)) }
}

/// One to three things.
fn said(segment: &Segment<'_>) -> Result<Vec<Said>, EdiMistake> {
    segment.wanted(1)?;
    let places = [1, 10, 11].into_iter().filter(|at| !segment.element(*at).is_empty());
    places
        .map(|at| {
            let what = AtTheDoor::from_code(segment.part(at, 1)).ok_or(segment.mistake(Why::Code(at)))?;
            Ok(Said { what, about: segment.part(at, 2).to_owned(), whom: segment.part(at, 3).to_owned() })
        })
        .collect()
}
