//! The PHQ-9: its exact text, and the screen for depression that counts symptoms rather than points.
//!
//! Pfizer holds the copyright and lets anyone reproduce, translate, display and distribute it.

use crate::measure::{Answers, Choice, Item};

/// The credit that the text asks for.
pub(crate) const CREDIT: &str = "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, \
    with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.";

/// The sentence before the first item.
pub(crate) const LEAD: &str =
    "Over the last 2 weeks, how often have you been bothered by any of the following problems?";

/// How often, with the codes of LOINC's answer list.
pub(crate) const HOW_OFTEN: [Choice; 4] = [
    Choice { number: 0, words: "Not at all", loinc: Some("LA6568-5") },
    Choice { number: 1, words: "Several days", loinc: Some("LA6569-3") },
    Choice { number: 2, words: "More than half the days", loinc: Some("LA6570-1") },
    Choice { number: 3, words: "Nearly every day", loinc: Some("LA6571-9") },
];

const HOW_DIFFICULT: [Choice; 4] = [
    Choice { number: 0, words: "Not difficult at all", loinc: None },
    Choice { number: 1, words: "Somewhat difficult", loinc: None },
    Choice { number: 2, words: "Very difficult", loinc: None },
    Choice { number: 3, words: "Extremely difficult", loinc: None },
];

/// The item that asks for thoughts of death or of hurting oneself.
pub const THOUGHTS_OF_DEATH: u8 = 9;

/// The items. The tenth is not scored.
pub(crate) const ITEMS: [Item; 10] = [
    often(1, "Little interest or pleasure in doing things", "44250-9"),
    often(2, "Feeling down, depressed, or hopeless", "44255-8"),
    often(3, "Trouble falling or staying asleep, or sleeping too much", "44259-0"),
    often(4, "Feeling tired or having little energy", "44254-1"),
    often(5, "Poor appetite or overeating", "44251-7"),
    often(
        6,
        "Feeling bad about yourself — or that you are a failure or have let yourself or your family down",
        "44258-2",
    ),
    often(7, "Trouble concentrating on things, such as reading the newspaper or watching television", "44252-5"),
    often(
        8,
        "Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or \
         restless that you have been moving around a lot more than usual",
        "44253-3",
    ),
    often(
        THOUGHTS_OF_DEATH,
        "Thoughts that you would be better off dead or of hurting yourself in some way",
        "44260-8",
    ),
    Item {
        number: 10,
        text: "If you checked off any problems, how difficult have these problems made it for you to do your work, \
               take care of things at home, or get along with other people?",
        scored: false,
        loinc: Some("69722-7"),
        choices: &HOW_DIFFICULT,
    },
];

/// What the count of symptoms suggests. For the team to look into; never a diagnosis, and not shown to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepressionScreen {
    /// No core symptom, or fewer than two symptoms.
    Nothing,
    /// Two to four symptoms, one of them low mood or little interest.
    Other,
    /// Five symptoms or more, one of them low mood or little interest.
    Major,
}

/// Counts symptoms as the PHQ-9's own manual does: an item counts from "more than half the days", item 9 from
/// "several days". With a scored item left out it says nothing.
pub fn depression_screen(answers: &Answers) -> Option<DepressionScreen> {
    let counts = |item: u8| {
        let from = if item == THOUGHTS_OF_DEATH { 1 } else { 2 };
        Some(answers.get(&item)?.number() >= from)
    };
    let counted: Vec<bool> = (1..=THOUGHTS_OF_DEATH).map(counts).collect::<Option<_>>()?;
    let has_core = counted.iter().take(2).any(|counts| *counts);
    let symptoms = counted.into_iter().filter(|counts| *counts).count();
    Some(match symptoms {
        5.. if has_core => DepressionScreen::Major,
        2..5 if has_core => DepressionScreen::Other,
        _ => DepressionScreen::Nothing,
    })
}

const fn often(number: u8, text: &'static str, loinc: &'static str) -> Item {
    Item { number, text, scored: true, loinc: Some(loinc), choices: &HOW_OFTEN }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Measure, answered};

    #[test]
    fn behaviour_16_symptoms_are_counted_as_published() {
        for (digits, expected) in [
            ("222111100", Some(DepressionScreen::Other)),
            ("222211101", Some(DepressionScreen::Major)),
            ("222211100", Some(DepressionScreen::Other)),
            ("003333333", Some(DepressionScreen::Nothing)),
            ("200000000", Some(DepressionScreen::Nothing)),
            ("200000001", Some(DepressionScreen::Other)),
            ("222-11100", None),
        ] {
            assert_eq!(depression_screen(&answered(digits)), expected, "{digits}");
        }
    }

    #[test]
    fn the_text_is_complete_and_in_order() {
        let numbers: Vec<u8> = ITEMS.iter().map(|item| item.number).collect();
        assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
        assert_eq!(Measure::Phq9.item(THOUGHTS_OF_DEATH).map(|item| item.scored), Some(true));
        assert_eq!(ITEMS.iter().filter(|item| item.scored).count(), 9);
        for item in &ITEMS {
            assert_eq!(item.choices.iter().map(|choice| choice.number).collect::<Vec<_>>(), [0, 1, 2, 3]);
        }
    }
}
