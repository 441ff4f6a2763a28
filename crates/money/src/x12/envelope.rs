//! The envelope of a file: one interchange, its groups, and the sets in them, each with its count and control number.

use crate::x12::mistake::{EdiMistake, Why};
use crate::x12::reader::Reader;
use crate::x12::segment::Segment;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interchange<'a> {
    /// Who sent it, as the header says.
    pub sender: &'a str,
    /// To whom.
    pub receiver: &'a str,
    /// Its control number.
    pub control: &'a str,
    /// Whether it only tries the way.
    pub is_trial: bool,
    /// What the receiver of an earlier interchange says of its envelope (TA1).
    pub acknowledged: Vec<Segment<'a>>,
    /// The groups of its sets.
    pub groups: Vec<Group<'a>>,
}

/// Sets of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// Its control number.
    pub control: &'a str,
    /// The version of its sets: "005010X221A1".
    pub version: &'a str,
    /// The sets.
    pub sets: Vec<Set<'a>>,
}

/// One set: what stands between `ST` and `SE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<'a> {
    /// Which kind: "835".
    pub kind: &'a str,
    /// Its control number.
    pub control: &'a str,
    /// Its segments, without the two that hold them.
    pub segments: Vec<Segment<'a>>,
    /// The number of its last segment, for what is missing at the end.
    pub end: usize,
}

/// Reads a whole file, or names its first mistake.
pub fn read_interchange(bytes: &[u8]) -> Result<Interchange<'_>, EdiMistake> {
    let mut reader = Reader::new(bytes)?;
    let header = wanted(&mut reader)?;
    let control = header.element(13);
    let mut interchange = Interchange {
        sender: header.element(6).trim(),
        receiver: header.element(8).trim(),
        control,
        is_trial: header.element(15) == "T",
        acknowledged: Vec::new(),
        groups: Vec::new(),
    };
    loop {
        let segment = wanted(&mut reader)?;
        match segment.name() {
            "TA1" if interchange.groups.is_empty() => interchange.acknowledged.push(segment),
            "GS" => interchange.groups.push(group(&mut reader, &segment)?),
            "IEA" => {
                ends(&segment, interchange.groups.len(), control)?;
                break;
            }
            _ => return Err(segment.mistake(Why::OutOfPlace)),
        }
    }
    match reader.read()? {
        Some(segment) => Err(segment.mistake(Why::AfterTheEnd)),
        None => Ok(interchange),
    }
}

impl<'a> Interchange<'a> {
    /// All sets, when each is of this kind in this version.
    pub fn sets_of(&self, kind: &str, version: &str) -> Result<Vec<&Set<'a>>, EdiMistake> {
        let mut sets = Vec::new();
        for group in &self.groups {
            for set in &group.sets {
                if set.kind != kind || group.version != version {
                    return Err(Why::OtherKind.at(set.end));
                }
                sets.push(set);
            }
        }
        if sets.is_empty() { Err(Why::OtherKind.at(0)) } else { Ok(sets) }
    }
}

fn group<'a>(reader: &mut Reader<'a>, start: &Segment<'a>) -> Result<Group<'a>, EdiMistake> {
    let mut group = Group { control: start.wanted(6)?, version: start.wanted(8)?, sets: Vec::new() };
    loop {
        let segment = wanted(reader)?;
        match segment.name() {
            "ST" => group.sets.push(set(reader, &segment)?),
            "GE" => {
                ends(&segment, group.sets.len(), group.control)?;
                return Ok(group);
            }
            _ => return Err(segment.mistake(Why::OutOfPlace)),
        }
    }
}

fn set<'a>(reader: &mut Reader<'a>, start: &Segment<'a>) -> Result<Set<'a>, EdiMistake> {
    let (kind, control) = (start.wanted(1)?, start.wanted(2)?);
    let mut segments = Vec::new();
    loop {
        let segment = wanted(reader)?;
        match segment.name() {
            "SE" => {
                ends(&segment, segments.len() + 2, control)?;
                return Ok(Set { kind, control, segments, end: segment.number });
            }
            "ISA" | "GS" | "ST" | "GE" | "IEA" | "TA1" => return Err(segment.mistake(Why::OutOfPlace)),
            _ => segments.push(segment),
        }
    }
}

/// The segment that ends a part says how much is in it, and which part it is.
fn ends(segment: &Segment<'_>, count: usize, control: &str) -> Result<(), EdiMistake> {
    if usize::try_from(segment.number(1)?).ok() != Some(count) {
        return Err(segment.mistake(Why::Count));
    }
    if segment.wanted(2)? == control { Ok(()) } else { Err(segment.mistake(Why::ControlNumber)) }
}

fn wanted<'a>(reader: &mut Reader<'a>) -> Result<Segment<'a>, EdiMistake> {
    let segment = reader.read()?;
    segment.ok_or(Why::Truncated.at(reader.number + 1))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::x12::made_up::SAMPLE;

    fn mistake(bytes: &[u8]) -> Option<(usize, Why)> {
        read_interchange(bytes).err().map(|mistake| (mistake.segment, mistake.why))
    }

    #[test]
    fn a_whole_file_is_read_with_its_numbers() {
        let file = read_interchange(SAMPLE.as_bytes()).unwrap();
        assert_eq!(
            (file.sender, file.receiver, file.control, file.is_trial),
            ("SUBMITID01", "RECVID01", "000000001", true)
        );
        let sets = file.sets_of("837", "005010X222A1").unwrap();
        assert_eq!((sets.len(), sets[0].control, sets[0].segments.len()), (1, "0001", 25));
        assert_eq!(file.sets_of("835", "005010X221A1").unwrap_err().why, Why::OtherKind);
        let with_breaks = SAMPLE.replace('~', "~\r\n");
        assert_eq!(read_interchange(with_breaks.as_bytes()).map(|file| file.groups.len()), Ok(1));
    }

    #[test]
    fn every_mistake_is_named_with_its_segment() {
        for (from, to, expected) in [
            ("ISA*", "XSA*", (1, Why::NotAnInterchange)),
            ("SUBMITID01     *ZZ", "SUBMITID01*ZZ", (1, Why::HeaderLength)),
            ("*0*T*:~", "*0*T*^~", (1, Why::Separators)),
            ("*0*T*:~", "*0*T*A~", (1, Why::Separators)),
            ("GS*HC", "XX*HC", (2, Why::OutOfPlace)),
            ("BHT*", "ISA*", (4, Why::OutOfPlace)),
            ("BHT*", "bht*", (4, Why::NoName)),
            ("BHT*", "~BHT*", (4, Why::NoName)),
            ("BHT*", "B\u{1}T*", (4, Why::NotText)),
            ("SE*27", "SE*26", (29, Why::Count)),
            ("SE*27*0001", "SE*27*0002", (29, Why::ControlNumber)),
            ("SE*27*0001", "SE*x*0001", (29, Why::Number(1))),
            ("GE*1*1~", "GE*1~", (30, Why::Missing(2))),
            ("GE*1*1~", "", (30, Why::OutOfPlace)),
            ("IEA*1*000000001~", "IEA*2*000000001~", (31, Why::Count)),
            ("IEA*1*000000001~", "IEA*1*000000001~ST*1~", (32, Why::AfterTheEnd)),
            ("IEA*1*000000001~", "", (31, Why::Truncated)),
            ("IEA*1*000000001~", "IEA*1", (31, Why::Truncated)),
        ] {
            assert!(SAMPLE.contains(from), "{from}");
            assert_eq!(mistake(SAMPLE.replace(from, to).as_bytes()), Some(expected), "{from} to {to}");
        }
        assert_eq!(mistake(b""), Some((1, Why::NotAnInterchange)));
        assert_eq!(mistake(b"ISA*00"), Some((1, Why::Truncated)));
        let wrong: Vec<u8> = SAMPLE.bytes().map(|byte| if byte == b'J' { 0xff } else { byte }).collect();
        assert_eq!(mistake(&wrong), Some((16, Why::NotText)));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..400)) {
            let _ = read_interchange(&bytes);
            let after_a_header = [&SAMPLE.as_bytes()[..106], &bytes].concat();
            prop_assert!(read_interchange(&after_a_header).is_err());
        }

        #[test]
        fn a_file_that_is_cut_short_is_named(at in 0..SAMPLE.len()) {
            let told = mistake(&SAMPLE.as_bytes()[..at]);
            prop_assert!(matches!(told, Some((_, Why::Truncated | Why::NotAnInterchange))), "{:?}", told);
        }

        #[test]
        fn a_file_with_one_other_byte_is_read_or_named(at in 0..SAMPLE.len(), byte in any::<u8>()) {
            let mut bytes = SAMPLE.as_bytes().to_vec();
            bytes[at] = byte;
            if let Err(mistake) = read_interchange(&bytes) {
                prop_assert!(mistake.segment <= 40);
            }
        }
    }
}
