//! Exports: a copy of one record, or of all, taken out of the practice; by whom, when, and why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{ExportId, ReleaseId, StaffId, SubjectId};
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
    /// Of a record together: for whom.
    #[serde(default)]
    pub to: Option<HandedTo>,
}

/// For whom a copy of a record together is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandedTo {
    /// For one partner, whose right to it waits for nobody (45 CFR 164.524).
    Partner(SubjectId),
    /// For somebody outside, by a release that every partner signed.
    Release(ReleaseId),
}

/// Why no copy of a record together is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandRefusal {
    /// It was not said for whom.
    NotSaid,
    /// It is nobody of theirs.
    NotAPartner,
    /// No release in force, signed by every partner, gives all of it.
    NotReleased,
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
    Ok(Export { id, at, by, of: Exported::Everybody, reason: Some(reason), records, finished: None, to: None })
}

/// A copy of one record, by someone who treats them. Nothing stands between a client's record and whoever keeps it; of a
/// record together it is said for whom.
pub fn export_one((id, by, at): (ExportId, StaffId, Timestamp), subject: SubjectId, to: Option<HandedTo>) -> Export {
    Export { id, at, by, of: Exported::One(subject), reason: None, records: 1, finished: Some(at), to }
}

/// For whom a copy is made: of a client's own record that is not asked. `gives_all` says of a release whether it is in
/// force, with every partner's name, for every part of the record.
pub fn handed_to(
    partners: &[SubjectId],
    to: Option<HandedTo>,
    gives_all: impl Fn(ReleaseId) -> bool,
) -> Result<Option<HandedTo>, HandRefusal> {
    match to {
        _ if partners.is_empty() => Ok(None),
        None => Err(HandRefusal::NotSaid),
        Some(HandedTo::Partner(who)) if !partners.contains(&who) => Err(HandRefusal::NotAPartner),
        Some(HandedTo::Release(id)) if !gives_all(id) => Err(HandRefusal::NotReleased),
        Some(to) => Ok(Some(to)),
    }
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
        let one = export_one(by, "ssssssssss".parse().unwrap(), None);
        assert!(one.finished == Some(by.2) && one.records == 1, "{one:?}");
    }

    #[test]
    fn behaviour_29_a_record_together_goes_to_a_partner_at_once_and_outside_by_every_name() {
        let id = |letter: &str| letter.repeat(10);
        let subject = |letter| SubjectId(id(letter).parse().unwrap());
        let (whole, part) = (ReleaseId(id("w").parse().unwrap()), ReleaseId(id("p").parse().unwrap()));
        let partners = [subject("a"), subject("b")];
        for (partners, to, expected) in [
            (&partners[..], Some(HandedTo::Partner(subject("a"))), Ok(Some(HandedTo::Partner(subject("a"))))),
            (&partners, Some(HandedTo::Partner(subject("c"))), Err(HandRefusal::NotAPartner)),
            (&partners, Some(HandedTo::Release(whole)), Ok(Some(HandedTo::Release(whole)))),
            (&partners, Some(HandedTo::Release(part)), Err(HandRefusal::NotReleased)),
            (&partners, None, Err(HandRefusal::NotSaid)),
            (&[], None, Ok(None)),
        ] {
            assert_eq!(handed_to(partners, to, |release| release == whole), expected, "{to:?}");
        }
    }
}
