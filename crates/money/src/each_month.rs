//! A superbill of each month, if the client wants it. A superbill tells a diagnosis, so the word is theirs alone (45 CFR
//! 164.502(a)(1)(i), disclosure to the individual).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::SubjectId;
use terms::words;

use crate::coverage::Coverage;

words! {
    /// Whether a client wants a superbill of each month.
    EachMonth {
        Yes = "yes", "A superbill each month";
        No = "no", "None unless I ask";
    }
}

/// What a client said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuperbillWish {
    /// When.
    pub at: Timestamp,
    /// Who: the client themselves.
    pub by: SubjectId,
    /// What they want.
    pub each_month: EachMonth,
}

impl SuperbillWish {
    /// Since when they want it, after they said this: since the first yes, until a no.
    pub(crate) fn since(self, before: Option<Timestamp>) -> Option<Timestamp> {
        match self.each_month {
            EachMonth::Yes => before.or(Some(self.at)),
            EachMonth::No => None,
        }
    }
}

impl Coverage {
    /// Since when the client wants a superbill of each month, if they do.
    pub fn superbills_since(&self) -> Option<Timestamp> {
        self.superbills_since
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::coverage::CoverageEntry;
    use crate::made_up::now;

    #[test]
    fn superbills_are_wished_since_the_first_yes_until_a_no() {
        let (early, late) = (now(), "2026-07-22T18:00:00Z".parse().unwrap());
        let by = "aaaaaaaaaa".parse().unwrap();
        let wish = |(at, each_month)| CoverageEntry::SuperbillsWished(SuperbillWish { at, by, each_month });
        for (wishes, expected) in [
            (vec![], None),
            (vec![(early, EachMonth::Yes)], Some(early)),
            (vec![(early, EachMonth::Yes), (late, EachMonth::Yes)], Some(early)),
            (vec![(early, EachMonth::Yes), (late, EachMonth::No)], None),
            (vec![(early, EachMonth::No), (late, EachMonth::Yes)], Some(late)),
        ] {
            let coverage = wishes.into_iter().map(wish).fold(Coverage::default(), Coverage::with);
            assert_eq!((coverage.superbills_since(), coverage.card().superbills_since), (expected, expected));
        }
    }
}
