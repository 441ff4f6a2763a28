//! The workbook's parts: what is written in each, what was written before, and what was skipped.

use jiff::Timestamp;
use terms::text::Prose;
use terms::words;

use crate::question::{Question, Speaks, questions};
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

words! {
    /// A part of the workbook. None has to be written.
    WorkbookPart {
        WhatBringsMe = "what-brings-me", "What brings me here";
        Intentions = "intentions", "Intentions and hopes";
        Boundaries = "boundaries", "Boundaries and pacing";
        NervousSystem = "nervous-system", "My nervous system and grounding";
        PastExperiences = "past-experiences", "Therapy and altered states before now";
        Relationship = "relationship", "My relationship";
        SetAndSetting = "set-and-setting", "Mindset and setting";
        AfterCare = "after-care", "After-care";
    }

    /// Whether a part is left out.
    Skip {
        Skipped = "skipped", "Skipped";
        TakenUp = "taken-up", "Taken up";
    }

    /// How a part stands.
    PartState {
        Untouched = "untouched", "Nothing here yet";
        Begun = "begun", "Begun";
        Written = "written", "Written";
        Skipped = "skipped", "Skipped";
    }
}

/// An answer as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenAnswer {
    /// To which question.
    pub question: Question,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// In their own words; `None` took the one before off the page.
    pub text: Option<Prose>,
}

impl WorkbookPart {
    /// Its name as this client reads it.
    pub fn title(self, speaks: Speaks) -> &'static str {
        match (self, speaks) {
            (Self::PastExperiences, Speaks::NotOfDosing) => "Therapy before now",
            (_, Speaks::OfDosing | Speaks::NotOfDosing) => self.word(),
        }
    }

    /// Why it is there, in a line.
    pub fn about(self, speaks: Speaks) -> &'static str {
        match (self, speaks) {
            (Self::WhatBringsMe, _) => "So that you can start from where you are, and don’t have to tell it twice.",
            (Self::Intentions, _) => {
                "Something to come back to. It is never a goal you have to reach, and it may change."
            }
            (Self::Boundaries, _) => "What is fine, what is not, and the words that slow things down or stop them.",
            (Self::NervousSystem, _) => "How you notice that it is too much, or too little, and what brings you back.",
            (Self::PastExperiences, Speaks::OfDosing) => {
                "What you have been through already, so that it can be built on or left alone."
            }
            (Self::PastExperiences, Speaks::NotOfDosing) => {
                "What therapy has been like for you, so that it can be built on or left alone."
            }
            (Self::Relationship, _) => "For pain between two people. Your partner does not read this page.",
            (Self::SetAndSetting, Speaks::OfDosing) => {
                "The mood you bring and the place you are in, for sessions and for a dosing day if there is one."
            }
            (Self::SetAndSetting, Speaks::NotOfDosing) => {
                "The mood you bring and the place you are in, so that sessions feel safer."
            }
            (Self::AfterCare, Speaks::OfDosing) => {
                "A soft landing after a dosing day, or after a session that stirs things."
            }
            (Self::AfterCare, Speaks::NotOfDosing) => "A soft landing after a session that stirs things.",
        }
    }
}

impl Workbook {
    /// The answer to a question that stands on the page.
    pub fn answer(&self, question: Question) -> Option<&WrittenAnswer> {
        self.answers_to(question).last().filter(|answer| answer.text.is_some())
    }

    /// The answers before it, oldest first.
    pub fn earlier_answers(&self, question: Question) -> Vec<&WrittenAnswer> {
        let mut answers: Vec<_> = self.answers_to(question).collect();
        answers.pop_if(|last| last.text.is_some());
        answers.retain(|answer| answer.text.is_some());
        answers
    }

    /// How a part stands. It is written once everything in it that everyone is asked has words.
    pub fn part_state(&self, part: WorkbookPart) -> PartState {
        if self.skipped.contains(&part) {
            return PartState::Skipped;
        }
        let is_answered = |question: Question| self.answer(question).is_some();
        let own = match part {
            WorkbookPart::Intentions => Some(self.intention().is_some()),
            WorkbookPart::Boundaries => Some(self.boundaries().is_some()),
            WorkbookPart::NervousSystem => Some(!self.tools().is_empty()),
            WorkbookPart::WhatBringsMe
            | WorkbookPart::PastExperiences
            | WorkbookPart::Relationship
            | WorkbookPart::SetAndSetting
            | WorkbookPart::AfterCare => None,
        };
        let whole = questions(part, Speaks::NotOfDosing).into_iter().map(is_answered).chain(own).all(|has| has);
        let begun = questions(part, Speaks::OfDosing).into_iter().map(is_answered).chain(own).any(|has| has);
        match (begun, whole) {
            (false, _) => PartState::Untouched,
            (true, false) => PartState::Begun,
            (true, true) => PartState::Written,
        }
    }

    /// For the fold: whoever writes in a part that was skipped takes it up again.
    pub(crate) fn take_up(&mut self, part: WorkbookPart) {
        self.skipped.retain(|skipped| *skipped != part);
    }

    /// For the fold: a part is left out, or not any more.
    pub(crate) fn skip(&mut self, part: WorkbookPart, skip: Skip) {
        self.take_up(part);
        match skip {
            Skip::Skipped => self.skipped.push(part),
            Skip::TakenUp => {}
        }
    }

    fn answers_to(&self, question: Question) -> impl Iterator<Item = &WrittenAnswer> {
        self.answers.iter().filter(move |answer| answer.question == question)
    }
}

/// Writes an answer, or takes one off the page. Nothing is written when the page says so already.
pub fn answer_question(workbook: &Workbook, answer: WrittenAnswer) -> Option<WorkbookEntry> {
    let now = workbook.answer(answer.question).and_then(|now| now.text.as_ref());
    if now == answer.text.as_ref() {
        return None;
    }
    let WrittenAnswer { question, at, by, text } = answer;
    Some(WorkbookEntry::Answered { question, at, by, text })
}

/// Leaves a part out, or takes it up again. Both can be done at any time.
pub fn skip_part(part: WorkbookPart, skipped: Skip, by: Author, at: Timestamp) -> WorkbookEntry {
    WorkbookEntry::PartSkipped { part, at, by, skipped }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::boundaries::Boundaries;
    use crate::made_up::{at, prose};
    use crate::workbook::write_intention;

    fn now() -> Timestamp {
        at("2026-06-22 10:00")
    }

    fn write(workbook: Workbook, question: Question, text: Option<&str>) -> Workbook {
        let answer = WrittenAnswer { question, at: now(), by: Author::Client, text: text.map(prose) };
        match answer_question(&workbook, answer) {
            Some(entry) => workbook.with(entry),
            None => workbook,
        }
    }

    fn all(workbook: Workbook, part: WorkbookPart) -> Workbook {
        questions(part, Speaks::NotOfDosing)
            .into_iter()
            .fold(workbook, |workbook, question| write(workbook, question, Some("Words.")))
    }

    fn skip(workbook: Workbook, part: WorkbookPart, skipped: Skip) -> Workbook {
        workbook.with(skip_part(part, skipped, Author::Client, now()))
    }

    #[test]
    fn an_answer_taken_off_the_page_stays_readable_as_an_earlier_one() {
        let read = |workbook: &Workbook| {
            let text = |answer: &WrittenAnswer| answer.text.as_ref().map_or("", Prose::as_str).to_owned();
            let earlier: Vec<_> = workbook.earlier_answers(Question::Hope).into_iter().map(text).collect();
            (workbook.answer(Question::Hope).map(text).unwrap_or_default(), earlier.join(" "))
        };
        let mut workbook = Workbook::default();
        for (given, now, earlier) in [
            (None, "", ""),
            (Some("One."), "One.", ""),
            (Some("One."), "One.", ""),
            (Some("Two."), "Two.", "One."),
            (None, "", "One. Two."),
            (None, "", "One. Two."),
            (Some("Three."), "Three.", "One. Two."),
        ] {
            workbook = write(workbook, Question::Hope, given);
            assert_eq!(read(&workbook), (now.to_owned(), earlier.to_owned()), "{given:?}");
        }
        assert_eq!(workbook.answers.len(), 4);
    }

    #[test]
    fn a_part_says_how_it_stands() {
        let none = Workbook::default;
        let intention = none().with(write_intention(prose("To rest."), Author::Client, now()));
        let boundaries = none().with(WorkbookEntry::BoundariesWritten {
            at: now(),
            by: Author::Client,
            boundaries: Boundaries::default(),
        });
        let past = WorkbookPart::PastExperiences;
        let skipped = skip(none(), past, Skip::Skipped);
        for (workbook, part, expected) in [
            (none(), past, PartState::Untouched),
            (write(none(), Question::WhatHelped, Some("Walking.")), past, PartState::Begun),
            (write(none(), Question::AlteredStates, Some("None.")), past, PartState::Begun),
            (all(none(), past), past, PartState::Written),
            (write(all(none(), past), Question::WhatHelped, None), past, PartState::Begun),
            (skipped.clone(), past, PartState::Skipped),
            (skip(skipped.clone(), past, Skip::TakenUp), past, PartState::Untouched),
            (write(skipped, Question::WhatHelped, Some("Walking.")), past, PartState::Begun),
            (skip(all(none(), past), past, Skip::Skipped), past, PartState::Skipped),
            (intention.clone(), WorkbookPart::Intentions, PartState::Begun),
            (all(intention, WorkbookPart::Intentions), WorkbookPart::Intentions, PartState::Written),
            (none(), WorkbookPart::Boundaries, PartState::Untouched),
            (boundaries, WorkbookPart::Boundaries, PartState::Written),
            (all(none(), WorkbookPart::NervousSystem), WorkbookPart::NervousSystem, PartState::Begun),
        ] {
            assert_eq!(workbook.part_state(part), expected, "{part:?}");
        }
    }
}
