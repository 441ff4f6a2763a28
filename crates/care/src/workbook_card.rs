//! What list screens show of a workbook, without opening it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::alert::Alert;
use crate::change::active_changes;
use crate::days_after::AfterCard;
use crate::document::DocumentKind;
use crate::measure::Measure;
use crate::messages::Messages;
use crate::workbook::Workbook;
use crate::workbook_part::{PartState, WorkbookPart};

/// What list screens show of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkbookCard {
    /// Whether an intention is written.
    pub has_intention: bool,
    /// Whether boundaries are written.
    pub has_boundaries: bool,
    /// How many grounding tools were tried.
    pub tools: u32,
    /// How many gentle changes are active.
    pub active_changes: u32,
    /// How many parts are written.
    #[serde(default)]
    pub parts_written: u32,
    /// What was ever said that a therapist must look at. Which of them they looked at stands in the chart's card.
    #[serde(default)]
    pub alerts: Vec<Alert>,
    /// The last total of each measure, and when its check-in was finished.
    #[serde(default)]
    pub last_scores: Vec<(Measure, u8, Timestamp)>,
    /// How many check-ins wait for the client.
    #[serde(default)]
    pub asked: u32,
    /// Which documents have a signature in force, of whichever version.
    #[serde(default)]
    pub documents_signed: Vec<DocumentKind>,
    /// What the client answered about email and text.
    #[serde(default)]
    pub messages: Messages,
    /// How many pages of the journal are shared.
    #[serde(default)]
    pub shared_pages: u32,
    /// When the last of them was shared.
    #[serde(default)]
    pub last_shared_at: Option<Timestamp>,
    /// What the clock keeps to after a dosing day.
    #[serde(default)]
    pub after: AfterCard,
}

/// The card of a workbook.
pub(crate) fn workbook_card(workbook: &Workbook) -> WorkbookCard {
    let count = |things: usize| u32::try_from(things).unwrap_or(u32::MAX);
    WorkbookCard {
        has_intention: workbook.intention().is_some(),
        has_boundaries: workbook.boundaries().is_some(),
        tools: count(workbook.tools().len()),
        active_changes: count(active_changes(workbook)),
        parts_written: count(parts_written(workbook)),
        alerts: workbook.alerts(),
        last_scores: last_scores(workbook),
        asked: count(workbook.check_ins.iter().filter(|check_in| check_in.is_waiting()).count()),
        documents_signed: DocumentKind::ALL
            .into_iter()
            .filter(|kind| workbook.signed_document(*kind).is_some())
            .collect(),
        messages: workbook.messages(),
        shared_pages: count(workbook.shared_pages.len()),
        last_shared_at: workbook.shared_pages.iter().map(|page| page.at).max(),
        after: workbook.after_card(),
    }
}

fn last_scores(workbook: &Workbook) -> Vec<(Measure, u8, Timestamp)> {
    let last = |measure| workbook.totals(measure).last().map(|(at, total)| (measure, total.number, *at));
    Measure::ALL.into_iter().filter_map(last).collect()
}

fn parts_written(workbook: &Workbook) -> usize {
    WorkbookPart::ALL.into_iter().filter(|part| workbook.part_state(*part) == PartState::Written).count()
}
