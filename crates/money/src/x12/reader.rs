//! From bytes to segments: the header of 106 characters says how the rest is parted.

use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::segment::{MAX_EDI_BYTES, MAX_SEGMENT_BYTES, MAX_SEGMENTS, Segment, Separators};

/// How long the header is, with the sign that ends it.
const HEADER: usize = 106;

/// Where the header's elements are parted, before each of its sixteen.
const PARTED: [usize; 16] = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];

/// Reads one segment after the other.
#[derive(Clone, Debug)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    separators: Separators,
    /// The number of the last segment that was read.
    pub(super) number: usize,
}

impl<'a> Reader<'a> {
    /// Looks at the header; nothing else is read yet.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, EdiMistake> {
        if bytes.len() > MAX_EDI_BYTES {
            return Err(Why::TooLarge.at(0));
        }
        Ok(Self { rest: bytes, separators: separators(bytes)?, number: 0 })
    }

    /// The next segment; nothing at the end of the file.
    pub(super) fn read(&mut self) -> Result<Option<Segment<'a>>, EdiMistake> {
        // Line breaks behind a segment are for people alone.
        let blank = self.rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.rest = &self.rest[blank..];
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if self.number > MAX_SEGMENTS {
            return Err(Why::TooManySegments.at(self.number));
        }
        let near = self.rest.get(..=MAX_SEGMENT_BYTES).unwrap_or(self.rest);
        let end = near.iter().position(|byte| *byte == self.separators.segment);
        let is_cut = near.len() == self.rest.len();
        let end = end.ok_or(if is_cut { Why::Truncated } else { Why::SegmentTooLong }.at(self.number))?;
        let text = std::str::from_utf8(&self.rest[..end]).ok().filter(|text| !text.chars().any(char::is_control));
        let text = text.ok_or(Why::NotText.at(self.number))?;
        self.rest = &self.rest[end + 1..];
        let segment = Segment::new(self.number, text, self.separators);
        if is_name(segment.name()) { Ok(Some(segment)) } else { Err(segment.mistake(Why::NoName)) }
    }
}

fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    (2..=3).contains(&name.len())
        && name.bytes().all(plain)
        && name.starts_with(|first: char| first.is_ascii_uppercase())
}

fn separators(bytes: &[u8]) -> Result<Separators, EdiMistake> {
    if !bytes.starts_with(b"ISA") {
        return Err(Why::NotAnInterchange.at(1));
    }
    let header = bytes.get(..HEADER).ok_or(Why::Truncated.at(1))?;
    let element = header[3];
    let parted: Vec<usize> = (0..HEADER - 1).filter(|at| header[*at] == element).collect();
    if parted != PARTED {
        return Err(Why::HeaderLength.at(1));
    }
    let separators = Separators { element, repeat: header[82], part: header[104], segment: header[105] };
    let all = [element, separators.repeat, separators.part, separators.segment];
    let is_sign = |byte: u8| byte.is_ascii_punctuation() || (byte.is_ascii_control() && byte != 0);
    let differ = (1..4).all(|at| !all[..at].contains(&all[at]));
    if all.iter().copied().all(is_sign) && differ { Ok(separators) } else { Err(Why::Separators.at(1)) }
}
