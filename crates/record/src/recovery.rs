//! The recovery sheet: the master key as letters that can be printed, read aloud and typed.
//!
//! Fifty-two letters of Crockford's alphabet hold the key, four more hold a check of it. The key file holds the same.

use std::fmt::Write as _;

use terms::trouble::Fault;

use crate::chain::hash_of;
use crate::keys::MasterKey;
use crate::record::Record;
use crate::seal::KEY_LEN;

/// Without I, L, O and U, which are misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters of the key, and of its check.
const LETTERS: usize = (KEY_LEN * 8).div_ceil(5);
const CHECK: usize = 4;

/// Letters in a group.
const GROUP: usize = 4;

/// Why a sheet was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetMistake {
    /// Another number of letters than 56.
    Length(usize),
    /// A letter that no sheet has, in this group, counted from one.
    Letter(usize),
    /// Letters that don't belong together.
    Check,
}

impl MasterKey {
    /// The key as fourteen groups of four letters.
    pub fn sheet(&self) -> String {
        let letters = encode(self.bytes(), LETTERS) + &encode(&hash_of(&[self.bytes()]), CHECK);
        let groups: Vec<&str> = (0..letters.len()).step_by(GROUP).map(|at| &letters[at..at + GROUP]).collect();
        let mut sheet = String::new();
        for (place, group) in groups.iter().enumerate() {
            // Writing to a string does not fail.
            let _ = write!(sheet, "{}{group}", if place == 0 { "" } else { "-" });
        }
        sheet
    }

    /// Reads a sheet back, however it is spaced and in whichever case.
    pub fn from_sheet(text: &str) -> Result<Self, SheetMistake> {
        let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
        if letters.len() != LETTERS + CHECK {
            return Err(SheetMistake::Length(letters.len()));
        }
        let mut digits = Vec::with_capacity(letters.len());
        for (place, letter) in letters.iter().enumerate() {
            digits.push(digit(*letter).ok_or(SheetMistake::Letter(place / GROUP + 1))?);
        }
        let mut bytes = [0; KEY_LEN];
        decode(&digits[..LETTERS], &mut bytes);
        let checks = encode(&hash_of(&[&bytes]), CHECK);
        let given: String = digits[LETTERS..].iter().map(|digit| char::from(ALPHABET[usize::from(*digit)])).collect();
        if checks == given { Ok(Self::from_bytes(&mut bytes)) } else { Err(SheetMistake::Check) }
    }

    /// Reads what a key file holds.
    pub fn from_file(text: &str) -> Result<Self, Fault> {
        Self::from_sheet(text).map_err(|_| {
            Fault::new("read the key", "the file does not hold a recovery sheet of fourteen groups of four letters")
        })
    }

    /// The group in which what was read back differs from this key's sheet, counted from one; none when it is the same.
    pub fn differs_from(&self, text: &str) -> Option<usize> {
        let plain = |text: &str| -> Vec<u8> {
            let letters = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
            letters.map(|letter| digit(letter).unwrap_or(u8::MAX)).collect()
        };
        let (mine, read) = (plain(&self.sheet()), plain(text));
        let same = mine.iter().zip(&read).take_while(|(one, other)| one == other).count();
        (same < mine.len() || read.len() != mine.len()).then(|| (same / GROUP + 1).min(mine.len() / GROUP))
    }
}

impl Record {
    /// This record's recovery sheet. Whoever calls makes sure that it is shown to the owner alone, and only once.
    pub fn recovery_sheet(&self) -> String {
        self.0.master.sheet()
    }

    /// The group in which what was read back differs from this record's sheet.
    pub fn differs_from_sheet(&self, typed: &str) -> Option<usize> {
        self.0.master.differs_from(typed)
    }
}

fn digit(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

/// The first bits of some bytes as letters, five bits each; zeros where the bytes end.
fn encode(bytes: &[u8], letters: usize) -> String {
    let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    (0..letters)
        .map(|letter| (0..5).fold(0, |value, at| value << 1 | usize::from(bit(letter * 5 + at))))
        .map(|value| char::from(ALPHABET[value]))
        .collect()
}

fn decode(digits: &[u8], bytes: &mut [u8]) {
    let bit = |at: usize| digits.get(at / 5).is_some_and(|digit| digit >> (4 - at % 5) & 1 == 1);
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = (0..8).fold(0, |value, at| value << 1 | u8::from(bit(place * 8 + at)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> MasterKey {
        MasterKey::from_bytes(&mut [byte; KEY_LEN])
    }

    #[test]
    fn a_sheet_reads_back_as_the_key_however_it_is_typed() {
        for byte in [0, 1, 0x5a, 0xff] {
            let sheet = key(byte).sheet();
            assert_eq!((sheet.len(), sheet.split('-').count()), (69, 14));
            for typed in [sheet.clone(), sheet.to_lowercase(), sheet.replace('-', " \n"), sheet.replace('0', "o")] {
                assert_eq!(MasterKey::from_sheet(&typed).map(|read| read.sheet()), Ok(sheet.clone()));
                assert_eq!(key(byte).differs_from(&typed), None);
            }
        }
    }

    #[test]
    fn a_sheet_that_is_not_one_says_where() {
        let sheet = key(9).sheet();
        let changed = |at: usize, to: &str| format!("{}{to}{}", &sheet[..at], &sheet[at + 1..]);
        let other = if &sheet[10..11] == "A" { "B" } else { "A" };
        for (typed, mistake, group) in [
            (String::new(), SheetMistake::Length(0), 1),
            (sheet[..68].to_owned(), SheetMistake::Length(55), 14),
            (changed(10, "!"), SheetMistake::Letter(3), 3),
            (changed(10, other), SheetMistake::Check, 3),
        ] {
            assert_eq!(MasterKey::from_sheet(&typed).err(), Some(mistake), "{typed}");
            assert_eq!(key(9).differs_from(&typed), Some(group), "{typed}");
        }
    }
}
