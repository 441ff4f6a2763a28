//! A visit that is about to be booked: when it is, and what it is made of.

use jiff::{SignedDuration, Timestamp};
use schedule::appointment::{Appointment, AppointmentState, Override};
use schedule::people::Client;
use schedule::span::Span;
use terms::ids::{AppointmentId, Id, StaffId};
use terms::place::Place;

use crate::book_visit::{BookVisit, MAX_LENGTH_MIN};

/// The layer of a double booking that someone answers for.
pub(crate) const OVER_OTHERS: u8 = 1;

/// From a moment on, for 1 to [`MAX_LENGTH_MIN`] minutes.
pub(crate) fn span(from: Timestamp, length_min: u16) -> Option<Span> {
    let length = Some(length_min).filter(|minutes| *minutes <= MAX_LENGTH_MIN)?;
    let until = from.checked_add(SignedDuration::from_mins(i64::from(length))).ok()?;
    Span::new(from, until)
}

/// The appointment, as yet unchecked and with no holds.
pub(crate) fn new_visit(
    id: Id,
    wanted: &BookVisit,
    (client, clinician): (&Client, StaffId),
    (span, made_layer): (Span, Option<Override>),
) -> Appointment {
    Appointment {
        id: AppointmentId(id),
        subject: wanted.subject,
        people: if client.members.is_empty() { vec![client.subject] } else { client.members.clone() },
        clinician,
        room: wanted.room.filter(|_| wanted.place == Place::InPerson),
        place: wanted.place,
        kind: wanted.kind,
        span,
        state: AppointmentState::Planned,
        note: None,
        made_layer,
        history: Vec::new(),
        series: None,
        booked_at: None,
        reminded: Vec::new(),
        said: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_takes_from_one_minute_to_eight_hours() {
        let minutes = |from, length_min| span(from, length_min).map(|span| span.minutes());
        for (length_min, expected) in [(0, None), (1, Some(1)), (MAX_LENGTH_MIN, Some(480)), (MAX_LENGTH_MIN + 1, None)]
        {
            assert_eq!(minutes(Timestamp::UNIX_EPOCH, length_min), expected, "{length_min}");
        }
        assert_eq!(minutes(Timestamp::MAX, 50), None);
    }
}
