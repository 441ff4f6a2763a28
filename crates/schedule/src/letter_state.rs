//! How a letter stands, and what happened to it on its way.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::StaffId;
use terms::quiet_hours::QuietHours;
use terms::text::Line;
use terms::words;

/// How a letter stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LetterState {
    /// It waits for its next try, and failed so often.
    Waiting {
        /// Not before.
        next: Timestamp,
        /// How often it was refused.
        failures: u8,
        /// Whether it may have arrived: an earlier try ended without a word.
        may_be_there: bool,
    },
    /// It is being handed over.
    Trying {
        /// When the claim ends.
        until: Timestamp,
        /// How often it was refused.
        failures: u8,
        /// Whether it may have arrived: an earlier try ended without a word.
        may_be_there: bool,
    },
    /// The mail server took it.
    Sent {
        /// When.
        at: Timestamp,
    },
    /// It will not go out by itself any more.
    Failed {
        /// When we gave up.
        at: Timestamp,
        /// Why.
        why: WhyFailed,
    },
    /// It does not go out.
    Away {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: WhyAway,
    },
}

words! {
    /// Why a letter failed.
    WhyFailed {
        Refused = "refused", "The mail server refuses this address or this letter";
        GaveUp = "gave-up", "The mail server could not take it, seven times in a day and a half";
        Unsure = "unsure", "It was handed over twice, and we do not know whether it arrived";
        TooOld = "too-old", "It had waited for a week";
    }

    /// Why a letter does not go out.
    WhyAway {
        AnotherWay = "another-way", "Sent another way";
        NotWanted = "not-wanted", "Not wanted";
        Outdated = "outdated", "The visit has changed since";
        TooLate = "too-late", "It would have come too late";
    }
}

/// One thing that happened to a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterTurn {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: LetterStep,
}

/// What happened to a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LetterStep {
    /// Claimed, to be handed over.
    Claimed,
    /// The mail server took it.
    Sent,
    /// It did not take it; in the server's words, without addresses.
    NotSent(Line),
    /// It did not go out any more.
    Failed(WhyFailed),
    /// Someone let it be tried again.
    TriedAgain(StaffId),
    /// Someone put it away, or the clock did.
    PutAway(WhyAway, Option<StaffId>),
}

/// Hours in which a letter waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// The hours.
    pub hours: QuietHours,
    /// By the clock of this zone.
    pub zone: Line,
}
