//! What a signed visit owes: psychotherapy into one ledger, an attended dosing day into the other.

use care::note::Visit;
use money::charge::{
    VisitFacts, attended_dosing_visit, charge_attended_dosing, charge_psychotherapy, psychotherapy_visit,
};
use money::fee::Code;
use money::ledger::{DosingLedger, Entry, TherapyLedger};
use money::manner::Manner;
use record::change::Change;
use record::permit::Permit;
use record::scope::{Add, FolderOf};
use terms::diagnosis::DiagnosisCode;
use terms::ids::ChargeId;
use terms::money::Cents;
use terms::practice::Fees;
use terms::trouble::Trouble;

use crate::books::books;
use crate::house::House;

/// Where the two kinds of charges go.
pub(crate) struct Ledgers {
    pub(crate) therapy: Permit<FolderOf<TherapyLedger>, Add>,
    pub(crate) dosing: Permit<FolderOf<DosingLedger>, Add>,
}

/// A charge as it was made.
pub(crate) type Charged = (Cents, Option<Code>);

/// Drops the visit's charge into its ledger. A free visit makes none.
pub(crate) fn charge_visit<R>(
    house: &House,
    change: &mut Change<'_>,
    ledgers: &Ledgers,
    ((visit, manner), diagnosis, fees): ((Visit, Manner), Option<DiagnosisCode>, Fees),
) -> Result<Option<Charged>, Trouble<R>> {
    let (id, now) = (ChargeId(house.record().new_id()), ledgers.therapy.by().now);
    // A late note is signed though its visit's month is closed; then it is booked today.
    let booked_on = books(change)?.booked_on(visit.date, house.today(now));
    if let Some(psychotherapy) = psychotherapy_visit(facts(visit, manner, diagnosis)) {
        let Some(made) = charge_psychotherapy(psychotherapy, id, &fees, now) else { return Ok(None) };
        let charged = (made.amount_cents(), made.code());
        change.add(&ledgers.therapy, Entry::ChargeMade(made.booked(booked_on)))?;
        return Ok(Some(charged));
    }
    // A diagnosis has no way into the dosing ledger.
    let attended = attended_dosing_visit(facts(visit, Manner::default(), None));
    let Some(made) = attended.and_then(|visit| charge_attended_dosing(visit, id, &fees, now)) else {
        return Ok(None);
    };
    let charged = (made.amount_cents(), None);
    change.add(&ledgers.dosing, Entry::ChargeMade(made.booked(booked_on)))?;
    Ok(Some(charged))
}

/// The little that a ledger may know of a visit.
fn facts(visit: Visit, manner: Manner, diagnosis: Option<DiagnosisCode>) -> VisitFacts {
    let Visit { note, kind, date, length_min } = visit;
    VisitFacts { note, kind: kind.into(), date, length_min, diagnosis, manner }
}
