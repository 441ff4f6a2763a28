//! Charges: two types with no way across, each made from a signed visit of its own kind and from nothing else.

use std::marker::PhantomData;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use terms::diagnosis::DiagnosisCode;
use terms::folder::FolderKind;
use terms::ids::{ChargeId, NoteId};
use terms::money::{Cents, Minutes};
use terms::practice::Fees;
use terms::visit_kind::VisitKind;

use crate::fee::Code;
use crate::insurance::{Insurance, InsuranceEntry, NoInsurance};
use crate::manner::{Beside, Manner, beside, code_of, fee_of};

/// Marks a visit of psychotherapy; preparation and integration are psychotherapy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Psychotherapy;

/// Marks a dosing day that the therapist attended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttendedDosing;

/// What a signed note says of a visit, carried over by an action. No clinical fact is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitFacts {
    /// The signed note.
    pub note: NoteId,
    /// What kind of visit it was.
    pub kind: VisitKind,
    /// On which day.
    pub date: Date,
    /// How long it took.
    pub length_min: Minutes,
    /// The code of the diagnosis that was treated, for the superbill alone.
    pub diagnosis: Option<DiagnosisCode>,
    /// What it was besides.
    pub manner: Manner,
}

/// A visit that a signed note tells of, and that is of kind `K`. It is used up by its charge.
#[derive(Debug, PartialEq, Eq)]
pub struct SignedVisit<K> {
    facts: VisitFacts,
    kind: PhantomData<K>,
}

/// A charge for psychotherapy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PsychotherapyCharge {
    id: ChargeId,
    note: NoteId,
    date: Date,
    length_min: Minutes,
    code: Option<Code>,
    #[serde(default)]
    diagnosis: Option<DiagnosisCode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    beside: Vec<Beside>,
    amount_cents: Cents,
    made_at: Timestamp,
    #[serde(default)]
    booked_on: Option<Date>,
}

/// A charge for an attended dosing day. It has no code, so that no claim can be made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DosingCharge {
    id: ChargeId,
    note: NoteId,
    date: Date,
    length_min: Minutes,
    amount_cents: Cents,
    made_at: Timestamp,
    #[serde(default)]
    booked_on: Option<Date>,
}

/// What a ledger needs to know of a charge. There are two kinds, and no third.
pub trait Charge: Clone + Serialize + DeserializeOwned + Send + Sync + sealed::Sealed + 'static {
    /// The ledger that it stands in.
    const LEDGER: FolderKind;

    /// What it is for, as papers name it.
    const WHAT: &'static str;

    /// What may be said of it to and by an insurer; nothing at all of an attended dosing day.
    type Insurance: Insurance;

    /// Its id.
    fn id(&self) -> ChargeId;

    /// The day of the visit.
    fn date(&self) -> Date;

    /// How long the visit took.
    fn length_min(&self) -> Minutes;

    /// The day on which it is booked: that of the visit, or a later one where the visit's month was closed already.
    fn booked_on(&self) -> Date;

    /// What it comes to; more than nothing.
    fn amount_cents(&self) -> Cents;

    /// The code of its service; a dosing day has none.
    fn service(&self) -> Option<Code>;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::PsychotherapyCharge {}
    impl Sealed for super::DosingCharge {}
}

macro_rules! charges {
    ($($name:ident in $ledger:ident, $insurance:ident, $what:literal, $service:expr;)+) => {$(
        impl $name {
            /// Its id.
            pub fn id(&self) -> ChargeId {
                self.id
            }

            /// The signed note that it was made from.
            pub fn note(&self) -> NoteId {
                self.note
            }

            /// The day of the visit.
            pub fn date(&self) -> Date {
                self.date
            }

            /// How long the visit took.
            pub fn length_min(&self) -> Minutes {
                self.length_min
            }

            /// What it comes to; more than nothing.
            pub fn amount_cents(&self) -> Cents {
                self.amount_cents
            }

            /// When it was made.
            pub fn made_at(&self) -> Timestamp {
                self.made_at
            }

            /// The same, booked on another day than that of the visit, if on one.
            #[must_use]
            pub fn booked(self, booked_on: Option<Date>) -> Self {
                Self { booked_on, ..self }
            }
        }

        impl Charge for $name {
            const LEDGER: FolderKind = FolderKind::$ledger;

            const WHAT: &'static str = $what;

            type Insurance = $insurance;

            fn id(&self) -> ChargeId {
                self.id
            }

            fn date(&self) -> Date {
                self.date
            }

            fn length_min(&self) -> Minutes {
                self.length_min
            }

            fn booked_on(&self) -> Date {
                self.booked_on.unwrap_or(self.date)
            }

            fn amount_cents(&self) -> Cents {
                self.amount_cents
            }

            fn service(&self) -> Option<Code> {
                let service: fn(&Self) -> Option<Code> = $service;
                service(self)
            }
        }
    )+};
}

charges! {
    PsychotherapyCharge in TherapyLedger, InsuranceEntry, "Psychotherapy", |charge| charge.code;
    DosingCharge in DosingLedger, NoInsurance, "Attended dosing day, private pay", |_| None;
}

impl PsychotherapyCharge {
    /// The code under which an insurer can be asked for it; a first conversation and a very short visit have none.
    pub fn code(&self) -> Option<Code> {
        self.code
    }

    /// The code of the diagnosis that was treated, if one was written before the note was signed.
    pub fn diagnosis(&self) -> Option<&DiagnosisCode> {
        self.diagnosis.as_ref()
    }

    /// What stands beside its code, each under a code of its own; part of what it comes to.
    pub fn beside(&self) -> &[Beside] {
        &self.beside
    }

    /// What it comes to without what stands beside its code.
    pub fn own_cents(&self) -> Cents {
        Cents(self.amount_cents.0 - all_of(&self.beside).0)
    }
}

/// The visit as psychotherapy, unless it was an attended dosing day.
pub fn psychotherapy_visit(facts: VisitFacts) -> Option<SignedVisit<Psychotherapy>> {
    match facts.kind {
        VisitKind::FirstConversation
        | VisitKind::Intake
        | VisitKind::Therapy
        | VisitKind::Couple
        | VisitKind::Preparation
        | VisitKind::Integration
        | VisitKind::Closing => Some(SignedVisit { facts, kind: PhantomData }),
        VisitKind::AttendedDosing => None,
    }
}

/// The visit as an attended dosing day, if it was one.
pub fn attended_dosing_visit(facts: VisitFacts) -> Option<SignedVisit<AttendedDosing>> {
    match facts.kind {
        VisitKind::AttendedDosing => Some(SignedVisit { facts, kind: PhantomData }),
        VisitKind::FirstConversation
        | VisitKind::Intake
        | VisitKind::Therapy
        | VisitKind::Couple
        | VisitKind::Preparation
        | VisitKind::Integration
        | VisitKind::Closing => None,
    }
}

/// The charge for a visit of psychotherapy; what costs nothing makes none.
pub fn charge_psychotherapy(
    visit: SignedVisit<Psychotherapy>,
    id: ChargeId,
    fees: &Fees,
    made_at: Timestamp,
) -> Option<PsychotherapyCharge> {
    let facts = visit.facts;
    let owed = owed(&facts, fees)?;
    let VisitFacts { note, kind, date, length_min, diagnosis, manner } = facts;
    let (code, beside) = (code_of(kind, length_min, manner), beside(kind, length_min, manner, fees));
    let (amount_cents, booked_on) = (Cents(owed.0 + all_of(&beside).0), None);
    Some(PsychotherapyCharge { id, note, date, length_min, code, diagnosis, beside, amount_cents, made_at, booked_on })
}

/// The charge for an attended dosing day; what costs nothing makes none.
pub fn charge_attended_dosing(
    visit: SignedVisit<AttendedDosing>,
    id: ChargeId,
    fees: &Fees,
    made_at: Timestamp,
) -> Option<DosingCharge> {
    let facts = visit.facts;
    let amount_cents = owed(&facts, fees)?;
    let VisitFacts { note, date, length_min, .. } = facts;
    Some(DosingCharge { id, note, date, length_min, amount_cents, made_at, booked_on: None })
}

fn owed(visit: &VisitFacts, fees: &Fees) -> Option<Cents> {
    Some(fee_of(visit.kind, visit.length_min, visit.manner, fees)).filter(|amount| *amount > Cents::ZERO)
}

fn all_of(beside: &[Beside]) -> Cents {
    Cents(beside.iter().map(|it| it.cents().0).sum())
}

#[cfg(test)]
mod tests {
    use terms::fees_beside::FeesBeside;

    use super::*;
    use crate::made_up::{FEES, id, now, today, visit};

    fn therapy(facts: VisitFacts, fees: &Fees) -> Option<PsychotherapyCharge> {
        charge_psychotherapy(psychotherapy_visit(facts)?, id('a'), fees, now())
    }

    fn dosing(facts: VisitFacts, fees: &Fees) -> Option<DosingCharge> {
        charge_attended_dosing(attended_dosing_visit(facts)?, id('a'), fees, now())
    }

    #[test]
    fn a_visit_makes_a_charge_of_its_own_kind_unless_it_is_free() {
        let paid_first = Fees { first_conversation_cents: Cents(5_000), ..FEES };
        let free_dosing = Fees { attended_dosing_cents: Cents::ZERO, ..FEES };
        for (kind, fees, expected) in [
            (VisitKind::FirstConversation, FEES, (None, None)),
            (VisitKind::FirstConversation, paid_first, (Some(5_000), None)),
            (VisitKind::Therapy, FEES, (Some(16_500), None)),
            (VisitKind::Preparation, FEES, (Some(16_500), None)),
            (VisitKind::Integration, FEES, (Some(16_500), None)),
            (VisitKind::Intake, FEES, (Some(16_500), None)),
            (VisitKind::Couple, FEES, (Some(16_500), None)),
            (VisitKind::Closing, FEES, (Some(16_500), None)),
            (VisitKind::AttendedDosing, FEES, (None, Some(60_000))),
            (VisitKind::AttendedDosing, free_dosing, (None, None)),
        ] {
            let facts = visit(kind, 50);
            let amounts = (
                therapy(facts.clone(), &fees).map(|charge| charge.amount_cents().0),
                dosing(facts, &fees).map(|charge| charge.amount_cents().0),
            );
            assert_eq!(amounts, expected, "{kind:?}");
        }
    }

    #[test]
    fn behaviour_32_a_charge_comes_to_its_own_fee_and_what_stands_beside_it() {
        let beside = FeesBeside { crisis_cents: Cents(20_000), crisis_more_cents: Cents(9_000), ..FeesBeside::NONE };
        let fees = Fees { beside, ..FEES };
        let crisis = Manner { is_crisis: true, ..Manner::default() };
        for (length, fees, own, all) in
            [(60, fees, 20_000, 20_000), (105, fees, 20_000, 38_000), (105, FEES, 19_500, 19_500)]
        {
            let charge = therapy(VisitFacts { manner: crisis, ..visit(VisitKind::Therapy, length) }, &fees).unwrap();
            assert_eq!((charge.own_cents(), charge.amount_cents()), (Cents(own), Cents(all)), "{length}");
            assert_eq!(charge.code(), Some(Code(90_839)));
        }
    }

    #[test]
    fn a_charge_carries_its_visit_and_only_therapy_a_code() {
        let fees = Fees { first_conversation_cents: Cents(5_000), ..FEES };
        for (kind, length, expected) in [
            (VisitKind::Therapy, 15, None),
            (VisitKind::Therapy, 16, Some(Code(90_832))),
            (VisitKind::Closing, 50, Some(Code(90_834))),
            (VisitKind::Intake, 15, Some(Code(90_791))),
            (VisitKind::Couple, 25, None),
            (VisitKind::Couple, 26, Some(Code(90_847))),
            (VisitKind::FirstConversation, 50, None),
        ] {
            let charge = therapy(visit(kind, length), &fees).unwrap();
            assert_eq!(charge.code(), expected, "{kind:?} {length}");
            assert_eq!((charge.note(), charge.date(), charge.length_min()), (id('n'), today(), Minutes(length)));
        }
    }
}
