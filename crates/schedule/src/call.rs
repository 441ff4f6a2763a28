//! The phone log: who called whom, what was said of dates and papers, and who does what next.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{CallId, StaffId, SubjectId};
use terms::reach::{Phone, Reach};
use terms::text::Line;
use terms::words;

/// A call. Nothing clinical is written here; whoever wants to speak of that is put through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// When.
    pub at: Timestamp,
    /// Who of the practice was on the phone.
    pub by: StaffId,
    /// Who called whom.
    pub direction: Direction,
    /// Who was on the other end, as they gave their name.
    pub who: Line,
    /// Which client it was about, if about one.
    pub about: Option<SubjectId>,
    /// The number, if it was written down.
    pub phone: Option<Phone>,
    /// What was said, in a line.
    pub said: Option<Line>,
    /// What is to do next, if anything.
    pub next: Option<Line>,
    /// Who does it.
    pub owner: Option<StaffId>,
    /// When it was done.
    pub done: Option<Timestamp>,
}

words! {
    /// Who called whom.
    Direction {
        In = "in", "They called";
        Out = "out", "We called";
    }
}

/// Why a call is not written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallRefusal {
    /// The client does not allow calls.
    CallNotAllowed,
    /// Something is to do, and nobody does it.
    NobodyDoesIt,
    /// Somebody is named, and there is nothing to do.
    NothingToDo,
}

/// Why nothing is marked as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinishRefusal {
    /// Nothing was to do after this call.
    NothingToDo,
}

impl Call {
    /// Whether something is still to do.
    pub fn is_open(&self) -> bool {
        self.next.is_some() && self.done.is_none()
    }
}

/// Checks a call that is about to be written down, against how each client whom it concerns may be reached.
pub fn log_call(call: Call, reaches: &[&Reach]) -> Result<Call, CallRefusal> {
    // They may call us whenever they like.
    if call.direction == Direction::Out && reaches.iter().any(|reach| !reach.may_call) {
        return Err(CallRefusal::CallNotAllowed);
    }
    match (&call.next, call.owner) {
        (Some(_), None) => Err(CallRefusal::NobodyDoesIt),
        (None, Some(_)) => Err(CallRefusal::NothingToDo),
        (Some(_), Some(_)) | (None, None) => Ok(call),
    }
}

/// Marks what was to do as done. Marking it twice keeps the first time.
pub fn finish_call(call: Call, now: Timestamp) -> Result<Call, FinishRefusal> {
    if call.next.is_none() {
        return Err(FinishRefusal::NothingToDo);
    }
    Ok(Call { done: call.done.or(Some(now)), ..call })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, id, line};

    fn call(direction: Direction, next: Option<&str>, owner: Option<char>) -> Call {
        Call {
            id: id('c'),
            at: at("2026-06-22 09:00"),
            by: id('p'),
            direction,
            who: line("Rowan"),
            about: Some(id('s')),
            phone: None,
            said: None,
            next: next.map(line),
            owner: owner.map(id),
            done: None,
        }
    }

    #[test]
    fn a_call_is_written_down_or_refused() {
        let yes = Reach { may_call: true, ..Reach::default() };
        let no = Reach::default();
        for (given, reaches, expected) in [
            (call(Direction::In, None, None), &[&no][..], Ok(())),
            (call(Direction::Out, None, None), &[], Ok(())),
            (call(Direction::Out, None, None), &[&yes], Ok(())),
            (call(Direction::Out, None, None), &[&yes, &no], Err(CallRefusal::CallNotAllowed)),
            (call(Direction::In, Some("Send the form"), Some('p')), &[], Ok(())),
            (call(Direction::In, Some("Send the form"), None), &[], Err(CallRefusal::NobodyDoesIt)),
            (call(Direction::In, None, Some('p')), &[], Err(CallRefusal::NothingToDo)),
        ] {
            assert_eq!(log_call(given.clone(), reaches).map(|_| ()), expected, "{given:?}");
        }
    }

    #[test]
    fn what_was_to_do_is_done_once() {
        let (first, later) = (at("2026-06-22 10:00"), at("2026-06-22 11:00"));
        let open = call(Direction::In, Some("Send the form"), Some('p'));
        assert!(open.is_open());
        let done = finish_call(open, first).unwrap();
        assert!(!done.is_open());
        assert_eq!(finish_call(done, later).unwrap().done, Some(first));
        assert_eq!(finish_call(call(Direction::In, None, None), first), Err(FinishRefusal::NothingToDo));
    }
}
