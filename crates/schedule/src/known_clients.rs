//! Whether someone of a client list is here already: by name and birth date, or by email.

use std::collections::HashMap;

use jiff::civil::Date;
use terms::reach::Email;
use terms::text::Line;

use crate::client_list::NewClient;
use crate::people::Client;

/// By what someone is taken to be the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// The same name and birth date.
    NameAndBirth,
    /// The same name, and one of the two has no birth date.
    NameAlone,
    /// The same email address, and no two different birth dates.
    Email,
}

/// As whom someone is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A client with this chart number.
    Chart(u32),
    /// An earlier row of the same list.
    Row(u32),
}

/// Whoever is known, by name and by email.
#[derive(Default)]
pub struct KnownClients {
    names: HashMap<String, Vec<(Option<Date>, Known)>>,
    emails: HashMap<String, Vec<(Option<Date>, Known)>>,
}

impl KnownClients {
    /// The clients of the practice; couples and other units have no name and email of their own.
    pub fn of(clients: &[Client]) -> Self {
        let mut index = Self::default();
        for client in clients.iter().filter(|client| client.members.is_empty()) {
            let moved = client.moved_in.as_ref().and_then(|moved| moved.email.as_ref());
            let names = names_of(&client.name, client.legal_name.as_ref());
            let is = Known::Chart(client.chart_number);
            index.put(&names, client.birth_date, client.reach.email.as_ref().or(moved), is);
        }
        index
    }

    /// Someone more, from a row of the list itself.
    pub fn add(&mut self, client: &NewClient) {
        let names = names_of(&client.name, client.legal_name.as_ref());
        self.put(&names, client.birth_date, client.email.as_ref(), Known::Row(client.row));
    }

    fn put(&mut self, names: &[String], born: Option<Date>, email: Option<&Email>, is: Known) {
        for name in names {
            self.names.entry(name.clone()).or_default().push((born, is));
        }
        if let Some(email) = email {
            self.emails.entry(email.as_str().to_lowercase()).or_default().push((born, is));
        }
    }

    /// Whether someone of the list is known, and as whom.
    pub fn find(&self, client: &NewClient) -> Option<(KnownBy, Known)> {
        let names = names_of(&client.name, client.legal_name.as_ref());
        let same_name = || names.iter().filter_map(|name| self.names.get(name)).flatten();
        let born = client.birth_date;
        let maybe = |other: &Option<Date>| born.is_none() || other.is_none() || *other == born;
        let by_email = || self.emails.get(&client.email.as_ref()?.as_str().to_lowercase());
        let both = same_name().find(|(other, _)| born.is_some() && *other == born);
        let email = || by_email()?.iter().find(|(other, _)| maybe(other));
        let alone = || same_name().find(|(other, _)| maybe(other));
        let found = both.map(|(_, is)| (KnownBy::NameAndBirth, *is));
        found
            .or_else(|| email().map(|(_, is)| (KnownBy::Email, *is)))
            .or_else(|| alone().map(|(_, is)| (KnownBy::NameAlone, *is)))
    }
}

fn names_of(name: &Line, legal: Option<&Line>) -> Vec<String> {
    let lower = |name: &Line| name.as_str().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut names: Vec<String> = [Some(name), legal].into_iter().flatten().map(lower).collect();
    names.dedup();
    names
}
