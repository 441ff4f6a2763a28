//! Finds clients by part of a name, a phone number, a birth date or a chart number.

use jiff::civil::Date;

use crate::people::Client;

/// How many digits at least find a phone number.
pub const FEWEST_DIGITS: usize = 4;

/// What is looked for.
enum Sought {
    Born(Date),
    Digits(String),
    Words(Vec<String>),
}

/// Everyone whom the query fits, by name. An empty query finds nobody.
///
/// A birth date is written 1988-03-14 or 3/14/1988; digits find a chart number or part of a phone number; every word
/// must stand somewhere in the name to use or in the legal name.
pub fn find_client<'c>(clients: &'c [Client], query: &str) -> Vec<&'c Client> {
    let sought = read(query);
    let mut found: Vec<&Client> = clients.iter().filter(|client| fits(client, &sought)).collect();
    found.sort_by_cached_key(|client| client.name.as_str().to_lowercase());
    found
}

fn read(query: &str) -> Sought {
    let query = query.trim();
    let is_number = !query.is_empty() && query.chars().all(|c| c.is_ascii_digit() || " ()-.+/".contains(c));
    match birth_date(query) {
        Some(date) => Sought::Born(date),
        None if is_number => Sought::Digits(query.chars().filter(char::is_ascii_digit).collect()),
        None => Sought::Words(query.to_lowercase().split_whitespace().map(str::to_owned).collect()),
    }
}

fn birth_date(query: &str) -> Option<Date> {
    let american = || {
        let mut parts = query.split('/');
        let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        (year.len() == 4 && parts.next().is_none()).then_some(date)
    };
    query.parse().ok().filter(|_| query.contains('-')).or_else(american)
}

fn fits(client: &Client, sought: &Sought) -> bool {
    match sought {
        Sought::Born(date) => client.birth_date == Some(*date),
        Sought::Digits(digits) => {
            // Whoever dials with the country's code looks for the same number.
            let number = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(digits);
            let phone = client.reach.phone.as_ref().map_or("", |phone| phone.digits());
            client.chart_number.to_string() == *digits || number.len() >= FEWEST_DIGITS && phone.contains(number)
        }
        Sought::Words(words) => {
            let legal = client.legal_name.as_ref().map_or("", |name| name.as_str());
            let names = format!("{} {legal}", client.name.as_str()).to_lowercase();
            !words.is_empty() && words.iter().all(|word| names.contains(word.as_str()))
        }
    }
}

#[cfg(test)]
mod tests {
    use terms::reach::{Phone, Reach};

    use super::*;
    use crate::made_up::{client, date, line};

    fn person(name: &str, chart_number: u32, phone: &str, born: &str) -> Client {
        Client {
            reach: Reach { phone: Phone::parse(phone).ok(), ..Reach::default() },
            birth_date: Some(date(born)),
            ..client(name, chart_number)
        }
    }

    #[test]
    fn a_client_is_found_by_what_someone_on_the_phone_says() {
        let ash = Client {
            legal_name: Some(line("Jonathan Ash Keller")),
            ..person("Ash Keller", 2061, "(303) 555-0161", "1988-03-14")
        };
        let all = [
            person("Rowan Keller", 2017, "(303) 555-0117", "1991-11-02"),
            ash,
            person("Zoë Brandt", 5550, "(720) 555-0199", "1991-11-02"),
        ];
        for (query, expected) in [
            ("", ""),
            ("   ", ""),
            ("keller", "Ash Keller, Rowan Keller"),
            ("KEL row", "Rowan Keller"),
            ("jonathan", "Ash Keller"),
            ("zoë", "Zoë Brandt"),
            ("kellers", ""),
            ("555-0161", "Ash Keller"),
            ("(303) 555-0161", "Ash Keller"),
            ("+1 303 555 0161", "Ash Keller"),
            ("0199", "Zoë Brandt"),
            ("199", ""),
            ("2017", "Rowan Keller"),
            ("5550", "Ash Keller, Rowan Keller, Zoë Brandt"),
            ("1991-11-02", "Rowan Keller, Zoë Brandt"),
            ("3/14/1988", "Ash Keller"),
            ("03/14/1988", "Ash Keller"),
            ("3/14/88", ""),
            ("13/14/1988", ""),
            ("3/14/1988/1", ""),
        ] {
            let found: Vec<&str> = find_client(&all, query).iter().map(|client| client.name.as_str()).collect();
            assert_eq!(found.join(", "), expected, "{query}");
        }
    }
}
