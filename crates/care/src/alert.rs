//! Alerts: what a client says that a therapist must look at, whatever else they say.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::AlertId;

use crate::after_care::{FollowedSilence, Silence};
use crate::check_in::{CheckIn, Given};
use crate::measure::Measure;
use crate::not_ok::NotOkAbout;
use crate::phq9::THOUGHTS_OF_DEATH;
use crate::steadiness::{Steadiness, ToldSteadiness};
use crate::workbook::Workbook;

/// Something that a therapist must look at. Whether they did stands in the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Its id: that of the check-in, or of the word on steadiness.
    pub id: AlertId,
    /// When the highest answer was first given, or the word was said.
    pub at: Timestamp,
    /// What was said.
    pub cause: AlertCause,
}

/// What was said that asks for a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AlertCause {
    /// Item 9 of the PHQ-9, with its highest answer: 1 to 3.
    ThoughtsOfDeath(u8),
    /// "Not OK".
    NotOk,
    /// "Not OK", and what it is about.
    NotOkAbout(NotOkAbout),
    /// They did not answer when asked how they are, and said beforehand what that means.
    Silence(Silence),
}

impl Workbook {
    /// Every alert that was ever raised, oldest first. None is ever taken back.
    pub fn alerts(&self) -> Vec<Alert> {
        let of_answers = self.check_ins().iter().filter_map(of_check_in);
        let of_words = self.steadiness().iter().filter_map(of_steadiness);
        let of_silence = self.silences.iter().filter_map(of_silence);
        let mut alerts: Vec<Alert> = of_answers.chain(of_words).chain(of_silence).collect();
        alerts.sort_by_key(|alert| alert.at);
        alerts
    }
}

/// The highest answer ever given to item 9 of a PHQ-9, when it is 1 or more: whatever the total, with or without one,
/// and also when it was changed to 0 afterward.
///
/// Among 84,418 outpatients the risk of an attempt within a year rose from 0.4 % at "not at all" to 4 % at "nearly every
/// day" (Simon and colleagues 2013), so any answer above that is looked at. It is a flag and no verdict, and a 0 says
/// nothing: most medical inpatients who were at risk had answered 0.
pub fn worries(check_in: &CheckIn) -> Option<u8> {
    highest(check_in).map(|given| given.answer.number())
}

fn highest(check_in: &CheckIn) -> Option<&Given> {
    let asks = |given: &&Given| {
        check_in.measure == Measure::Phq9 && given.item == THOUGHTS_OF_DEATH && given.answer.number() >= 1
    };
    // The last of equals wins in `max_by_key`, and the first answer is what counts.
    check_in.given().iter().rev().filter(asks).max_by_key(|given| given.answer)
}

fn of_check_in(check_in: &CheckIn) -> Option<Alert> {
    let given = highest(check_in)?;
    let cause = AlertCause::ThoughtsOfDeath(given.answer.number());
    Some(Alert { id: AlertId(check_in.id.0), at: given.at, cause })
}

fn of_steadiness(told: &ToldSteadiness) -> Option<Alert> {
    match told.steadiness {
        Steadiness::NotOk => {
            let cause = told.about.map_or(AlertCause::NotOk, AlertCause::NotOkAbout);
            Some(Alert { id: told.id, at: told.at, cause })
        }
        Steadiness::Steady | Steadiness::Shaky => None,
    }
}

fn of_silence(followed: &FollowedSilence) -> Option<Alert> {
    Some(Alert { id: followed.alert?, at: followed.at, cause: AlertCause::Silence(followed.silence) })
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, id};
    use crate::workbook::Author;
    use crate::workbook_entry::WorkbookEntry;

    /// A check-in with answers to items, each a minute after the last from 8:00.
    fn answered(measure: Measure, answers: &[(u8, u8)]) -> Workbook {
        let (now, by) = (at("2026-06-22 08:00"), Author::Client);
        let asked = WorkbookEntry::CheckInAsked { id: id('a'), measure, at: now, by, reason: None };
        let minutes = (0..60).map(|minute| at(&format!("2026-06-22 08:{minute:02}")));
        let given = answers.iter().zip(minutes).map(|((item, answer), at)| WorkbookEntry::CheckInAnswered {
            id: id('a'),
            item: *item,
            answer: *answer,
            at,
            by,
        });
        given.fold(Workbook::default().with(asked), Workbook::with)
    }

    #[test]
    fn behaviour_18_any_answer_above_zero_to_item_9_raises_an_alert() {
        let all: Vec<(u8, u8)> = (1..=9).map(|item| (item, 3)).collect();
        let only_nine: Vec<(u8, u8)> = (1..=9).map(|item| (item, u8::from(item == 9))).collect();
        for (measure, answers, expected) in [
            (Measure::Phq9, &[][..], None),
            (Measure::Phq9, &[(9, 0)], None),
            (Measure::Phq9, &[(9, 1)], Some(1)),
            (Measure::Phq9, &only_nine, Some(1)),
            (Measure::Phq9, &all, Some(3)),
            (Measure::Phq9, &all[..8], None),
            (Measure::Phq9, &[(9, 2), (9, 0)], Some(2)),
            (Measure::Phq9, &[(9, 1), (9, 3), (9, 2)], Some(3)),
            (Measure::Phq9, &[(10, 3)], None),
            (Measure::Gad7, &[(7, 3)], None),
            (Measure::Distress, &[(1, 10)], None),
        ] {
            let workbook = answered(measure, answers);
            assert_eq!(worries(&workbook.check_ins()[0]), expected, "{measure:?} {answers:?}");
            assert_eq!(workbook.alerts().len(), usize::from(expected.is_some()), "{measure:?} {answers:?}");
        }
    }

    #[test]
    fn behaviour_18_an_alert_counts_from_the_first_time_the_highest_answer_was_given() {
        let workbook = answered(Measure::Phq9, &[(9, 1), (9, 2), (9, 2), (9, 0)]);
        let cause = AlertCause::ThoughtsOfDeath(2);
        assert_eq!(workbook.alerts(), [Alert { id: id('a'), at: at("2026-06-22 08:01"), cause }]);
    }

    #[test]
    fn behaviour_18_an_alert_stays_when_the_check_in_is_finished_or_put_away() {
        let (now, by) = (at("2026-06-22 09:00"), Author::Client);
        let workbook = answered(Measure::Phq9, &[(9, 1)]);
        let finished = WorkbookEntry::CheckInFinished { id: id('a'), at: now, by };
        let left = WorkbookEntry::CheckInLeft { id: id('a'), at: now, by };
        for entry in [finished, left] {
            assert_eq!(workbook.clone().with(entry).alerts(), workbook.alerts());
        }
    }

    #[test]
    fn only_not_ok_asks_for_a_look() {
        for (steadiness, expected) in [(Steadiness::Steady, 0), (Steadiness::Shaky, 0), (Steadiness::NotOk, 1)] {
            let told = WorkbookEntry::SteadinessTold {
                id: id('b'),
                at: at("2026-06-22 07:00"),
                by: Author::Client,
                steadiness,
                about: None,
            };
            let alerts = answered(Measure::Phq9, &[(9, 1)]).with(told).alerts();
            let causes: Vec<_> = alerts.iter().filter(|alert| alert.cause == AlertCause::NotOk).collect();
            assert_eq!(causes.len(), expected, "{steadiness:?}");
            assert!(alerts.is_sorted_by_key(|alert| alert.at));
        }
    }
}
