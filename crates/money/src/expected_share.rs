//! What a visit is expected to cost the client before its note is signed: the copay that a plan told, or the fee.
//!
//! Nobody owes it yet: a charge is made of a signed visit and of nothing else, and plans promise nothing.

use jiff::civil::Date;
use terms::money::{Cents, Minutes};
use terms::practice::Fees;
use terms::visit_kind::VisitKind;

use crate::benefits::{BenefitsCheck, Network, Share};
use crate::fee::fee;
use crate::scale::Scale;
use crate::therapy_service::Service;

/// A visit that is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookedTime {
    /// What kind of visit.
    pub kind: VisitKind,
    /// How long it is planned to be.
    pub length_min: Minutes,
    /// On which day.
    pub on: Date,
}

/// Out of which pocket psychotherapy is paid first.
#[derive(Clone, Copy, Debug)]
pub enum Pocket<'a> {
    /// They pay themselves, perhaps by a lower fee.
    Own(Option<&'a Scale>),
    /// Claims go to their plan, which was perhaps asked.
    Plan(Option<&'a BenefitsCheck>),
}

/// What the client is expected to pay of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedShare {
    /// It costs nothing.
    Free,
    /// The fee.
    Fee(Cents),
    /// The lower fee that was agreed.
    LowerFee(Cents),
    /// The same sum each time, with or without a deductible.
    Copay(Cents),
    /// A part of what the plan allows, in percent, after so much of the deductible as was left when it was asked.
    Part(u8, Option<Cents>),
    /// The fee, since the plan said that it does not pay for this.
    NotCovered(Cents),
    /// At most the fee: nobody asked the plan, or too long ago, or it did not say.
    AtMost(Cents),
}

/// What is expected of a visit. An attended dosing day is private pay, whatever the plan.
pub fn expected_share(visit: BookedTime, fees: &Fees, pocket: Pocket<'_>) -> ExpectedShare {
    let full = fee(visit.kind, visit.length_min, fees);
    let Some(service) = Service::of(visit.kind, visit.length_min) else { return of_fee(full) };
    match pocket {
        Pocket::Own(scale) => match scale.filter(|scale| scale.holds_on(visit.on)) {
            Some(scale) if full > Cents::ZERO => {
                ExpectedShare::LowerFee(fee(visit.kind, visit.length_min, &scale.of(fees)))
            }
            Some(_) | None => of_fee(full),
        },
        Pocket::Plan(_) if full == Cents::ZERO => ExpectedShare::Free,
        Pocket::Plan(check) => match check.filter(|check| check.is_good_on(visit.on)) {
            Some(check) => by_plan(service, full, check),
            None => ExpectedShare::AtMost(full),
        },
    }
}

fn of_fee(full: Cents) -> ExpectedShare {
    if full == Cents::ZERO { ExpectedShare::Free } else { ExpectedShare::Fee(full) }
}

fn by_plan(service: Service, full: Cents, check: &BenefitsCheck) -> ExpectedShare {
    if service.procedure().is_none() || check.visits_left() == Some(0) {
        return ExpectedShare::NotCovered(full);
    }
    match (check.network, check.share(service)) {
        (Network::Out, _) => ExpectedShare::Fee(full),
        (_, Some(Share::Copay(copay))) => ExpectedShare::Copay(copay.min(full)),
        (_, Some(Share::Coinsurance(percent))) => ExpectedShare::Part(percent, check.deductible_left_cents),
        (_, Some(Share::NotCovered)) => ExpectedShare::NotCovered(full),
        (_, None) => ExpectedShare::AtMost(full),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::benefits::ServiceShare;
    use crate::made_up::{FEES, benefits, scale, today};

    fn booked(kind: VisitKind, length: u16) -> BookedTime {
        BookedTime { kind, length_min: Minutes(length), on: today() }
    }

    #[test]
    fn a_plan_that_was_asked_says_the_copay_and_whoever_pays_themselves_the_fee() {
        let (session, told, lower) = (booked(VisitKind::Therapy, 50), benefits(), scale(60));
        let shared =
            |share| BenefitsCheck { shares: vec![ServiceShare { service: Service::Session, share }], ..benefits() };
        let (part, none) = (shared(Share::Coinsurance(20)), shared(Share::NotCovered));
        let out = BenefitsCheck { network: Network::Out, ..benefits() };
        let used = BenefitsCheck { visits_used: Some(30), ..benefits() };
        let old = BenefitsCheck { on: "2026-01-02".parse().unwrap(), ..benefits() };
        for (visit, pocket, expected) in [
            (session, Pocket::Own(None), ExpectedShare::Fee(Cents(16_500))),
            (session, Pocket::Own(Some(&lower)), ExpectedShare::LowerFee(Cents(9_900))),
            (session, Pocket::Plan(Some(&told)), ExpectedShare::Copay(Cents(3_000))),
            (session, Pocket::Plan(Some(&part)), ExpectedShare::Part(20, Some(Cents(50_000)))),
            (session, Pocket::Plan(Some(&none)), ExpectedShare::NotCovered(Cents(16_500))),
            (session, Pocket::Plan(Some(&out)), ExpectedShare::Fee(Cents(16_500))),
            (session, Pocket::Plan(Some(&used)), ExpectedShare::NotCovered(Cents(16_500))),
            (session, Pocket::Plan(Some(&old)), ExpectedShare::AtMost(Cents(16_500))),
            (session, Pocket::Plan(None), ExpectedShare::AtMost(Cents(16_500))),
            (booked(VisitKind::Preparation, 60), Pocket::Plan(Some(&told)), ExpectedShare::AtMost(Cents(19_500))),
            (booked(VisitKind::FirstConversation, 20), Pocket::Plan(Some(&told)), ExpectedShare::Free),
            (booked(VisitKind::FirstConversation, 20), Pocket::Own(Some(&lower)), ExpectedShare::Free),
            (booked(VisitKind::AttendedDosing, 180), Pocket::Plan(Some(&told)), ExpectedShare::Fee(Cents(60_000))),
            (booked(VisitKind::AttendedDosing, 180), Pocket::Own(Some(&lower)), ExpectedShare::Fee(Cents(60_000))),
        ] {
            assert_eq!(expected_share(visit, &FEES, pocket), expected, "{visit:?} {pocket:?}");
        }
    }
}
