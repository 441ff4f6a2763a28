//! Business days: Monday to Friday, without the federal holidays (5 U.S.C. 6103).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Whether offices are open on this day as the law counts days.
pub fn is_business_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// The day that comes `count` business days after `day`.
pub fn business_days_after(day: Date, count: u16) -> Date {
    let mut at = day;
    for _ in 0..count {
        at = next_business_day(at);
    }
    at
}

/// How many business days lie after `day`, up to `until` and with it.
pub fn business_days_until(day: Date, until: Date) -> u32 {
    let mut at = day;
    let mut count = 0;
    while at < until {
        at += 1.day();
        count += u32::from(is_business_day(at));
    }
    count
}

/// The last business day before `day`.
pub fn business_day_before(day: Date) -> Date {
    let mut at = day - 1.day();
    while !is_business_day(at) {
        at -= 1.day();
    }
    at
}

fn next_business_day(day: Date) -> Date {
    let mut at = day + 1.day();
    while !is_business_day(at) {
        at += 1.day();
    }
    at
}

/// Whether a federal holiday is observed on this day. One on a Saturday is observed on the Friday before it, one on a
/// Sunday on the Monday after it.
fn is_holiday(day: Date) -> bool {
    let is_fixed = |day: Date| matches!((day.month(), day.day()), (1, 1) | (6, 19) | (7, 4) | (11, 11) | (12, 25));
    match day.weekday() {
        Weekday::Friday => is_fixed(day) || is_fixed(day + 1.day()),
        Weekday::Monday => is_fixed(day) || is_fixed(day - 1.day()) || is_monday_holiday(day),
        // Thanksgiving.
        Weekday::Thursday => is_fixed(day) || (day.month(), week(day)) == (11, 4),
        Weekday::Tuesday | Weekday::Wednesday => is_fixed(day),
        Weekday::Saturday | Weekday::Sunday => false,
    }
}

/// King's and Washington's birthdays, Memorial Day, Labor Day, Columbus Day.
fn is_monday_holiday(day: Date) -> bool {
    let is_last_of_may = day.month() == 5 && (day + 7.days()).month() == 6;
    is_last_of_may || matches!((day.month(), week(day)), (1 | 2, 3) | (9, 1) | (10, 2))
}

/// Which Monday, Tuesday and so on of its month a day is, from 1.
fn week(day: Date) -> i8 {
    (day.day() + 6) / 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_holidays_of_2026_and_those_that_are_observed_on_another_day() {
        for holiday in [
            "2026-01-01",
            "2026-01-19",
            "2026-02-16",
            "2026-05-25",
            "2026-06-19",
            "2026-07-03",
            "2026-09-07",
            "2026-10-12",
            "2026-11-11",
            "2026-11-26",
            "2026-12-25",
            "2027-12-31",
            "2027-06-18",
            "2027-07-05",
        ] {
            assert!(!is_business_day(day(holiday)), "{holiday}");
        }
        let weekdays = (0..365).map(|after| day("2026-01-01") + after.days()).filter(|day| is_business_day(*day));
        assert_eq!(weekdays.count(), 261 - 11, "eleven holidays a year");
    }

    #[test]
    fn days_are_counted_over_weekends_and_holidays() {
        assert_eq!(business_days_after(day("2026-03-06"), 1), day("2026-03-09"));
        assert_eq!(business_days_after(day("2026-07-02"), 1), day("2026-07-06"));
        assert_eq!(business_days_after(day("2026-11-25"), 3), day("2026-12-01"));
        assert_eq!(business_days_until(day("2026-03-02"), day("2026-03-16")), 10);
        assert_eq!(business_days_until(day("2026-03-07"), day("2026-03-08")), 0);
        assert_eq!(business_day_before(day("2026-11-30")), day("2026-11-27"));
        assert_eq!(business_day_before(day("2026-07-06")), day("2026-07-02"));
    }
}
