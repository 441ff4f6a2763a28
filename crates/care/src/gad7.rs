//! The GAD-7: its exact text. It belongs to the PHQ family and comes with the same leave to use it.

use crate::measure::Item;
use crate::phq9::HOW_OFTEN;

/// The sentence before the first item.
pub(crate) const LEAD: &str = "Over the last 2 weeks, how often have you been bothered by the following problems?";

/// The items. The optional question on difficulty is left out; the PHQ-9 asks it.
pub(crate) const ITEMS: [Item; 7] = [
    often(1, "Feeling nervous, anxious or on edge", "69725-0"),
    often(2, "Not being able to stop or control worrying", "68509-9"),
    often(3, "Worrying too much about different things", "69733-4"),
    often(4, "Trouble relaxing", "69734-2"),
    often(5, "Being so restless that it is hard to sit still", "69735-9"),
    often(6, "Becoming easily annoyed or irritable", "69689-8"),
    often(7, "Feeling afraid as if something awful might happen", "69736-7"),
];

const fn often(number: u8, text: &'static str, loinc: &'static str) -> Item {
    Item { number, text, scored: true, loinc: Some(loinc), choices: &HOW_OFTEN }
}
