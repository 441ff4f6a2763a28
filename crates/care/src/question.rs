//! The questions of the workbook, each with a line that says what it asks. All of them can be left out.

use terms::practice::NervousWords;
use terms::words;

use crate::chart::Path;
use crate::workbook_part::WorkbookPart;

words! {
    /// A question of the workbook. What is answered stands beside its words, in the client's own.
    Question {
        WhyNow = "why-now", "Why now";
        HardDay = "hard-day", "What it is like on a hard day";
        Different = "different", "What I would like to be different";
        Hope = "hope", "What I hope for";
        Expectation = "expectation", "What I expect, and what I am unsure of";
        TooMuch = "too-much", "Early signs that it is getting too much";
        TooLittle = "too-little", "Early signs that I am going numb or far away";
        TherapyBefore = "therapy-before", "Therapy before now";
        AlteredStates = "altered-states", "Altered states before now";
        WhatHelped = "what-helped", "What helped";
        WhatWasHard = "what-was-hard", "What was hard";
        WhatHurts = "what-hurts", "What hurts between us";
        Longing = "longing", "What I long for";
        PartnerMayKnow = "partner-may-know", "What my partner may know";
        Mindset = "mindset", "My mindset these days";
        Place = "place", "Places where I feel at ease";
        People = "people", "People I would like near me, and not";
        Music = "music", "Music, sound or silence";
        WayHome = "way-home", "The way home";
        WhoIsWithMe = "who-is-with-me", "Who is with me";
        Gently = "gently", "What I eat, how I sleep, what I leave undone";
        WhomICall = "whom-i-call", "Whom I call";
    }
}

/// Whether the pages speak of dosing to this client at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// They do, as something that may come or has been.
    OfDosing,
    /// They don't say a word of it.
    NotOfDosing,
}

impl Speaks {
    /// What pages say on a path. Only someone who settled on a path without dosing never reads of it.
    pub fn on(path: Path) -> Self {
        match path {
            Path::NoDosing => Self::NotOfDosing,
            Path::Undecided
            | Path::PreparationWithDosingElsewhere
            | Path::IntegrationAfterDosingElsewhere
            | Path::WithAttendedDosing => Self::OfDosing,
        }
    }
}

impl Question {
    /// Its words, as the practice speaks of the nervous system.
    pub fn word_in(self, words: NervousWords) -> &'static str {
        match (words, self) {
            (NervousWords::Polyvagal, Self::TooMuch) => "Early signs of being mobilized (sympathetic)",
            (NervousWords::Polyvagal, Self::TooLittle) => "Early signs of collapsing, numb or far away (dorsal)",
            (NervousWords::Polyvagal | NervousWords::Neutral, _) => self.word(),
        }
    }

    /// The part it belongs to.
    pub fn part(self) -> WorkbookPart {
        match self {
            Self::WhyNow | Self::HardDay | Self::Different => WorkbookPart::WhatBringsMe,
            Self::Hope | Self::Expectation => WorkbookPart::Intentions,
            Self::TooMuch | Self::TooLittle => WorkbookPart::NervousSystem,
            Self::TherapyBefore | Self::AlteredStates | Self::WhatHelped | Self::WhatWasHard => {
                WorkbookPart::PastExperiences
            }
            Self::WhatHurts | Self::Longing | Self::PartnerMayKnow => WorkbookPart::Relationship,
            Self::Mindset | Self::Place | Self::People | Self::Music | Self::WayHome => WorkbookPart::SetAndSetting,
            Self::WhoIsWithMe | Self::Gently | Self::WhomICall => WorkbookPart::AfterCare,
        }
    }

    /// What it asks, in a line.
    pub fn hint(self) -> &'static str {
        match self {
            Self::WhyNow => "What made you look for this just now, if you know.",
            Self::HardDay => "Low, anxious, numb, too much at once: whatever words are yours.",
            Self::Different => "It can be small. “I don’t know yet” is an answer too.",
            Self::Hope => "What would make this worth your time.",
            Self::Expectation => "An expectation is a guess about what will happen. It can be set aside later.",
            Self::TooMuch => "Perhaps a tight chest, quick thoughts, or wanting to leave.",
            Self::TooLittle => "Perhaps fog, heavy limbs, or hearing people as if from another room.",
            Self::TherapyBefore => "With whom, for how long, and what it was like. None is fine.",
            Self::AlteredStates => {
                "Ketamine, other substances, meditation, breathwork: what it was, about when, and how it left you. \
                 “None” and “I don’t know” are answers."
            }
            Self::WhatHelped => "A person, a way of talking, a habit, a place.",
            Self::WhatWasHard => "Only as much as you want on a page. The rest can wait until you are together.",
            Self::WhatHurts => "In your own words, from your own side. You don’t have to be fair here.",
            Self::Longing => "What you miss, or have never had and would like.",
            Self::PartnerMayKnow => "What may be said, what stays here, and what you would rather say yourself.",
            Self::Mindset => "What you carry these days: mood, worries, what is going well.",
            Self::Place => "What makes them so: the light, a blanket, a door that closes.",
            Self::People => "Names are enough.",
            Self::Music => "What settles you, and what you would rather not hear.",
            Self::WayHome => {
                "How you get home from a dosing day, and with whom. Your prescriber says what they ask for."
            }
            Self::WhoIsWithMe => "In the hours afterward: someone nearby, someone on the phone, or nobody for a while.",
            Self::Gently => "A day with less in it. What can wait until the day after.",
            Self::WhomICall => "First this person, then that one. Your safety plan can hold the numbers.",
        }
    }

    /// Whether a line before it says what it asks, with a way past it.
    pub fn is_sensitive(self) -> bool {
        match self {
            Self::HardDay | Self::AlteredStates | Self::WhatWasHard | Self::WhatHurts | Self::PartnerMayKnow => true,
            Self::WhyNow
            | Self::Different
            | Self::Hope
            | Self::Expectation
            | Self::TooMuch
            | Self::TooLittle
            | Self::TherapyBefore
            | Self::WhatHelped
            | Self::Longing
            | Self::Mindset
            | Self::Place
            | Self::People
            | Self::Music
            | Self::WayHome
            | Self::WhoIsWithMe
            | Self::Gently
            | Self::WhomICall => false,
        }
    }

    /// Whether it speaks of dosing, and so is asked only where that is spoken of.
    pub fn speaks_of_dosing(self) -> bool {
        matches!(self, Self::AlteredStates | Self::WayHome)
    }
}

/// The questions of a part that this client is asked. Boundaries have none; they are written as boundaries.
pub fn questions(part: WorkbookPart, speaks: Speaks) -> Vec<Question> {
    let is_asked = |question: &Question| match speaks {
        Speaks::OfDosing => true,
        Speaks::NotOfDosing => !question.speaks_of_dosing(),
    };
    Question::ALL.into_iter().filter(|question| question.part() == part).filter(is_asked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that a client reads in the workbook's parts.
    fn read(speaks: Speaks) -> String {
        let parts = WorkbookPart::ALL.into_iter().flat_map(|part| {
            let asked = questions(part, speaks).into_iter().flat_map(|question| [question.word(), question.hint()]);
            [part.title(speaks), part.about(speaks)].into_iter().chain(asked)
        });
        parts.collect::<Vec<_>>().join("\n").to_lowercase()
    }

    #[test]
    fn behaviour_4_without_dosing_not_a_word_of_it_is_read() {
        let words = ["dosing", "ketamine", "altered", "prescriber", "substance", "dose"];
        for word in words {
            assert!(!read(Speaks::NotOfDosing).contains(word), "{word}");
        }
        assert!(read(Speaks::OfDosing).contains("dosing") && read(Speaks::OfDosing).contains("ketamine"));
    }

    #[test]
    fn only_a_path_without_dosing_is_silent_about_it() {
        for path in Path::ALL {
            let expected = if path == Path::NoDosing { Speaks::NotOfDosing } else { Speaks::OfDosing };
            assert_eq!(Speaks::on(path), expected, "{path:?}");
        }
    }

    #[test]
    fn every_part_but_boundaries_asks_something_either_way() {
        for part in WorkbookPart::ALL {
            let [fewer, all] = [Speaks::NotOfDosing, Speaks::OfDosing].map(|speaks| questions(part, speaks).len());
            assert_eq!(fewer == 0, part == WorkbookPart::Boundaries, "{part:?}");
            assert!(fewer <= all && all <= 5, "{part:?}");
        }
    }
}
