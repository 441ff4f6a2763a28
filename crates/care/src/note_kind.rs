//! Every kind of visit has its kind of note, and the other way around.

use terms::visit_kind::VisitKind;

use crate::note::NoteKind;

impl From<VisitKind> for NoteKind {
    fn from(kind: VisitKind) -> Self {
        match kind {
            VisitKind::FirstConversation => Self::FirstConversation,
            VisitKind::Intake => Self::Intake,
            VisitKind::Therapy => Self::Therapy,
            VisitKind::Couple => Self::Couple,
            VisitKind::Preparation => Self::Preparation,
            VisitKind::Integration => Self::Integration,
            VisitKind::AttendedDosing => Self::AttendedDosing,
            VisitKind::Closing => Self::Closing,
        }
    }
}

impl From<NoteKind> for VisitKind {
    fn from(kind: NoteKind) -> Self {
        match kind {
            NoteKind::FirstConversation => Self::FirstConversation,
            NoteKind::Intake => Self::Intake,
            NoteKind::Therapy => Self::Therapy,
            NoteKind::Couple => Self::Couple,
            NoteKind::Preparation => Self::Preparation,
            NoteKind::Integration => Self::Integration,
            NoteKind::AttendedDosing => Self::AttendedDosing,
            NoteKind::Closing => Self::Closing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_visit_has_its_kind_of_note() {
        for kind in VisitKind::ALL {
            assert_eq!(VisitKind::from(NoteKind::from(kind)), kind);
            assert_eq!(NoteKind::from(kind).word(), kind.word());
        }
    }
}
