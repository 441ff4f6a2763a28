//! Moves a visit to another time or place; its length and the clinician stay.

use jiff::{SignedDuration, Timestamp};
use schedule::appointment::{Appointment, Hand, Override, Slot};
use schedule::move_visit::{MoveRefusal, move_to};
use schedule::span::Span;
use terms::actor::Context;
use terms::ids::{AppointmentId, RoomId};
use terms::place::Place;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::new_visit::OVER_OTHERS;
use crate::own_draft::staff;
use crate::turn_visit::{Bars, turn_visit};

/// Where a visit is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveVisit {
    /// When it begins.
    pub from: Timestamp,
    /// In person or online.
    pub place: Place,
    /// In which room, if in one.
    pub room: Option<RoomId>,
    /// Why it may stand beside another, if it may.
    pub overriding: Option<Line>,
}

/// Moves it. Sending the same form twice moves it once.
pub fn move_visit(house: &House, by: &Context, id: AppointmentId, to: &MoveVisit) -> Result<(), Trouble<MoveRefusal>> {
    let me = staff(by)?;
    let bars = Bars { taken: Some(MoveRefusal::Taken), parted: None };
    turn_visit(house, by, (id, bars), |visit, hand: Hand| {
        let span = same_length(&visit, to.from).ok_or(MoveRefusal::Past)?;
        let over = to.overriding.clone().map(|reason| Override { by: me, reason, layer: OVER_OTHERS });
        let room = to.room.filter(|_| to.place == Place::InPerson);
        move_to(visit, Slot { span, place: to.place, room, made_layer: over }, hand, by.now)
    })
}

/// `None` only past the end of the calendar.
fn same_length(visit: &Appointment, from: Timestamp) -> Option<Span> {
    let length = SignedDuration::from_mins(i64::from(visit.span.minutes()));
    Span::new(from, from.checked_add(length).ok()?)
}
