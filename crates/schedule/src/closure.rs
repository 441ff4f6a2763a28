//! Days on which nobody is booked.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, StaffId};
use terms::text::Line;

/// Days on which nobody can be booked, or one person can't.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Its id.
    pub id: Id,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Who is away; the whole practice when nobody is named.
    pub who: Option<StaffId>,
    /// Why, as the front desk reads it.
    pub why: Line,
}

/// Why someone is not booked on that day, if the practice is closed or they are away.
pub fn away(closures: &[Closure], who: StaffId, on: Date) -> Option<&Closure> {
    let is_away =
        |closure: &&Closure| closure.who.is_none_or(|away| away == who) && (closure.from..=closure.until).contains(&on);
    closures.iter().find(is_away)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn whoever_is_away_is_away_from_the_first_day_to_the_last() {
        let (dana, omar): (StaffId, StaffId) = ("dandandan2".parse().unwrap(), "marmarmar2".parse().unwrap());
        let closure = |who, from, until| Closure {
            id: "daysdays22".parse().unwrap(),
            from: date(2026, 7, from),
            until: date(2026, 7, until),
            who,
            why: Line::parse("Holiday").unwrap(),
        };
        let closures = [closure(Some(dana), 6, 8), closure(None, 20, 20)];
        for (who, day, expected) in [
            (dana, 5, false),
            (dana, 6, true),
            (dana, 8, true),
            (dana, 9, false),
            (omar, 7, false),
            (omar, 20, true),
            (dana, 20, true),
            (dana, 21, false),
        ] {
            assert_eq!(away(&closures, who, date(2026, 7, day)).is_some(), expected, "{who} {day}");
        }
    }
}
