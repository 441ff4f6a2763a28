//! Whether a code of ICD-10-CM stands for a diagnosis on a day: a new set comes into force each October 1.
//!
//! Only what a practice of psychotherapy meets is listed: codes that came, went or want another digit. A code that is
//! not listed is taken as it was written. Source: the yearly addenda of ICD-10-CM (CDC National Center for Health
//! Statistics, in force under 45 CFR 162.1002(c)(2)).

use jiff::civil::{Date, date};

use crate::diagnosis::DiagnosisCode;

/// How a code stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing speaks against it.
    InForce,
    /// It comes into force only on that day.
    NotYet(Date),
    /// It was in force for the last time on that day; these took its place.
    Ended(Date, &'static str),
    /// It is a heading: a claim wants one of the codes under it.
    WantsMore(&'static str),
}

/// Codes that came, with their first day.
const CAME: [(&str, Date); 11] = [
    ("F32.A", date(2021, 10, 1)),
    ("F43.81", date(2022, 10, 1)),
    ("F43.89", date(2022, 10, 1)),
    ("Z91.51", date(2021, 10, 1)),
    ("Z91.52", date(2021, 10, 1)),
    ("R45.88", date(2021, 10, 1)),
    ("F32.81", date(2016, 10, 1)),
    ("F32.89", date(2016, 10, 1)),
    ("F34.81", date(2016, 10, 1)),
    ("F42.2", date(2016, 10, 1)),
    ("F42.9", date(2016, 10, 1)),
];

/// Codes that went, with their last day and what took their place.
const WENT: [(&str, Date, &str); 5] = [
    ("F43.8", date(2022, 9, 30), "F43.81 or F43.89"),
    ("Z91.5", date(2021, 9, 30), "Z91.51 or Z91.52"),
    ("F32.8", date(2016, 9, 30), "F32.81 or F32.89"),
    ("F34.8", date(2016, 9, 30), "F34.81 or F34.89"),
    ("F42", date(2016, 9, 30), "F42.2 to F42.9"),
];

/// Headings, with what stands under them.
const HEADINGS: [(&str, &str); 12] = [
    ("F31", "F31.0 to F31.9"),
    ("F32", "F32.0 to F32.A"),
    ("F33", "F33.0 to F33.9"),
    ("F34", "F34.0 to F34.9"),
    ("F40", "F40.00 to F40.9"),
    ("F40.1", "F40.10 or F40.11"),
    ("F41", "F41.0 to F41.9"),
    ("F43", "F43.0 to F43.9"),
    ("F43.1", "F43.10 to F43.12"),
    ("F43.2", "F43.20 to F43.29"),
    ("F52", "F52.0 to F52.9"),
    ("F52.2", "F52.21 or F52.22"),
];

/// How a code stands on a day.
pub fn standing(code: &DiagnosisCode, day: Date) -> Standing {
    let code = code.as_str();
    if let Some((_, first)) = CAME.iter().find(|(came, first)| *came == code && day < *first) {
        return Standing::NotYet(*first);
    }
    if let Some((_, last, instead)) = WENT.iter().find(|(went, last, _)| *went == code && day > *last) {
        return Standing::Ended(*last, instead);
    }
    HEADINGS
        .iter()
        .find(|(heading, _)| *heading == code)
        .map_or(Standing::InForce, |(_, under)| Standing::WantsMore(under))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_comes_and_goes_on_an_october_1_and_a_heading_wants_more() {
        for (code, day, expected) in [
            ("F33.1", date(2026, 6, 22), Standing::InForce),
            ("Z63.0", date(2026, 6, 22), Standing::InForce),
            ("F43.8", date(2022, 9, 30), Standing::InForce),
            ("F43.8", date(2022, 10, 1), Standing::Ended(date(2022, 9, 30), "F43.81 or F43.89")),
            ("F43.81", date(2022, 9, 30), Standing::NotYet(date(2022, 10, 1))),
            ("F43.81", date(2022, 10, 1), Standing::InForce),
            ("F32.A", date(2021, 9, 30), Standing::NotYet(date(2021, 10, 1))),
            ("F33", date(2026, 6, 22), Standing::WantsMore("F33.0 to F33.9")),
            ("F43.1", date(2026, 6, 22), Standing::WantsMore("F43.10 to F43.12")),
        ] {
            assert_eq!(standing(&DiagnosisCode::parse(code).unwrap(), day), expected, "{code} {day}");
        }
        let is_october = |day: Date| (day.month(), day.day()) == (10, 1);
        assert!(CAME.iter().all(|(_, first)| is_october(*first)));
        assert!(WENT.iter().all(|(_, last, _)| is_october(last.tomorrow().unwrap())));
    }
}
