//! Each member of a couple can leave the joint work alone: from then on nothing new is booked or begun together. What is
//! written stays readable for both, and each one's own work goes on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::SubjectId;

use crate::people::Client;

/// That someone left the joint work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parted {
    /// Who left.
    pub who: SubjectId,
    /// When.
    pub at: Timestamp,
}

/// Why nobody leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartRefusal {
    /// They do not belong to this record, or it is one person's own.
    NotAMember,
}

/// Leaves. Who left first stays written down; leaving again changes nothing.
pub fn part(unit: Client, who: SubjectId, at: Timestamp) -> Result<Client, PartRefusal> {
    if !unit.members.contains(&who) {
        return Err(PartRefusal::NotAMember);
    }
    let parted = unit.parted.or(Some(Parted { who, at }));
    Ok(Client { parted, ..unit })
}

/// Whether a joint visit that begins then may be booked or begun.
pub fn is_frozen(unit: &Client, begins: Timestamp) -> bool {
    unit.parted.is_some_and(|parted| begins >= parted.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, client, id};

    #[test]
    fn behaviour_29_either_of_them_leaves_alone_and_nothing_new_begins() {
        let unit = Client { members: vec![id('u'), id('v')], ..client("Both", 7) };
        let when = at("2026-06-22 12:00");
        assert!(!is_frozen(&unit, when));
        for who in ['u', 'v'] {
            let left = part(unit.clone(), id(who), when).unwrap();
            assert_eq!(left.parted, Some(Parted { who: id(who), at: when }));
            assert!(is_frozen(&left, when) && !is_frozen(&left, at("2026-06-22 11:59")));
            let again = part(left.clone(), id('u'), at("2026-06-30 12:00")).unwrap();
            assert_eq!(again, left);
        }
        assert_eq!(part(unit, id('w'), when), Err(PartRefusal::NotAMember));
        assert_eq!(part(client("Alone", 8), id('s'), when), Err(PartRefusal::NotAMember));
    }
}
