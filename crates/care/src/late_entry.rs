//! A late entry: a note that was signed long after its visit, told with both times.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::note::SignedNote;

/// How long after the end of a visit a note still counts as written along with it. No rule of Colorado names a number;
/// 24 to 48 hours is what payers' reviewers call reasonable (docs/decisions/0041-late-and-carried.md).
pub const ALONG: SignedDuration = SignedDuration::from_hours(48);

impl SignedNote {
    /// Whether it was signed so long after the visit that both times are told.
    pub fn is_late_entry(&self, zone: &TimeZone) -> bool {
        self.visit_ended(zone).is_some_and(|ended| self.signed_at().duration_since(ended) > ALONG)
    }

    /// When the visit ended; a signed note has both times.
    pub fn visit_ended(&self, zone: &TimeZone) -> Option<Timestamp> {
        let ended = self.draft().date.to_datetime(self.draft().ended?);
        zone.to_timestamp(ended).ok()
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use crate::chart::Path;
    use crate::made_up::{at, chart, denver, draft, id};
    use crate::note::{NoteKind, sign};

    #[test]
    fn behaviour_28_a_note_is_late_from_two_days_after_its_visit() {
        // The visit ends at 11:50.
        for (signed, expected) in [
            ("2026-06-22 12:00", false),
            ("2026-06-24 11:50", false),
            ("2026-06-24 11:51", true),
            ("2026-09-01 09:00", true),
        ] {
            let open = chart(Path::Undecided);
            let entry = sign(&open, draft('n', NoteKind::Therapy, "2026-06-22"), id('d'), at(signed), &denver());
            let chart = open.with(entry.unwrap());
            assert_eq!(chart.notes()[0].is_late_entry(&denver()), expected, "{signed}");
        }
    }
}
