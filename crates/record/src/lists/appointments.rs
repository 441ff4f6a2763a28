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
            AppointmentState::Planned => "planned",
            AppointmentState::Kept => "kept",
            AppointmentState::Cancelled => "cancelled",
        };
        Clear::new(state, Some(self.span.from)).key1(self.clinician.0.as_str()).key2(self.subject.0.as_str())
    }
}
