//! That a therapist must look at something: whose it is and since when, never what.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::ids::{AlertId, StaffId, SubjectId};
use terms::words;

/// An alert as it waits. What it is about stands in the client's workbook; here is only that it waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Its id; the same as in the workbook.
    pub id: AlertId,
    /// Whose record.
    pub subject: SubjectId,
    /// Who treats them.
    pub clinician: StaffId,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// When it goes on to whoever covers, and to the owner.
    pub escalates_at: Timestamp,
    /// How it stands.
    pub state: AlertState,
    /// When the therapist was written to that it waits.
    #[serde(default)]
    pub told: Option<Timestamp>,
    /// What the front desk learns of it.
    #[serde(default)]
    pub at_desk: AtDesk,
}

words! {
    /// What the front desk learns: at most that a call goes to the clinician first.
    #[derive(Default)]
    AtDesk {
        #[default]
        CallsGoFirst = "calls-go-first", "Calls go to the clinician first";
        Nothing = "nothing", "Nothing";
    }

    /// How an alert stands.
    AlertState {
        Waiting = "waiting", "Waiting";
        Escalated = "escalated", "Passed on";
        Closed = "closed", "Closed";
    }
}

impl Alert {
    /// An alert that begins to wait; `within_hours` says how long it may.
    pub fn raised((id, subject): (AlertId, SubjectId), clinician: StaffId, at: Timestamp, within_hours: u32) -> Self {
        let wait = SignedDuration::from_hours(within_hours.into());
        let escalates_at = at.saturating_add(wait).unwrap_or(at);
        Self {
            id,
            subject,
            clinician,
            raised_at: at,
            escalates_at,
            state: AlertState::Waiting,
            told: None,
            at_desk: AtDesk::CallsGoFirst,
        }
    }

    /// Whether someone still has to look.
    pub fn is_open(&self) -> bool {
        self.state != AlertState::Closed
    }

    /// Passed on, when it has waited too long; once.
    pub fn passed_on(self, now: Timestamp) -> Option<Self> {
        let is_late = self.state == AlertState::Waiting && self.escalates_at <= now;
        is_late.then_some(Self { state: AlertState::Escalated, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::at;

    #[test]
    fn behaviour_18_an_alert_is_passed_on_once_its_time_is_over() {
        let id = |letter: char| letter.to_string().repeat(10).parse().unwrap();
        let raised = at("2026-06-22 08:12");
        let alert = Alert::raised((AlertId(id('a')), SubjectId(id('s'))), StaffId(id('d')), raised, 4);
        assert!(alert.is_open() && alert.clone().passed_on(at("2026-06-22 12:11")).is_none());
        let passed_on = alert.clone().passed_on(at("2026-06-22 12:12")).unwrap();
        assert_eq!(passed_on.state, AlertState::Escalated);
        assert!(passed_on.is_open() && passed_on.passed_on(at("2026-06-23 12:12")).is_none());
        let closed = Alert { state: AlertState::Closed, ..alert };
        assert!(!closed.is_open() && closed.passed_on(at("2026-06-23 12:12")).is_none());
    }
}
