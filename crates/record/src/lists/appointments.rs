//! Appointments: found by clinician and by whose record it is, in order of time.

use schedule::appointment::{Appointment, AppointmentState};
use terms::ids::Id;

use crate::list::{Clear, List};
use crate::scope::ListKind;

impl List for Appointment {
    const NAME: &'static str = "appointment";
    const KIND: ListKind = ListKind::Calendar;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        let state = match self.state {
            // Whether someone came is nobody's business in the clear.
            AppointmentState::Planned
            | AppointmentState::Arrived
            | AppointmentState::InSession
            | AppointmentState::Done => "planned",
            AppointmentState::Kept => "kept",
            AppointmentState::NoShow | AppointmentState::LateCancelled | AppointmentState::Cancelled => "cancelled",
        };
        Clear::new(state, Some(self.span.from)).key1(self.clinician.0.as_str()).key2(self.subject.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_appointment_of_before_there_was_a_history_opens_with_none() {
        let stored = r#"{"id":"aaaaaaaaaa","subject":"ssssssssss","people":["ssssssssss"],"clinician":"dddddddddd",
            "room":null,"place":"Online","kind":"Therapy","span":{"from":"2026-06-24T15:00:00Z","until":"2026-06-24T15:50:00Z"},
            "state":"Planned","note":null,"made_layer":null}"#;
        let opened: Appointment = serde_json::from_str(stored).unwrap();
        assert!(opened.history.is_empty() && opened.series.is_none());
        assert_eq!(opened.clear().state, "planned");
    }
}
