//! The cover roster: who stands in for whom, from one day until another. On those days alerts go to the cover too.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{CoverId, StaffId};

use crate::people::Staff;

/// Someone stands in for someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Its id.
    pub id: CoverId,
    /// Who is away.
    pub away: StaffId,
    /// Who stands in.
    pub covers: StaffId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// Why nobody is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverRefusal {
    /// Nobody stands in for themselves, and only who treats can stand in or be away.
    NotACover,
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// It is over already.
    Over,
}

impl Cover {
    /// Whether it holds on this day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }

    /// Whether whoever becomes a client of this clinician today is covered too: on its days, or on days to come.
    pub fn is_for(&self, clinician: StaffId, today: Date) -> bool {
        self.away == clinician && today <= self.until
    }

    /// Named, once it fits who works here and the day.
    pub fn checked(self, all: &[Staff], today: Date) -> Result<Self, CoverRefusal> {
        let treats = |id: StaffId| all.iter().any(|person| person.id == id && person.treats());
        if self.away == self.covers || !treats(self.away) || !treats(self.covers) {
            Err(CoverRefusal::NotACover)
        } else if self.until < self.from {
            Err(CoverRefusal::EndsBeforeItBegins)
        } else if self.until < today {
            Err(CoverRefusal::Over)
        } else {
            Ok(self)
        }
    }
}

#[cfg(test)]
mod tests {
    use terms::actor::Role;

    use super::*;
    use crate::made_up::{date, id, staff};

    #[test]
    fn whoever_treats_stands_in_for_someone_else_on_days_to_come() {
        let all =
            [staff('d', "Dana", Role::Therapist), staff('e', "Eli", Role::Therapist), staff('p', "Priya", Role::Desk)];
        let today = date("2026-06-22");
        for (away, covers, from, until, expected) in [
            ('d', 'e', "2026-06-22", "2026-06-22", Ok(())),
            ('d', 'e', "2026-06-01", "2026-06-22", Ok(())),
            ('d', 'd', "2026-06-22", "2026-06-30", Err(CoverRefusal::NotACover)),
            ('d', 'p', "2026-06-22", "2026-06-30", Err(CoverRefusal::NotACover)),
            ('p', 'e', "2026-06-22", "2026-06-30", Err(CoverRefusal::NotACover)),
            ('d', 'e', "2026-06-30", "2026-06-29", Err(CoverRefusal::EndsBeforeItBegins)),
            ('d', 'e', "2026-06-01", "2026-06-21", Err(CoverRefusal::Over)),
        ] {
            let cover = Cover { id: id('c'), away: id(away), covers: id(covers), from: date(from), until: date(until) };
            assert_eq!(cover.checked(&all, today).map(drop), expected, "{away} {covers} {from} {until}");
        }
    }

    #[test]
    fn a_cover_holds_from_its_first_day_to_its_last() {
        let (from, until) = (date("2026-06-22"), date("2026-06-24"));
        let cover = Cover { id: id('c'), away: id('d'), covers: id('e'), from, until };
        let held = ["2026-06-21", "2026-06-22", "2026-06-24", "2026-06-25"].map(|day| cover.holds_on(date(day)));
        assert_eq!(held, [false, true, true, false]);
        for (clinician, day, expected) in [
            ('d', "2026-06-20", true),
            ('d', "2026-06-24", true),
            ('d', "2026-06-25", false),
            ('e', "2026-06-22", false),
        ] {
            assert_eq!(cover.is_for(id(clinician), date(day)), expected, "{clinician} {day}");
        }
    }
}
