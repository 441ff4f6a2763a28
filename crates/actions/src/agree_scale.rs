//! Agrees on a lower fee with a client, with a reason and an end, and ends it before its time.

use jiff::civil::Date;
use money::coverage::CoverageEntry;
use money::scale::{Scale, ScaleRefusal, agreed};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_coverage::in_coverage;
use crate::own_draft::staff;

/// A lower fee as it was typed in.
#[derive(Clone, Debug)]
pub struct NewScale {
    /// What the client pays of the usual fee, in percent.
    pub percent: u8,
    /// Why.
    pub reason: Line,
    /// From which day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// Why no scale is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndScaleRefusal {
    /// None holds today.
    NoScale,
}

/// Agrees on it, in place of one before.
pub fn agree_scale(
    house: &House,
    by: &Context,
    subject: SubjectId,
    new: &NewScale,
) -> Result<(), Trouble<ScaleRefusal>> {
    let giver = staff(by)?;
    let NewScale { percent, reason, from, until } = new.clone();
    let scale = Scale { at: by.now, by: giver, percent, reason, from, until };
    in_coverage(house, by, subject, |coverage| {
        agreed(scale.clone(), coverage.sends_claims()).map(CoverageEntry::ScaleAgreed)
    })
}

/// Ends it today; what was charged by it stays.
pub fn end_scale(
    house: &House,
    by: &Context,
    subject: SubjectId,
    reason: &Line,
) -> Result<(), Trouble<EndScaleRefusal>> {
    let (ender, today) = (staff(by)?, house.today(by.now));
    in_coverage(house, by, subject, |coverage| {
        coverage.scale_on(today).ok_or(EndScaleRefusal::NoScale)?;
        Ok(CoverageEntry::ScaleEnded { at: by.now, on: today, by: ender, reason: reason.clone() })
    })
}
