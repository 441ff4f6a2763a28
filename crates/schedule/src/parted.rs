//! Each member of a couple can leave the joint work alone: from then on nothing is booked or begun together, and what was
//! booked is called off. What is written stays readable for both, and each one's own work goes on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::SubjectId;

use crate::appointment::{Appointment, AppointmentState, Hand};
use crate::cancel_visit::{Canceling, CountsAs, cancel};
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

/// Begins the joint work again, once all agreed to it anew. What was called off stays so.
pub fn begin_again(unit: Client) -> Client {
    Client { parted: None, ..unit }
}

/// A joint visit that is called off because someone left; `None` for one that has begun or stands no more. It counts as
/// in time at any hour: leaving costs nothing.
pub fn call_off(visit: &Appointment, by: Hand, now: Timestamp) -> Option<Appointment> {
    let is_to_come = visit.state == AppointmentState::Planned && visit.span.from > now;
    let canceling = Canceling { by, counts: CountsAs::InTime, reason: None };
    is_to_come.then(|| cancel(visit.clone(), canceling, 0, now).ok()).flatten()
}

/// Whether a visit was called off when someone left.
pub fn was_called_off(visit: &Appointment, parted: Parted) -> bool {
    let is_it = visit.last_turn().is_some_and(|(_, turn)| turn.at == parted.at);
    is_it && visit.state == AppointmentState::Cancelled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{appointment, at, client, id};

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
        assert!(!is_frozen(&begin_again(part(unit.clone(), id('u'), when).unwrap()), when));
        assert_eq!(part(unit, id('w'), when), Err(PartRefusal::NotAMember));
        assert_eq!(part(client("Alone", 8), id('s'), when), Err(PartRefusal::NotAMember));
    }

    #[test]
    fn what_is_to_come_is_called_off_and_what_began_is_not() {
        use AppointmentState::{Arrived, Cancelled, InSession, Kept, NoShow, Planned};
        let (hand, left) = (Hand::Client(id('u')), at("2026-06-24 08:59"));
        for (state, now, is_called_off) in [
            (Planned, left, true),
            (Planned, at("2026-06-24 09:00"), false),
            (Arrived, left, false),
            (InSession, left, false),
            (Kept, left, false),
            (NoShow, left, false),
            (Cancelled, left, false),
        ] {
            let visit = Appointment { state, ..appointment() };
            assert_eq!(call_off(&visit, hand, now).is_some(), is_called_off, "{state:?} {now}");
        }
        let off = call_off(&appointment(), hand, left).unwrap();
        let parted = Parted { who: id('u'), at: left };
        assert!(was_called_off(&off, parted) && off.state == Cancelled);
        assert!(!was_called_off(&off, Parted { at: at("2026-06-23 08:00"), ..parted }));
        assert!(!was_called_off(&appointment(), parted));
    }
}
