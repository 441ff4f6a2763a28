//! Reads an appointment list from another system: what can be booked, whose nobody knows, and what is taken already.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::ids::{RoomId, StaffId, SubjectId};
use terms::place::Place;
use terms::visit_kind::VisitKind;

use crate::appointment::{Appointment, lacks_a_room};
use crate::cells::{find_clinician, read_date, read_time};
use crate::people::{Client, Room, Staff};
use crate::span::Span;
use crate::table::{Columns, Table, plain};
use crate::taken_times::{Taken, TakenTimes};
use crate::visit_columns::{VisitField, read_kind, read_place};
use crate::whose::{ByName, Named, Nobodys};

/// The longest visit, in minutes.
const MAX_LENGTH_MIN: i64 = 480;

/// What holds for every row that does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitChoices {
    /// Which kind, where the list has none that we know; therapy, if nothing is chosen.
    pub kind: Option<VisitKind>,
    /// Where.
    pub place: Option<Place>,
    /// In which room, when it is in person.
    pub room: Option<RoomId>,
    /// Whose a row is, where someone said so by hand.
    pub matched: BTreeMap<u32, SubjectId>,
}

/// A visit of the list that can be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVisit {
    /// The place of its row.
    pub row: u32,
    /// Whose.
    pub subject: SubjectId,
    /// Who comes.
    pub people: Vec<SubjectId>,
    /// With whom.
    pub clinician: StaffId,
    /// What kind.
    pub kind: VisitKind,
    /// In person or online.
    pub place: Place,
    /// In which room.
    pub room: Option<RoomId>,
    /// When.
    pub span: Span,
}

/// A row that is nobody's yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// The place of the row.
    pub row: u32,
    /// As whom it names them.
    pub name: String,
    /// Why.
    pub why: Nobodys,
}

/// A row whose time is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The place of the row.
    pub row: u32,
    /// Who or what is taken.
    pub taken: Taken,
}

/// What in a row needs another look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitMistake {
    /// The place of the row.
    pub row: u32,
    /// In which field.
    pub field: VisitField,
    /// What it is.
    pub why: VisitWhy,
}

/// What a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitWhy {
    /// No date, or none that we read.
    NotADate,
    /// No time of day, or none that we read.
    NotATime,
    /// Neither a length of 1 to 480 minutes nor an end on the same day.
    NoLength,
    /// Nobody of this name treats here.
    NoSuchClinician,
    /// No clinician is named, and none is chosen for all.
    NoClinician,
    /// The place is none that we know, and none is chosen for all.
    NoPlace,
    /// In person, and in no room of the practice.
    NoRoom,
    /// It stands for a series, and only its first day is written out.
    Repeats,
}

/// What stands against which the list is read.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// Everyone who is here.
    pub clients: &'a [Client],
    /// Everybody who works here.
    pub staff: &'a [Staff],
    /// Every room.
    pub rooms: &'a [Room],
    /// What is booked already.
    pub booked: &'a [Appointment],
    /// Where the practice tells times.
    pub zone: &'a TimeZone,
    /// Now.
    pub now: Timestamp,
}

/// The list as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadVisits {
    /// What can be booked.
    pub new: Vec<NewVisit>,
    /// Rows that are over already.
    pub over: Vec<u32>,
    /// Rows that are booked here already.
    pub here: Vec<u32>,
    /// Rows that are nobody's yet.
    pub unmatched: Vec<Unmatched>,
    /// Rows whose time is taken.
    pub conflicts: Vec<Conflict>,
    /// Rows that need another look.
    pub mistakes: Vec<VisitMistake>,
}

/// Reads the list.
pub fn read_visits(
    table: &Table,
    (columns, for_all, choices): (&Columns, Option<StaffId>, &VisitChoices),
    beside: Beside<'_>,
) -> ReadVisits {
    let mut list = ReadVisits::default();
    let known = ByName::of(beside.clients);
    let mut taken = TakenTimes::of(beside.booked);
    for (row, cells) in table.rows() {
        let reading = Row { place: row, cells, columns, for_all, choices, beside: &beside };
        let facts = match reading.facts() {
            Ok(facts) => facts,
            Err(mistake) => {
                list.mistakes.push(mistake);
                continue;
            }
        };
        if facts.span.until <= beside.now {
            list.over.push(row);
            continue;
        }
        let subject = match reading.whose(&known) {
            Ok(subject) => subject,
            Err(unmatched) => {
                list.unmatched.push(unmatched);
                continue;
            }
        };
        let visit = facts.of(row, subject, beside.clients);
        if taken.has_same(&visit) {
            list.here.push(row);
        } else if let Some(taken) = taken.by(&visit) {
            list.conflicts.push(Conflict { row, taken });
        } else {
            taken.add(&visit);
            list.new.push(visit);
        }
    }
    list
}

/// Everything about a visit but whose it is.
struct Facts {
    clinician: StaffId,
    kind: VisitKind,
    place: Place,
    room: Option<RoomId>,
    span: Span,
}

impl Facts {
    fn of(self, row: u32, subject: SubjectId, clients: &[Client]) -> NewVisit {
        let Self { clinician, kind, place, room, span } = self;
        let members = clients.iter().find(|client| client.subject == subject).map(|client| client.members.clone());
        let people = members.filter(|members| !members.is_empty()).unwrap_or_else(|| vec![subject]);
        NewVisit { row, subject, people, clinician, kind, place, room, span }
    }
}

/// One row on its way to becoming a visit.
struct Row<'a> {
    place: u32,
    cells: &'a [String],
    columns: &'a Columns,
    for_all: Option<StaffId>,
    choices: &'a VisitChoices,
    beside: &'a Beside<'a>,
}

impl<'a> Row<'a> {
    fn facts(&self) -> Result<Facts, VisitMistake> {
        let span = self.span()?;
        if !["", "no", "false", "0"].contains(&plain(self.cell(VisitField::Repeats)).as_str()) {
            return Err(self.mistake(VisitField::Repeats, VisitWhy::Repeats));
        }
        let clinician = match self.cell(VisitField::Clinician) {
            "" => self.for_all.ok_or_else(|| self.mistake(VisitField::Clinician, VisitWhy::NoClinician))?,
            name => find_clinician(self.beside.staff, name)
                .ok_or_else(|| self.mistake(VisitField::Clinician, VisitWhy::NoSuchClinician))?,
        };
        let kind = read_kind(self.cell(VisitField::Kind)).or(self.choices.kind).unwrap_or(VisitKind::Therapy);
        let place = read_place(self.cell(VisitField::Place)).or(self.choices.place);
        let place = place.ok_or_else(|| self.mistake(VisitField::Place, VisitWhy::NoPlace))?;
        let room = self.room().filter(|_| place == Place::InPerson);
        if lacks_a_room(kind, place, room) {
            return Err(self.mistake(VisitField::Room, VisitWhy::NoRoom));
        }
        Ok(Facts { clinician, kind, place, room, span })
    }

    fn span(&self) -> Result<Span, VisitMistake> {
        // Some systems write date and time into one cell.
        let date = self.cell(VisitField::Date);
        let (date, with_it) = date.split_once([' ', 'T']).unwrap_or((date, ""));
        let date = read_date(date).ok_or_else(|| self.mistake(VisitField::Date, VisitWhy::NotADate))?;
        let time = Some(self.cell(VisitField::Time)).filter(|time| !time.is_empty()).unwrap_or(with_it);
        let time = read_moment(time).ok_or_else(|| self.mistake(VisitField::Time, VisitWhy::NotATime))?;
        let no_length = || self.mistake(VisitField::Length, VisitWhy::NoLength);
        let from = self.at(date, time).ok_or_else(no_length)?;
        let digits: String = self.cell(VisitField::Length).chars().take_while(char::is_ascii_digit).collect();
        let minutes = if let Ok(minutes) = digits.parse::<i64>() {
            minutes
        } else {
            let ends = read_moment(self.cell(VisitField::Ends)).and_then(|ends| self.at(date, ends));
            from.duration_until(ends.ok_or_else(no_length)?).as_mins()
        };
        let until = from.checked_add(SignedDuration::from_mins(minutes)).ok();
        let span = until.and_then(|until| Span::new(from, until)).filter(|_| minutes <= MAX_LENGTH_MIN);
        span.ok_or_else(no_length)
    }

    fn at(&self, date: Date, time: Time) -> Option<Timestamp> {
        self.beside.zone.to_timestamp(date.to_datetime(time)).ok()
    }

    fn room(&self) -> Option<RoomId> {
        let sought = plain(self.cell(VisitField::Room));
        let named = self.beside.rooms.iter().find(|room| !sought.is_empty() && plain(room.name.as_str()) == sought);
        named.map(|room| room.id).or(self.choices.room)
    }

    fn whose(&self, known: &ByName) -> Result<SubjectId, Unmatched> {
        if let Some(subject) = self.choices.matched.get(&self.place) {
            return Ok(*subject);
        }
        let [number, email, name] =
            [VisitField::Number, VisitField::Email, VisitField::Client].map(|field| self.cell(field));
        let born = read_date(self.cell(VisitField::Born));
        known.find(Named { number, email, name, born }).map_err(|why| {
            let said = [name, number, email].into_iter().find(|said| !said.is_empty()).unwrap_or_default();
            Unmatched { row: self.place, name: said.to_owned(), why }
        })
    }

    fn cell(&self, field: VisitField) -> &'a str {
        self.columns.cell(self.cells, field.code())
    }

    fn mistake(&self, field: VisitField, why: VisitWhy) -> VisitMistake {
        VisitMistake { row: self.place, field, why }
    }
}

/// A time of day, also as the end of a date and time.
fn read_moment(text: &str) -> Option<Time> {
    read_time(text).or_else(|| text.split_once([' ', 'T']).and_then(|(_, time)| read_time(time)))
}

#[cfg(test)]
mod tests {
    use terms::actor::Role;

    use super::*;
    use crate::made_up::{appointment, at, client, denver, id, line, staff};

    const HEAD: &str = "date|time|length|ends|client|number|clinician|kind|place|room|repeats";

    fn read(rows: &[&str], choices: &VisitChoices) -> ReadVisits {
        let split = |row: &&str| row.split('|').map(str::to_owned).collect::<Vec<_>>();
        let table = Table::new([HEAD].iter().chain(rows).map(split).collect()).unwrap();
        let mut columns = Columns::default();
        for (at, code) in HEAD.split('|').enumerate() {
            columns.choose(code, Some(at));
        }
        let person = |letter, name, number| Client { subject: id(letter), ..client(name, number) };
        let couple = Client { members: vec![id('u'), id('v')], ..person('c', "Chris and Lee Park", 1987) };
        let beside = Beside {
            clients: &[person('k', "Rowan Keller", 2017), couple, person('u', "Chris Park", 1988)],
            staff: &[staff('d', "Dana Reyes", Role::Therapist), staff('h', "Omar Haddad", Role::Therapist)],
            rooms: &[Room { id: id('r'), name: line("Room 1") }],
            // Dana, the room and both partners, on June 24 from nine to ten.
            booked: &[appointment()],
            zone: &denver(),
            now: at("2026-06-22 09:00"),
        };
        read_visits(&table, (&columns, Some(id('d')), choices), beside)
    }

    #[test]
    fn a_row_is_booked_passed_over_or_says_what_needs_another_look() {
        let online = VisitChoices { place: Some(Place::Online), ..VisitChoices::default() };
        let mistake = |why| (0, 0, 0, 0, 0, Some(why));
        for (row, expected) in [
            ("2026-06-25|10:00|50||Rowan Keller|||Intake||", (1, 0, 0, 0, 0, None)),
            ("06/25/2026 2:00 PM||50 min||Keller, Rowan|||||", (1, 0, 0, 0, 0, None)),
            ("2026-06-25|10:00||10:50|Rowan Keller|||||", (1, 0, 0, 0, 0, None)),
            ("2026-06-25|10:00|50||Rowan Keller|||couple|in person|Room 1", (1, 0, 0, 0, 0, None)),
            ("2026-06-20|10:00|50||Rowan Keller|||||", (0, 1, 0, 0, 0, None)),
            ("2026-06-25|10:00|50||Jo Nobody|||||", (0, 0, 0, 1, 0, None)),
            ("2026-06-24|09:30|50||Rowan Keller|||||", (0, 0, 0, 0, 1, None)),
            ("2026-06-24|09:30|50||Rowan Keller||Omar Haddad||office|Room 1", (0, 0, 0, 0, 1, None)),
            ("2026-06-24|09:30|50||Rowan Keller||Omar Haddad|||", (1, 0, 0, 0, 0, None)),
            ("2026-06-24|09:30|50||Chris and Lee Park||Omar Haddad|||", (0, 0, 0, 0, 1, None)),
            ("soon|10:00|50||Rowan Keller|||||", mistake(VisitWhy::NotADate)),
            ("2026-06-25|noon|50||Rowan Keller|||||", mistake(VisitWhy::NotATime)),
            ("2026-06-25|10:00|||Rowan Keller|||||", mistake(VisitWhy::NoLength)),
            ("2026-06-25|10:00|480||Rowan Keller|||||", (1, 0, 0, 0, 0, None)),
            ("2026-06-25|10:00|481||Rowan Keller|||||", mistake(VisitWhy::NoLength)),
            ("2026-06-25|10:00|0||Rowan Keller|||||", mistake(VisitWhy::NoLength)),
            ("2026-06-25|10:00||09:00|Rowan Keller|||||", mistake(VisitWhy::NoLength)),
            ("2026-06-25|10:00|50||Rowan Keller||Sam|||", mistake(VisitWhy::NoSuchClinician)),
            ("2026-06-25|10:00|50||Rowan Keller||||office|", mistake(VisitWhy::NoRoom)),
            ("2026-06-25|10:00|50||Rowan Keller||||||yes", mistake(VisitWhy::Repeats)),
            ("2026-06-25|10:00|50||Rowan Keller||||||No", (1, 0, 0, 0, 0, None)),
        ] {
            let list = read(&[row], &online);
            let counts = (
                list.new.len(),
                list.over.len(),
                list.here.len(),
                list.unmatched.len(),
                list.conflicts.len(),
                list.mistakes.first().map(|mistake| mistake.why),
            );
            assert_eq!(counts, expected, "{row}");
        }
        let nowhere = read(&["2026-06-25|10:00|50||Rowan Keller|||||"], &VisitChoices::default());
        assert_eq!(nowhere.mistakes[0].why, VisitWhy::NoPlace);
    }

    #[test]
    fn rows_of_one_list_are_in_each_others_way_too() {
        let online = VisitChoices { place: Some(Place::Online), ..VisitChoices::default() };
        let row = "2026-06-25|10:00|50||Rowan Keller|||||";
        let list = read(&[row, row, "2026-06-25|10:30|50||Chris Park|||||"], &online);
        assert_eq!((list.new.len(), list.here, list.conflicts.len()), (1, vec![1], 1));
        assert_eq!(list.conflicts[0], Conflict { row: 2, taken: Taken::Clinician });
    }

    #[test]
    fn a_row_is_whose_someone_says_it_is() {
        let matched = BTreeMap::from([(0, id('c'))]);
        let by_hand = VisitChoices { place: Some(Place::Online), matched, ..VisitChoices::default() };
        let list = read(&["2026-06-25|10:00|50||Jo Nobody|||||"], &by_hand);
        assert_eq!(list.new[0].people, [id('u'), id('v')], "a couple comes as its partners");
    }
}
