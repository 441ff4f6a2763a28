//! What is wrong with a file, and where.

/// The first mistake of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdiMistake {
    /// The number of the segment, counted from 1 with the header of the file; 0 for the file as a whole.
    pub segment: usize,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong. Elements are counted from 1, behind the segment's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file is larger than [`crate::x12::segment::MAX_EDI_BYTES`].
    TooLarge,
    /// A segment is longer than [`crate::x12::segment::MAX_SEGMENT_BYTES`].
    SegmentTooLong,
    /// It has more segments than [`crate::x12::segment::MAX_SEGMENTS`].
    TooManySegments,
    /// It does not begin with `ISA`.
    NotAnInterchange,
    /// The header is not exactly 106 characters long.
    HeaderLength,
    /// Its separators are letters, digits or blanks, or not four different signs.
    Separators,
    /// It holds signs that no text has, or is no UTF-8.
    NotText,
    /// A segment has no name of two or three capitals and digits.
    NoName,
    /// The file ends within a segment, or before what was begun is ended.
    Truncated,
    /// The segment may not stand here.
    OutOfPlace,
    /// Something follows the end of the file's interchange.
    AfterTheEnd,
    /// A count at the end of a part is not what was counted.
    Count,
    /// A control number at the end is not the one at the beginning.
    ControlNumber,
    /// It is another kind of file, or another version of it.
    OtherKind,
    /// An element that must be there is not.
    Missing(u8),
    /// An element is not the amount that must stand there.
    Amount(u8),
    /// An element is not the number that must stand there.
    Number(u8),
    /// An element is not the date that must stand there.
    Date(u8),
    /// An element is none of the codes that may stand there.
    Code(u8),
}

impl Why {
    /// The mistake, in this segment.
    pub(crate) fn at(self, segment: usize) -> EdiMistake {
        EdiMistake { segment, why: self }
    }
}
