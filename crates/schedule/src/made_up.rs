//! Made-up values for this crate's tests.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use terms::actor::Role;
use terms::place::Place;
use terms::reach::{Email, Phone, Reach};
use terms::text::Line;
use terms::visit_kind::VisitKind;

use crate::answers::Answers;
use crate::appointment::{Appointment, AppointmentState};
use crate::hours::OpenHours;
use crate::offer::{Offer, OfferedTime, Told};
use crate::people::{Client, Staff};
use crate::span::Span;

pub fn denver() -> TimeZone {
    TimeZone::get("America/Denver").unwrap()
}

/// A moment by the clock in Denver: "2026-06-22 11:00".
pub fn at(civil: &str) -> Timestamp {
    denver().to_timestamp(civil.parse::<DateTime>().unwrap()).unwrap()
}

/// A span of one day by the clock in Denver.
pub fn span(date: &str, from: &str, until: &str) -> Span {
    Span::new(at(&format!("{date} {from}")), at(&format!("{date} {until}"))).unwrap()
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// An id of one letter, ten times.
pub fn id<T: FromStr<Err: std::fmt::Debug>>(letter: char) -> T {
    letter.to_string().repeat(10).parse().unwrap()
}

pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

/// Someone who allows everything.
pub fn answers() -> Answers {
    let reach = Reach {
        email: Email::parse("jamie@example.org").ok(),
        phone: Phone::parse("(303) 555-0142").ok(),
        may_text: true,
        may_call: true,
        may_leave_voicemail: true,
        ..Reach::default()
    };
    Answers {
        about: Vec::new(),
        ketamine: None,
        place: None,
        times: Vec::new(),
        name: line("Jamie"),
        reach,
        coverage: None,
        asks_about_coverage: false,
    }
}

/// So many times at nine on the days from June 24, 2026, held until noon on June 23.
pub fn offer(times: i8) -> Offer {
    let time = |nth| OfferedTime {
        appointment: id(['a', 'b', 'c', 'd'][usize::try_from(nth).unwrap()]),
        clinician: id('d'),
        room: Some(id('r')),
        place: Place::InPerson,
        span: span(&format!("2026-06-{}", 24 + nth), "09:00", "09:20"),
    };
    Offer {
        offered_at: at("2026-06-22 10:00"),
        held_until: at("2026-06-23 12:00"),
        by: id('p'),
        times: (0..times).map(time).collect(),
        told: Told::ByLink,
    }
}

/// A couple's hour in a room, on June 24, 2026, at nine.
pub fn appointment() -> Appointment {
    Appointment {
        id: id('a'),
        subject: id('s'),
        people: vec![id('u'), id('v')],
        clinician: id('d'),
        room: Some(id('r')),
        place: Place::InPerson,
        kind: VisitKind::Therapy,
        span: span("2026-06-24", "09:00", "10:00"),
        state: AppointmentState::Planned,
        note: None,
        made_layer: None,
        history: Vec::new(),
        series: None,
        booked_at: None,
        reminded: Vec::new(),
        said: None,
    }
}

/// Someone of whom little is known.
pub fn client(name: &str, chart_number: u32) -> Client {
    Client {
        subject: id('s'),
        chart_number,
        name: line(name),
        pronouns: None,
        reach: Reach::default(),
        members: Vec::new(),
        clinician: id('d'),
        delivered: None,
        parted: None,
        since: date("2026-01-01"),
        legal_name: None,
        birth_date: None,
        address: None,
        emergency_contact: None,
        moved_in: None,
    }
}

/// Someone who works here in one role.
pub fn staff(letter: char, name: &str, role: Role) -> Staff {
    Staff {
        id: id(letter),
        name: line(name),
        credentials: Some(line("LMFT")),
        roles: vec![role],
        hours: OpenHours::default(),
        kept: OpenHours::default(),
        license: None,
        states: None,
        training: None,
        npi: None,
        taxonomy: None,
        supervisor: None,
        left: None,
    }
}
