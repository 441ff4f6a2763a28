//! The form of someone who works here, and what it says when it is read.

use actions::change_staff::StaffDetails;
use jiff::civil::{Time, Weekday};
use schedule::hours::{OpenHours, Opening};
use schedule::people::Staff;
use shell::fields::Problem;
use shell::form::Posted;
use shell::reading::Reading;
use terms::actor::Role;
use terms::npi::{Npi, Taxonomy};
use terms::text::Line;

/// The days of a week, with the names of their two fields.
pub const DAYS: [(Weekday, &str, &str, &str); 7] = [
    (Weekday::Monday, "Monday", "mon-from", "mon-until"),
    (Weekday::Tuesday, "Tuesday", "tue-from", "tue-until"),
    (Weekday::Wednesday, "Wednesday", "wed-from", "wed-until"),
    (Weekday::Thursday, "Thursday", "thu-from", "thu-until"),
    (Weekday::Friday, "Friday", "fri-from", "fri-until"),
    (Weekday::Saturday, "Saturday", "sat-from", "sat-until"),
    (Weekday::Sunday, "Sunday", "sun-from", "sun-until"),
];

/// The same days, with the fields of the hours that are kept for the days after a dosing day.
pub const KEPT: [(Weekday, &str, &str, &str); 7] = [
    (Weekday::Monday, "Monday", "mon-kept", "mon-kept-until"),
    (Weekday::Tuesday, "Tuesday", "tue-kept", "tue-kept-until"),
    (Weekday::Wednesday, "Wednesday", "wed-kept", "wed-kept-until"),
    (Weekday::Thursday, "Thursday", "thu-kept", "thu-kept-until"),
    (Weekday::Friday, "Friday", "fri-kept", "fri-kept-until"),
    (Weekday::Saturday, "Saturday", "sat-kept", "sat-kept-until"),
    (Weekday::Sunday, "Sunday", "sun-kept", "sun-kept-until"),
];

/// The roles, with their fields and words.
pub const ROLES: [(&str, &str, Role); 4] = [
    ("therapist", "Therapist", Role::Therapist),
    ("desk", "Front desk", Role::Desk),
    ("biller", "Billing", Role::Biller),
    ("owner", "Owner", Role::Owner),
];

/// The form as it would be filled in.
pub fn as_posted(person: &Staff) -> Posted {
    let text = |line: &Option<Line>| line.as_ref().map_or(String::new(), |line| line.as_str().to_owned());
    let mut pairs = vec![
        ("name", person.name.as_str().to_owned()),
        ("letters", text(&person.credentials)),
        ("license", text(&person.license)),
        ("states", text(&person.states)),
        ("training", person.training.as_ref().map_or(String::new(), |text| text.as_str().to_owned())),
        ("npi", person.npi.map(|npi| npi.to_string()).unwrap_or_default()),
        ("taxonomy", person.taxonomy.as_ref().map_or(String::new(), |code| code.as_str().to_owned())),
        ("supervisor", person.supervisor.map(|id| id.to_string()).unwrap_or_default()),
    ];
    pairs.extend(
        ROLES
            .iter()
            .filter(|(_, _, role)| person.roles.contains(role))
            .map(|(code, _, _)| ("roles", (*code).to_owned())),
    );
    for (hours, (weekday, _, from, until)) in
        DAYS.map(|day| (&person.hours, day)).into_iter().chain(KEPT.map(|day| (&person.kept, day)))
    {
        if let Some(opening) = hours.0.iter().find(|opening| opening.weekday == weekday) {
            pairs.push((from, opening.from.strftime("%H:%M").to_string()));
            pairs.push((until, opening.until.strftime("%H:%M").to_string()));
        }
    }
    Posted::from_pairs(pairs)
}

/// Reads the form.
pub fn read(posted: &Posted) -> Result<StaffDetails, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "Enter their name");
    let (credentials, license, states) = (form.line("letters"), form.line("license"), form.line("states"));
    let training = form.prose("training");
    let npi = read_npi(&mut form, "npi");
    let taxonomy = read_taxonomy(&mut form, "taxonomy");
    let chosen = posted.all("roles");
    let roles: Vec<Role> =
        ROLES.iter().filter(|(code, _, _)| chosen.contains(code)).map(|(_, _, role)| *role).collect();
    let roles = form.wanted("roles", Some(roles).filter(|roles| !roles.is_empty()), "Choose what they do here");
    let hours = OpenHours(DAYS.iter().filter_map(|day| opening(&mut form, day)).collect());
    let kept = OpenHours(KEPT.iter().filter_map(|day| opening(&mut form, day)).collect());
    let supervisor = posted.one("supervisor").parse().ok();
    let details = name.zip(roles).map(|(name, roles)| StaffDetails {
        name,
        credentials,
        license,
        states,
        training,
        npi,
        taxonomy,
        roles,
        hours,
        kept,
        supervisor,
    });
    form.done(details)
}

/// An identifier that may be left out.
pub fn read_npi(form: &mut Reading<'_>, field: &'static str) -> Option<Npi> {
    let text = form.posted.one(field);
    if text.is_empty() {
        return None;
    }
    form.wanted(field, Npi::parse(text).ok(), "Enter the ten digits of the NPI. These don’t check: one may be mistyped")
}

/// A taxonomy code that may be left out.
pub fn read_taxonomy(form: &mut Reading<'_>, field: &'static str) -> Option<Taxonomy> {
    let text = form.posted.one(field);
    if text.is_empty() {
        return None;
    }
    form.wanted(field, Taxonomy::parse(text).ok(), "Enter ten characters that end in X, such as 106H00000X")
}

fn opening(form: &mut Reading<'_>, day: &(Weekday, &str, &'static str, &'static str)) -> Option<Opening> {
    let (weekday, _, from_field, until_field) = *day;
    let (from, until): (Option<Time>, Option<Time>) = (form.time(from_field), form.time(until_field));
    match (from, until) {
        (Some(from), Some(until)) if from < until => Some(Opening { weekday, from, until }),
        (Some(_), Some(_)) => {
            form.problem(until_field, "This day ends before it begins. Look at both times");
            None
        }
        (Some(_), None) => {
            form.problem(until_field, "Enter when this day ends, or leave both times empty");
            None
        }
        (None, Some(_)) => {
            form.problem(from_field, "Enter when this day begins, or leave both times empty");
            None
        }
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_a_person_or_says_which_field_is_not() {
        let read = |pairs: &[(&str, &str)]| {
            read(&Posted::from_pairs(pairs.iter().copied()))
                .map(|details| details.hours.0.len())
                .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>())
        };
        let named = [("name", "Robin"), ("roles", "therapist")];
        let with = |more: &[(&'static str, &'static str)]| [&named[..], more].concat();
        for (pairs, expected) in [
            (with(&[]), Ok(0)),
            (
                with(&[("mon-from", "09:00"), ("mon-until", "17:00"), ("sun-from", "10:00"), ("sun-until", "12:00")]),
                Ok(2),
            ),
            (with(&[("mon-from", "09:00")]), Err(vec!["mon-until"])),
            (with(&[("tue-until", "09:00")]), Err(vec!["tue-from"])),
            (with(&[("wed-from", "17:00"), ("wed-until", "09:00")]), Err(vec!["wed-until"])),
            (vec![], Err(vec!["name", "roles"])),
        ] {
            assert_eq!(read(&pairs), expected, "{pairs:?}");
        }
    }

    #[test]
    fn a_person_reads_back_from_their_form() {
        let mut people = testkit::cast::staff();
        let dana = people.remove(0);
        let details = read(&as_posted(&dana)).unwrap();
        assert_eq!((details.name, details.roles, details.hours), (dana.name, dana.roles, dana.hours));
        assert!(!dana.kept.0.is_empty() && details.kept == dana.kept);
    }
}
