//! The wait list: who would like an earlier or another time, and which free time fits whom.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use terms::ids::{AppointmentId, RoomId, StaffId, SubjectId, WaitId};
use terms::place::Place;
use terms::visit_kind::VisitKind;
use terms::words;

use crate::answers::TimeWish;
use crate::slots::fits;
use crate::span::Span;

/// A client's wish for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Its id.
    pub id: WaitId,
    /// Whose.
    pub subject: SubjectId,
    /// For what kind of visit.
    pub kind: VisitKind,
    /// With whom; anyone, if nobody is named.
    pub clinician: Option<StaffId>,
    /// At which times of day; any, if none is named.
    pub times: Vec<TimeWish>,
    /// In person or online; either, if not said.
    pub place: Option<Place>,
    /// Since when.
    pub at: Timestamp,
    /// How it stands.
    pub state: WishState,
    /// Which visit they would like to move, if they asked for that.
    #[serde(default)]
    pub moves: Option<AppointmentId>,
}

words! {
    /// How a wish stands.
    WishState {
        Open = "open", "Waiting";
        Served = "served", "Booked";
        Withdrawn = "withdrawn", "Taken back";
    }
}

/// A time that is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeTime {
    /// With whom.
    pub clinician: StaffId,
    /// In which room one could meet, if one is free.
    pub room: Option<RoomId>,
    /// When.
    pub span: Span,
}

/// Why a wish is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WishRefusal {
    /// It was booked or taken back before.
    NotOpen,
}

/// The wishes that a free time fits, the oldest first.
pub fn matches<'w>(free: &FreeTime, wishes: &'w [Wish], zone: &TimeZone) -> Vec<&'w Wish> {
    let mut found: Vec<&Wish> = wishes.iter().filter(|wish| is_for(free, wish, zone)).collect();
    found.sort_by_key(|wish| (wish.at, wish.id));
    found
}

/// Closes an open wish because a time was booked for it.
pub fn serve(wish: Wish) -> Result<Wish, WishRefusal> {
    match wish.state {
        WishState::Open => Ok(Wish { state: WishState::Served, ..wish }),
        WishState::Served | WishState::Withdrawn => Err(WishRefusal::NotOpen),
    }
}

/// Closes an open wish because the client no longer needs it. Taking it back twice is taking it back once.
pub fn withdraw(wish: Wish) -> Result<Wish, WishRefusal> {
    match wish.state {
        WishState::Open | WishState::Withdrawn => Ok(Wish { state: WishState::Withdrawn, ..wish }),
        WishState::Served => Err(WishRefusal::NotOpen),
    }
}

fn is_for(free: &FreeTime, wish: &Wish, zone: &TimeZone) -> bool {
    let with_them = wish.clinician.is_none_or(|clinician| clinician == free.clinician);
    let at_a_time = wish.times.is_empty() || wish.times.iter().any(|time| fits(&free.span, *time, zone));
    let has_room = wish.place != Some(Place::InPerson) || free.room.is_some();
    wish.state == WishState::Open && with_them && at_a_time && has_room
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, denver, id, span};

    fn wish(letter: char, since: &str) -> Wish {
        Wish {
            id: id(letter),
            subject: id('s'),
            kind: VisitKind::Therapy,
            clinician: None,
            times: Vec::new(),
            place: None,
            at: at(since),
            state: WishState::Open,
            moves: None,
        }
    }

    #[test]
    fn a_free_time_fits_a_wish_in_every_way_or_not_at_all() {
        let free = |room: Option<char>| FreeTime {
            clinician: id('d'),
            room: room.map(id),
            span: span("2026-06-24", "09:00", "09:50"),
        };
        let plain = || wish('a', "2026-06-01 09:00");
        for (given, room, expected) in [
            (plain(), None, true),
            (Wish { clinician: Some(id('d')), ..plain() }, None, true),
            (Wish { clinician: Some(id('e')), ..plain() }, None, false),
            (Wish { times: vec![TimeWish::Evenings, TimeWish::WeekdayMornings], ..plain() }, None, true),
            (Wish { times: vec![TimeWish::Evenings], ..plain() }, None, false),
            (Wish { place: Some(Place::InPerson), ..plain() }, None, false),
            (Wish { place: Some(Place::InPerson), ..plain() }, Some('r'), true),
            (Wish { place: Some(Place::Online), ..plain() }, Some('r'), true),
            (Wish { state: WishState::Served, ..plain() }, Some('r'), false),
            (Wish { state: WishState::Withdrawn, ..plain() }, Some('r'), false),
        ] {
            assert_eq!(
                matches(&free(room), std::slice::from_ref(&given), &denver()).len() == 1,
                expected,
                "{given:?} {room:?}"
            );
        }
    }

    #[test]
    fn whoever_has_waited_longest_comes_first() {
        let all = [wish('a', "2026-06-03 09:00"), wish('c', "2026-06-01 09:00"), wish('b', "2026-06-01 09:00")];
        let free = FreeTime { clinician: id('d'), room: None, span: span("2026-06-24", "09:00", "09:50") };
        let ids: Vec<_> = matches(&free, &all, &denver()).iter().map(|wish| wish.id).collect();
        assert_eq!(ids, [id('b'), id('c'), id('a')]);
    }

    #[test]
    fn a_wish_is_closed_once() {
        for (from, served, withdrawn) in [
            (WishState::Open, Ok(WishState::Served), Ok(WishState::Withdrawn)),
            (WishState::Served, Err(WishRefusal::NotOpen), Err(WishRefusal::NotOpen)),
            (WishState::Withdrawn, Err(WishRefusal::NotOpen), Ok(WishState::Withdrawn)),
        ] {
            let given = || Wish { state: from, ..wish('a', "2026-06-01 09:00") };
            assert_eq!(serve(given()).map(|wish| wish.state), served, "{from:?}");
            assert_eq!(withdraw(given()).map(|wish| wish.state), withdrawn, "{from:?}");
        }
    }
}
