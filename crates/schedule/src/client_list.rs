//! Reads a client list from another system: who is new, who is here already, and what in which row needs another look.

use jiff::civil::Date;
use terms::ids::StaffId;
use terms::reach::{Email, Phone};
use terms::text::{Line, TextTrouble};

use crate::cells::{find_clinician, joined, read_date};
use crate::client_columns::ClientField;
use crate::known_clients::{Known, KnownBy, KnownClients};
use crate::people::{Client, Staff};
use crate::table::{Columns, Table};

/// Someone of the list who would be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClient {
    /// The place of their row.
    pub row: u32,
    /// The name to use.
    pub name: Line,
    /// The name on their papers, where it is another.
    pub legal_name: Option<Line>,
    /// Their pronouns.
    pub pronouns: Option<Line>,
    /// When they were born.
    pub birth_date: Option<Date>,
    /// The address that stands there, not yet theirs to be written to.
    pub email: Option<Email>,
    /// The number, not yet to be called.
    pub phone: Option<Phone>,
    /// Where they live.
    pub address: Option<Line>,
    /// Whom to call for them.
    pub emergency_contact: Option<Line>,
    /// Who treats them.
    pub clinician: StaffId,
    /// The number that they had there.
    pub number: Option<Line>,
}

/// Someone of the list who is here already, or stands in it twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    /// The place of their row.
    pub row: u32,
    /// By what they are known.
    pub by: KnownBy,
    /// As whom.
    pub is: Known,
}

/// What in a row needs another look before it can be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The place of the row.
    pub row: u32,
    /// In which field.
    pub field: ClientField,
    /// What it is.
    pub why: Why,
}

/// What a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no name.
    NoName,
    /// Longer than a line may be.
    TooLong,
    /// A character that no keyboard types.
    Unprintable,
    /// No date that we read.
    NotADate,
    /// A day that has not come yet.
    NotBornYet,
    /// No email address.
    NotAnEmail,
    /// No phone number of ten digits.
    NotAPhone,
    /// Nobody of this name treats here.
    NoSuchClinician,
    /// No clinician is named, and none is chosen for all.
    NoClinician,
}

/// What stands against which the list is read.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// Everyone who is here already.
    pub clients: &'a [Client],
    /// Everybody who works here.
    pub staff: &'a [Staff],
    /// The day it is.
    pub today: Date,
}

/// The list as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadList {
    /// Who would be taken in.
    pub new: Vec<NewClient>,
    /// Who is here already.
    pub here: Vec<Here>,
    /// What needs another look. A row with a mistake is not taken in.
    pub mistakes: Vec<Mistake>,
}

/// Reads the list; `for_all` treats whoever has no clinician named.
pub fn read_list(table: &Table, (columns, for_all): (&Columns, Option<StaffId>), against: Against<'_>) -> ReadList {
    let mut list = ReadList::default();
    let mut known = KnownClients::of(against.clients);
    for (row, cells) in table.rows() {
        let mut reading = Row { place: row, cells, columns, mistakes: Vec::new() };
        let client = reading.client(for_all, &against);
        list.mistakes.append(&mut reading.mistakes);
        let Some(client) = client else { continue };
        if let Some((by, is)) = known.find(&client) {
            list.here.push(Here { row, by, is });
        } else {
            known.add(&client);
            list.new.push(client);
        }
    }
    list
}

/// One row on its way to becoming a client.
struct Row<'a> {
    place: u32,
    cells: &'a [String],
    columns: &'a Columns,
    mistakes: Vec<Mistake>,
}

impl Row<'_> {
    fn client(&mut self, for_all: Option<StaffId>, against: &Against<'_>) -> Option<NewClient> {
        let names = self.names();
        let pronouns = self.line(ClientField::Pronouns);
        let birth_date = self.birth_date(against.today);
        let email = self.parsed(ClientField::Email, |text| Email::parse(text).ok(), Why::NotAnEmail);
        let phone = self.parsed(ClientField::Phone, |text| Phone::parse(text).ok(), Why::NotAPhone);
        let address = self.address();
        let contact = [ClientField::EmergencyName, ClientField::EmergencyPhone].map(|field| self.cell(field));
        let emergency_contact = self.line_of(ClientField::EmergencyName, &joined(&contact, ", "));
        let clinician = self.clinician(for_all, against.staff);
        let number = self.line(ClientField::Number);
        let ((name, legal_name), clinician) = names.zip(clinician).filter(|_| self.mistakes.is_empty())?;
        let row = self.place;
        Some(NewClient {
            row,
            name,
            legal_name,
            pronouns,
            birth_date,
            email,
            phone,
            address,
            emergency_contact,
            clinician,
            number,
        })
    }

    /// The name to use, and the name on papers where it is another.
    fn names(&mut self) -> Option<(Line, Option<Line>)> {
        let [full, first, last, goes_by] =
            [ClientField::FullName, ClientField::FirstName, ClientField::LastName, ClientField::GoesBy]
                .map(|field| self.cell(field));
        let in_order = match full.split_once(',') {
            // "Rivera, Sam".
            Some((last, first)) if !first.contains(',') => format!("{} {}", first.trim(), last.trim()),
            _ => full.to_owned(),
        };
        let legal = if first.is_empty() && last.is_empty() { in_order } else { joined(&[first, last], " ") };
        let used = match goes_by {
            "" => legal.clone(),
            name if name.contains(' ') || last.is_empty() => name.to_owned(),
            name => format!("{name} {last}"),
        };
        if used.trim().is_empty() {
            return self.mistake(ClientField::FullName, Why::NoName);
        }
        let other = Some(legal.as_str()).filter(|legal| !legal.is_empty() && *legal != used);
        let legal_name = other.and_then(|legal| self.line_of(ClientField::FirstName, legal));
        Some((self.line_of(ClientField::FullName, &used)?, legal_name))
    }

    fn birth_date(&mut self, today: Date) -> Option<Date> {
        let born = self.parsed(ClientField::Born, read_date, Why::NotADate)?;
        if born > today { self.mistake(ClientField::Born, Why::NotBornYet) } else { Some(born) }
    }

    fn address(&mut self) -> Option<Line> {
        let [street, city, state, zip] = [ClientField::Street, ClientField::City, ClientField::State, ClientField::Zip]
            .map(|field| self.cell(field));
        let place = joined(&[city, &joined(&[state, zip], " ")], ", ");
        self.line_of(ClientField::Street, &joined(&[street, &place], ", "))
    }

    fn clinician(&mut self, for_all: Option<StaffId>, staff: &[Staff]) -> Option<StaffId> {
        match self.cell(ClientField::Clinician) {
            "" if for_all.is_none() => self.mistake(ClientField::Clinician, Why::NoClinician),
            "" => for_all,
            name => match find_clinician(staff, name) {
                Some(id) => Some(id),
                None => self.mistake(ClientField::Clinician, Why::NoSuchClinician),
            },
        }
    }

    fn line(&mut self, field: ClientField) -> Option<Line> {
        let text = self.cell(field).to_owned();
        self.line_of(field, &text)
    }

    fn line_of(&mut self, field: ClientField, text: &str) -> Option<Line> {
        // A line break inside a cell is a space to us.
        match Line::parse(&text.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ")) {
            Ok(line) => Some(line),
            Err(TextTrouble::Empty) => None,
            Err(TextTrouble::TooLong { .. }) => self.mistake(field, Why::TooLong),
            Err(TextTrouble::Unprintable) => self.mistake(field, Why::Unprintable),
        }
    }

    fn parsed<T>(&mut self, field: ClientField, read: impl Fn(&str) -> Option<T>, why: Why) -> Option<T> {
        match self.cell(field) {
            "" => None,
            text => read(text).or_else(|| self.mistake(field, why)),
        }
    }

    fn mistake<T>(&mut self, field: ClientField, why: Why) -> Option<T> {
        self.mistakes.push(Mistake { row: self.place, field, why });
        None
    }
}

impl<'a> Row<'a> {
    fn cell(&self, field: ClientField) -> &'a str {
        self.columns.cell(self.cells, field.code())
    }
}

#[cfg(test)]
mod tests {
    use terms::actor::Role;

    use super::*;
    use crate::made_up::{client, date, id, line, staff};

    const HEAD: &str = "first-name|last-name|goes-by|born|email|phone|clinician|emergency-name|emergency-phone|zip";

    fn read(rows: &[&str], for_all: Option<StaffId>) -> ReadList {
        let split = |row: &&str| row.split('|').map(str::to_owned).collect::<Vec<_>>();
        let table = Table::new([HEAD].iter().chain(rows).map(split).collect()).unwrap();
        let mut columns = Columns::default();
        for (at, code) in HEAD.split('|').enumerate() {
            columns.choose(code, Some(at));
        }
        let dana = staff('d', "Dana Reyes", Role::Therapist);
        let rowan = Client { birth_date: Some(date("1991-11-02")), ..client("Rowan Keller", 2017) };
        let ash = Client { legal_name: Some(line("Jonathan Keller")), ..client("Ash Keller", 2061) };
        let mut zoe = client("Zoë Brandt", 2070);
        zoe.reach.email = Email::parse("zoe@example.org").ok();
        zoe.birth_date = Some(date("1980-01-01"));
        let against = Against { clients: &[rowan, ash, zoe], staff: &[dana], today: date("2026-06-22") };
        read_list(&table, (&columns, for_all), against)
    }

    #[test]
    fn a_row_is_a_new_client_or_says_what_needs_another_look() {
        for (row, expected) in [
            ("Jamie|Rivera||3/14/1988|jamie@example.org|303 555 0142|Dana Reyes|Kim|303 555 0143|80226", None),
            ("|||||||||", None),
            ("||||x@example.org||||", Some((ClientField::FullName, Why::NoName))),
            ("Jamie|||soon||||||", Some((ClientField::Born, Why::NotADate))),
            ("Jamie|||2026-06-22||||||", None),
            ("Jamie|||2026-06-23||||||", Some((ClientField::Born, Why::NotBornYet))),
            ("Jamie||||jamie|||||", Some((ClientField::Email, Why::NotAnEmail))),
            ("Jamie|||||555-0142||||", Some((ClientField::Phone, Why::NotAPhone))),
            ("Jamie||||||Omar||", Some((ClientField::Clinician, Why::NoSuchClinician))),
            (&format!("{}|||||||||", "x".repeat(121)), Some((ClientField::FullName, Why::TooLong))),
            ("Ja\u{1}mie|||||||||", Some((ClientField::FullName, Why::Unprintable))),
        ] {
            let list = read(&["Kim|Vance||||||||", row], Some(id('d')));
            let mistakes: Vec<_> = list.mistakes.iter().map(|mistake| (mistake.field, mistake.why)).collect();
            assert_eq!(mistakes.first().copied(), expected, "{row}");
            assert!(mistakes.is_empty() || list.new.len() == 1, "{row}: a row with a mistake is not taken in");
        }
        let nobody = read(&["Jamie|||||||||"], None).mistakes;
        assert_eq!(nobody, [Mistake { row: 0, field: ClientField::Clinician, why: Why::NoClinician }]);
    }

    #[test]
    fn a_name_to_use_stands_before_the_name_on_papers() {
        let list = read(&["Jonathan|Rivera|Jo|||||Kim|303 555 0143|80226"], Some(id('d')));
        let new = &list.new[0];
        assert_eq!(
            (new.name.as_str(), new.legal_name.as_ref().map(Line::as_str)),
            ("Jo Rivera", Some("Jonathan Rivera"))
        );
        assert_eq!(new.emergency_contact.as_ref().map(Line::as_str), Some("Kim, 303 555 0143"));
        assert_eq!(new.address.as_ref().map(Line::as_str), Some("80226"));
    }

    #[test]
    fn whoever_is_here_already_is_not_taken_in_again() {
        let rows = [
            "Rowan|Keller||1991-11-02||||||",
            "Rowan|Keller||1990-01-01||||||",
            "rowan|keller||||||||",
            "Jonathan|Keller||1988-03-14||||||",
            "Zoe|Other|||ZOE@example.org|||||",
            "Zoe|Partner||1981-01-01|zoe@example.org|||||",
            "Jamie|Vance||1988-03-14||||||",
            "Jamie|Vance||1988-03-14||||||",
        ];
        let list = read(&rows, Some(id('d')));
        let here: Vec<_> = list.here.iter().map(|here| (here.row, here.by, here.is)).collect();
        assert_eq!(
            here,
            [
                (0, KnownBy::NameAndBirth, Known::Chart(2017)),
                (2, KnownBy::NameAlone, Known::Chart(2017)),
                (3, KnownBy::NameAlone, Known::Chart(2061)),
                (4, KnownBy::Email, Known::Chart(2070)),
                (7, KnownBy::NameAndBirth, Known::Row(6)),
            ]
        );
        assert_eq!(list.new.iter().map(|new| new.row).collect::<Vec<_>>(), [1, 5, 6]);
    }
}
