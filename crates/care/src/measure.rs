//! Measures: the exact words of a questionnaire, its answers, and how they are added up.
//!
//! A case of [`Measure`] stands for one text in one language with one way of scoring. A changed text would be another
//! case, so that answers of years ago are still read with the words they were given to.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use terms::words;

use crate::{gad7, phq9};

words! {
    /// A questionnaire.
    #[derive(PartialOrd, Ord)]
    Measure {
        Phq9 = "phq-9", "PHQ-9";
        Gad7 = "gad-7", "GAD-7";
        Distress = "distress", "Distress, 0 to 10";
    }

    /// What a total is called. A band of a screening, never a diagnosis; a client never sees it bare.
    #[derive(PartialOrd, Ord)]
    Band {
        Minimal = "minimal", "Minimal";
        Mild = "mild", "Mild";
        Moderate = "moderate", "Moderate";
        ModeratelySevere = "moderately-severe", "Moderately severe";
        Severe = "severe", "Severe";
    }
}

/// A question of a measure.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// From 1.
    pub number: u8,
    /// Its exact words.
    pub text: &'static str,
    /// Whether it counts for the total.
    pub scored: bool,
    /// Its LOINC code, where one is known.
    pub loinc: Option<&'static str>,
    /// What can be answered.
    pub choices: &'static [Choice],
}

/// An answer that can be given.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it counts.
    pub number: u8,
    /// Its exact words.
    pub words: &'static str,
    /// Its LOINC answer code, where one is known.
    pub loinc: Option<&'static str>,
}

/// An answer to an item: one of the numbers of its choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answer(pub(crate) u8);

/// The item has no such answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchAnswer;

/// The answers by the number of their item.
pub type Answers = BTreeMap<u8, Answer>;

/// What the answers add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Of which measure.
    pub measure: Measure,
    /// From 0 to [`Measure::most`].
    pub number: u8,
}

/// There is no total, since scored items were left out. Nothing is filled in for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomplete {
    /// Their numbers.
    pub missing: Vec<u8>,
}

/// One item that is its own total. The idea of a 0 to 10 scale of distress is Wolpe's, and free; the words are ours.
const DISTRESS: [Item; 1] = [Item {
    number: 1,
    text: "How much distress do you feel right now?",
    scored: true,
    loinc: None,
    choices: &[
        plain(0, "0, none at all"),
        plain(1, "1"),
        plain(2, "2"),
        plain(3, "3"),
        plain(4, "4"),
        plain(5, "5"),
        plain(6, "6"),
        plain(7, "7"),
        plain(8, "8"),
        plain(9, "9"),
        plain(10, "10, the most you can think of"),
    ],
}];

impl Measure {
    /// Which text and which scoring it is.
    pub fn version(self) -> &'static str {
        match self {
            Self::Phq9 => "PHQ-9, US English",
            Self::Gad7 => "GAD-7, US English",
            Self::Distress => "Distress, 0 to 10, first version",
        }
    }

    /// Whom to thank for it; shown wherever the items are.
    pub fn credit(self) -> &'static str {
        match self {
            Self::Phq9 | Self::Gad7 => phq9::CREDIT,
            Self::Distress => "One question, in this practice’s own words.",
        }
    }

    /// The sentence before the first item.
    pub fn lead(self) -> &'static str {
        match self {
            Self::Phq9 => phq9::LEAD,
            Self::Gad7 => gad7::LEAD,
            Self::Distress => "There is no right number. Choose the one that comes closest.",
        }
    }

    /// The items in order.
    pub fn items(self) -> &'static [Item] {
        match self {
            Self::Phq9 => &phq9::ITEMS,
            Self::Gad7 => &gad7::ITEMS,
            Self::Distress => &DISTRESS,
        }
    }

    /// One item by its number.
    pub fn item(self, number: u8) -> Option<&'static Item> {
        self.items().iter().find(|item| item.number == number)
    }

    /// The highest total there is.
    pub fn most(self) -> u8 {
        let highest = |item: &Item| item.choices.iter().map(|choice| choice.number).max().unwrap_or(0);
        self.items().iter().filter(|item| item.scored).map(highest).sum()
    }

    /// The LOINC codes of the panel and of its total. The codes are Regenstrief's, used under the LOINC license.
    pub fn loinc(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Phq9 => Some(("44249-1", "44261-6")),
            Self::Gad7 => Some(("69737-5", "70274-6")),
            Self::Distress => None,
        }
    }
}

impl Item {
    /// An answer as a form posts it.
    pub fn parse(&self, text: &str) -> Result<Answer, NoSuchAnswer> {
        text.trim().parse().map_err(|_| NoSuchAnswer).and_then(|number| self.answer(number))
    }

    /// An answer by its number.
    pub fn answer(&self, number: u8) -> Result<Answer, NoSuchAnswer> {
        self.choices.iter().find(|choice| choice.number == number).map(|_| Answer(number)).ok_or(NoSuchAnswer)
    }
}

impl Answer {
    /// What it counts.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl Band {
    /// The totals that it stands for. PHQ-9: Kroenke, Spitzer and Williams 2001 (LOINC answer list LL382-3); GAD-7:
    /// Spitzer and colleagues 2006. Distress has no bands.
    pub fn range(self, measure: Measure) -> Option<RangeInclusive<u8>> {
        match (measure, self) {
            (Measure::Phq9 | Measure::Gad7, Self::Minimal) => Some(0..=4),
            (Measure::Phq9 | Measure::Gad7, Self::Mild) => Some(5..=9),
            (Measure::Phq9 | Measure::Gad7, Self::Moderate) => Some(10..=14),
            (Measure::Phq9, Self::ModeratelySevere) => Some(15..=19),
            (Measure::Phq9, Self::Severe) => Some(20..=27),
            (Measure::Gad7, Self::Severe) => Some(15..=21),
            (Measure::Gad7, Self::ModeratelySevere) | (Measure::Distress, _) => None,
        }
    }
}

impl Total {
    /// The band it falls into.
    pub fn band(self) -> Option<Band> {
        let is_in = |band: &Band| band.range(self.measure).is_some_and(|range| range.contains(&self.number));
        Band::ALL.into_iter().find(is_in)
    }
}

/// Adds the answers up. With one scored item left out there is no total: prorating exists in the literature, and is
/// kept off here.
pub fn score(measure: Measure, answers: &Answers) -> Result<Total, Incomplete> {
    let scored = || measure.items().iter().filter(|item| item.scored).map(|item| item.number);
    let missing: Vec<u8> = scored().filter(|item| !answers.contains_key(item)).collect();
    if !missing.is_empty() {
        return Err(Incomplete { missing });
    }
    let number = scored().filter_map(|item| answers.get(&item)).map(|answer| answer.number()).sum();
    Ok(Total { measure, number })
}

/// The first two items alone: the PHQ-2 and the GAD-2, 0 to 6, where 3 or more asks for a closer look.
pub fn first_two(measure: Measure, answers: &Answers) -> Option<u8> {
    match measure {
        Measure::Phq9 | Measure::Gad7 => Some(answers.get(&1)?.number() + answers.get(&2)?.number()),
        Measure::Distress => None,
    }
}

const fn plain(number: u8, words: &'static str) -> Choice {
    Choice { number, words, loinc: None }
}

#[cfg(test)]
pub(crate) fn answered(digits: &str) -> Answers {
    let numbered = (1..).zip(digits.chars());
    numbered.filter_map(|(item, digit)| Some((item, Answer(u8::try_from(digit.to_digit(10)?).ok()?)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A total as "10 Moderate", or what is missing as "- 4".
    fn read(measure: Measure, digits: &str) -> String {
        match score(measure, &answered(digits)) {
            Ok(total) => format!("{} {}", total.number, total.band().map_or("", Band::word)),
            Err(Incomplete { missing }) => format!("- {missing:?}"),
        }
    }

    #[test]
    fn behaviour_16_phq_9_and_gad_7_add_up_as_published() {
        for (measure, digits, expected) in [
            (Measure::Phq9, "000000000", "0 Minimal"),
            (Measure::Phq9, "111100000", "4 Minimal"),
            (Measure::Phq9, "111110000", "5 Mild"),
            (Measure::Phq9, "222111100", "10 Moderate"),
            (Measure::Phq9, "222211101", "12 Moderate"),
            (Measure::Phq9, "222222200", "14 Moderate"),
            (Measure::Phq9, "333333100", "19 Moderately severe"),
            (Measure::Phq9, "333333200", "20 Severe"),
            (Measure::Phq9, "333333333", "27 Severe"),
            (Measure::Phq9, "000000001", "1 Minimal"),
            (Measure::Phq9, "003333333", "21 Severe"),
            (Measure::Phq9, "1111000003", "4 Minimal"),
            (Measure::Gad7, "1111000", "4 Minimal"),
            (Measure::Gad7, "1111100", "5 Mild"),
            (Measure::Gad7, "2211111", "9 Mild"),
            (Measure::Gad7, "2221111", "10 Moderate"),
            (Measure::Gad7, "2222222", "14 Moderate"),
            (Measure::Gad7, "3222222", "15 Severe"),
            (Measure::Gad7, "3333333", "21 Severe"),
            (Measure::Distress, "7", "7 "),
        ] {
            assert_eq!(read(measure, digits), expected, "{measure:?} {digits}");
        }
    }

    #[test]
    fn behaviour_16_the_first_two_items_are_a_short_form() {
        let gad = ["1111000", "1111100", "2211111", "2221111", "2222222", "3222222", "3333333"];
        let short = gad.map(|digits| first_two(Measure::Gad7, &answered(digits)));
        assert_eq!(short, [2, 2, 4, 4, 4, 5, 6].map(Some));
        assert_eq!(first_two(Measure::Phq9, &answered("222111100")), Some(4));
        assert_eq!(first_two(Measure::Phq9, &answered("2-2111100")), None);
        assert_eq!(first_two(Measure::Distress, &answered("7")), None);
    }

    #[test]
    fn behaviour_17_a_missing_item_gives_no_total() {
        for (measure, digits, expected) in [
            (Measure::Phq9, "222-11100", "- [4]"),
            (Measure::Phq9, "22222222", "- [9]"),
            (Measure::Phq9, "", "- [1, 2, 3, 4, 5, 6, 7, 8, 9]"),
            (Measure::Phq9, "222222220-", "16 Moderately severe"),
            (Measure::Gad7, "-22222-", "- [1, 7]"),
            (Measure::Distress, "", "- [1]"),
        ] {
            assert_eq!(read(measure, digits), expected, "{measure:?} {digits}");
        }
    }

    #[test]
    fn an_answer_is_one_that_its_item_offers() {
        for (measure, item, text, expected) in [
            (Measure::Phq9, 1, "0", Ok(0)),
            (Measure::Phq9, 9, " 3 ", Ok(3)),
            (Measure::Phq9, 9, "4", Err(NoSuchAnswer)),
            (Measure::Phq9, 10, "3", Ok(3)),
            (Measure::Distress, 1, "10", Ok(10)),
            (Measure::Distress, 1, "11", Err(NoSuchAnswer)),
            (Measure::Gad7, 7, "-1", Err(NoSuchAnswer)),
            (Measure::Gad7, 7, "", Err(NoSuchAnswer)),
        ] {
            let answer = measure.item(item).unwrap().parse(text).map(Answer::number);
            assert_eq!(answer, expected, "{measure:?} {item} {text:?}");
        }
        assert_eq!([Measure::Phq9, Measure::Gad7].map(|measure| measure.item(11)), [None, None]);
        assert_eq!(Measure::Gad7.item(8), None);
    }

    #[test]
    fn every_total_falls_into_one_band() {
        for measure in [Measure::Phq9, Measure::Gad7] {
            for number in 0..=measure.most() {
                let bands = Band::ALL.into_iter().filter_map(|band| band.range(measure));
                assert_eq!(bands.filter(|range| range.contains(&number)).count(), 1, "{measure:?} {number}");
            }
            assert_eq!(Total { measure, number: measure.most() + 1 }.band(), None);
        }
        assert_eq!(Measure::ALL.map(Measure::most), [27, 21, 10]);
    }
}
