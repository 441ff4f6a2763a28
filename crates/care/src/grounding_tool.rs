//! The grounding kit: what was tried to come back to the present, and how it went.

use std::cmp::Reverse;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::text::Line;
use terms::words;

use crate::workbook::Author;
use crate::workbook_entry::WorkbookEntry;

/// Distress as the client says it, 0 (none) to 10 (the most they can think of).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Distress(u8);

/// The text is no whole number from 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADistress;

words! {
    /// Whether something helps.
    Helps {
        Yes = "yes", "Helps";
        Partly = "partly", "Helps a little";
        No = "no", "Does not help";
    }
}

/// One try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// When.
    pub at: Timestamp,
    /// Who wrote it down.
    pub by: Author,
    /// Whether it helped.
    pub helps: Option<Helps>,
    /// Distress before.
    pub before: Option<Distress>,
    /// Distress after.
    pub after: Option<Distress>,
}

/// Something that was tried, with all tries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// What it is called.
    pub name: Line,
    /// The tries, oldest first.
    pub trials: Vec<Trial>,
}

impl Distress {
    /// The most there is.
    pub const MOST: u8 = 10;

    /// A whole number from 0 to 10, as typed.
    pub fn parse(text: &str) -> Result<Self, NotADistress> {
        let number = text.trim().parse().map_err(|_| NotADistress)?;
        if number <= Self::MOST { Ok(Self(number)) } else { Err(NotADistress) }
    }

    /// 0 to 10.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl Trial {
    /// By how much distress fell; below 0 when it rose.
    pub fn eased(&self) -> Option<i8> {
        Some(self.before?.0.cast_signed() - self.after?.0.cast_signed())
    }
}

impl Tool {
    /// Whether it helps, as last said.
    pub fn helps(&self) -> Option<Helps> {
        self.trials.iter().rev().find_map(|trial| trial.helps)
    }

    /// By how much distress fell when it was last measured.
    pub fn eased(&self) -> Option<i8> {
        self.trials.iter().rev().find_map(Trial::eased)
    }

    /// What helps comes first, then what nobody said anything of, then what does not help; then what eased the most.
    fn rank(&self) -> (u8, Reverse<Option<i8>>) {
        let helps = match self.helps() {
            Some(Helps::Yes) => 0,
            Some(Helps::Partly) => 1,
            None => 2,
            Some(Helps::No) => 3,
        };
        (helps, Reverse(self.eased()))
    }
}

/// Writes down that something was tried.
pub fn try_tool(tool: Line, trial: Trial) -> WorkbookEntry {
    let Trial { at, by, helps, before, after } = trial;
    WorkbookEntry::GroundingToolTried { at, by, tool, helps, before, after }
}

/// For the fold: one more try, with the best tool still first.
pub(crate) fn keep_trial(tools: &mut Vec<Tool>, name: Line, trial: Trial) {
    match tools.iter_mut().find(|tool| tool.name == name) {
        Some(tool) => tool.trials.push(trial),
        None => tools.push(Tool { name, trials: vec![trial] }),
    }
    tools.sort_by_key(Tool::rank);
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, line};
    use crate::workbook::Workbook;

    #[test]
    fn distress_is_a_whole_number_from_zero_to_ten() {
        for (text, expected) in [
            ("0", Ok(0)),
            (" 10 ", Ok(10)),
            ("11", Err(NotADistress)),
            ("-1", Err(NotADistress)),
            ("5.5", Err(NotADistress)),
            ("", Err(NotADistress)),
        ] {
            assert_eq!(Distress::parse(text).map(Distress::number), expected, "{text}");
        }
    }

    #[test]
    fn what_helps_best_comes_first() {
        let trial = |helps, before: &str, after: &str| {
            let parse = |text| Distress::parse(text).ok();
            Trial { at: at("2026-06-22 10:00"), by: Author::Client, helps, before: parse(before), after: parse(after) }
        };
        let yes = Some(Helps::Yes);
        for (tries, expected) in [
            (vec![("Feet", trial(None, "", "")), ("Sound", trial(yes, "", ""))], "Sound Feet"),
            (vec![("Breath", trial(Some(Helps::No), "", "")), ("Feet", trial(None, "", ""))], "Feet Breath"),
            (vec![("Feet", trial(Some(Helps::Partly), "9", "0")), ("Sound", trial(yes, "", ""))], "Sound Feet"),
            (vec![("Feet", trial(yes, "6", "4")), ("Sound", trial(yes, "6", "1"))], "Sound Feet"),
            (vec![("Feet", trial(yes, "6", "7")), ("Sound", trial(yes, "6", ""))], "Feet Sound"),
            (vec![("Feet", trial(yes, "6", "6")), ("Sound", trial(yes, "6", "6"))], "Feet Sound"),
            (
                vec![
                    ("Feet", trial(yes, "", "")),
                    ("Sound", trial(yes, "6", "1")),
                    ("Sound", trial(Some(Helps::No), "", "")),
                ],
                "Feet Sound",
            ),
        ] {
            let entries = tries.into_iter().map(|(name, trial)| try_tool(line(name), trial));
            let workbook = entries.fold(Workbook::default(), Workbook::with);
            let names: Vec<_> = workbook.tools().iter().map(|tool| tool.name.as_str()).collect();
            assert_eq!(names.join(" "), expected);
        }
    }
}
