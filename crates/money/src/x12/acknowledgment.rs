//! Whether a file of ours was understood at all (999, ASC X12 005010X231A1, and TA1 of the envelope).

use serde::{Deserialize, Serialize};
use terms::words;

use crate::x12::envelope::{Interchange, Set};
use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::segment::Segment;

/// The version of these files.
pub const ACKNOWLEDGMENT_VERSION: &str = "005010X231A1";

words! {
    /// How a file of ours was taken.
    Taken {
        Accepted = "A", "Accepted";
        WithErrors = "E", "Accepted, with errors to look at";
        Partly = "P", "Accepted in part";
        Rejected = "R", "Rejected";
        BadCode = "M", "Rejected: its authentication failed";
        BadAssurance = "W", "Rejected: its assurance failed";
        Unread = "X", "Rejected: it could not be read";
    }
}

/// What was said of one group of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgment {
    /// The control number of our group, which is that of our file.
    pub control: u32,
    /// How the group was taken.
    pub taken: Taken,
    /// How each of its sets was.
    pub sets: Vec<TakenSet>,
}

/// What was said of one set of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenSet {
    /// Its control number.
    pub control: String,
    /// How it was taken.
    pub taken: Taken,
    /// What was found wrong.
    pub faults: Vec<SetFault>,
}

/// What was found wrong in a set of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFault {
    /// The segment's name.
    pub segment: String,
    /// Its number in the set, with `ST` as 1.
    pub place: u32,
    /// The element, where it is one.
    pub element: Option<u32>,
    /// The code of what is wrong.
    pub code: String,
}

impl Taken {
    /// Whether the file goes on its way.
    pub fn is_accepted(self) -> bool {
        match self {
            Self::Accepted | Self::WithErrors | Self::Partly => true,
            Self::Rejected | Self::BadCode | Self::BadAssurance | Self::Unread => false,
        }
    }
}

/// What was said of files of ours, or the first mistake. A TA1 stands alone or before a 999.
pub fn acknowledgments(file: &Interchange<'_>) -> Result<Vec<Acknowledgment>, EdiMistake> {
    let mut all: Vec<Acknowledgment> = file.acknowledged.iter().map(of_envelope).collect::<Result<_, _>>()?;
    if all.is_empty() || !file.groups.is_empty() {
        for set in file.sets_of("999", ACKNOWLEDGMENT_VERSION)? {
            all.push(of_set(set)?);
        }
    }
    Ok(all)
}

fn of_envelope(segment: &Segment<'_>) -> Result<Acknowledgment, EdiMistake> {
    Ok(Acknowledgment { control: segment.number(1)?, taken: taken(segment, 4)?, sets: Vec::new() })
}

fn of_set(set: &Set<'_>) -> Result<Acknowledgment, EdiMistake> {
    let mut group = None;
    let mut sets: Vec<TakenSet> = Vec::new();
    let mut faults: Vec<SetFault> = Vec::new();
    let mut open: Option<&str> = None;
    for segment in &set.segments {
        match (segment.name(), group, open) {
            ("AK1", None, None) => group = Some(segment.number(2)?),
            ("AK2", Some(_), None) => open = Some(segment.wanted(2)?),
            ("IK3", Some(_), Some(_)) => faults.push(SetFault {
                segment: segment.wanted(1)?.to_owned(),
                place: segment.number(2)?,
                element: None,
                code: segment.element(4).to_owned(),
            }),
            ("IK4", Some(_), Some(_)) => {
                let fault = faults.last_mut().ok_or(segment.mistake(Why::OutOfPlace))?;
                fault.element = segment.part(1, 1).parse().ok();
                segment.wanted(3)?.clone_into(&mut fault.code);
            }
            ("CTX", Some(_), Some(_)) => {}
            ("IK5", Some(_), Some(control)) => {
                let (control, faults) = (control.to_owned(), std::mem::take(&mut faults));
                sets.push(TakenSet { control, taken: taken(segment, 1)?, faults });
                open = None;
            }
            ("AK9", Some(control), None) => return Ok(Acknowledgment { control, taken: taken(segment, 1)?, sets }),
            _ => return Err(segment.mistake(Why::OutOfPlace)),
        }
    }
    Err(Why::Truncated.at(set.end))
}

fn taken(segment: &Segment<'_>, at: u8) -> Result<Taken, EdiMistake> {
    Taken::from_code(segment.wanted(at)?).ok_or(segment.mistake(Why::Code(at)))
}
