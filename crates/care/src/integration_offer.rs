//! When integration visits are proposed after a dosing day, and which proposal comes next. A proposal is no deadline.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::words;

use crate::chart::Path;
use crate::chart_card::ChartCard;
use crate::workbook::Workbook;

words! {
    /// Which of the two visits that are proposed.
    WhichVisit {
        First = "first", "First integration visit";
        Second = "second", "Second integration visit";
    }
}

/// Between how many days after a dosing day each visit is proposed, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The first.
    pub first: (u8, u8),
    /// The second.
    pub second: (u8, u8),
}

/// A visit to propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// After which dosing day.
    pub after: Date,
    /// Which visit.
    pub which: WhichVisit,
    /// From which day on.
    pub from: Date,
    /// Until which day.
    pub until: Date,
}

/// A proposal that a client left for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOffer {
    /// After which dosing day.
    pub after: Date,
    /// Which visit.
    pub which: WhichVisit,
}

impl Targets {
    fn of(self, which: WhichVisit) -> (u8, u8) {
        match which {
            WhichVisit::First => self.first,
            WhichVisit::Second => self.second,
        }
    }
}

/// How many days before it begins a second visit is proposed to whoever left the first.
const ASKED_BEFORE_DAYS: u8 = 2;

/// Which visit to propose next, with a client's integration visits as the calendar has them, kept ones too.
///
/// Integration is proposed within days because the trial in people that speaks for it began its training a day after
/// the infusion (Price and others 2022); what is known of the days after is otherwise mostly from rodents. So a visit
/// that was not taken up is proposed a while longer and then no more, and whoever is on a path without dosing is never
/// asked. Where another dosing day comes before a second visit would, its own first visit is the one.
pub fn next_proposal(card: &ChartCard, visits: &[Date], left: &[LeftOffer], at: (Date, &Targets)) -> Option<Proposal> {
    let (today, targets) = at;
    match card.path {
        Path::NoDosing => return None,
        Path::Undecided
        | Path::PreparationWithDosingElsewhere
        | Path::IntegrationAfterDosingElsewhere
        | Path::WithAttendedDosing => {}
    }
    let mut days: Vec<Date> = card.dosing_days.iter().map(|(date, _)| *date).collect();
    days.sort_unstable();
    let next_day = |after: Date| days.iter().copied().find(|day| *day > after).unwrap_or(Date::MAX);
    days.iter().find_map(|after| {
        let is_left = |which| left.contains(&LeftOffer { after: *after, which });
        let had = visits.iter().filter(|visit| **visit >= *after && **visit < next_day(*after)).count();
        let which = match had {
            0 if !is_left(WhichVisit::First) => WhichVisit::First,
            // Whoever left the first is asked once more, when the second comes near.
            0 if today < later(*after, targets.second.0.saturating_sub(ASKED_BEFORE_DAYS)) => return None,
            0 | 1 => WhichVisit::Second,
            _ => return None,
        };
        let (from, until) = targets.of(which);
        let from = later(*after, from).max(today);
        let last = later(*after, targets.second.1);
        let until = later(*after, until).max(from).min(last.max(from));
        let open = last >= today && from < next_day(*after) && !is_left(which);
        open.then_some(Proposal { after: *after, which, from, until })
    })
}

impl Workbook {
    /// The proposals that the client left for now.
    pub fn offers_left(&self) -> &[LeftOffer] {
        &self.offers_left
    }
}

fn later(day: Date, days: u8) -> Date {
    day.checked_add(i32::from(days).days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dosing_day::DosingState::{Past, Planned};
    use crate::made_up::date;

    const TARGETS: Targets = Targets { first: (1, 3), second: (7, 10) };

    fn read(path: Path, days: &[&str], visits: &[&str], left: &[LeftOffer], today: &str) -> Option<String> {
        let dosing_days = days.iter().map(|day| (date(day), if *day <= today { Past } else { Planned })).collect();
        let card = ChartCard { path, dosing_days, ..ChartCard::default() };
        let visits: Vec<Date> = visits.iter().map(|day| date(day)).collect();
        let proposal = next_proposal(&card, &visits, left, (date(today), &TARGETS))?;
        let Proposal { which, from, until, .. } = proposal;
        Some(format!("{} {} {}", which.code(), from.strftime("%m-%d"), until.strftime("%m-%d")))
    }

    #[test]
    fn behaviour_22_a_first_visit_is_proposed_in_one_to_three_days_and_a_second_in_seven_to_ten() {
        let elsewhere = Path::PreparationWithDosingElsewhere;
        for (days, visits, today, expected) in [
            (&[][..], &[][..], "2026-06-22", None),
            (&["2026-06-30"], &[], "2026-06-22", Some("first 07-01 07-03")),
            (&["2026-06-22"], &[], "2026-06-22", Some("first 06-23 06-25")),
            (&["2026-06-20"], &[], "2026-06-22", Some("first 06-22 06-23")),
            (&["2026-06-16"], &[], "2026-06-22", Some("first 06-22 06-22")),
            (&["2026-06-12"], &[], "2026-06-22", Some("first 06-22 06-22")),
            (&["2026-06-11"], &[], "2026-06-22", None),
            (&["2026-06-20"], &["2026-06-21"], "2026-06-22", Some("second 06-27 06-30")),
            (&["2026-06-20"], &["2026-06-23"], "2026-06-22", Some("second 06-27 06-30")),
            (&["2026-06-20"], &["2026-06-21", "2026-06-29"], "2026-06-22", None),
            // A visit before the dosing day is none after it.
            (&["2026-06-20"], &["2026-06-19"], "2026-06-22", Some("first 06-22 06-23")),
            // The next dosing day comes first.
            (&["2026-06-20", "2026-06-24"], &["2026-06-21"], "2026-06-22", Some("first 06-25 06-27")),
            (&["2026-06-20", "2026-06-21"], &[], "2026-06-21", Some("first 06-22 06-24")),
        ] {
            let read = read(elsewhere, days, visits, &[], today);
            assert_eq!(read.as_deref(), expected, "{days:?} {visits:?} {today}");
        }
    }

    #[test]
    fn not_now_is_taken_for_an_answer_and_without_dosing_nobody_is_asked() {
        let (days, elsewhere) = (&["2026-06-20"], Path::IntegrationAfterDosingElsewhere);
        let left = |which| [LeftOffer { after: date("2026-06-20"), which }];
        for (path, left, expected) in [
            (elsewhere, left(WhichVisit::First), false),
            (elsewhere, left(WhichVisit::Second), true),
            (Path::NoDosing, left(WhichVisit::Second), false),
        ] {
            assert_eq!(read(path, days, &[], &left, "2026-06-22").is_some(), expected, "{path:?} {left:?}");
        }
        let asked = |today| read(elsewhere, days, &[], &left(WhichVisit::First), today);
        assert_eq!(asked("2026-06-24"), None);
        assert_eq!(asked("2026-06-25").as_deref(), Some("second 06-27 06-30"));
    }
}
