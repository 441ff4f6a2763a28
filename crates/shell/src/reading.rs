//! Reads a form once, at the door: values, or what needs another look.

use jiff::civil::{Date, Time};
use terms::diagnosis::DiagnosisCode;
use terms::icd10::{Standing, standing};
use terms::money::Cents;
use terms::text::{Line, Prose, TextTrouble};

use crate::fields::Problem;
use crate::form::Posted;

/// A form being read.
pub struct Reading<'a> {
    /// What was posted.
    pub posted: &'a Posted,
    /// What needs another look, in the order of the form.
    pub problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    /// Begins to read.
    pub fn of(posted: &'a Posted) -> Self {
        Self { posted, problems: Vec::new() }
    }

    /// Prose that may be left out.
    pub fn prose(&mut self, field: &'static str) -> Option<Prose> {
        let read = Prose::parse_optional(self.posted.one(field));
        read.unwrap_or_else(|trouble| self.text_trouble(field, trouble))
    }

    /// A line that may be left out.
    pub fn line(&mut self, field: &'static str) -> Option<Line> {
        self.line_named(field, field)
    }

    /// A line under a name that was made up for the form; what needs another look is told of `field`.
    pub fn line_named(&mut self, field: &'static str, name: &str) -> Option<Line> {
        match Line::parse(self.posted.one(name)) {
            Ok(line) => Some(line),
            Err(TextTrouble::Empty) => None,
            Err(trouble) => self.text_trouble(field, trouble),
        }
    }

    /// A date that may be left out.
    pub fn date(&mut self, field: &'static str) -> Option<Date> {
        self.parsed(field, "Enter the date as year, month and day: 2026-06-22")
    }

    /// A time of day that may be left out.
    pub fn time(&mut self, field: &'static str) -> Option<Time> {
        self.parsed(field, "Enter the time as hours and minutes: 14:05")
    }

    /// An amount that may be left out.
    pub fn cents(&mut self, field: &'static str) -> Option<Cents> {
        let text = self.posted.one(field);
        if text.is_empty() {
            return None;
        }
        self.wanted(field, Cents::parse(text), "Enter dollars and cents, such as 165.00")
    }

    /// A whole number that may be left out; past what `T` holds it is none.
    pub fn number<T: std::str::FromStr>(&mut self, field: &'static str) -> Option<T> {
        self.parsed(field, "Enter a whole number, such as 20")
    }

    /// The code of a diagnosis on a day; it may be left out.
    pub fn diagnosis(&mut self, field: &'static str, day: Option<Date>) -> Option<DiagnosisCode> {
        let text = self.posted.one(field);
        if text.is_empty() {
            return None;
        }
        let code = self.wanted(field, DiagnosisCode::parse(text).ok(), "Enter the code as ICD-10-CM has it: F33.1")?;
        let words = match standing(&code, day?) {
            Standing::InForce => return Some(code),
            Standing::NotYet(first) => format!("This code is in force only from {first}. Enter the one of that day"),
            Standing::Ended(last, instead) => format!("This code ended on {last}. Enter {instead}"),
            Standing::WantsMore(under) => format!("This is a heading. Enter one of {under}"),
        };
        self.problem(field, words);
        None
    }

    /// What must be there: when it is not, and nothing was said of the field yet, `words` ask for it.
    pub fn wanted<T>(&mut self, field: &'static str, found: Option<T>, words: &str) -> Option<T> {
        if found.is_none() && self.problems.iter().all(|problem| problem.field != field) {
            self.problem(field, words);
        }
        found
    }

    /// Says what to do about a field.
    pub fn problem(&mut self, field: &'static str, words: impl Into<String>) {
        self.problems.push(Problem { field, words: words.into() });
    }

    /// The value, when nothing needs another look.
    pub fn done<T>(self, value: Option<T>) -> Result<T, Vec<Problem>> {
        value.filter(|_| self.problems.is_empty()).ok_or(self.problems)
    }

    fn parsed<T: std::str::FromStr>(&mut self, field: &'static str, words: &str) -> Option<T> {
        let text = self.posted.one(field);
        if text.is_empty() {
            return None;
        }
        let read = text.parse().ok();
        self.wanted(field, read, words)
    }

    fn text_trouble<T>(&mut self, field: &'static str, trouble: TextTrouble) -> Option<T> {
        let words = match trouble {
            TextTrouble::Empty => "Write a few words here".to_owned(),
            TextTrouble::TooLong { most, is } => format!("Keep this to {most} characters. It is {is} now"),
            TextTrouble::Unprintable => "Take out the characters that no keyboard types".to_owned(),
        };
        self.problem(field, words);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_left_out_or_told_of() {
        let posted = Posted::from_pairs([
            ("date", "2026-06-22".to_owned()),
            ("started", "25:99".to_owned()),
            ("ended", "11:53".to_owned()),
            ("long", "x".repeat(20_001)),
            ("odd", "a\u{1}b".to_owned()),
        ]);
        let mut reading = Reading::of(&posted);
        assert_eq!(reading.date("date").map(|date| date.to_string()), Some("2026-06-22".to_owned()));
        assert_eq!(reading.time("ended").map(|time| time.to_string()), Some("11:53:00".to_owned()));
        assert!(reading.prose("missing").is_none() && reading.line("missing").is_none() && reading.problems.is_empty());
        assert!(reading.time("started").is_none() && reading.prose("long").is_none() && reading.line("odd").is_none());
        assert!(reading.wanted("started", None::<Time>, "Not said twice").is_none());
        let told: Vec<_> = reading.problems.iter().map(|problem| (problem.field, problem.words.as_str())).collect();
        assert_eq!(
            told,
            [
                ("started", "Enter the time as hours and minutes: 14:05"),
                ("long", "Keep this to 20000 characters. It is 20001 now"),
                ("odd", "Take out the characters that no keyboard types"),
            ]
        );
        assert!(reading.done(Some(())).is_err());
    }
}
