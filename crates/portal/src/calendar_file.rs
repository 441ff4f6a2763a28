//! A file for one's own calendar, with a title that says nothing (RFC 5545).

use icalendar::{Calendar, Component, Event};
use jiff::Timestamp;
use schedule::span::Span;
use terms::ids::AppointmentId;

/// The appointment as a calendar file. Whoever sees the calendar learns that there is one, and no more.
pub fn calendar_file(id: AppointmentId, span: Span, now: Timestamp) -> String {
    let utc = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let event = Event::new()
        .uid(&format!("{id}@appointment"))
        .summary("Appointment")
        .add_property("DTSTAMP", utc(now))
        .add_property("DTSTART", utc(span.from))
        .add_property("DTEND", utc(span.until))
        .add_property("CLASS", "PRIVATE")
        .done();
    Calendar::new().push(event).done().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_learns_the_time_and_nothing_else() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let span = Span::new(at("2026-06-29T17:00:00Z"), at("2026-06-29T17:50:00Z")).unwrap();
        let file = calendar_file("aaaaaaaaaa".parse().unwrap(), span, at("2026-06-22T14:40:00Z"));
        for line in ["BEGIN:VCALENDAR", "SUMMARY:Appointment", "DTSTART:20260629T170000Z", "DTEND:20260629T175000Z"] {
            assert!(file.contains(line), "{line}: {file}");
        }
        assert_eq!(file.matches("DTSTAMP").count(), 1, "{file}");
        for word in ["ntegration", "herapy", "Dana"] {
            assert!(!file.contains(word), "{word}");
        }
    }
}
