//! What whoever holds the private link of a visit may do with it: say that they come, ask for another time, cancel while
//! there is time, and keep it after all.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::ids::{StaffId, SubjectId, WaitId};
use terms::visit_kind::VisitKind;
use terms::words;

use crate::appointment::{Appointment, AppointmentState, Hand};
use crate::cancel_visit::{CancelRefusal, Canceling, CountsAs, cancel};
use crate::move_visit::{ClientRefusal, client_may_change};
use crate::step_visit::undo;
use crate::wish::{Wish, WishState};

/// How long a visit that was canceled by its link can be kept after all.
pub const KEEP_WITHIN: SignedDuration = SignedDuration::from_hours(24);

words! {
    /// What can be said by the link.
    Saying {
        WillCome = "will-come", "They will come";
        AnotherTime = "another-time", "They asked for another time";
    }
}

/// What was said by the link, and of which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidByLink {
    /// What.
    pub saying: Saying,
    /// Of which beginning of the visit.
    pub of: Timestamp,
    /// When.
    pub at: Timestamp,
}

/// Why the link does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldRefusal {
    /// The visit is under way, over, or does not take place.
    NotPlanned,
    /// Too little time is left to cancel here.
    TooLate,
    /// This person cancels by phone only.
    NotByLink,
    /// It was not canceled by this link, or more than a day ago, or its time has come.
    NothingToKeep,
    /// Somebody else has the time now. The storage says so, from the holds.
    Taken,
}

/// What was said of the time that the visit is set to.
pub fn said(visit: &Appointment) -> Option<SaidByLink> {
    visit.said.filter(|said| said.of == visit.span.from)
}

/// Says that they will come. Saying it twice is saying it once.
pub fn will_come(visit: Appointment, now: Timestamp) -> Result<Appointment, HeldRefusal> {
    say(visit, Saying::WillCome, now)
}

/// Asks for another time: the front desk gets a wish, once for each time the visit is set to, and nothing is moved.
pub fn ask_for_another(
    visit: Appointment,
    id: WaitId,
    now: Timestamp,
) -> Result<(Appointment, Option<Wish>), HeldRefusal> {
    let is_asked = said(&visit).is_some_and(|said| said.saying == Saying::AnotherTime);
    let asked = say(visit, Saying::AnotherTime, now)?;
    let wish = (!is_asked).then(|| wish_of(id, (asked.subject, asked.kind, asked.clinician), &asked, now));
    Ok((asked, wish))
}

/// Cancels it, while more than so many hours remain and nobody has said that they cancel by phone only.
pub fn cancel_held(
    visit: Appointment,
    (is_by_phone_only, hours): (bool, u32),
    now: Timestamp,
) -> Result<Appointment, HeldRefusal> {
    if visit.state == AppointmentState::Cancelled {
        return Ok(visit);
    }
    may_cancel(&visit, (is_by_phone_only, hours), now)?;
    let canceling = Canceling { by: Hand::Link, counts: CountsAs::InTime, reason: None };
    cancel(visit, canceling, hours, now).map_err(|refusal| match refusal {
        CancelRefusal::NotPlanned | CancelRefusal::Past | CancelRefusal::NotLate => HeldRefusal::NotPlanned,
    })
}

/// Whether it can be canceled by the link, or why not.
pub fn may_cancel(
    visit: &Appointment,
    (is_by_phone_only, hours): (bool, u32),
    now: Timestamp,
) -> Result<(), HeldRefusal> {
    client_may_change(visit, now, hours).map_err(|refusal| match refusal {
        ClientRefusal::NotPlanned => HeldRefusal::NotPlanned,
        ClientRefusal::TooLate => HeldRefusal::TooLate,
    })?;
    if is_by_phone_only { Err(HeldRefusal::NotByLink) } else { Ok(()) }
}

/// Keeps a visit after all that was canceled by its link within the last day. Whether its time is still free is for the
/// storage to say.
pub fn keep(visit: Appointment, now: Timestamp) -> Result<Appointment, HeldRefusal> {
    let place = may_keep(&visit, now)?;
    undo(visit, place, Hand::Link, now).map_err(|_| HeldRefusal::NothingToKeep)
}

/// Where its cancellation stands in its history, if that can be taken back by the link.
pub fn may_keep(visit: &Appointment, now: Timestamp) -> Result<usize, HeldRefusal> {
    let canceled = visit.last_turn().filter(|(_, turn)| {
        let is_ours = turn.by == Hand::Link && turn.to == AppointmentState::Cancelled;
        is_ours && now.duration_since(turn.at) < KEEP_WITHIN
    });
    let is_gone = visit.state == AppointmentState::Cancelled && now < visit.span.from;
    canceled.filter(|_| is_gone).map(|(place, _)| place).ok_or(HeldRefusal::NothingToKeep)
}

fn say(visit: Appointment, saying: Saying, now: Timestamp) -> Result<Appointment, HeldRefusal> {
    if visit.state != AppointmentState::Planned || visit.span.from <= now {
        return Err(HeldRefusal::NotPlanned);
    }
    if said(&visit).is_some_and(|said| said.saying == saying) {
        return Ok(visit);
    }
    let of = visit.span.from;
    Ok(Appointment { said: Some(SaidByLink { saying, of, at: now }), ..visit })
}

fn wish_of(
    id: WaitId,
    (subject, kind, clinician): (SubjectId, VisitKind, StaffId),
    visit: &Appointment,
    at: Timestamp,
) -> Wish {
    Wish {
        id,
        subject,
        kind,
        clinician: Some(clinician),
        times: Vec::new(),
        place: Some(visit.place),
        at,
        state: WishState::Open,
        moves: Some(visit.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{appointment, at, id};

    const BEFORE: &str = "2026-06-22 10:00";

    #[test]
    fn what_is_said_counts_for_the_time_it_was_said_of() {
        let coming = will_come(appointment(), at(BEFORE)).unwrap();
        assert_eq!(said(&coming).map(|said| said.saying), Some(Saying::WillCome));
        assert_eq!(will_come(coming.clone(), at("2026-06-23 10:00")), Ok(coming.clone()));
        let moved = Appointment { span: crate::made_up::span("2026-07-08", "09:00", "10:00"), ..coming };
        assert_eq!(said(&moved), None);
        for (state, now, expected) in [
            (AppointmentState::Planned, "2026-06-24 08:59", Ok(())),
            (AppointmentState::Planned, "2026-06-24 09:00", Err(HeldRefusal::NotPlanned)),
            (AppointmentState::Cancelled, BEFORE, Err(HeldRefusal::NotPlanned)),
            (AppointmentState::Arrived, BEFORE, Err(HeldRefusal::NotPlanned)),
        ] {
            let given = Appointment { state, ..appointment() };
            assert_eq!(will_come(given.clone(), at(now)).map(|_| ()), expected, "{state:?} {now}");
            assert_eq!(ask_for_another(given, id('w'), at(now)).map(|_| ()), expected, "{state:?} {now}");
        }
    }

    #[test]
    fn the_desk_gets_one_wish_and_nothing_is_moved() {
        let (asked, wish) = ask_for_another(appointment(), id('w'), at(BEFORE)).unwrap();
        assert_eq!((asked.slot(), asked.state), (appointment().slot(), AppointmentState::Planned));
        assert_eq!(wish.map(|wish| (wish.moves, wish.clinician)), Some((Some(id('a')), Some(id('d')))));
        let (again, none) = ask_for_another(asked.clone(), id('x'), at("2026-06-22 11:00")).unwrap();
        assert_eq!((again, none), (asked, None));
    }

    #[test]
    fn it_is_canceled_while_there_is_time_and_kept_within_a_day() {
        for (state, phone_only, now, expected) in [
            (AppointmentState::Planned, false, "2026-06-23 08:59", Ok(())),
            (AppointmentState::Planned, false, "2026-06-23 09:00", Err(HeldRefusal::TooLate)),
            (AppointmentState::Planned, true, BEFORE, Err(HeldRefusal::NotByLink)),
            (AppointmentState::InSession, false, BEFORE, Err(HeldRefusal::NotPlanned)),
            (AppointmentState::Cancelled, false, BEFORE, Ok(())),
        ] {
            let given = Appointment { state, ..appointment() };
            assert_eq!(cancel_held(given, (phone_only, 24), at(now)).map(|_| ()), expected, "{state:?} {now}");
        }
        let canceled = cancel_held(appointment(), (false, 24), at(BEFORE)).unwrap();
        assert_eq!(canceled.state, AppointmentState::Cancelled);
        for (now, expected) in [("2026-06-23 09:59", Ok(())), ("2026-06-23 10:00", Err(HeldRefusal::NothingToKeep))] {
            let kept = keep(canceled.clone(), at(now));
            assert_eq!(kept.clone().map(|_| ()), expected, "{now}");
            assert!(kept.is_err() || kept.is_ok_and(|kept| kept.state == AppointmentState::Planned));
        }
        assert_eq!(keep(appointment(), at(BEFORE)), Err(HeldRefusal::NothingToKeep));
        let by_desk = Canceling { by: Hand::Staff(id('p')), counts: CountsAs::InTime, reason: None };
        let by_desk = cancel(appointment(), by_desk, 24, at(BEFORE)).unwrap();
        assert_eq!(keep(by_desk, at(BEFORE)), Err(HeldRefusal::NothingToKeep));
        let soon = Appointment { span: crate::made_up::span("2026-06-22", "11:00", "12:00"), ..canceled };
        assert_eq!(keep(soon, at("2026-06-22 11:00")), Err(HeldRefusal::NothingToKeep));
    }
}
