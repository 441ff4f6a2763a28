//! Reads a calendar file (RFC 5545) as a table of its events, told in the practice's own time.

use icalendar::parser::{Component, read_calendar, unfold};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use schedule::table::{Table, TableTrouble};

/// How a calendar file begins.
pub const BEGINS: &[u8] = b"BEGIN:VCALENDAR";

/// How deep its parts may stand inside each other; a calendar has three levels.
const MAX_DEPTH: usize = 8;

/// The columns of the table, by names that are guessed right.
const HEAD: [&str; 6] = ["Date", "Start time", "Duration", "Client", "Location", "Repeats"];

/// The events, one a row. Canceled ones are left out, and one that repeats says so.
pub fn read_events(bytes: &[u8], zone: &TimeZone) -> Result<Table, TableTrouble> {
    let text = std::str::from_utf8(bytes).map_err(|_| TableTrouble::NotUtf8)?;
    if depth(text) > MAX_DEPTH {
        return Err(TableTrouble::Unreadable);
    }
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).map_err(|_| TableTrouble::Unreadable)?;
    let stands =
        |event: &&Component<'_>| event.name == "VEVENT" && !value(event, "STATUS").eq_ignore_ascii_case("cancelled");
    let rows = calendar.components.iter().filter(stands).map(|event| row(event, zone));
    Table::new(std::iter::once(HEAD.map(str::to_owned).to_vec()).chain(rows).collect())
}

fn row(event: &Component<'_>, zone: &TimeZone) -> Vec<String> {
    let from = moment(event, "DTSTART", zone);
    let until = moment(event, "DTEND", zone);
    let begins = from.map(|from| from.to_zoned_datetime(zone.clone()));
    let minutes = match (from, until) {
        (Some(from), Some(until)) => from.duration_until(until).as_mins().to_string(),
        _ => iso_minutes(value(event, "DURATION")).map_or(String::new(), |minutes| minutes.to_string()),
    };
    let told = |form: &str| begins.as_ref().map_or(String::new(), |begins| begins.strftime(form).to_string());
    vec![
        told("%Y-%m-%d"),
        told("%H:%M"),
        minutes,
        plain(value(event, "SUMMARY")),
        plain(value(event, "LOCATION")),
        if value(event, "RRULE").is_empty() { String::new() } else { "yes".to_owned() },
    ]
}

/// The moment that a property names: in UTC, in a zone of its own, or in the practice's.
fn moment(event: &Component<'_>, name: &str, zone: &TimeZone) -> Option<Timestamp> {
    let property = event.properties.iter().find(|property| property.name == name)?;
    let text = property.val.as_ref();
    let named = property.params.iter().find(|param| param.key == "TZID").and_then(|param| param.val.as_ref());
    let (text, zone) = match (text.strip_suffix('Z'), named) {
        (Some(rest), _) => (rest, TimeZone::UTC),
        (None, Some(name)) => (text, TimeZone::get(name.as_ref().trim_matches('"')).ok()?),
        (None, None) => (text, zone.clone()),
    };
    // A day without a time is no appointment.
    let civil: DateTime = text.contains('T').then(|| text.parse().ok())??;
    zone.to_timestamp(civil).ok()
}

/// "PT50M", "PT1H" or "PT1H30M".
fn iso_minutes(text: &str) -> Option<i64> {
    let span: jiff::Span = text.parse().ok()?;
    span.total(jiff::Unit::Minute).ok().and_then(|minutes| format!("{minutes:.0}").parse().ok())
}

fn value<'e>(event: &'e Component<'_>, name: &str) -> &'e str {
    event.properties.iter().find(|property| property.name == name).map_or("", |property| property.val.as_ref())
}

/// Text as people read it, without the escapes of the format.
fn plain(text: &str) -> String {
    text.replace("\\n", " ").replace("\\N", " ").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for line in text.lines() {
        if line.get(..6).is_some_and(|begins| begins.eq_ignore_ascii_case("BEGIN:")) {
            now += 1;
            most = most.max(now);
        } else if line.get(..4).is_some_and(|begins| begins.eq_ignore_ascii_case("END:")) {
            now = now.saturating_sub(1);
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(events: &str) -> Result<Vec<String>, TableTrouble> {
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
        let table = read_events(text.as_bytes(), &TimeZone::get("America/Denver").unwrap())?;
        Ok(table.rows().map(|(_, row)| row.join("|")).collect())
    }

    fn event(lines: &[&str]) -> String {
        format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", lines.join("\r\n"))
    }

    #[test]
    fn an_event_is_told_in_the_practices_time() {
        for (lines, expected) in [
            (
                &["DTSTART:20260630T180000Z", "DTEND:20260630T185000Z", "SUMMARY:Rowan Keller"][..],
                "2026-06-30|12:00|50|Rowan Keller||",
            ),
            (
                &["DTSTART;TZID=America/New_York:20260630T140000", "DURATION:PT50M", "SUMMARY:Keller\\, Rowan"],
                "2026-06-30|12:00|50|Keller, Rowan||",
            ),
            (
                &["DTSTART:20260630T120000", "DURATION:PT1H30M", "SUMMARY:Rowan", "LOCATION:Online"],
                "2026-06-30|12:00|90|Rowan|Online|",
            ),
            (&["DTSTART:20260630T120000", "RRULE:FREQ=WEEKLY", "SUMMARY:Ro", " wan"], "2026-06-30|12:00||Rowan||yes"),
            (&["DTSTART;VALUE=DATE:20260630", "SUMMARY:Holiday"], "|||Holiday||"),
            (&["DTSTART;TZID=The Moon:20260630T140000", "SUMMARY:Rowan"], "|||Rowan||"),
        ] {
            assert_eq!(events(&event(lines)), Ok(vec![expected.to_owned()]), "{lines:?}");
        }
        let canceled = event(&["DTSTART:20260630T120000", "STATUS:CANCELLED", "SUMMARY:Rowan"]);
        assert_eq!(events(&canceled), Err(TableTrouble::NoRows));
    }

    #[test]
    fn what_is_no_calendar_is_refused() {
        assert_eq!(events("BEGIN:VEVENT\r\n"), Err(TableTrouble::Unreadable));
        assert_eq!(events(&"BEGIN:A\r\n".repeat(100_000)), Err(TableTrouble::Unreadable));
        assert_eq!(read_events(b"BEGIN:VCALENDAR\r\n\xff", &TimeZone::UTC), Err(TableTrouble::NotUtf8));
    }
}
