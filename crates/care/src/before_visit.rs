//! What a therapist wants to know before going in: from cards alone, so that no chart is opened for a list.

use jiff::civil::Date;

use crate::chart_card::ChartCard;
use crate::note::NoteKind;
use crate::workbook_card::WorkbookCard;

/// A thing to know before going in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeforeVisit {
    /// No visit was signed so far.
    FirstVisit,
    /// No boundaries are written, and a dosing day may come.
    BoundariesNotWritten,
    /// No intention is written to come back to.
    IntentionNotWritten,
    /// A dosing day is planned.
    DosingPlanned(Date),
    /// The last visit was on this day.
    LastVisit(Date),
}

/// What there is to know, what asks for something first.
pub fn before_visit(chart: &ChartCard, workbook: &WorkbookCard, kind: NoteKind, today: Date) -> Vec<BeforeVisit> {
    let works_with_intentions = matches!(kind, NoteKind::Preparation | NoteKind::Integration);
    let planned = chart.next_dosing.filter(|date| *date >= today);
    let wants_boundaries = kind == NoteKind::Preparation || planned.is_some();
    let last = chart.last_visit.map_or(BeforeVisit::FirstVisit, BeforeVisit::LastVisit);
    [
        (wants_boundaries && !workbook.has_boundaries).then_some(BeforeVisit::BoundariesNotWritten),
        (works_with_intentions && !workbook.has_intention).then_some(BeforeVisit::IntentionNotWritten),
        planned.map(BeforeVisit::DosingPlanned),
        Some(last),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::BeforeVisit::{BoundariesNotWritten, DosingPlanned, FirstVisit, IntentionNotWritten, LastVisit};
    use super::*;
    use crate::made_up::date;

    #[test]
    fn what_is_missing_comes_before_what_is_planned() {
        let today = date("2026-06-22");
        let empty = (ChartCard::default(), WorkbookCard::default());
        let seen = ChartCard { last_visit: Some(date("2026-06-15")), ..ChartCard::default() };
        let ahead = ChartCard { next_dosing: Some(date("2026-06-30")), ..seen.clone() };
        let behind = ChartCard { next_dosing: Some(date("2026-06-21")), ..seen.clone() };
        let written = WorkbookCard { has_intention: true, has_boundaries: true, ..WorkbookCard::default() };
        let last = LastVisit(date("2026-06-15"));
        let dosing = DosingPlanned(date("2026-06-30"));
        for ((chart, workbook), kind, expected) in [
            (empty.clone(), NoteKind::FirstConversation, vec![FirstVisit]),
            (empty, NoteKind::Preparation, vec![BoundariesNotWritten, IntentionNotWritten, FirstVisit]),
            ((seen.clone(), WorkbookCard::default()), NoteKind::Integration, vec![IntentionNotWritten, last]),
            ((ahead.clone(), WorkbookCard::default()), NoteKind::Therapy, vec![BoundariesNotWritten, dosing, last]),
            ((ahead, written.clone()), NoteKind::Preparation, vec![dosing, last]),
            ((behind, written), NoteKind::Integration, vec![last]),
            ((seen, WorkbookCard::default()), NoteKind::Therapy, vec![last]),
        ] {
            assert_eq!(before_visit(&chart, &workbook, kind, today), expected, "{kind:?}");
        }
    }
}
