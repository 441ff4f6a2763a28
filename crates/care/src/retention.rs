//! How long a record is kept: seven years from the end of therapy or the last contact, whichever is later.

use jiff::Span;
use jiff::civil::Date;

/// For how many years.
const YEARS: i32 = 7;

/// From which age on the years of a minor's record are counted.
const OF_AGE: i32 = 18;

/// Until when a record is kept at least.
///
/// 4 CCR 736-1, 1.16 (marriage and family therapists) and 4 CCR 737-1, 1.16 (professional counselors): seven years from
/// the end of therapy or the last contact, whichever is later; of a minor seven years from the last treatment or from
/// coming of age, whichever is later. The counselors' rule ends a minor's years at twelve; we keep the longer time, which
/// both allow. Litigation, a complaint or a client's request can make it longer.
pub fn kept_until(last_contact: Date, born: Option<Date>) -> Date {
    let later = |date: Date, years: i32| date.saturating_add(Span::new().years(years));
    let of_age = born.map(|born| later(born, OF_AGE));
    later(of_age.map_or(last_contact, |of_age| of_age.max(last_contact)), YEARS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::date;

    #[test]
    fn seven_years_are_counted_from_the_later_of_the_two() {
        for (last, born, expected) in [
            ("2026-06-22", None, "2033-06-22"),
            ("2026-06-22", Some("1988-03-01"), "2033-06-22"),
            ("2026-06-22", Some("2010-03-01"), "2035-03-01"),
            ("2024-02-29", None, "2031-02-28"),
        ] {
            assert_eq!(kept_until(date(last), born.map(date)), date(expected), "{last} {born:?}");
        }
    }
}
