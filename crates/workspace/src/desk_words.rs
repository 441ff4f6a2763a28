//! What all of the front desk's screens say alike: states, kinds, people, rooms, days and what was just done.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::appointment::{Appointment, AppointmentState};
use schedule::people::{Room, Staff};
use schedule::span::Span;
use shell::shape::{Phase, Tone, badge};
use shell::time::clock;
use terms::ids::{RoomId, StaffId};
use terms::place::Place;
use terms::visit_kind::VisitKind;

use crate::asked::Asked;

/// How many years from today a calendar can be turned.
const YEARS: i64 = 10;

/// The day asked for; today, when none is, or one that no calendar of ours reaches.
pub fn day_asked(asked: &Asked) -> Date {
    let today = asked.house.today(asked.by.now);
    let reaches = |date: &Date| {
        let (first, last) = (today.checked_sub(YEARS.years()), today.checked_add(YEARS.years()));
        first.is_ok_and(|first| first <= *date) && last.is_ok_and(|last| *date <= last)
    };
    asked.query("day").parse().ok().filter(reaches).unwrap_or(today)
}

/// "9:00 to 9:50 AM".
pub fn from_to(span: &Span, zone: &TimeZone) -> String {
    let bare = |at: jiff::Timestamp| at.to_zoned_datetime(zone.clone()).strftime("%-I:%M").to_string();
    format!("{} to {}", bare(span.from), clock(span.until, zone))
}

/// The look of a kind of visit.
pub fn tone(kind: VisitKind) -> Tone {
    match kind {
        VisitKind::Preparation => Tone::Phase(Phase::Preparation),
        VisitKind::Integration => Tone::Phase(Phase::Integration),
        VisitKind::AttendedDosing => Tone::Phase(Phase::Dosing),
        VisitKind::FirstConversation
        | VisitKind::Intake
        | VisitKind::Therapy
        | VisitKind::Couple
        | VisitKind::Closing => Tone::Quiet,
    }
}

/// The class that tints a calendar's cell.
pub fn tint(kind: VisitKind) -> &'static str {
    match tone(kind) {
        Tone::Phase(phase) => phase.class(),
        Tone::Quiet | Tone::Ok | Tone::Warn | Tone::Stop => "",
    }
}

/// What has come of a visit, as a badge.
pub fn state_badge(state: AppointmentState) -> Markup {
    let tone = match state {
        AppointmentState::Planned | AppointmentState::Cancelled => Tone::Quiet,
        AppointmentState::Arrived | AppointmentState::InSession | AppointmentState::Done | AppointmentState::Kept => {
            Tone::Ok
        }
        AppointmentState::NoShow | AppointmentState::LateCancelled => Tone::Warn,
    };
    badge(tone, state.word())
}

/// A step as its button says it.
pub fn step_words(to: AppointmentState) -> &'static str {
    match to {
        AppointmentState::Arrived => "Mark arrived",
        AppointmentState::InSession => "Mark in session",
        AppointmentState::Done => "Mark done",
        AppointmentState::NoShow => "Did not come",
        AppointmentState::Planned
        | AppointmentState::Kept
        | AppointmentState::LateCancelled
        | AppointmentState::Cancelled => to.word(),
    }
}

/// What was just done, in a sentence; nothing for a code that none of these screens gives.
pub fn toast(done: &str) -> Option<&'static str> {
    Some(match done {
        "arrived" => "Marked as arrived.",
        "in-session" => "Marked as in session.",
        "done" => "Marked as done.",
        "did-not-come" => "Marked: they did not come.",
        "undone" => "Taken back.",
        "booked" => "Booked.",
        "moved" => "Moved.",
        "canceled" => "Canceled. The time is free.",
        "changed" => "Saved.",
        "logged" => "The call is in the log.",
        "finished" => "Done.",
        "wished" => "On the wait list.",
        "delivered" => "Written down. They can be booked now.",
        "together" => "The record together is open. Each keeps their own.",
        "closed" => "Taken off the wait list.",
        _ => return None,
    })
}

/// Someone of the practice by name.
pub fn name_of(staff: &[Staff], id: StaffId) -> &str {
    staff.iter().find(|person| person.id == id).map_or("", |person| person.name.as_str())
}

/// A room by name, or how one meets without.
pub fn where_to(rooms: &[Room], room: Option<RoomId>, place: Place) -> &str {
    let named = rooms.iter().find(|known| Some(known.id) == room).map(|known| known.name.as_str());
    named.unwrap_or(place.word())
}

/// "9:00 to 9:50 AM, with Dana Reyes, Room 2".
pub fn in_a_line(visit: &Appointment, (staff, rooms): (&[Staff], &[Room]), zone: &TimeZone) -> String {
    let place = where_to(rooms, visit.room, visit.place);
    format!("{}, with {}, {place}", from_to(&visit.span, zone), name_of(staff, visit.clinician))
}

/// Everybody who treats, as a list to choose from.
pub fn clinicians(staff: &[Staff]) -> Vec<(String, String)> {
    let treats = staff.iter().filter(|person| person.treats());
    treats.map(|person| (person.id.to_string(), person.name.as_str().to_owned())).collect()
}

/// Every room, as a list to choose from, "No room" first.
pub fn rooms(rooms: &[Room]) -> Vec<(String, String)> {
    let rooms = rooms.iter().map(|room| (room.id.to_string(), room.name.as_str().to_owned()));
    std::iter::once((String::new(), "No room".to_owned())).chain(rooms).collect()
}

/// A kind of visit as a form posts it.
pub fn kind_code(kind: VisitKind) -> &'static str {
    match kind {
        VisitKind::FirstConversation => "first-conversation",
        VisitKind::Intake => "intake",
        VisitKind::Therapy => "therapy",
        VisitKind::Couple => "couple",
        VisitKind::Preparation => "preparation",
        VisitKind::Integration => "integration",
        VisitKind::AttendedDosing => "attended-dosing",
        VisitKind::Closing => "closing",
    }
}

/// The kind that a form posts so.
pub fn kind_from_code(code: &str) -> Option<VisitKind> {
    VisitKind::ALL.into_iter().find(|kind| kind_code(*kind) == code)
}

/// The kinds to choose from; without attended dosing days, where the practice attends none.
pub fn kinds(asked: &Asked) -> Vec<(&'static str, &'static str)> {
    let attends = asked.house.practice().attends_dosing;
    let offered = VisitKind::ALL.into_iter().filter(|kind| attends || *kind != VisitKind::AttendedDosing);
    offered.map(|kind| (kind_code(kind), kind.word())).collect()
}

/// In person or online, as a form posts it.
pub const PLACES: [(&str, &str); 2] = [("in-person", "In person"), ("online", "Online")];

/// The place that a form posts so.
pub fn place_from_code(code: &str) -> Option<Place> {
    match code {
        "in-person" => Some(Place::InPerson),
        "online" => Some(Place::Online),
        _ => None,
    }
}

/// A place as a form posts it.
pub fn place_code(place: Place) -> &'static str {
    match place {
        Place::InPerson => "in-person",
        Place::Online => "online",
    }
}

/// The two things that one does from anywhere at the desk.
pub fn book_and_log(query: &str) -> Markup {
    html! {
        div.row {
            a.btn.line.sm href={ "/desk/phone/new" (query) } data-key="l" { "Log a call " kbd { "L" } }
            a.btn.sm href={ "/desk/book" (query) } data-key="b" { "Book " kbd { "B" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_as_its_own_kind_and_place() {
        for kind in VisitKind::ALL {
            assert_eq!(kind_from_code(kind_code(kind)), Some(kind));
        }
        for (code, word) in PLACES {
            let place = place_from_code(code).unwrap();
            assert_eq!((place_code(place), place.word()), (code, word));
        }
        assert_eq!((kind_from_code("moon"), place_from_code("moon")), (None, None));
    }

    #[test]
    fn what_was_done_is_said_only_where_something_was() {
        for state in [AppointmentState::Arrived, AppointmentState::InSession, AppointmentState::Done] {
            assert!(toast(state.code()).is_some_and(|words| words.starts_with("Marked")), "{state:?}");
        }
        assert!(toast(AppointmentState::NoShow.code()).is_some());
        assert_eq!((toast(""), toast("paid")), (None, None));
    }
}
