//! Some times for someone to choose from, held until they do.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{AppointmentId, RoomId, StaffId};
use terms::place::Place;
use terms::words;

use crate::request::RequestRefusal;
use crate::span::Span;

/// The most times that are offered at once.
pub const MAX_OFFERED: usize = 3;

/// Some times to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// When it was made.
    pub offered_at: Timestamp,
    /// Until when its times are held.
    pub held_until: Timestamp,
    /// Who made it.
    pub by: StaffId,
    /// One to [`MAX_OFFERED`] times.
    pub times: Vec<OfferedTime>,
    /// How it is told.
    pub told: Told,
}

/// A time that is held for someone to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedTime {
    /// The appointment that it becomes when chosen.
    pub appointment: AppointmentId,
    /// With whom.
    pub clinician: StaffId,
    /// In which room, if in one.
    pub room: Option<RoomId>,
    /// In person or online.
    pub place: Place,
    /// When.
    pub span: Span,
}

words! {
    /// How an offer is told.
    Told {
        /// On the request's private page.
        ByLink = "by-link", "By private link";
        /// To whoever comes back with the word and the number.
        ReadOut = "read-out", "Read out";
    }
}

/// What every offer keeps to, whatever request it answers.
pub(crate) fn check_offer(offer: &Offer, now: Timestamp) -> Result<(), RequestRefusal> {
    if offer.times.is_empty() {
        Err(RequestRefusal::NoTimes)
    } else if offer.times.len() > MAX_OFFERED {
        Err(RequestRefusal::TooManyTimes)
    } else if offer.times.iter().any(|time| time.span.from <= now) {
        Err(RequestRefusal::TimePassed)
    } else if offer.held_until <= now {
        Err(RequestRefusal::OfferLapsed)
    } else {
        Ok(())
    }
}
