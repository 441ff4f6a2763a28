//! What came of an alert. It closes only with an outcome, one by one, and never by looking away.
//!
//! A flag is no verdict: in one psychiatric clinic far more people checked item 9 than an interview then found at risk,
//! and most medical patients who were at risk had not checked it. So a person looks, and writes down what they saw.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{AlertId, StaffId};
use terms::text::{Line, Prose};
use terms::words;

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;
use crate::workbook::Workbook;

/// The outcome of an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertClosing {
    /// Which alert.
    pub id: AlertId,
    /// When the outcome was written.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// How the client was reached.
    pub reached: Reached,
    /// What was asked and heard.
    pub assessment: Prose,
    /// How risk is seen now.
    pub risk: RiskNow,
    /// What was done about the safety plan.
    pub plan: PlanDone,
    /// Who else was told, if anyone.
    pub told: Option<Line>,
}

words! {
    /// How a client was reached after an alert.
    Reached {
        InPerson = "in-person", "In person";
        Phone = "phone", "By phone";
        Video = "video", "By video";
        Message = "message", "In writing, and they answered";
        NotReached = "not-reached", "Not reached; I did what I could";
    }

    /// How risk is seen after looking.
    RiskNow {
        NoneSeen = "none", "No current risk seen";
        Low = "low", "Low";
        Moderate = "moderate", "Moderate";
        High = "high", "High";
    }

    /// What was done about the safety plan.
    PlanDone {
        LookedAt = "looked-at", "Looked at together, still right";
        Changed = "changed", "Changed together";
        Made = "made", "Made together";
        NotNeeded = "not-needed", "Not needed now";
        NotDone = "not-done", "Not done yet";
    }
}

/// Why an alert is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseRefusal {
    /// The workbook has no such alert.
    NoSuchAlert,
    /// It has an outcome already.
    AlreadyClosed,
}

/// Closes an alert with its outcome.
pub fn close_alert(chart: &Chart, workbook: &Workbook, closing: AlertClosing) -> Result<ChartEntry, CloseRefusal> {
    if workbook.alerts().iter().all(|alert| alert.id != closing.id) {
        return Err(CloseRefusal::NoSuchAlert);
    }
    if chart.alerts_closed().iter().any(|closed| closed.id == closing.id) {
        return Err(CloseRefusal::AlreadyClosed);
    }
    Ok(ChartEntry::AlertClosed(closing))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::made_up::{at, chart, id, prose};
    use crate::steadiness::Steadiness;
    use crate::workbook::Author;
    use crate::workbook_entry::WorkbookEntry;

    #[test]
    fn behaviour_18_an_alert_is_closed_once_and_with_an_outcome() {
        let now = at("2026-06-22 10:00");
        let closing = |letter| AlertClosing {
            id: id(letter),
            at: now,
            by: id('d'),
            reached: Reached::Phone,
            assessment: prose("Asked plainly; no plan, no means."),
            risk: RiskNow::Low,
            plan: PlanDone::LookedAt,
            told: None,
        };
        let steadiness = Steadiness::NotOk;
        let told = WorkbookEntry::SteadinessTold { id: id('a'), at: now, by: Author::Client, steadiness, about: None };
        let workbook = Workbook::default().with(told);
        let open = chart(Path::NoDosing);
        let closed = open.clone().with(close_alert(&open, &workbook, closing('a')).unwrap());
        assert_eq!(close_alert(&open, &workbook, closing('b')), Err(CloseRefusal::NoSuchAlert));
        assert_eq!(close_alert(&closed, &workbook, closing('a')), Err(CloseRefusal::AlreadyClosed));
        assert_eq!(closed.card().alerts_closed, [id('a')]);
    }
}
