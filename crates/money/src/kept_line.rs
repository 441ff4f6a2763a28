//! Lines of a bank's files that are kept: each once, whichever files it stands in, until it is booked or put aside.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{BankLineId, Id, PaymentId, StaffId, SubjectId};
use terms::text::Line;

use crate::bank_line::BankLine;
use crate::side::Side;

/// The one row that whoever brings a file writes.
pub const BANK: Id = match Id::from_letters(*b"bankfffffs") {
    Some(id) => id,
    None => panic!("only letters of an id"),
};

/// How many files of the bank were brought. Each writes it, so that two at the same moment come one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankFiles {
    /// How many.
    pub brought: u32,
}

/// A line that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLine {
    /// Its id; the payment that it becomes has the same.
    pub id: BankLineId,
    /// When its file was brought.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub line: BankLine,
    /// What became of it.
    pub state: LineState,
}

/// Where a line stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The line's number in the file, as a person counts.
    pub number: u32,
    /// How many lines of the same day, amount and words stand before it. The same transfers in another file have the
    /// same, so each is kept once; two equal ones in one file are two.
    pub equals_before: u32,
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineState {
    /// Nobody has said whose it is.
    Waiting,
    /// It stands in a ledger.
    Booked {
        /// When it was booked.
        at: Timestamp,
        /// By whom.
        by: StaffId,
        /// In whose ledger.
        subject: SubjectId,
        /// In which of the two.
        side: Side,
    },
    /// It is no client's, or was written down otherwise.
    Aside {
        /// When.
        at: Timestamp,
        /// Who put it aside.
        by: StaffId,
        /// Why.
        reason: Line,
    },
}

/// The line does not wait any more, or does wait; somebody else was there first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSo;

impl LineState {
    /// As it stands in the database.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Booked { .. } => "booked",
            Self::Aside { .. } => "aside",
        }
    }
}

impl KeptLine {
    /// By what the same transfer is known again in another file.
    pub fn known_by(&self) -> String {
        known_by(&self.line, self.place)
    }

    /// By what lines of the same day and amount are found.
    pub fn day_and_sum(&self) -> String {
        format!("{}/{}", self.line.on, self.line.amount_cents.0)
    }

    /// The id of the payment that it becomes.
    pub fn payment(&self) -> PaymentId {
        PaymentId(self.id.0)
    }

    /// Booked in this ledger.
    pub fn booked(mut self, (at, by): (Timestamp, StaffId), (subject, side): (SubjectId, Side)) -> Result<Self, NotSo> {
        self.leaves_waiting()?;
        self.state = LineState::Booked { at, by, subject, side };
        Ok(self)
    }

    /// Put aside, with why.
    pub fn put_aside(mut self, (at, by): (Timestamp, StaffId), reason: Line) -> Result<Self, NotSo> {
        self.leaves_waiting()?;
        self.state = LineState::Aside { at, by, reason };
        Ok(self)
    }

    /// Waiting again, after it was put aside.
    pub fn taken_up(mut self) -> Result<Self, NotSo> {
        match self.state {
            LineState::Aside { .. } => {
                self.state = LineState::Waiting;
                Ok(self)
            }
            LineState::Waiting | LineState::Booked { .. } => Err(NotSo),
        }
    }

    fn leaves_waiting(&self) -> Result<(), NotSo> {
        if self.state == LineState::Waiting { Ok(()) } else { Err(NotSo) }
    }
}

/// By what a line is known again in another file.
pub fn known_by(line: &BankLine, place: Place) -> String {
    format!("{}/{}/{}/{}", line.on, line.amount_cents.0, place.equals_before, line.words)
}

/// The lines of one file, each with its place, from their numbers in the file.
pub fn placed(lines: Vec<(u32, BankLine)>) -> Vec<(Place, BankLine)> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let place = |(number, line): (u32, BankLine)| {
        let before = seen.entry(known_by(&line, Place { number: 0, equals_before: 0 })).or_insert(0);
        let place = Place { number, equals_before: *before };
        *before += 1;
        (place, line)
    };
    lines.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use terms::money::Cents;

    use super::*;
    use crate::made_up::{id, now, today};

    fn line(cents: i64, words: &str) -> BankLine {
        BankLine { on: today(), amount_cents: Cents(cents), words: words.to_owned() }
    }

    fn kept() -> KeptLine {
        let place = Place { number: 2, equals_before: 0 };
        let (id, by) = (BankLineId(id('k')), StaffId(id('b')));
        KeptLine { id, at: now(), by, place, line: line(16_500, "Rowan"), state: LineState::Waiting }
    }

    #[test]
    fn equal_lines_of_one_file_are_two_and_those_of_another_are_the_same() {
        let file = || vec![(2, line(100, "A")), (3, line(100, "A")), (4, line(200, "A")), (5, line(100, "B"))];
        let before: Vec<u32> = placed(file()).iter().map(|(place, _)| place.equals_before).collect();
        assert_eq!(before, [0, 1, 0, 0]);
        let known = |lines| placed(lines).iter().map(|(place, line)| known_by(line, *place)).collect::<Vec<_>>();
        let longer: Vec<_> =
            std::iter::once((2, line(50, "Z"))).chain(file().into_iter().map(|(n, l)| (n + 1, l))).collect();
        let (short, long) = (known(file()), known(longer));
        assert_eq!(short, long[1..]);
        assert_eq!(short.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
    }

    #[test]
    fn a_line_is_booked_or_put_aside_once() {
        let (who, whose) = ((now(), StaffId(id('b'))), (SubjectId(id('r')), Side::Therapy));
        let reason = || Line::parse("The office’s own").unwrap();
        let booked = kept().booked(who, whose).unwrap();
        let aside = kept().put_aside(who, reason()).unwrap();
        assert_eq!((booked.state.code(), aside.state.code()), ("booked", "aside"));
        for done in [&booked, &aside] {
            assert_eq!(done.clone().booked(who, whose), Err(NotSo));
            assert_eq!(done.clone().put_aside(who, reason()), Err(NotSo));
        }
        assert_eq!((booked.taken_up(), kept().taken_up()), (Err(NotSo), Err(NotSo)));
        assert_eq!(aside.taken_up(), Ok(kept()));
    }
}
