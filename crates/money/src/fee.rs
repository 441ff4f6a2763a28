//! What a visit costs, and under which code psychotherapy is told to an insurer.

use std::fmt;

use serde::{Deserialize, Serialize};
use terms::money::{Cents, Minutes};
use terms::practice::Fees;
use terms::visit_kind::VisitKind;

/// A procedure code of five digits. The number alone; its text is not ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(pub u32);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:05}", self.0)
    }
}

/// The code of a psychotherapy visit by its time alone, one per visit. Under 16 minutes there is none (CPT time rule).
pub fn psychotherapy_code(length: Minutes) -> Option<Code> {
    match length.0 {
        0..16 => None,
        16..38 => Some(Code(90_832)),
        38..53 => Some(Code(90_834)),
        53.. => Some(Code(90_837)),
    }
}

/// The code of a visit, one per visit. A first conversation decides whether there will be therapy; it is not yet
/// therapy. An intake has one code however long it is, a couple's visit has one from 26 minutes on (CPT time rules).
pub fn procedure_code(kind: VisitKind, length: Minutes) -> Option<Code> {
    match kind {
        VisitKind::FirstConversation | VisitKind::AttendedDosing => None,
        VisitKind::Intake => Some(Code(90_791)),
        VisitKind::Couple => (length.0 >= 26).then_some(Code(90_847)),
        VisitKind::Therapy | VisitKind::Preparation | VisitKind::Integration | VisitKind::Closing => {
            psychotherapy_code(length)
        }
    }
}

/// Whether a visit is psychotherapy of one client, whose code follows from its time.
pub(crate) fn is_one_to_one(kind: VisitKind) -> bool {
    match kind {
        VisitKind::Therapy | VisitKind::Preparation | VisitKind::Integration | VisitKind::Closing => true,
        VisitKind::FirstConversation | VisitKind::Intake | VisitKind::Couple | VisitKind::AttendedDosing => false,
    }
}

/// What a visit costs. An attended dosing day has one fee, however long it is; it is never several hours of therapy.
pub fn fee(kind: VisitKind, length: Minutes, fees: &Fees) -> Cents {
    match kind {
        VisitKind::FirstConversation => fees.first_conversation_cents,
        VisitKind::AttendedDosing => fees.attended_dosing_cents,
        VisitKind::Intake
        | VisitKind::Therapy
        | VisitKind::Couple
        | VisitKind::Preparation
        | VisitKind::Integration
        | VisitKind::Closing => match length.0 {
            0..38 => fees.short_visit_cents,
            38..53 => fees.visit_cents,
            53.. => fees.long_visit_cents,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::FEES;

    #[test]
    fn a_visit_has_one_code_by_its_time() {
        for (length, expected) in [
            (0, None),
            (15, None),
            (16, Some("90832")),
            (37, Some("90832")),
            (38, Some("90834")),
            (52, Some("90834")),
            (53, Some("90837")),
            (90, Some("90837")),
            (1_440, Some("90837")),
        ] {
            let code = psychotherapy_code(Minutes(length)).map(|code| code.to_string());
            assert_eq!(code.as_deref(), expected, "{length}");
        }
    }

    #[test]
    fn a_fee_follows_kind_and_time() {
        for (kind, length, expected) in [
            (VisitKind::FirstConversation, 90, 0),
            (VisitKind::Therapy, 0, 12_000),
            (VisitKind::Therapy, 37, 12_000),
            (VisitKind::Preparation, 38, 16_500),
            (VisitKind::Preparation, 52, 16_500),
            (VisitKind::Integration, 53, 19_500),
            (VisitKind::Integration, 180, 19_500),
            (VisitKind::AttendedDosing, 20, 60_000),
            (VisitKind::AttendedDosing, 180, 60_000),
        ] {
            assert_eq!(fee(kind, Minutes(length), &FEES), Cents(expected), "{kind:?} {length}");
        }
    }
}
