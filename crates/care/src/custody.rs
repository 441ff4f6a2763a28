//! Custody of psychotherapy notes, for death or incapacity of their author: how far it has come, and when they open.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::text::Line;

/// How long the author and the owners have to say no.
pub const WAIT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// That a custodian asked to open what they keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedToOpen {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: Line,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The custodian has chosen no passphrase yet.
    NoPassphrase,
    /// They have; the author's key is sealed when the author opens their notes next.
    NotSealed,
    /// The author's key is sealed, and nobody asked for it.
    Sealed,
    /// The custodian asked, and waits.
    Asked(AskedToOpen),
    /// The waiting time is over.
    Open(AskedToOpen),
}

impl AskedToOpen {
    /// From when on the notes may be opened.
    pub fn opens_at(&self) -> Timestamp {
        self.at + WAIT
    }
}

/// Where a custody stands whose author's key is sealed to the custodian's keys as they are now.
pub fn sealed(asked: Option<&AskedToOpen>, now: Timestamp) -> Standing {
    match asked {
        None => Standing::Sealed,
        Some(asked) if now < asked.opens_at() => Standing::Asked(asked.clone()),
        Some(asked) => Standing::Open(asked.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, line};

    #[test]
    fn what_was_asked_for_opens_after_seven_days_and_not_a_moment_earlier() {
        let asked = AskedToOpen { at: at("2026-06-22 10:00"), why: line("She died on Sunday") };
        let end = at("2026-06-29 10:00");
        assert_eq!(sealed(None, end), Standing::Sealed);
        assert_eq!(sealed(Some(&asked), end - SignedDuration::from_secs(1)), Standing::Asked(asked.clone()));
        assert_eq!(sealed(Some(&asked), end), Standing::Open(asked));
    }
}
