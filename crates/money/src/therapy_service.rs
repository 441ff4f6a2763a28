//! The services of psychotherapy that money is told of beforehand. An attended dosing day is none of them, by type.

use terms::money::{Cents, Minutes};
use terms::practice::Fees;
use terms::visit_kind::VisitKind;
use terms::words;

use crate::fee::{Code, fee, procedure_code};

words! {
    /// A service of psychotherapy, as an estimate and a page on costs name it. Preparation and integration are sessions.
    Service {
        FirstConversation = "first-conversation", "First conversation";
        Intake = "intake", "Intake";
        ShortSession = "short-session", "Session, under 38 minutes";
        Session = "session", "Session, 38 to 52 minutes";
        LongSession = "long-session", "Session, 53 minutes or more";
        CoupleSession = "couple-session", "Couple session";
    }
}

impl Service {
    /// The service that a visit is; none for an attended dosing day.
    pub fn of(kind: VisitKind, length: Minutes) -> Option<Self> {
        match kind {
            VisitKind::AttendedDosing => None,
            VisitKind::FirstConversation => Some(Self::FirstConversation),
            VisitKind::Intake => Some(Self::Intake),
            VisitKind::Couple => Some(Self::CoupleSession),
            VisitKind::Therapy | VisitKind::Preparation | VisitKind::Integration | VisitKind::Closing => {
                Some(match length.0 {
                    0..38 => Self::ShortSession,
                    38..53 => Self::Session,
                    53.. => Self::LongSession,
                })
            }
        }
    }

    /// What it costs by the practice's fees.
    pub fn fee_cents(self, fees: &Fees) -> Cents {
        let (kind, length) = self.visit();
        fee(kind, length, fees)
    }

    /// The code under which an insurer knows it, if one does.
    pub fn procedure(self) -> Option<Code> {
        let (kind, length) = self.visit();
        procedure_code(kind, length)
    }

    /// The usual visit of it.
    fn visit(self) -> (VisitKind, Minutes) {
        match self {
            Self::FirstConversation => (VisitKind::FirstConversation, Minutes(20)),
            Self::Intake => (VisitKind::Intake, Minutes(60)),
            Self::ShortSession => (VisitKind::Therapy, Minutes(30)),
            Self::Session => (VisitKind::Therapy, Minutes(50)),
            Self::LongSession => (VisitKind::Therapy, Minutes(60)),
            Self::CoupleSession => (VisitKind::Couple, Minutes(50)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::FEES;

    #[test]
    fn a_service_costs_and_is_called_what_its_visit_is() {
        for (service, cents, code) in [
            (Service::FirstConversation, 0, None),
            (Service::Intake, 19_500, Some(90_791)),
            (Service::ShortSession, 12_000, Some(90_832)),
            (Service::Session, 16_500, Some(90_834)),
            (Service::LongSession, 19_500, Some(90_837)),
            (Service::CoupleSession, 16_500, Some(90_847)),
        ] {
            assert_eq!(service.fee_cents(&FEES), Cents(cents), "{service:?}");
            assert_eq!(service.procedure(), code.map(Code), "{service:?}");
            let (kind, length) = service.visit();
            assert_eq!(Service::of(kind, length), Some(service));
        }
    }
}
