//! What an insurer says it paid, claim by claim and visit by visit (835, ASC X12 005010X221A1), as it stands in the file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::money::Cents;
use terms::words;

use crate::x12::envelope::{Interchange, Set};
use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::segment::Segment;

/// The version of these files.
pub const REMITTANCE_VERSION: &str = "005010X221A1";

/// One payment of an insurer, with what it is for. Nothing was added up yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remittance {
    /// What was paid all in all.
    pub paid_cents: Cents,
    /// On which day.
    pub on: Date,
    /// The number of the check or transfer.
    pub trace: String,
    /// The payer's number, as the payment tells it.
    pub payer_number: String,
    /// The payer's name.
    pub payer: String,
    /// By which number the payer knows who was paid.
    pub payee: String,
    /// What it says of each claim.
    pub claims: Vec<ClaimPaid>,
    /// What it takes off or adds for no claim; what is taken off is positive.
    pub adjustments: Vec<ProviderAdjustment>,
}

/// What was paid of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimPaid {
    /// Our own number.
    pub ours: String,
    /// What became of it.
    pub status: PaidStatus,
    /// What was charged.
    pub charge_cents: Cents,
    /// What was paid.
    pub paid_cents: Cents,
    /// What the insurer says that the client owes.
    pub client_owes_cents: Cents,
    /// The payer's own number.
    pub payers_number: String,
    /// What was taken off the claim as a whole.
    pub adjustments: Vec<Adjustment>,
    /// The visits.
    pub lines: Vec<LinePaid>,
    /// Remark codes of the claim as a whole.
    pub remarks: Vec<String>,
}

/// What was paid of one visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinePaid {
    /// The code of the service.
    pub code: String,
    /// What was charged.
    pub charge_cents: Cents,
    /// What was paid.
    pub paid_cents: Cents,
    /// Our own number of the line, where the payer hands it back.
    pub ours: Option<String>,
    /// The day of the visit.
    pub date: Option<Date>,
    /// What the payer allows for it.
    pub allowed_cents: Option<Cents>,
    /// What was taken off.
    pub adjustments: Vec<Adjustment>,
    /// Remark codes.
    pub remarks: Vec<String>,
}

/// What was taken off, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Whose loss it is.
    pub group: AdjustmentGroup,
    /// The reason's code.
    pub reason: String,
    /// How much; less than nothing where something was added.
    pub amount_cents: Cents,
}

/// What was taken off or added for no claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderAdjustment {
    /// The reason's code.
    pub reason: String,
    /// What it refers to.
    pub reference: String,
    /// How much was taken off.
    pub amount_cents: Cents,
}

words! {
    /// Whose loss an adjustment is.
    AdjustmentGroup {
        Contract = "CO", "By contract: nobody owes it";
        Client = "PR", "The client owes it";
        Other = "OA", "Something else";
        Payer = "PI", "The payer’s own reduction";
    }

    /// What became of a claim.
    PaidStatus {
        First = "1", "Paid as first insurance";
        Second = "2", "Paid as second insurance";
        Third = "3", "Paid as third insurance";
        Denied = "4", "Denied";
        FirstForwarded = "19", "Paid as first insurance and sent on";
        SecondForwarded = "20", "Paid as second insurance and sent on";
        ThirdForwarded = "21", "Paid as third insurance and sent on";
        Reversed = "22", "An earlier payment is taken back";
        NotTheirs = "23", "Not theirs; sent on";
        Estimate = "25", "An estimate; nothing is paid";
    }
}

/// All payments of a file, or its first mistake.
pub fn remittances(file: &Interchange<'_>) -> Result<Vec<Remittance>, EdiMistake> {
    file.sets_of("835", REMITTANCE_VERSION)?.into_iter().map(remittance).collect()
}

/// What the segments after it belong to.
enum Within {
    Head,
    Claim,
    Line,
    Tail,
}

fn remittance(set: &Set<'_>) -> Result<Remittance, EdiMistake> {
    let mut read = Remittance::default();
    let (mut within, mut has_amount) = (Within::Head, false);
    for segment in &set.segments {
        within = match (segment.name(), within) {
            ("BPR", Within::Head) => {
                (read.paid_cents, read.on, has_amount) = (segment.cents(2)?, segment.date(16)?, true);
                Within::Head
            }
            ("CLP", Within::Head | Within::Claim | Within::Line) => {
                read.claims.push(claim(segment)?);
                Within::Claim
            }
            ("SVC", Within::Claim | Within::Line) => {
                last_claim(&mut read, segment)?.lines.push(line(segment)?);
                Within::Line
            }
            ("PLB", _) => {
                read.adjustments.extend(provider_adjustments(segment)?);
                Within::Tail
            }
            ("LX", Within::Head | Within::Claim | Within::Line) => Within::Head,
            (_, Within::Head) => head(&mut read, segment)?,
            (_, Within::Claim) => of_claim(last_claim(&mut read, segment)?, segment)?,
            (_, Within::Line) => of_line(last_claim(&mut read, segment)?, segment)?,
            (_, Within::Tail) => return Err(segment.mistake(Why::OutOfPlace)),
        };
    }
    if has_amount && !read.trace.is_empty() { Ok(read) } else { Err(Why::Truncated.at(set.end)) }
}

fn last_claim<'r>(read: &'r mut Remittance, segment: &Segment<'_>) -> Result<&'r mut ClaimPaid, EdiMistake> {
    read.claims.last_mut().ok_or(segment.mistake(Why::OutOfPlace))
}

fn head(read: &mut Remittance, segment: &Segment<'_>) -> Result<Within, EdiMistake> {
    match (segment.name(), segment.element(1)) {
        ("TRN", _) => {
            segment.wanted(2)?.clone_into(&mut read.trace);
            segment.element(3).clone_into(&mut read.payer_number);
        }
        ("N1", "PR") => segment.wanted(2)?.clone_into(&mut read.payer),
        ("N1", "PE") => segment.wanted(4)?.clone_into(&mut read.payee),
        ("CUR" | "REF" | "DTM" | "N1" | "N3" | "N4" | "PER" | "RDM" | "TS2" | "TS3", _) => {}
        _ => return Err(segment.mistake(Why::OutOfPlace)),
    }
    Ok(Within::Head)
}

fn claim(segment: &Segment<'_>) -> Result<ClaimPaid, EdiMistake> {
    Ok(ClaimPaid {
        ours: segment.wanted(1)?.to_owned(),
        status: PaidStatus::from_code(segment.wanted(2)?).ok_or(segment.mistake(Why::Code(2)))?,
        charge_cents: segment.cents(3)?,
        paid_cents: segment.cents(4)?,
        client_owes_cents: segment.cents_or_none(5)?.unwrap_or_default(),
        payers_number: segment.element(7).to_owned(),
        adjustments: Vec::new(),
        lines: Vec::new(),
        remarks: Vec::new(),
    })
}

fn of_claim(claim: &mut ClaimPaid, segment: &Segment<'_>) -> Result<Within, EdiMistake> {
    match segment.name() {
        "CAS" => claim.adjustments.extend(adjustments(segment)?),
        "MOA" => {
            let codes = (3..=7).map(|at| segment.element(at)).filter(|code| !code.is_empty());
            claim.remarks.extend(codes.map(str::to_owned));
        }
        "NM1" | "MIA" | "REF" | "DTM" | "PER" | "AMT" | "QTY" => {}
        _ => return Err(segment.mistake(Why::OutOfPlace)),
    }
    Ok(Within::Claim)
}

fn line(segment: &Segment<'_>) -> Result<LinePaid, EdiMistake> {
    segment.wanted(1)?;
    Ok(LinePaid {
        code: segment.part(1, 2).to_owned(),
        charge_cents: segment.cents(2)?,
        paid_cents: segment.cents_or_none(3)?.unwrap_or_default(),
        ours: None,
        date: None,
        allowed_cents: None,
        adjustments: Vec::new(),
        remarks: Vec::new(),
    })
}

fn of_line(claim: &mut ClaimPaid, segment: &Segment<'_>) -> Result<Within, EdiMistake> {
    let Some(line) = claim.lines.last_mut() else { return Err(segment.mistake(Why::OutOfPlace)) };
    match (segment.name(), segment.element(1)) {
        ("CAS", _) => line.adjustments.extend(adjustments(segment)?),
        ("REF", "6R") => line.ours = Some(segment.wanted(2)?.to_owned()),
        ("AMT", "B6") => line.allowed_cents = Some(segment.cents(2)?),
        ("DTM", "472" | "150") => line.date = Some(segment.date(2)?),
        ("LQ", _) => line.remarks.push(segment.wanted(2)?.to_owned()),
        ("REF" | "AMT" | "DTM" | "QTY", _) => {}
        _ => return Err(segment.mistake(Why::OutOfPlace)),
    }
    Ok(Within::Line)
}

/// A group, and up to six reasons with their amounts.
fn adjustments(segment: &Segment<'_>) -> Result<Vec<Adjustment>, EdiMistake> {
    let group = AdjustmentGroup::from_code(segment.wanted(1)?).ok_or(segment.mistake(Why::Code(1)))?;
    segment.wanted(2)?;
    let places = (2..=17).step_by(3).filter(|at| !segment.element(*at).is_empty());
    places
        .map(|at| {
            let reason = segment.element(at).to_owned();
            Ok(Adjustment { group, reason, amount_cents: segment.cents(at + 1)? })
        })
        .collect()
}

/// Up to six reasons, each with what it refers to and its amount.
fn provider_adjustments(segment: &Segment<'_>) -> Result<Vec<ProviderAdjustment>, EdiMistake> {
    segment.wanted(3)?;
    let places = (3..=13).step_by(2).filter(|at| !segment.element(*at).is_empty());
    places
        .map(|at| {
            let (reason, reference) = (segment.part(at, 1).to_owned(), segment.part(at, 2).to_owned());
            Ok(ProviderAdjustment { reason, reference, amount_cents: segment.cents(at + 1)? })
        })
        .collect()
}
