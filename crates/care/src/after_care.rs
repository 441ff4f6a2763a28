//! What client and therapist agree on for the days after a dosing day: when to be asked, and what silence means. The
//! default is not to be asked at all.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::AlertId;
use terms::text::Line;
use terms::words;

use crate::after_time::AfterTime;
use crate::days_after::AfterCard;
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

words! {
    /// What it means when they don’t answer.
    #[derive(Default)]
    Silence {
        #[default]
        Nothing = "nothing", "Nothing";
        OneMessage = "one-message", "Ask me once more";
        CallMe = "call-me", "Call me";
        CallMyPerson = "call-my-person", "Call my person";
    }
}

/// What was agreed. With no time, nobody asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterCare {
    /// When to be asked, the earliest first.
    pub times: Vec<AfterTime>,
    /// What silence means.
    pub silence: Silence,
    /// Whom to call, with the number.
    pub person: Option<Line>,
}

/// What was agreed, as someone wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedAfterCare {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// What.
    pub care: AfterCare,
}

/// That someone was asked, after which dosing day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedAfter {
    /// The dosing day.
    pub day: Date,
    /// Which time.
    pub time: AfterTime,
    /// When.
    pub at: Timestamp,
}

/// That silence was followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedSilence {
    /// Of which question.
    pub asked: AskedAfter,
    /// What it means.
    pub silence: Silence,
    /// When.
    pub at: Timestamp,
    /// The alert that it raised.
    pub alert: Option<AlertId>,
}

/// Why it is not agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterCareRefusal {
    /// Somebody is to be called, and nobody is named.
    NoPerson,
}

impl Workbook {
    /// What is agreed now.
    pub fn after_care(&self) -> Option<&AgreedAfterCare> {
        self.after_care.last()
    }

    /// When they were asked, the oldest first.
    pub fn asked_after(&self) -> &[AskedAfter] {
        &self.asked_after
    }

    /// For the card.
    pub(crate) fn after_card(&self) -> AfterCard {
        AfterCard {
            agreed: self.after_care().map(|agreed| (agreed.care.clone(), agreed.at)),
            asked: self.asked_after.clone(),
            last_word: self.steadiness.iter().map(|told| told.at).max(),
            followed: self.silences.last().map(|followed| followed.asked),
        }
    }

    /// The one that waits for an answer: the last, while nothing was said since.
    pub fn open_question(&self) -> Option<AskedAfter> {
        let last = self.asked_after.last().copied()?;
        let is_answered = self.steadiness.iter().any(|told| told.at >= last.at);
        (!is_answered).then_some(last)
    }
}

/// Agrees on it; none, when it says so already.
pub fn agree_after_care(
    workbook: &Workbook,
    mut care: AfterCare,
    by: Author,
    at: Timestamp,
) -> Result<Option<WorkbookEntry>, AfterCareRefusal> {
    care.times.sort_unstable();
    care.times.dedup();
    if care.silence == Silence::CallMyPerson && care.person.is_none() {
        return Err(AfterCareRefusal::NoPerson);
    }
    let is_same = workbook.after_care().is_some_and(|agreed| agreed.care == care);
    Ok((!is_same).then_some(WorkbookEntry::AfterCareAgreed { at, by, care }))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, line};

    #[test]
    fn nobody_is_asked_unless_they_say_so_and_whoever_is_called_has_a_name() {
        let now = at("2026-06-22 10:00");
        assert_eq!(AfterCare::default().times, []);
        let person = Some(line("Sam, 555-0117"));
        for (silence, person, expected) in [
            (Silence::Nothing, None, true),
            (Silence::CallMe, None, true),
            (Silence::CallMyPerson, None, false),
            (Silence::CallMyPerson, person, true),
        ] {
            let [day, _, week, ..] = AfterTime::USUAL;
            let care = AfterCare { times: vec![week, day, day], silence, person };
            let entry = agree_after_care(&Workbook::default(), care, Author::Client, now);
            assert_eq!(entry.is_ok(), expected, "{silence:?}");
            let Ok(Some(entry)) = entry else { continue };
            let workbook = Workbook::default().with(entry);
            let agreed = workbook.after_care().unwrap().care.clone();
            assert_eq!(agreed.times, [day, week]);
            assert_eq!(agree_after_care(&workbook, agreed, Author::Client, now), Ok(None));
        }
    }
}
