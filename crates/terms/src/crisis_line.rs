//! Lines that answer in a crisis, as dated data: who answers, how to reach them, where that stands, and when somebody
//! last looked.

use jiff::civil::{Date, date};

/// A line that answers beside 911.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrisisLine {
    /// Who answers.
    pub name: &'static str,
    /// For what, and when.
    pub what: &'static str,
    /// The number as it is read.
    pub phone: &'static str,
    /// The number as it is dialed.
    pub dial: &'static str,
    /// Where to text, and what; only where they answer texts.
    pub text: Option<(&'static str, &'static str)>,
    /// Where this stands.
    pub source: &'static str,
    /// When somebody last held it against that source.
    pub looked_at: Date,
}

/// By when all of them are looked at again: no line is shown that nobody looked at for a year before.
pub const LOOK_AGAIN_BY: Date = date(2027, 11, 26);

/// The lines. Colorado's own crisis line became part of 988 in June 2025; the national number of before is on no page of
/// ours.
pub const CRISIS_LINES: [CrisisLine; 3] = [
    CrisisLine {
        name: "988 Suicide & Crisis Lifeline",
        what: "Any kind of crisis, at any hour. Ask for Colorado if someone elsewhere answers",
        phone: "988",
        dial: "988",
        text: Some(("988", "any words")),
        source: "bha.colorado.gov/behavioral-health/988",
        looked_at: date(2026, 11, 26),
    },
    CrisisLine {
        name: "National Domestic Violence Hotline",
        what: "When someone close frightens, controls or hurts you, at any hour",
        phone: "800-799-7233",
        dial: "+18007997233",
        text: Some(("88788", "START")),
        source: "ovc.ojp.gov",
        looked_at: date(2026, 11, 26),
    },
    CrisisLine {
        name: "Colorado Child Abuse and Neglect Hotline",
        what: "When a child may be hurt or left alone with harm, at any hour",
        phone: "844-264-5437",
        dial: "+18442645437",
        text: None,
        source: "C.R.S. 19-3-304; 844-CO-4-KIDS",
        looked_at: date(2026, 11, 26),
    },
];

#[cfg(test)]
mod tests {
    use jiff::Span;

    use super::*;

    #[test]
    fn every_line_was_looked_at_within_a_year_of_the_next_look() {
        for line in CRISIS_LINES {
            let due = line.looked_at.saturating_add(Span::new().years(1));
            assert!(due >= LOOK_AGAIN_BY && line.looked_at < LOOK_AGAIN_BY, "{}: look at it again", line.name);
            assert!(!line.source.is_empty());
        }
    }

    #[test]
    fn a_number_is_dialed_as_it_is_read_and_none_is_the_old_one() {
        for line in CRISIS_LINES {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            assert!(digits(line.dial).ends_with(&digits(line.phone)), "{}", line.name);
            assert!(!["8002738255", "8444938255"].contains(&digits(line.phone).as_str()), "{}", line.name);
        }
    }
}
