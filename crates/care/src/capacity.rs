//! The capacity lock: from the start of a dosing day until a set hour of the next, nobody signs or agrees to more.
//!
//! Someone in an altered state can't negotiate, so agreement is made before: touch is settled in a preparation session,
//! and what is signed is signed with a clear head. Stopping, narrowing, asking for help and ordinary life are never
//! locked, also for someone who doses twice a week.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use terms::folder::Folder;
use terms::ids::StaffId;
use terms::text::{Line, Prose};

use crate::boundaries::Boundaries;
use crate::chart::Chart;
use crate::chart_card::ChartCard;
use crate::chart_entry::ChartEntry;

/// How a practice counts: until which hour of the next day, 0 to 23, and on which clock.
#[derive(Clone, Debug)]
pub struct RestRule {
    /// Until which hour of the day after.
    pub until_hour: u8,
    /// On which clock.
    pub zone: TimeZone,
}

/// That someone may sign or agree to more now. Only [`capable`] makes one, and every signature takes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capable(());

/// They rest after a dosing day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resting {
    /// Until when.
    pub until: Timestamp,
}

/// Why the lock is not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestRefusal {
    /// Nothing is locked.
    NotResting,
}

/// Until when a client agrees to nothing new, when they rest. Dosing days that follow each other are one rest.
pub fn resting_until(card: &ChartCard, now: Timestamp, rule: &RestRule) -> Option<Timestamp> {
    let mut until = None;
    for date in &days_that_lock(card) {
        let (begins, ends) = span(*date, rule)?;
        if begins <= until.unwrap_or(now) && now < ends {
            until = until.max(Some(ends));
        }
    }
    until
}

/// Proof that a client does not rest.
pub fn capable(card: &ChartCard, now: Timestamp, rule: &RestRule) -> Result<Capable, Resting> {
    match resting_until(card, now, rule) {
        Some(until) => Err(Resting { until }),
        None => Ok(Capable(())),
    }
}

/// Ends the lock: the day was a dosing day, and the client is themselves again. The reason stays in the chart.
pub fn end_rest(
    chart: &Chart,
    (by, now): (StaffId, Timestamp),
    reason: Line,
    rule: &RestRule,
) -> Result<ChartEntry, RestRefusal> {
    let card = chart.card();
    let locks = |date: &Date| span(*date, rule).is_some_and(|(begins, ends)| begins <= now && now < ends);
    let dates: Vec<Date> = days_that_lock(&card).into_iter().filter(locks).collect();
    if dates.is_empty() {
        return Err(RestRefusal::NotResting);
    }
    Ok(ChartEntry::RestEnded { dates, at: now, by, reason })
}

/// Whether these boundaries allow more, or protect less, than those before. What protects may be added to, and what
/// tells who may know something may only go.
pub fn widens(before: &Boundaries, after: &Boundaries) -> bool {
    let lost = |before: Option<&str>, after: Option<&str>| {
        before.is_some_and(|before| !after.is_some_and(|after| after.contains(before)))
    };
    let protects = |of: fn(&Boundaries) -> Option<&str>| lost(of(before), of(after));
    after.touch > before.touch
        || protects(|all| all.slow_word.as_ref().map(Line::as_str))
        || protects(|all| all.stop_word.as_ref().map(Line::as_str))
        || protects(|all| all.not_today.as_ref().map(Prose::as_str))
        || protects(|all| all.ask_first.as_ref().map(Prose::as_str))
        || protects(|all| all.other.as_ref().map(Prose::as_str))
        || (after.who_may_know.is_some() && after.who_may_know != before.who_may_know)
}

/// In order, so that one day's rest can reach into the next.
fn days_that_lock(card: &ChartCard) -> Vec<Date> {
    let mut dates: Vec<Date> = card.dosing_days.iter().map(|(date, _)| *date).collect();
    dates.retain(|date| !card.rest_ended.contains(date));
    dates.sort_unstable();
    dates
}

fn span(date: Date, rule: &RestRule) -> Option<(Timestamp, Timestamp)> {
    let hour = i8::try_from(rule.until_hour.min(23)).ok()?;
    let begins = rule.zone.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
    let ends = rule.zone.to_timestamp(date.checked_add(1.day()).ok()?.at(hour, 0, 0, 0)).ok()?;
    Some((begins, ends))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::boundaries::Touch;
    use crate::chart::Path;
    use crate::dosing_day::DosingState::{Past, Planned};
    use crate::made_up::{at, chart, date, denver, filled, id, line, prose};

    fn rule() -> RestRule {
        RestRule { until_hour: 12, zone: denver() }
    }

    #[test]
    fn behaviour_9_the_lock_holds_from_the_start_of_the_day_until_noon_of_the_next() {
        let days =
            [('a', "2026-06-16", Past), ('b', "2026-06-30", Planned), ('c', "2026-07-01", Planned), ('e', "", Past)];
        let card = filled(chart(Path::Undecided), &[], &days).card();
        for (now, expected) in [
            ("2026-06-15 23:59", None),
            ("2026-06-16 00:00", Some("2026-06-17 12:00")),
            ("2026-06-17 11:59", Some("2026-06-17 12:00")),
            ("2026-06-17 12:00", None),
            ("2026-06-30 09:00", Some("2026-07-02 12:00")),
            ("2026-07-01 13:00", Some("2026-07-02 12:00")),
            ("2026-07-02 12:00", None),
        ] {
            assert_eq!(resting_until(&card, at(now), &rule()), expected.map(at), "{now}");
        }
    }

    #[test]
    fn twice_a_week_leaves_most_of_the_week_open() {
        let days = [('a', "2026-06-15", Past), ('b', "2026-06-18", Past), ('c', "2026-06-22", Past)];
        let card = filled(chart(Path::Undecided), &[], &days).card();
        let hours = (0..168).filter(|hour| {
            let now = at("2026-06-15 00:00") + jiff::SignedDuration::from_hours(*hour);
            resting_until(&card, now, &rule()).is_some()
        });
        assert_eq!(hours.count(), 72);
    }

    #[test]
    fn a_lock_that_was_ended_stays_ended_and_another_day_locks_again() {
        let days = [('a', "2026-06-16", Past), ('b', "2026-06-30", Planned)];
        let told = filled(chart(Path::Undecided), &[], &days);
        let ends = |now: &str| end_rest(&told, (id('d'), at(now)), line("The session was put off."), &rule());
        assert_eq!(ends("2026-06-20 10:00"), Err(RestRefusal::NotResting));
        let ended = told.clone().with(ends("2026-06-16 15:00").unwrap());
        assert_eq!(resting_until(&ended.card(), at("2026-06-16 15:00"), &rule()), None);
        assert!(resting_until(&ended.card(), at("2026-06-30 15:00"), &rule()).is_some());
        assert_eq!(ended.rests_ended().len(), 1);
    }

    #[test]
    fn behaviour_9_what_protects_may_grow_and_what_allows_may_shrink() {
        let before = Boundaries {
            touch: Touch::AskFirst,
            stop_word: Some(line("red")),
            not_today: Some(prose("My father.")),
            who_may_know: Some(prose("My sister, the ride.")),
            ..Boundaries::default()
        };
        let with = |change: fn(&mut Boundaries)| {
            let mut after = before.clone();
            change(&mut after);
            after
        };
        for (after, expected) in [
            (before.clone(), false),
            (with(|all| all.touch = Touch::None), false),
            (with(|all| all.touch = Touch::Agreed), true),
            (with(|all| all.slow_word = Some(line("yellow"))), false),
            (with(|all| all.stop_word = None), true),
            (with(|all| all.stop_word = Some(line("blue"))), true),
            (with(|all| all.not_today = Some(prose("My father.\nMy brother."))), false),
            (with(|all| all.not_today = None), true),
            (with(|all| all.who_may_know = None), false),
            (with(|all| all.who_may_know = Some(prose("Everyone."))), true),
        ] {
            assert_eq!(widens(&before, &after), expected, "{after:?}");
        }
    }

    proptest! {
        /// On every day of three years, the days on which clocks change among them.
        #[test]
        fn behaviour_9_the_lock_is_a_day_and_a_half_on_any_clock(offset in 0..1_100i32, hour in 0..24u8) {
            let day = date("2026-01-01").checked_add(offset.days()).unwrap();
            let card = ChartCard { dosing_days: vec![(day, Past)], ..ChartCard::default() };
            let rule = RestRule { until_hour: hour, zone: denver() };
            let (begins, ends) = span(day, &rule).unwrap();
            let hours = (ends.as_second() - begins.as_second()) / 3600;
            prop_assert!((hours - 24 - i64::from(hour)).abs() <= 1);
            let second = |at: Timestamp, by: i64| Timestamp::from_second(at.as_second() + by).unwrap();
            for (now, expected) in [(second(begins, -1), None), (begins, Some(ends)), (second(ends, -1), Some(ends)), (ends, None)] {
                prop_assert_eq!(resting_until(&card, now, &rule), expected);
            }
        }
    }
}
