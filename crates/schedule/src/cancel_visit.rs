//! Cancels a visit. Whether it counts as late is for a person to decide, and only where it is late.

use jiff::Timestamp;
use terms::text::Line;
use terms::words;

use crate::appointment::{Appointment, AppointmentState, Hand, Turn};
use crate::move_visit::is_late;
use crate::step_visit::{turn, turned};

words! {
    /// How a cancellation counts.
    CountsAs {
        InTime = "in-time", "Canceled";
        Late = "late", "Canceled late";
    }
}

/// A cancellation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canceling {
    /// By whom.
    pub by: Hand,
    /// How it counts.
    pub counts: CountsAs,
    /// Why, if someone said so.
    pub reason: Option<Line>,
}

/// Why a visit is not canceled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelRefusal {
    /// It is under way, or over.
    NotPlanned,
    /// It is over; whatever happened, happened. Only a late cancellation may be written down after.
    Past,
    /// More than the practice's hours remain, so it cannot count as late.
    NotLate,
}

/// Cancels a planned visit; it takes no time from then on. One that is canceled so already stays as it is.
///
/// It may count as late when no more than `hours` remain. That is no must: the person at the desk decides.
pub fn cancel(
    appointment: Appointment,
    canceling: Canceling,
    hours: u32,
    now: Timestamp,
) -> Result<Appointment, CancelRefusal> {
    let Canceling { by, counts, reason } = canceling;
    let (to, is_refused, refusal) = match counts {
        CountsAs::InTime => (AppointmentState::Cancelled, appointment.span.until <= now, CancelRefusal::Past),
        CountsAs::Late => (AppointmentState::LateCancelled, !is_late(&appointment, now, hours), CancelRefusal::NotLate),
    };
    if appointment.state == to {
        Ok(appointment)
    } else if appointment.state != AppointmentState::Planned {
        Err(CancelRefusal::NotPlanned)
    } else if is_refused {
        Err(refusal)
    } else {
        Ok(turned(appointment, to, Turn { reason, ..turn(by, now) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{appointment, at, id, line};
    use crate::step_visit::undo;

    fn canceling(counts: CountsAs) -> Canceling {
        Canceling { by: Hand::Staff(id('p')), counts, reason: Some(line("Ill")) }
    }

    #[test]
    fn what_is_planned_can_be_canceled_and_counts_as_late_only_where_it_is() {
        use AppointmentState::{Arrived, Cancelled, Done, InSession, Kept, LateCancelled, NoShow, Planned};
        let check = |state, counts, now: &str, expected: Result<AppointmentState, CancelRefusal>| {
            let given = Appointment { state, ..appointment() };
            let done = cancel(given, canceling(counts), 24, at(now)).map(|canceled| canceled.state);
            assert_eq!(done, expected, "{state:?} {counts:?} {now}");
        };
        check(Planned, CountsAs::InTime, "2026-06-22 10:00", Ok(Cancelled));
        check(Planned, CountsAs::InTime, "2026-06-24 09:59", Ok(Cancelled));
        check(Planned, CountsAs::InTime, "2026-06-24 10:00", Err(CancelRefusal::Past));
        check(Planned, CountsAs::Late, "2026-06-23 08:59", Err(CancelRefusal::NotLate));
        check(Planned, CountsAs::Late, "2026-06-23 09:00", Ok(LateCancelled));
        check(Planned, CountsAs::Late, "2026-06-24 10:00", Ok(LateCancelled));
        for state in [Arrived, InSession, Done, Kept, NoShow, LateCancelled] {
            check(state, CountsAs::InTime, "2026-06-24 08:00", Err(CancelRefusal::NotPlanned));
        }
        check(Cancelled, CountsAs::InTime, "2026-06-24 08:00", Ok(Cancelled));
    }

    #[test]
    fn a_cancellation_says_why_and_is_taken_back_in_one_step() {
        let now = at("2026-06-22 10:00");
        let canceled = cancel(appointment(), canceling(CountsAs::InTime), 24, now).unwrap();
        assert_eq!(canceled.history[0].reason, Some(line("Ill")));
        assert!(!canceled.state.stands());
        let back = undo(canceled, 0, Hand::Staff(id('p')), now).unwrap();
        assert_eq!((back.state, back.holds()), (AppointmentState::Planned, appointment().holds()));
    }
}
