//! A stretch of time.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// From one moment until another, the second not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Its first moment.
    pub from: Timestamp,
    /// The moment at which it is over.
    pub until: Timestamp,
}

impl Span {
    /// A span that ends after it begins.
    pub fn new(from: Timestamp, until: Timestamp) -> Option<Self> {
        (from < until).then_some(Self { from, until })
    }

    /// Whether both have a moment in common. One may begin when the other is over.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// Its length in whole minutes.
    pub fn minutes(&self) -> u32 {
        u32::try_from(self.from.duration_until(self.until).as_mins()).unwrap_or_default()
    }

    /// The same span with so many minutes more on either side.
    pub(crate) fn padded(self, minutes: u16) -> Self {
        Self { from: minutes_away(self.from, -i64::from(minutes)), until: minutes_away(self.until, minutes.into()) }
    }
}

/// The moment so many minutes later, or earlier; never past the end of time.
pub(crate) fn minutes_away(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// The same moments as spans in order that neither overlap nor touch.
pub(crate) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|span| span.from);
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
            Some(_) | None => apart.push(span),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, span};

    #[test]
    fn a_span_ends_after_it_begins() {
        let noon = at("2026-06-22 12:00");
        for (until, minutes) in [("12:01", Some(1)), ("12:00", None), ("11:59", None), ("13:30", Some(90))] {
            let until = at(&format!("2026-06-22 {until}"));
            assert_eq!(Span::new(noon, until).map(|span| span.minutes()), minutes, "{until}");
        }
    }

    #[test]
    fn spans_may_touch_without_overlapping() {
        let noon = span("2026-06-22", "12:00", "13:00");
        for (from, until, expected) in [
            ("11:00", "12:00", false),
            ("11:00", "12:01", true),
            ("12:59", "14:00", true),
            ("13:00", "14:00", false),
            ("12:10", "12:20", true),
            ("11:00", "14:00", true),
        ] {
            let other = span("2026-06-22", from, until);
            assert_eq!((noon.overlaps(&other), other.overlaps(&noon)), (expected, expected), "{from} {until}");
        }
    }
}
