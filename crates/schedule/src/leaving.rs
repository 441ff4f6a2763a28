//! Exports: a copy of one record, or of all, taken out of the practice; by whom, when, and why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{ExportId, StaffId, SubjectId};
use terms::text::Line;

/// A copy that was taken out. Its words are sealed; the audit's row of the same commit says by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Its id.
    pub id: ExportId,
    /// When it was begun.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// Of whom.
    pub of: Exported,
    /// Why; always there when it is of everybody.
    pub reason: Option<Line>,
    /// How many records it is of, those of couples counted.
    pub records: u32,
    /// When the last of them was handed over; `None` when it broke off.
    pub finished: Option<Timestamp>,
}

/// Of whom a copy was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exported {
    /// One record.
    One(SubjectId),
    /// Every record of the practice.
    Everybody,
}

/// Why no copy is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportRefusal {
    /// A copy of every record needs a reason in words.
    NoReason,
    /// There is no record yet.
    NobodyYet,
}

/// Begins a copy of every record. Whoever takes one need not treat anybody, so they say why.
pub fn export_everybody(
    (id, by, at): (ExportId, StaffId, Timestamp),
    reason: Option<Line>,
    records: u32,
) -> Result<Export, ExportRefusal> {
    let reason = reason.ok_or(ExportRefusal::NoReason)?;
    if records == 0 {
        return Err(ExportRefusal::NobodyYet);
    }
    Ok(Export { id, at, by, of: Exported::Everybody, reason: Some(reason), records, finished: None })
}

/// A copy of one record, by someone who treats them. Nothing stands between a client's record and whoever keeps it.
pub fn export_one((id, by, at): (ExportId, StaffId, Timestamp), subject: SubjectId) -> Export {
    Export { id, at, by, of: Exported::One(subject), reason: None, records: 1, finished: Some(at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_every_record_needs_a_reason_and_a_record() {
        let by = ("eeeeeeeeee".parse().unwrap(), "dddddddddd".parse().unwrap(), Timestamp::UNIX_EPOCH);
        let why = || Line::parse("Another practice takes over in July").ok();
        for (reason, records, expected) in [
            (None, 400, Err(ExportRefusal::NoReason)),
            (None, 0, Err(ExportRefusal::NoReason)),
            (why(), 0, Err(ExportRefusal::NobodyYet)),
            (why(), 1, Ok(Exported::Everybody)),
        ] {
            assert_eq!(export_everybody(by, reason, records).map(|export| export.of), expected, "{records}");
        }
        let one = export_one(by, "ssssssssss".parse().unwrap());
        assert!(one.finished == Some(by.2) && one.records == 1, "{one:?}");
    }
}
