//! How a client arrived at a visit: the chips that every note begins with.

use serde::{Deserialize, Serialize};
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
