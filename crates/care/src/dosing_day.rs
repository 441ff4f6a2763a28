//! Dosing days, as they are told. They happen elsewhere, and their record is the prescriber's.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use terms::ids::{DosingDayId, StaffId};
use terms::text::{Line, Prose};
use terms::words;

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;

/// What the practice was told of a dosing day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DosingDay {
    /// Its id. Told again under the same id, it is corrected.
    pub id: DosingDayId,
    /// On which day.
    pub date: Told<Date>,
    /// By which route.
    pub route: Told<Route>,
    /// Where.
    pub place: Option<Line>,
    /// Whether someone is with the client.
    pub accompanied: Told<bool>,
    /// The client's own account.
    pub account: Option<Prose>,
    /// Whether it is ahead or behind.
    pub state: DosingState,
    /// When this was told.
    pub told_at: Timestamp,
    /// To whom; what a client tells in their own pages is told to whoever treats them.
    pub told_to: StaffId,
    /// By whom.
    #[serde(default)]
    pub told_by: Teller,
}

/// Something told, where not knowing is an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told<T> {
    /// This is what we were told.
    Known(T),
    /// We asked, or could not ask, and don't know.
    Unknown,
}

words! {
    /// Who told of a dosing day.
    #[derive(Default)]
    Teller {
        #[default]
        Team = "team", "Written down by the team";
        Client = "client", "Told by the client";
    }

    /// How ketamine is given.
    Route {
        Infusion = "infusion", "Infusion";
        Injection = "injection", "Injection";
        NasalSpray = "nasal-spray", "Nasal spray";
        Lozenge = "lozenge", "Lozenge";
        Other = "other", "Another way";
    }

    /// Whether a dosing day is ahead or behind.
    DosingState {
        Planned = "planned", "Planned";
        Past = "past", "Past";
        CalledOff = "called-off", "Called off";
    }
}

/// Why a dosing day is not taken as told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DosingRefusal {
    /// Planned for a day that is over.
    PlannedInThePast,
    /// Past, on a day that is yet to come.
    PastInTheFuture,
    /// The chart has no such day.
    NoSuchDay,
    /// It is past, or called off.
    NotPlanned,
    /// It is planned, and is called off instead.
    NotPast,
}

impl<T: Copy> Told<T> {
    /// What was told, if anything.
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(told) => Some(*told),
            Self::Unknown => None,
        }
    }
}

impl DosingDay {
    /// Whether it lay behind on that day: told as past, or planned for an earlier date.
    pub fn is_behind(&self, on: Date) -> bool {
        match self.state {
            DosingState::Past => true,
            DosingState::Planned => self.date.known().is_some_and(|date| date < on),
            DosingState::CalledOff => false,
        }
    }

    /// Whether it still lay ahead on that day.
    pub fn is_ahead(&self, on: Date) -> bool {
        self.state == DosingState::Planned && !self.is_behind(on)
    }

    /// Where it stands among others: a past day without a date comes first, a planned one last.
    pub(crate) fn order(&self) -> Date {
        self.date.known().unwrap_or(if self.state == DosingState::Planned { Date::MAX } else { Date::MIN })
    }
}

/// Between which days a first integration visit is proposed after a dosing day, both included.
///
/// What is known of the days after is mostly from rodents; the trial in people that it leans on began its training one
/// day after the infusion (Price and others, 2022). So it is a proposal with a practice's own numbers, with nothing to
/// miss: a later visit is integration all the same.
pub fn first_integration(day: Date, (after_days, until_days): (u8, u8)) -> (Date, Date) {
    let later = |days: u8| day.checked_add(i32::from(days).days()).unwrap_or(day);
    (later(after_days.min(until_days)), later(until_days.max(after_days)))
}

/// Takes a dosing day as told. Calling one off is [`call_off`].
pub fn tell_dosing_day(chart: &Chart, day: DosingDay, today: Date) -> Result<ChartEntry, DosingRefusal> {
    let earlier = chart.told_day(day.id).map(|earlier| earlier.state);
    if day.state == DosingState::CalledOff || earlier == Some(DosingState::CalledOff) {
        return Err(DosingRefusal::NotPlanned);
    }
    match (day.state, day.date) {
        (DosingState::Planned, Told::Known(date)) if date < today => Err(DosingRefusal::PlannedInThePast),
        (DosingState::Past, Told::Known(date)) if date > today => Err(DosingRefusal::PastInTheFuture),
        (_, Told::Known(_) | Told::Unknown) => Ok(ChartEntry::DosingDayTold(day)),
    }
}

/// Calls off a planned dosing day.
pub fn call_off(chart: &Chart, id: DosingDayId, by: StaffId, now: Timestamp) -> Result<ChartEntry, DosingRefusal> {
    match chart.told_day(id).ok_or(DosingRefusal::NoSuchDay)?.state {
        DosingState::Planned => Ok(ChartEntry::DosingDayCalledOff { id, at: now, by }),
        DosingState::Past | DosingState::CalledOff => Err(DosingRefusal::NotPlanned),
    }
}

/// Takes a day back that was told in error: it was none, so that nothing counts from it and nothing is locked by it.
pub fn take_back_day(chart: &Chart, id: DosingDayId, by: StaffId, now: Timestamp) -> Result<ChartEntry, DosingRefusal> {
    match chart.told_day(id).ok_or(DosingRefusal::NoSuchDay)?.state {
        DosingState::Past => Ok(ChartEntry::DosingDayToldInError { id, at: now, by }),
        DosingState::Planned => Err(DosingRefusal::NotPast),
        DosingState::CalledOff => Err(DosingRefusal::NoSuchDay),
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::dosing_day::DosingState::{CalledOff, Past, Planned};
    use crate::made_up::{at, chart, date, day, filled, id};

    fn told() -> Chart {
        let chart = filled(chart(Path::Undecided), &[], &[('a', "2026-06-30", Planned), ('b', "2026-06-20", Past)]);
        let gone = filled(chart, &[], &[('c', "2026-07-07", Planned)]);
        gone.with(ChartEntry::DosingDayCalledOff { id: id('c'), at: at("2026-06-21 10:00"), by: id('d') })
    }

    #[test]
    fn behaviour_22_a_first_integration_visit_is_proposed_one_to_three_days_after_or_as_the_practice_says() {
        for (day, targets, expected) in [
            ("2026-06-30", (1, 3), ("2026-07-01", "2026-07-03")),
            ("2026-06-30", (0, 0), ("2026-06-30", "2026-06-30")),
            ("2026-06-30", (2, 7), ("2026-07-02", "2026-07-07")),
            ("2026-02-27", (3, 1), ("2026-02-28", "2026-03-02")),
        ] {
            let proposed = first_integration(date(day), targets);
            assert_eq!(
                (proposed.0.to_string(), proposed.1.to_string()),
                (expected.0.to_owned(), expected.1.to_owned())
            );
        }
    }

    #[test]
    fn a_dosing_day_is_taken_as_told() {
        for (letter, on, state, expected) in [
            ('x', "2026-06-22", Planned, Ok(())),
            ('x', "2026-06-21", Planned, Err(DosingRefusal::PlannedInThePast)),
            ('x', "2026-06-22", Past, Ok(())),
            ('x', "2026-06-23", Past, Err(DosingRefusal::PastInTheFuture)),
            ('x', "", Planned, Ok(())),
            ('x', "", Past, Ok(())),
            ('x', "2026-06-30", CalledOff, Err(DosingRefusal::NotPlanned)),
            ('a', "2026-06-22", Past, Ok(())),
            ('c', "2026-06-30", Planned, Err(DosingRefusal::NotPlanned)),
        ] {
            let day = day(letter, on, state);
            let entry = tell_dosing_day(&told(), day.clone(), date("2026-06-22"));
            assert_eq!(entry, expected.map(|()| ChartEntry::DosingDayTold(day)), "{letter} {on} {state:?}");
        }
    }

    #[test]
    fn only_a_planned_day_is_called_off() {
        let now = at("2026-06-22 10:00");
        for (letter, expected) in [
            ('a', Ok(())),
            ('b', Err(DosingRefusal::NotPlanned)),
            ('c', Err(DosingRefusal::NotPlanned)),
            ('x', Err(DosingRefusal::NoSuchDay)),
        ] {
            let entry = ChartEntry::DosingDayCalledOff { id: id(letter), at: now, by: id('d') };
            assert_eq!(call_off(&told(), id(letter), id('d'), now), expected.map(|()| entry), "{letter}");
        }
    }

    #[test]
    fn only_a_past_day_was_told_in_error() {
        let now = at("2026-06-22 10:00");
        for (letter, expected) in [
            ('a', Err(DosingRefusal::NotPast)),
            ('b', Ok(())),
            ('c', Err(DosingRefusal::NoSuchDay)),
            ('x', Err(DosingRefusal::NoSuchDay)),
        ] {
            let entry = ChartEntry::DosingDayToldInError { id: id(letter), at: now, by: id('d') };
            assert_eq!(take_back_day(&told(), id(letter), id('d'), now), expected.map(|()| entry), "{letter}");
        }
        let gone = told().with(ChartEntry::DosingDayToldInError { id: id('b'), at: now, by: id('d') });
        assert!(!gone.knows_of_dosing(date("2026-06-22")));
    }
}
