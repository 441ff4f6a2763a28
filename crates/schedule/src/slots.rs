//! Which times are free.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::answers::TimeWish;
use crate::hours::OpenHours;
use crate::span::{Span, merged, minutes_away};

/// The most days that one search looks at.
pub const MAX_DAYS: u16 = 120;

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Search {
    /// No slot begins before.
    pub from: Timestamp,
    /// How many days to look at, the first one included; at most [`MAX_DAYS`].
    pub days: u16,
    /// How long a slot is.
    pub length_min: u16,
    /// How much time stays free before and after whatever is busy.
    pub buffer_min: u16,
    /// How far apart slots begin, counted from the opening's first moment.
    pub step_min: u16,
}

/// Every slot that lies inside the hours and keeps its distance from whatever is busy, in order.
///
/// Slots are alternatives: with a step shorter than their length, neighbors overlap.
pub fn free_slots(hours: &OpenHours, busy: &[Span], search: &Search, zone: &TimeZone) -> Vec<Span> {
    let busy = merged(busy.iter().map(|span| span.padded(search.buffer_min)).collect());
    let mut ahead = busy.as_slice();
    let first = zone.to_datetime(search.from).date();
    let days = first.series(1.day()).take(search.days.min(MAX_DAYS).into());
    let mut slots = Vec::new();
    for opening in days.flat_map(|date| hours.on(date, zone)) {
        let mut next = on_grid(opening.from, search.from, search);
        while let Some(slot) = slot_at(next, &opening, search) {
            ahead = &ahead[ahead.iter().take_while(|busy| busy.until <= slot.from).count()..];
            next = match ahead.first() {
                Some(busy) if busy.overlaps(&slot) => on_grid(opening.from, busy.until, search),
                Some(_) | None => {
                    slots.push(slot);
                    minutes_away(slot.from, step(search))
                }
            };
        }
    }
    slots
}

/// Whether a slot begins at such a time of day.
pub fn fits(span: &Span, wish: TimeWish, zone: &TimeZone) -> bool {
    let begins = zone.to_datetime(span.from);
    let between =
        |from: i8, until: i8| (Time::constant(from, 0, 0, 0)..Time::constant(until, 0, 0, 0)).contains(&begins.time());
    match wish {
        TimeWish::WeekdayMornings => begins.weekday().to_monday_one_offset() <= 5 && between(0, 12),
        TimeWish::Midday => between(11, 14),
        TimeWish::Afternoons => between(12, 17),
        TimeWish::Evenings => begins.hour() >= 17,
        TimeWish::Varies => true,
    }
}

/// The slots that fit one of the wishes first, then the others; each in order of time.
pub fn best_first(mut slots: Vec<Span>, wishes: &[TimeWish], zone: &TimeZone) -> Vec<Span> {
    slots.sort_by_cached_key(|slot| (!wishes.iter().any(|wish| fits(slot, *wish, zone)), slot.from));
    slots
}

/// The slot that begins there, while it lies inside the opening.
fn slot_at(from: Timestamp, opening: &Span, search: &Search) -> Option<Span> {
    let slot = Span::new(from, minutes_away(from, search.length_min.into()))?;
    (slot.until <= opening.until).then_some(slot)
}

/// The first moment of the opening's grid that is not before `at`.
fn on_grid(opens: Timestamp, at: Timestamp, search: &Search) -> Timestamp {
    let step_s = step(search) * 60;
    let late_s = (at.as_second() - opens.as_second() + i64::from(at.subsec_nanosecond() > 0)).max(0);
    minutes_away(opens, (late_s + step_s - 1) / step_s * step(search))
}

/// A step of nothing would never get anywhere.
fn step(search: &Search) -> i64 {
    search.step_min.max(1).into()
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::hours::Opening;
    use crate::made_up::{at, denver, span};

    fn opening(weekday: i8, from: (i8, i8), until: (i8, i8)) -> Opening {
        let time = |(hour, minute)| Time::constant(hour, minute, 0, 0);
        let weekday = Weekday::from_monday_one_offset(weekday).unwrap();
        Opening { weekday, from: time(from), until: time(until) }
    }

    fn search(from: &str, days: u16) -> Search {
        Search { from: at(from), days, length_min: 60, buffer_min: 0, step_min: 60 }
    }

    fn begins(slots: &[Span]) -> String {
        let times = slots.iter().map(|slot| slot.from.to_zoned_datetime(denver()).strftime("%a %H:%M").to_string());
        times.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn slots_lie_in_the_hours_and_keep_their_distance() {
        let hours = OpenHours(vec![opening(1, (9, 0), (12, 0)), opening(3, (9, 0), (10, 0))]);
        let busy = [span("2026-06-22", "10:00", "10:30")];
        let week = search("2026-06-22 00:00", 7);
        for (search, busy, expected) in [
            (week, &[][..], "Mon 09:00, Mon 10:00, Mon 11:00, Wed 09:00"),
            (week, &busy[..], "Mon 09:00, Mon 11:00, Wed 09:00"),
            (Search { buffer_min: 30, ..week }, &busy, "Mon 11:00, Wed 09:00"),
            (Search { buffer_min: 31, ..week }, &busy, "Wed 09:00"),
            (Search { step_min: 30, ..week }, &busy, "Mon 09:00, Mon 10:30, Mon 11:00, Wed 09:00"),
            (Search { from: at("2026-06-22 09:01"), ..week }, &[], "Mon 10:00, Mon 11:00, Wed 09:00"),
            (Search { days: 2, ..week }, &[], "Mon 09:00, Mon 10:00, Mon 11:00"),
            (Search { days: 3, length_min: 61, ..week }, &[], "Mon 09:00, Mon 10:00"),
            (Search { days: 0, ..week }, &[], ""),
            (Search { length_min: 0, ..week }, &[], ""),
            (Search { days: 1, step_min: 0, length_min: 179, ..week }, &[], "Mon 09:00, Mon 09:01"),
        ] {
            assert_eq!(begins(&free_slots(&hours, busy, &search, &denver())), expected, "{search:?}");
        }
    }

    #[test]
    fn a_night_of_daylight_saving_has_the_hours_that_it_has() {
        let hours = OpenHours(vec![opening(7, (1, 0), (4, 0))]);
        for (from, expected) in [
            ("2026-03-08 00:00", "Sun 01:00, Sun 03:00"),
            ("2026-11-01 00:00", "Sun 01:00, Sun 01:00, Sun 02:00, Sun 03:00"),
            ("2026-06-21 00:00", "Sun 01:00, Sun 02:00, Sun 03:00"),
        ] {
            assert_eq!(begins(&free_slots(&hours, &[], &search(from, 1), &denver())), expected, "{from}");
        }
    }

    #[test]
    fn a_search_looks_at_a_hundred_and_twenty_days_at_most() {
        let daily = OpenHours((1..=7).map(|weekday| opening(weekday, (9, 0), (10, 0))).collect());
        for (days, expected) in [(119, 119), (120, 120), (121, 120)] {
            assert_eq!(free_slots(&daily, &[], &search("2026-06-22 00:00", days), &denver()).len(), expected);
        }
    }

    #[test]
    fn a_wish_is_a_time_of_day() {
        for (day, time, wish, expected) in [
            ("2026-06-22", "08:00", TimeWish::WeekdayMornings, true),
            ("2026-06-26", "11:59", TimeWish::WeekdayMornings, true),
            ("2026-06-26", "12:00", TimeWish::WeekdayMornings, false),
            ("2026-06-27", "08:00", TimeWish::WeekdayMornings, false),
            ("2026-06-22", "10:59", TimeWish::Midday, false),
            ("2026-06-22", "11:00", TimeWish::Midday, true),
            ("2026-06-22", "13:59", TimeWish::Midday, true),
            ("2026-06-22", "14:00", TimeWish::Midday, false),
            ("2026-06-22", "11:59", TimeWish::Afternoons, false),
            ("2026-06-22", "12:00", TimeWish::Afternoons, true),
            ("2026-06-22", "16:59", TimeWish::Afternoons, true),
            ("2026-06-22", "17:00", TimeWish::Afternoons, false),
            ("2026-06-22", "16:59", TimeWish::Evenings, false),
            ("2026-06-22", "17:00", TimeWish::Evenings, true),
            ("2026-06-27", "03:00", TimeWish::Varies, true),
        ] {
            assert_eq!(fits(&span(day, time, "23:59"), wish, &denver()), expected, "{time} {wish:?}");
        }
    }

    #[test]
    fn what_fits_comes_first_and_then_what_is_sooner() {
        let slots: Vec<_> = ["18:00", "09:00", "15:00", "17:00"].map(|from| span("2026-06-22", from, "19:00")).into();
        for (wishes, expected) in [
            (&[][..], "Mon 09:00, Mon 15:00, Mon 17:00, Mon 18:00"),
            (&[TimeWish::Evenings], "Mon 17:00, Mon 18:00, Mon 09:00, Mon 15:00"),
            (&[TimeWish::Evenings, TimeWish::Afternoons], "Mon 15:00, Mon 17:00, Mon 18:00, Mon 09:00"),
        ] {
            assert_eq!(begins(&best_first(slots.clone(), wishes, &denver())), expected);
        }
    }

    /// Every place of the grid, one by one, with no cursor and nothing merged.
    fn one_by_one(hours: &OpenHours, busy: &[Span], search: &Search) -> Vec<Span> {
        let first = search.from.to_zoned_datetime(denver()).date();
        let openings = first.series(1.day()).take(search.days.into()).flat_map(|date| hours.on(date, &denver()));
        let places = openings.flat_map(|opening| {
            (0..24 * 60)
                .step_by(search.step_min.into())
                .filter_map(move |minute| slot_at(minutes_away(opening.from, minute), &opening, search))
        });
        let is_free = |slot: &Span| busy.iter().all(|busy| !busy.padded(search.buffer_min).overlaps(slot));
        places.filter(|slot| slot.from >= search.from).filter(is_free).collect()
    }

    proptest! {
        #[test]
        fn free_slots_are_the_places_of_the_grid_that_nothing_takes(
            start in prop::sample::select(vec!["2026-03-06 07:31", "2026-10-30 22:05", "2026-06-22 00:00"]),
            openings in vec((1..=7_i8, (0..24_i8, 0..60_i8), (0..24_i8, 0..60_i8)), 0..12),
            busy in vec((0..6_000_i64, 1..400_i64), 0..20),
            (length_min, buffer_min, step_min, days) in (1..120_u16, 0..45_u16, 5..70_u16, 0..5_u16),
        ) {
            let hours = OpenHours(openings.into_iter().map(|(day, from, until)| opening(day, from, until)).collect());
            let search = Search { from: at(start), days, length_min, buffer_min, step_min };
            let taken = |(from, length)| {
                Span::new(minutes_away(search.from, from), minutes_away(search.from, from + length)).unwrap()
            };
            let busy: Vec<_> = busy.into_iter().map(taken).collect();
            let slots = free_slots(&hours, &busy, &search, &denver());
            for slot in &slots {
                prop_assert_eq!(slot.minutes(), u32::from(length_min));
                prop_assert!(busy.iter().all(|busy| !busy.overlaps(slot)));
            }
            prop_assert_eq!(slots, one_by_one(&hours, &busy, &search));
        }
    }
}
