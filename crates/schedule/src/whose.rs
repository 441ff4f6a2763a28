//! Whose a row of a list is: a client by number, by email, or by name and birth date; nobody when two fit.

use std::collections::HashMap;

use jiff::civil::Date;
use terms::ids::SubjectId;

use crate::people::Client;

/// How a row names a client; what it does not say is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named<'a> {
    /// The number on the chart, here or in the earlier system.
    pub number: &'a str,
    /// An address.
    pub email: &'a str,
    /// A name.
    pub name: &'a str,
    /// A birth date.
    pub born: Option<Date>,
}

/// Why a row is nobody's yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nobodys {
    /// It names nobody.
    Unnamed,
    /// Nobody here fits.
    NotHere,
    /// More than one fits.
    Several,
}

/// Everyone by what rows name them by.
#[derive(Default)]
pub struct ByName {
    numbers: HashMap<String, Vec<SubjectId>>,
    emails: HashMap<String, Vec<SubjectId>>,
    names: HashMap<String, Vec<(Option<Date>, SubjectId)>>,
}

impl ByName {
    /// The clients of the practice, couples too.
    pub fn of(clients: &[Client]) -> Self {
        let mut by = Self::default();
        for client in clients {
            let subject = client.subject;
            let moved = client.moved_in.as_ref();
            let earlier = moved.and_then(|moved| moved.number.as_ref()).map(|number| number.as_str().to_lowercase());
            for number in std::iter::once(client.chart_number.to_string()).chain(earlier) {
                by.numbers.entry(number).or_default().push(subject);
            }
            let came_along = moved.and_then(|moved| moved.email.as_ref());
            if let Some(email) = client.reach.email.as_ref().or(came_along) {
                by.emails.entry(email.as_str().to_lowercase()).or_default().push(subject);
            }
            for name in [Some(&client.name), client.legal_name.as_ref()].into_iter().flatten() {
                by.names.entry(in_order(name.as_str())).or_default().push((client.birth_date, subject));
            }
        }
        by
    }

    /// Whose it is. What a row says first is enough: number, then email, then name, and a birth date that differs
    /// rules a name out.
    pub fn find(&self, named: Named<'_>) -> Result<SubjectId, Nobodys> {
        let Named { number, email, name, born } = named;
        let known = |found: Option<&Vec<SubjectId>>| only(found.into_iter().flatten().copied());
        if !number.is_empty() {
            return known(self.numbers.get(&number.to_lowercase()));
        }
        let by_email =
            if email.is_empty() { Err(Nobodys::Unnamed) } else { known(self.emails.get(&email.to_lowercase())) };
        match by_email {
            Ok(subject) => Ok(subject),
            Err(no) if name.is_empty() => Err(no),
            Err(_) => {
                let fits =
                    |(other, _): &&(Option<Date>, SubjectId)| born.is_none() || other.is_none() || *other == born;
                let found = self.names.get(&in_order(name)).into_iter().flatten().filter(fits);
                only(found.map(|(_, subject)| *subject))
            }
        }
    }
}

/// Small letters and single spaces; "Rivera, Jamie" is "jamie rivera".
fn in_order(name: &str) -> String {
    let turned = match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => format!("{first} {last}"),
        _ => name.to_owned(),
    };
    turned.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn only(found: impl Iterator<Item = SubjectId>) -> Result<SubjectId, Nobodys> {
    let mut found: Vec<SubjectId> = found.collect();
    found.dedup();
    match found.as_slice() {
        [] => Err(Nobodys::NotHere),
        [one] => Ok(*one),
        _ => Err(Nobodys::Several),
    }
}

#[cfg(test)]
mod tests {
    use terms::reach::Email;

    use super::*;
    use crate::made_up::{client, date, id, line};
    use crate::move_in::MovedIn;

    #[test]
    fn a_row_is_one_clients_or_nobodys() {
        let person = |letter, name, number| Client { subject: id(letter), ..client(name, number) };
        let moved = MovedIn {
            batch: id('b'),
            number: Some(line("SP-7")),
            email: Email::parse("kim@example.org").ok(),
            invited: None,
        };
        let all = [
            Client { birth_date: Some(date("1991-11-02")), ..person('r', "Rowan Keller", 2017) },
            Client { moved_in: Some(moved), ..person('k', "Kim Vance", 2018) },
            Client { birth_date: Some(date("1980-01-01")), ..person('s', "Sam Okafor", 2019) },
            Client { birth_date: Some(date("1990-01-01")), ..person('t', "Sam Okafor", 2020) },
        ];
        let by = ByName::of(&all);
        let none = Named::default();
        for (named, expected) in [
            (Named { number: "2017", ..none }, Ok(id('r'))),
            (Named { number: "sp-7", ..none }, Ok(id('k'))),
            (Named { number: "9", name: "Rowan Keller", ..none }, Err(Nobodys::NotHere)),
            (Named { email: "KIM@example.org", ..none }, Ok(id('k'))),
            (Named { email: "x@example.org", name: "Keller, Rowan", ..none }, Ok(id('r'))),
            (Named { email: "x@example.org", ..none }, Err(Nobodys::NotHere)),
            (Named { name: "Rowan  keller", born: Some(date("1991-11-02")), ..none }, Ok(id('r'))),
            (Named { name: "Rowan Keller", born: Some(date("1991-11-03")), ..none }, Err(Nobodys::NotHere)),
            (Named { name: "Sam Okafor", ..none }, Err(Nobodys::Several)),
            (Named { name: "Sam Okafor", born: Some(date("1990-01-01")), ..none }, Ok(id('t'))),
            (none, Err(Nobodys::Unnamed)),
        ] {
            assert_eq!(by.find(named), expected, "{named:?}");
        }
    }
}
