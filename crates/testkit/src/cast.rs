//! Who is who. The letters of an id leave out i, l and o, so the names in them look a little bent.

use jiff::civil::{Time, Weekday, time};
use schedule::hours::{OpenHours, Opening};
use schedule::people::{Room, Staff};
use terms::actor::Role;
use terms::ids::{Id, RoomId, StaffId, SubjectId};
use terms::npi::{Npi, Taxonomy};
use terms::text::Line;

/// Treats; most stories are hers.
pub const DANA: StaffId = StaffId(id(*b"danareyest"));
/// Treats.
pub const OMAR: StaffId = StaffId(id(*b"marhaddadt"));
/// Front desk.
pub const PRIYA: StaffId = StaffId(id(*b"pryashahdk"));
/// Keeps the ledgers.
pub const BEA: StaffId = StaffId(id(*b"beandgrenb"));
/// Owns the practice, and treats.
pub const MARION: StaffId = StaffId(id(*b"marnwea2ss"));

/// The smaller room.
pub const ROOM_1: RoomId = RoomId(id(*b"rmmm2aaaaa"));
/// The larger room.
pub const ROOM_2: RoomId = RoomId(id(*b"rmmm3bbbbb"));

/// In preparation sessions with no dosing in view, and none needed.
pub const ALEXIS: SubjectId = SubjectId(id(*b"axsmrenx44"));
/// Had ketamine elsewhere before coming; integration from the start.
pub const ROWAN: SubjectId = SubjectId(id(*b"rwankeer27"));
/// Between two dosing days with a prescriber elsewhere.
pub const MAYA: SubjectId = SubjectId(id(*b"mayakafr39"));
/// A couple as such.
pub const PARKS: SubjectId = SubjectId(id(*b"chrsee2787"));
/// One partner of the couple.
pub const CHRIS: SubjectId = SubjectId(id(*b"chrspark88"));
/// The other partner.
pub const LEE: SubjectId = SubjectId(id(*b"eeparkkk89"));
/// In therapy with no dosing, and answered this morning in a way that asks for someone.
pub const INES: SubjectId = SubjectId(id(*b"nesdarte48"));
/// Before a first conversation.
pub const THEO: SubjectId = SubjectId(id(*b"thebrandt5"));

/// Everybody who works at the practice.
pub fn staff() -> Vec<Staff> {
    let hours = |from: Time, until: Time| {
        let days = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
        OpenHours(days.map(|weekday| Opening { weekday, from, until }).to_vec())
    };
    let person = |id, name, credentials: Option<&str>, roles: &[Role], hours| Staff {
        id,
        name: line(name),
        credentials: credentials.map(line),
        roles: roles.to_vec(),
        hours,
        kept: OpenHours(Vec::new()),
        license: credentials.map(|credentials| line(&format!("{credentials}.0000000"))),
        states: credentials.map(|_| line("Colorado")),
        training: credentials
            .map(|_| crate::story::prose("A master’s degree, two years of supervised practice, and an examination.")),
        npi: credentials.and_then(|_| Npi::parse("1558598797").ok()),
        taxonomy: credentials.and_then(|_| Taxonomy::parse("106H00000X").ok()),
        supervisor: None,
        left: None,
    };
    let none = OpenHours(Vec::new());
    let kept = [Weekday::Tuesday, Weekday::Thursday].map(|weekday| Opening {
        weekday,
        from: time(16, 0, 0, 0),
        until: time(17, 0, 0, 0),
    });
    vec![
        Staff {
            kept: OpenHours(kept.to_vec()),
            ..person(DANA, "Dana Reyes", Some("LMFT"), &[Role::Therapist], hours(time(9, 0, 0, 0), time(17, 0, 0, 0)))
        },
        person(OMAR, "Omar Haddad", Some("LPC"), &[Role::Therapist], hours(time(12, 0, 0, 0), time(19, 0, 0, 0))),
        person(PRIYA, "Priya Shah", None, &[Role::Desk], none.clone()),
        person(BEA, "Bea Lindgren", None, &[Role::Biller], none.clone()),
        person(
            MARION,
            "Marion Wells",
            Some("LMFT"),
            &[Role::Owner, Role::Therapist],
            hours(time(9, 0, 0, 0), time(12, 0, 0, 0)),
        ),
    ]
}

/// The rooms.
pub fn rooms() -> Vec<Room> {
    vec![Room { id: ROOM_1, name: line("Room 1") }, Room { id: ROOM_2, name: line("Room 2") }]
}

/// A line of our own words.
pub(crate) fn line(text: &str) -> Line {
    match Line::parse(text) {
        Ok(line) => line,
        Err(trouble) => panic!("a line of the cast: {trouble:?}"),
    }
}

const fn id(letters: [u8; 10]) -> Id {
    match Id::from_letters(letters) {
        Some(id) => id,
        None => panic!("an id of the cast has a letter that no id has"),
    }
}
