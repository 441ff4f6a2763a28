//! When nobody is reminded, by which clock, and in which language: the same fields for the front desk and for clients.

use maud::{Markup, html};
use terms::quiet_hours::QuietHours;
use terms::reach::{Language, Reach};
use terms::text::Line;

use crate::fields::Kind;
use crate::reading::Reading;
use crate::typed::Typed;

/// Clocks to choose from; the first is the practice's own.
const ZONES: [(&str, &str); 8] = [
    ("", "The same as the office"),
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Arizona"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
];

/// The fields.
pub fn fields(typed: &Typed<'_>) -> Markup {
    let zones = ZONES.map(|(zone, words)| (zone.to_owned(), words.to_owned()));
    let languages = Language::ALL.map(|language| (language.code().to_owned(), language.word().to_owned()));
    html! {
        div.grid {
            (typed.input("quiet-from", "No reminders from", Some("Usually 21:00"), Kind::Time))
            (typed.input("quiet-until", "Until", Some("Usually 08:00"), Kind::Time))
            (typed.select("zone", "By which clock", &zones))
            (typed.select("language", "Language of letters", &languages))
        }
    }
}

/// The fields as they are posted.
pub fn pairs(reach: &Reach) -> [(&'static str, String); 4] {
    let time = |time: Option<jiff::civil::Time>| time.map_or(String::new(), |time| time.strftime("%H:%M").to_string());
    [
        ("quiet-from", time(reach.quiet.map(|quiet| quiet.from))),
        ("quiet-until", time(reach.quiet.map(|quiet| quiet.until))),
        ("zone", reach.time_zone.as_ref().map_or(String::new(), |zone| zone.as_str().to_owned())),
        ("language", reach.language.code().to_owned()),
    ]
}

/// What was chosen, put into `reach`.
#[must_use]
pub fn read(form: &mut Reading<'_>, reach: Reach) -> Reach {
    let (from, until) = (form.time("quiet-from"), form.time("quiet-until"));
    let is_missing = |form: &Reading<'_>, field| form.posted.one(field).is_empty();
    if from.is_some() && is_missing(form, "quiet-until") {
        form.problem("quiet-until", "Say when the quiet hours end, or leave both times empty");
    }
    if until.is_some() && is_missing(form, "quiet-from") {
        form.problem("quiet-from", "Say when the quiet hours begin, or leave both times empty");
    }
    let time_zone = match form.posted.one("zone") {
        "" => None,
        zone => {
            let known = ZONES.iter().find(|(code, _)| *code == zone).and_then(|(code, _)| Line::parse(code).ok());
            form.wanted("zone", known, "Choose one of the clocks in the list")
        }
    };
    let language = match form.posted.one("language") {
        "" => Some(reach.language),
        code => form.wanted("language", Language::from_code(code), "Choose one of the languages in the list"),
    };
    let quiet = from.zip(until).map(|(from, until)| QuietHours { from, until });
    Reach { quiet, time_zone, language: language.unwrap_or_default(), ..reach }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Posted;

    fn check(pairs: &[(&str, &str)]) -> Result<Reach, Vec<&'static str>> {
        let posted = Posted::from_pairs(pairs.iter().copied());
        let mut form = Reading::of(&posted);
        let reach = read(&mut form, Reach::default());
        form.done(Some(reach)).map_err(|problems| problems.into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn quiet_hours_are_two_times_or_none() {
        for (pairs, expected) in [
            (&[][..], Ok(())),
            (&[("quiet-from", "22:00"), ("quiet-until", "07:30"), ("zone", "America/Chicago")], Ok(())),
            (&[("quiet-from", "22:00")], Err(vec!["quiet-until"])),
            (&[("quiet-until", "07:00")], Err(vec!["quiet-from"])),
            (&[("quiet-from", "late"), ("quiet-until", "07:00")], Err(vec!["quiet-from"])),
            (&[("zone", "Mars/Crater")], Err(vec!["zone"])),
            (&[("language", "xx")], Err(vec!["language"])),
        ] {
            assert_eq!(check(pairs).map(|_| ()), expected, "{pairs:?}");
        }
    }

    #[test]
    fn what_is_kept_is_what_is_shown() {
        let given =
            [("quiet-from", "22:00"), ("quiet-until", "07:30"), ("zone", "America/Chicago"), ("language", "en")];
        let shown = super::pairs(&check(&given).unwrap());
        assert_eq!(shown.map(|(name, value)| (name, value)), given.map(|(name, value)| (name, value.to_owned())));
    }
}
