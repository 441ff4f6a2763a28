//! Days and phases in words, as all of the therapist's screens tell them.

use care::note::NoteKind;
use jiff::civil::{Date, Time};
use maud::{Markup, html};
use schedule::people::Client;
use shell::shape::{Phase, Tone, badge};

/// "June 22".
pub fn day(date: Date) -> String {
    date.strftime("%B %-d").to_string()
}

/// "Jun 22".
pub fn short_day(date: Date) -> String {
    date.strftime("%b %-d").to_string()
}

/// "Monday, June 22, 2026".
pub fn long_day(date: Date) -> String {
    date.strftime("%A, %B %-d, %Y").to_string()
}

/// "2:00 PM".
pub fn clock(time: Time) -> String {
    time.strftime("%-I:%M %p").to_string()
}

/// The phase that a kind of visit belongs to, if to one.
pub fn phase(kind: NoteKind) -> Option<Phase> {
    match kind {
        NoteKind::Preparation => Some(Phase::Preparation),
        NoteKind::Integration => Some(Phase::Integration),
        NoteKind::AttendedDosing => Some(Phase::Dosing),
        NoteKind::FirstConversation | NoteKind::Intake | NoteKind::Therapy | NoteKind::Couple | NoteKind::Closing => {
            None
        }
    }
}

/// A visit as a badge: "Integration 4, day 3". The day is said only after dosing, and only of integration.
pub fn visit_badge(kind: NoteKind, number: Option<u32>, day_after: Option<i32>) -> Markup {
    let tone = phase(kind).map_or(Tone::Quiet, Tone::Phase);
    badge(tone, &visit_words(kind, number, day_after))
}

/// The same in words.
pub fn visit_words(kind: NoteKind, number: Option<u32>, day_after: Option<i32>) -> String {
    let number = number.map(|number| format!(" {number}")).unwrap_or_default();
    let day = day_after.filter(|_| kind == NoteKind::Integration);
    let day = day.map(|day| format!(", day {day}")).unwrap_or_default();
    format!("{}{number}{day}", kind.word())
}

/// "In Rowan’s words"; of a couple, "In their words".
pub fn words_of(client: &Client) -> String {
    let name = client.name.as_str();
    match name.split_whitespace().next() {
        Some(first) if client.members.is_empty() => format!("In {first}’s words"),
        Some(_) | None => "In their words".to_owned(),
    }
}

/// The way back to a chart: name and number.
pub fn chart_link(client: &Client) -> Markup {
    html! { a href={ "/t/c/" (client.subject) } { (client.name.as_str()) } " " span.mono.dim { (client.chart_number) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_counted_only_after_dosing_and_only_in_integration() {
        for (kind, number, day_after, expected) in [
            (NoteKind::Integration, Some(4), Some(3), "Integration 4, day 3"),
            (NoteKind::Integration, Some(4), None, "Integration 4"),
            (NoteKind::Preparation, Some(2), Some(3), "Preparation 2"),
            (NoteKind::FirstConversation, None, None, "First conversation"),
        ] {
            assert_eq!(visit_words(kind, number, day_after), expected);
        }
    }

    #[test]
    fn days_and_times_are_read_as_words() {
        let date: Date = "2026-06-22".parse().unwrap();
        assert_eq!((day(date).as_str(), short_day(date).as_str()), ("June 22", "Jun 22"));
        assert_eq!(
            (long_day(date), clock("14:05".parse().unwrap())),
            ("Monday, June 22, 2026".into(), "2:05 PM".into())
        );
    }
}
