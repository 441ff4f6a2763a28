//! Writes a file with one set: its envelope, its counts, and nothing that it cannot carry.

use jiff::civil::DateTime;
use terms::money::Cents;

use crate::x12::text::sendable;

/// Who sends a file, to whom, under which numbers, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The sender's number, at most 15 characters.
    pub sender: String,
    /// The receiver's number, at most 15 characters.
    pub receiver: String,
    /// The number of the file, from 1 to 999,999,999, never twice.
    pub control: u32,
    /// When it is written.
    pub at: DateTime,
    /// Whether it only tries the way.
    pub is_trial: bool,
}

/// What a file cannot carry, and where it was to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsendable {
    /// The name of the segment.
    pub segment: &'static str,
    /// The element, counted from 1.
    pub element: usize,
    /// Why.
    pub why: WhyNot,
}

/// Why a file cannot carry a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It holds a character that may not be sent.
    Character,
    /// It is longer than there is room for.
    TooLong,
    /// Nothing stands where something must.
    Missing,
}

/// An element to write.
#[derive(Clone, Copy, Debug)]
pub(super) enum Element<'a> {
    /// One value; it may be empty.
    One(&'a str),
    /// One value that must be there, of at most so many characters.
    Must(&'a str, usize),
    /// The parts of one value.
    Parts(&'a [&'a str]),
}

/// A file being written.
pub(super) struct Writer {
    out: String,
    /// Segments of the set so far.
    segments: usize,
    first_trouble: Option<Unsendable>,
}

/// The control number of the only set of a file.
const SET_CONTROL: &str = "0001";

impl Writer {
    /// Begins a file whose set is of this kind: the group's code, the set's, and the version.
    pub(super) fn new(envelope: &Envelope, (group, kind, version): (&str, &'static str, &'static str)) -> Self {
        let mut writer = Self { out: String::new(), segments: 0, first_trouble: None };
        let (sender, receiver) = (writer.id(&envelope.sender, 6), writer.id(&envelope.receiver, 8));
        let Envelope { control, at, is_trial, .. } = envelope;
        let (day, short_day, time) = (at.strftime("%Y%m%d"), at.strftime("%y%m%d"), at.strftime("%H%M"));
        let trial = if *is_trial { "T" } else { "P" };
        writer.out = format!(
            "ISA*00*{blank:10}*00*{blank:10}*ZZ*{sender:15}*ZZ*{receiver:15}*{short_day}*{time}*^*00501*{control:09}*0*{trial}*:~\
             GS*{group}*{sender}*{receiver}*{day}*{time}*{control}*X*{version}~",
            blank = "",
        );
        writer.segment("ST", &[Element::One(kind), Element::One(SET_CONTROL), Element::One(version)]);
        writer
    }

    /// Writes a segment; empty elements at its end are left out.
    pub(super) fn segment(&mut self, name: &'static str, elements: &[Element<'_>]) {
        let mut written: Vec<String> = Vec::new();
        for (element, at) in elements.iter().zip(1..) {
            let text = match element {
                Element::One(text) => self.text(text, (name, at)),
                Element::Must(text, most) => {
                    let sent = self.text(text, (name, at));
                    if sent.is_empty() {
                        self.trouble((name, at), WhyNot::Missing);
                    } else if sent.len() > *most {
                        self.trouble((name, at), WhyNot::TooLong);
                    }
                    sent
                }
                Element::Parts(parts) => {
                    let mut parts: Vec<String> = parts.iter().map(|part| self.text(part, (name, at))).collect();
                    while parts.last().is_some_and(String::is_empty) {
                        parts.pop();
                    }
                    parts.join(":")
                }
            };
            written.push(text);
        }
        while written.last().is_some_and(String::is_empty) {
            written.pop();
        }
        self.segments += 1;
        self.out.push_str(name);
        for element in written {
            self.out.push('*');
            self.out.push_str(&element);
        }
        self.out.push('~');
    }

    /// The whole file, or the first thing that it could not carry.
    pub(super) fn finish(mut self, envelope: &Envelope) -> Result<Vec<u8>, Unsendable> {
        let count = (self.segments + 1).to_string();
        self.segment("SE", &[Element::One(&count), Element::One(SET_CONTROL)]);
        let control = envelope.control;
        let whole = format!("{}GE*1*{control}~IEA*1*{control:09}~", self.out);
        self.first_trouble.map_or(Ok(whole.into_bytes()), Err)
    }

    fn id(&mut self, id: &str, at: usize) -> String {
        let sent = self.text(id, ("ISA", at));
        if sent.is_empty() || sent.len() > 15 {
            self.trouble(("ISA", at), if sent.is_empty() { WhyNot::Missing } else { WhyNot::TooLong });
        }
        sent
    }

    fn text(&mut self, text: &str, at: (&'static str, usize)) -> String {
        sendable(text).unwrap_or_else(|| {
            self.trouble(at, WhyNot::Character);
            String::new()
        })
    }

    fn trouble(&mut self, (segment, element): (&'static str, usize), why: WhyNot) {
        self.first_trouble.get_or_insert(Unsendable { segment, element, why });
    }
}

/// Dollars as a file has them: "175", "175.5".
pub(super) fn amount(cents: Cents) -> String {
    let sign = if cents.0 < 0 { "-" } else { "" };
    let (whole, behind) = (cents.0.unsigned_abs() / 100, cents.0.unsigned_abs() % 100);
    match behind {
        0 => format!("{sign}{whole}"),
        tens if tens % 10 == 0 => format!("{sign}{whole}.{}", tens / 10),
        behind => format!("{sign}{whole}.{behind:02}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::x12::segment::cents;

    proptest! {
        #[test]
        fn an_amount_reads_back(amount_cents in -1_000_000_000_i64..1_000_000_000) {
            prop_assert_eq!(cents(&amount(Cents(amount_cents))), Some(Cents(amount_cents)));
        }
    }

    #[test]
    fn no_zero_is_written_behind_the_last_digit() {
        for (given, expected) in [(17_500, "175"), (17_550, "175.5"), (5, "0.05"), (-1_201, "-12.01"), (0, "0")] {
            assert_eq!(amount(Cents(given)), expected);
        }
    }
}
