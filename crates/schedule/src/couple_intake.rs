//! A couple's intake: together, then each alone, then what was seen, together again. Read from the calendar alone.

use jiff::Timestamp;
use terms::ids::SubjectId;
use terms::visit_kind::VisitKind;

use crate::appointment::{Appointment, AppointmentState};

/// A step of the intake, in the order in which they are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeStep {
    /// The first visit together.
    Joint,
    /// One of them alone.
    Alone(SubjectId),
    /// Together again: what was seen, and what to do.
    Feedback,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It was held then.
    Held(Timestamp),
    /// It is booked for then.
    Booked(Timestamp),
    /// It is still to be booked.
    Open,
}

/// The steps with how far each is. `joint` are the couple's visits, `alone` those of each partner; a first conversation
/// is none of them.
pub fn couple_intake(joint: &[Appointment], alone: &[(SubjectId, Vec<Appointment>)]) -> Vec<(IntakeStep, StepState)> {
    let first = first_from(joint, Timestamp::MIN);
    let from = first.at().unwrap_or(Timestamp::MAX);
    let each: Vec<(SubjectId, StepState)> =
        alone.iter().map(|(who, visits)| (*who, first_from(visits, from))).collect();
    let last_alone: Option<Timestamp> = each.iter().map(|(_, state)| state.at()).max().flatten();
    let all_have_a_time = each.iter().all(|(_, state)| state.at().is_some()) && !each.is_empty();
    let feedback = match last_alone {
        Some(last) if all_have_a_time => first_from(joint, last),
        Some(_) | None => StepState::Open,
    };
    let alone = each.into_iter().map(|(who, state)| (IntakeStep::Alone(who), state));
    [(IntakeStep::Joint, first)].into_iter().chain(alone).chain([(IntakeStep::Feedback, feedback)]).collect()
}

impl StepState {
    fn at(self) -> Option<Timestamp> {
        match self {
            Self::Held(at) | Self::Booked(at) => Some(at),
            Self::Open => None,
        }
    }
}

/// The first visit after a moment that was held or stands, and is no first conversation.
fn first_from(visits: &[Appointment], from: Timestamp) -> StepState {
    let counts = |visit: &&Appointment| {
        visit.span.from > from && visit.kind != VisitKind::FirstConversation && (visit.state.stands() || is_held(visit))
    };
    match visits.iter().filter(counts).min_by_key(|visit| visit.span.from) {
        Some(visit) if is_held(visit) => StepState::Held(visit.span.from),
        Some(visit) => StepState::Booked(visit.span.from),
        None => StepState::Open,
    }
}

fn is_held(visit: &Appointment) -> bool {
    visit.state == AppointmentState::Kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{appointment, id, span};

    fn visit(day: &str, state: AppointmentState) -> Appointment {
        Appointment { span: span(day, "09:00", "10:00"), state, ..appointment() }
    }

    fn words(joint: &[Appointment], alone: [&[Appointment]; 2]) -> String {
        let alone = [(id('u'), alone[0].to_vec()), (id('v'), alone[1].to_vec())];
        let state = |state| match state {
            StepState::Held(_) => "held",
            StepState::Booked(_) => "booked",
            StepState::Open => "open",
        };
        couple_intake(joint, &alone).into_iter().map(|(_, of)| state(of)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn feedback_comes_after_both_were_seen_alone() {
        let (kept, planned, gone) = (AppointmentState::Kept, AppointmentState::Planned, AppointmentState::Cancelled);
        let first = visit("2026-06-01", kept);
        for (joint, one, other, expected) in [
            (vec![], vec![], vec![], "open open open open"),
            (vec![visit("2026-06-01", planned)], vec![], vec![], "booked open open open"),
            (vec![first.clone()], vec![visit("2026-06-08", kept)], vec![], "held held open open"),
            (
                vec![first.clone(), visit("2026-06-09", kept)],
                vec![visit("2026-06-08", kept)],
                vec![visit("2026-06-10", planned)],
                "held held booked open",
            ),
            (
                vec![first.clone(), visit("2026-06-22", planned)],
                vec![visit("2026-06-08", kept)],
                vec![visit("2026-06-10", kept)],
                "held held held booked",
            ),
            (
                vec![first.clone()],
                vec![visit("2026-05-01", kept)],
                vec![visit("2026-06-08", gone)],
                "held open open open",
            ),
        ] {
            assert_eq!(words(&joint, [&one, &other]), expected);
        }
    }

    #[test]
    fn a_first_conversation_is_no_step() {
        let talk = Appointment { kind: VisitKind::FirstConversation, ..visit("2026-06-01", AppointmentState::Kept) };
        assert_eq!(words(&[talk], [&[], &[]]), "open open open open");
    }
}
