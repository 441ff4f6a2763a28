//! A segment: a name and its elements, read where they stand.

use jiff::civil::Date;
use terms::money::Cents;

use crate::x12::mistake::{EdiMistake, Why};

/// The largest file that is read, in bytes.
pub const MAX_EDI_BYTES: usize = 64 * 1024 * 1024;

/// The longest segment that is read, in bytes; the standard's own elements come to far less.
pub const MAX_SEGMENT_BYTES: usize = 16 * 1024;

/// The most segments that are read of one file.
pub const MAX_SEGMENTS: usize = 1_000_000;

/// The largest amount that is read, either way: ten billion dollars, so that a million of them still add up.
const MAX_AMOUNT: Cents = Cents(1_000_000_000_000);

/// The four signs that part a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separators {
    /// Between elements.
    pub element: u8,
    /// Between the repeats of an element.
    pub repeat: u8,
    /// Between the parts of an element.
    pub part: u8,
    /// Behind a segment.
    pub segment: u8,
}

/// One segment of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// Its number in the file, from 1.
    pub number: usize,
    text: &'a str,
    separators: Separators,
}

impl<'a> Segment<'a> {
    /// A segment of this text, without what ends it.
    pub(super) fn new(number: usize, text: &'a str, separators: Separators) -> Self {
        Self { number, text, separators }
    }

    /// Its name: "CLP".
    pub fn name(&self) -> &'a str {
        self.element(0)
    }

    /// An element, counted from 1; empty where there is none.
    pub fn element(&self, at: u8) -> &'a str {
        self.text.split(char::from(self.separators.element)).nth(usize::from(at)).unwrap_or_default()
    }

    /// How many elements stand behind the name.
    pub fn count(&self) -> usize {
        self.text.split(char::from(self.separators.element)).count() - 1
    }

    /// An element that must be there.
    pub fn wanted(&self, at: u8) -> Result<&'a str, EdiMistake> {
        Some(self.element(at)).filter(|element| !element.is_empty()).ok_or(self.mistake(Why::Missing(at)))
    }

    /// A part of an element, counted from 1; empty where there is none.
    pub fn part(&self, at: u8, part: usize) -> &'a str {
        self.parts(at).nth(part.saturating_sub(1)).unwrap_or_default()
    }

    /// The parts of an element.
    pub fn parts(&self, at: u8) -> impl Iterator<Item = &'a str> + use<'a> {
        self.element(at).split(char::from(self.separators.part))
    }

    /// The repeats of an element.
    pub fn repeats(&self, at: u8) -> impl Iterator<Item = &'a str> + use<'a> {
        self.element(at).split(char::from(self.separators.repeat)).filter(|repeat| !repeat.is_empty())
    }

    /// An amount in dollars; nothing where the element is empty.
    pub fn cents_or_none(&self, at: u8) -> Result<Option<Cents>, EdiMistake> {
        match self.element(at) {
            "" => Ok(None),
            text => cents(text).map(Some).ok_or(self.mistake(Why::Amount(at))),
        }
    }

    /// An amount in dollars that must be there.
    pub fn cents(&self, at: u8) -> Result<Cents, EdiMistake> {
        self.cents_or_none(at)?.ok_or(self.mistake(Why::Missing(at)))
    }

    /// A whole number that must be there.
    pub fn number(&self, at: u8) -> Result<u32, EdiMistake> {
        let text = self.wanted(at)?;
        let is_plain = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_plain).ok_or(self.mistake(Why::Number(at)))
    }

    /// A day as eight digits that must be there.
    pub fn date(&self, at: u8) -> Result<Date, EdiMistake> {
        date(self.wanted(at)?).ok_or(self.mistake(Why::Date(at)))
    }

    /// A mistake of this segment.
    pub fn mistake(&self, why: Why) -> EdiMistake {
        why.at(self.number)
    }
}

/// "20260309".
pub(super) fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok()
}

/// "175", "-12.5", ".05": at most two places behind the point.
pub(super) fn cents(text: &str) -> Option<Cents> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = whole.bytes().chain(behind.bytes()).all(|byte| byte.is_ascii_digit());
    if !plain || behind.len() > 2 || (whole.is_empty() && behind.is_empty()) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let behind: i64 = format!("{behind:0<2}").parse().ok()?;
    let cents = Cents(whole.checked_mul(100)?.checked_add(behind)?);
    Some(Cents(sign * cents.0)).filter(|_| cents <= MAX_AMOUNT)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEPARATORS: Separators = Separators { element: b'*', repeat: b'^', part: b':', segment: b'~' };

    #[test]
    fn an_amount_has_at_most_two_places() {
        for (text, expected) in [
            ("175", Some(17_500)),
            ("175.", Some(17_500)),
            ("-12.5", Some(-1_250)),
            (".05", Some(5)),
            ("0", Some(0)),
            ("175.005", None),
            ("", None),
            (".", None),
            ("-", None),
            ("1e3", None),
            ("+1", None),
            ("--1", None),
            ("-10000000000", Some(-1_000_000_000_000)),
            ("10000000000.01", None),
            ("9999999999999999999", None),
        ] {
            assert_eq!(cents(text), expected.map(Cents), "{text}");
        }
    }

    #[test]
    fn a_date_has_eight_digits_and_is_a_day() {
        for (text, is_one) in [("20260309", true), ("20260230", false), ("260309", false), ("2026é09", false)] {
            assert_eq!(date(text).is_some(), is_one, "{text}");
        }
    }

    #[test]
    fn elements_are_read_where_they_stand_or_named() {
        let segment = Segment::new(7, "SVC*HC:90837:95*175*x**2", SEPARATORS);
        assert_eq!((segment.name(), segment.count(), segment.part(1, 2)), ("SVC", 5, "90837"));
        assert_eq!((segment.element(4), segment.element(200), segment.part(9, 3)), ("", "", ""));
        assert_eq!(segment.cents(2), Ok(Cents(17_500)));
        for (found, why) in [
            (segment.cents(3).map(|_| ()), Why::Amount(3)),
            (segment.cents(4).map(|_| ()), Why::Missing(4)),
            (segment.number(3).map(|_| ()), Why::Number(3)),
            (segment.date(2).map(|_| ()), Why::Date(2)),
        ] {
            assert_eq!(found, Err(EdiMistake { segment: 7, why }));
        }
    }
}
