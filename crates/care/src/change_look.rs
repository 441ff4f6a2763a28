//! Looking at a gentle change again: after one, three and about nine weeks, for as long as it is carried.

use jiff::{SignedDuration, Timestamp};

use crate::change::{Change, ChangeState};

/// After how many days a change is looked at. What helps now may not in three weeks; nothing is counted in between.
pub const LOOKS_AFTER_DAYS: [i64; 3] = [7, 21, 60];

impl Change {
    /// After how many days it is now worth a look, if nobody said anything about it since then. What rests or was let go
    /// is left in peace.
    pub fn look_due(&self, now: Timestamp) -> Option<i64> {
        let is_carried = match self.state {
            ChangeState::Active | ChangeState::Kept | ChangeState::Changed => true,
            ChangeState::Resting | ChangeState::LetGo => false,
        };
        let days = LOOKS_AFTER_DAYS.into_iter().rev().find(|days| self.looked_at_after(*days) <= now)?;
        (is_carried && self.last_said() < self.looked_at_after(days)).then_some(days)
    }

    fn looked_at_after(&self, days: i64) -> Timestamp {
        self.added_at.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MAX)
    }

    fn last_said(&self) -> Timestamp {
        let moved = self.moves.last().map_or(self.added_at, |moved| moved.at);
        let reworded = self.earlier.last().map_or(self.added_at, |wording| wording.until);
        moved.max(reworded)
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::change::{ChangeMove, NewChange, add_change, move_change};
    use crate::made_up::{at, id, line};
    use crate::workbook::{Author, Workbook};

    #[test]
    fn behaviour_23_a_change_is_looked_at_after_7_21_and_60_days_and_left_in_peace_once_it_rests() {
        let new = NewChange::of(id('a'), line("One window open"));
        let added = add_change(&Workbook::default(), new, Author::Client, at("2026-06-01 10:00")).unwrap();
        let taken_up = Workbook::default().with(added);
        let moved = |state, on: &str| {
            let step = ChangeMove { id: id('a'), state, note: None };
            let entry = move_change(&taken_up, step, Author::Client, at(on)).unwrap();
            taken_up.clone().with(entry)
        };
        for (workbook, now, expected) in [
            (taken_up.clone(), "2026-06-08 09:59", None),
            (taken_up.clone(), "2026-06-08 10:00", Some(7)),
            (taken_up.clone(), "2026-06-22 10:00", Some(21)),
            (taken_up.clone(), "2026-07-31 10:00", Some(60)),
            (moved(ChangeState::Active, "2026-06-09 08:00"), "2026-06-10 08:00", None),
            (moved(ChangeState::Active, "2026-06-09 08:00"), "2026-06-22 10:00", Some(21)),
            (moved(ChangeState::Kept, "2026-06-09 08:00"), "2026-06-22 10:00", Some(21)),
            (moved(ChangeState::Resting, "2026-06-09 08:00"), "2026-06-22 10:00", None),
            (moved(ChangeState::LetGo, "2026-06-09 08:00"), "2026-07-31 10:00", None),
        ] {
            assert_eq!(workbook.changes()[0].look_due(at(now)), expected, "{now}");
        }
    }
}
