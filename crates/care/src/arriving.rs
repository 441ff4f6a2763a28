//! How a client arrived at a visit: the chips that every note begins with.

use serde::{Deserialize, Serialize};
use terms::practice::NervousWords;
use terms::words;

/// How the client arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arriving {
    /// In which state; any that fit.
    pub state: Vec<ArrivalState>,
    /// What was used to ground; any that fit.
    pub grounding: Vec<Grounding>,
    /// How risk was seen.
    pub risk: Option<Risk>,
}

words! {
    /// The state on arrival, in words that claim no measurement: the science behind polyvagal labels is disputed
    /// (Grossman 2023).
    ArrivalState {
        Settled = "settled", "Settled";
        Activated = "activated", "Activated";
        ShutDown = "shut-down", "Shut down";
        Mixed = "mixed", "Mixed";
        Tearful = "tearful", "Tearful";
    }

    /// What was used to come back to the present.
    Grounding {
        NoneNeeded = "none-needed", "None needed";
        Feet = "feet", "Feet";
        Breath = "breath", "Breath";
        Orienting = "orienting", "Orienting";
        ColdWater = "cold-water", "Cold water";
        Sound = "sound", "Sound";
        Other = "other", "Other";
    }

    /// How risk was seen that day.
    Risk {
        NoCurrentConcern = "no-current-concern", "No current concern";
        Watched = "watched", "Watched";
        ActionTaken = "action-taken", "Action taken";
    }
}

impl ArrivalState {
    /// As the practice speaks of it. What is stored is the same in either words.
    pub fn word_in(self, words: NervousWords) -> &'static str {
        match (words, self) {
            (NervousWords::Polyvagal, Self::Settled) => "Safe and social (ventral)",
            (NervousWords::Polyvagal, Self::Activated) => "Mobilized (sympathetic)",
            (NervousWords::Polyvagal, Self::ShutDown) => "Collapsed (dorsal)",
            (NervousWords::Polyvagal, Self::Mixed | Self::Tearful) | (NervousWords::Neutral, _) => self.word(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Question;

    #[test]
    fn behaviour_15_the_words_switch_and_what_is_stored_stays() {
        let both = [NervousWords::Neutral, NervousWords::Polyvagal];
        for (state, expected) in [
            (ArrivalState::Settled, ["Settled", "Safe and social (ventral)"]),
            (ArrivalState::ShutDown, ["Shut down", "Collapsed (dorsal)"]),
            (ArrivalState::Tearful, ["Tearful", "Tearful"]),
        ] {
            assert_eq!(both.map(|words| state.word_in(words)), expected);
            assert_eq!(ArrivalState::from_code(state.code()), Some(state));
        }
        let asked = both.map(|words| Question::TooMuch.word_in(words));
        assert!(asked[0] != asked[1] && Question::from_code(Question::TooMuch.code()) == Some(Question::TooMuch));
    }
}
