//! What cells of files from other systems are likely to mean: dates, times, and people of the practice by name.

use jiff::civil::{Date, Time};
use terms::actor::Role;
use terms::ids::StaffId;

use crate::people::Staff;

/// A date as 1988-03-14 or, as Americans write it, 3/14/1988. A year of two digits is not guessed at.
pub fn read_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split(['-', '/']).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let (year, month, day) = if text.contains('/') { (three, one, two) } else { (one, two, three) };
    let is_plain = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || ![year, month, day].into_iter().all(|part| is_plain(part)) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A time of day as 14:05, 2:05 PM or 2 pm.
pub fn read_time(text: &str) -> Option<Time> {
    let text = text.trim().to_lowercase().replace('.', "");
    let (clock, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(rest), _) => (rest.trim(), Some(0)),
        (_, Some(rest)) => (rest.trim(), Some(12)),
        _ => (text.as_str(), None),
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let (hour, minute) = match (parts.as_slice(), half) {
        ([hour, minute] | [hour, minute, "00"], _) => (hour, *minute),
        ([hour], Some(_)) => (hour, "0"),
        _ => return None,
    };
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// Whoever treats here under this name, with or without what stands behind it: "Dana Reyes, LMFT" or "Reyes, Dana".
/// Nobody when two fit.
pub fn find_clinician(staff: &[Staff], name: &str) -> Option<StaffId> {
    let words = |text: &str| {
        let mut words: Vec<String> =
            text.to_lowercase().split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        words.sort();
        words
    };
    let sought = words(name);
    let fits = |person: &&Staff| {
        let bare = words(person.name.as_str());
        let credentials = person.credentials.as_ref().map_or(String::new(), |after| format!(" {}", after.as_str()));
        person.left.is_none()
            && person.roles.contains(&Role::Therapist)
            && (sought == bare || sought == words(&format!("{}{credentials}", person.name.as_str())))
    };
    let mut found = staff.iter().filter(fits);
    let first = found.next()?;
    found.next().is_none().then_some(first.id)
}

/// Those that are not empty, with something between them.
pub fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, id, staff};

    #[test]
    fn dates_are_read_as_they_are_written_here() {
        for (text, expected) in [
            ("1988-03-14", Some("1988-03-14")),
            ("3/14/1988", Some("1988-03-14")),
            ("03/04/1988", Some("1988-03-04")),
            ("14/3/1988", None),
            ("3/14/88", None),
            ("1988-3-4", Some("1988-03-04")),
            ("March 14", None),
            ("1988-03", None),
            ("+988-03-14", None),
            ("", None),
        ] {
            assert_eq!(read_date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_halves_of_the_day() {
        for (text, expected) in [
            ("14:05", Some("14:05:00")),
            ("2:05 PM", Some("14:05:00")),
            ("12 a.m.", Some("00:00:00")),
            ("12:30pm", Some("12:30:00")),
            ("9:00:00", Some("09:00:00")),
            ("13:00 pm", None),
            ("9", None),
            ("25:00", None),
            ("", None),
        ] {
            assert_eq!(read_time(text).map(|time| time.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_clinician_is_found_by_name_and_nobody_when_two_fit() {
        let gone = Staff { left: Some(at("2026-01-01 09:00")), ..staff('g', "Sam Gone", Role::Therapist) };
        let staff = [
            staff('d', "Dana Reyes", Role::Therapist),
            staff('p', "Priya Shah", Role::Desk),
            staff('k', "Kim Lee", Role::Therapist),
            staff('n', "Lee Kim", Role::Therapist),
            gone,
        ];
        for (name, expected) in [
            ("Dana Reyes", Some(id('d'))),
            ("reyes, dana", Some(id('d'))),
            ("Dana Reyes, LMFT", Some(id('d'))),
            ("Dana", None),
            ("Priya Shah", None),
            ("Sam Gone", None),
            ("Kim Lee", None),
        ] {
            assert_eq!(find_clinician(&staff, name), expected, "{name}");
        }
    }
}
