//! Signs a note: note, charge, appointment and the end of the draft, in one commit. Whoever signs says how the visit is
//! billed; of that, the note keeps nothing.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use care::cosign::under_supervision;
use care::couple_paying::{CouplePaying, OnPlanRefusal, WhyOnPlan, on_own_plan};
use care::note::{NoteKind, SignRefusal, Visit, sign};
use money::fee::Code;
use money::ledger::{DosingLedger, TherapyLedger};
use money::manner::{Manner, MannerRefusal, check_manner};
use record::change::Change;
use record::list::list;
use record::permit::Permit;
use record::scope::{Add, FolderOf, Read, Sign, Write, folder};
use record::work::Asked;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::people::{Client, Staff};
use serde::{Deserialize, Serialize};
use terms::actor::Context;
use terms::diagnosis::DiagnosisCode;
use terms::ids::{NoteId, SubjectId};
use terms::money::Cents;
use terms::trouble::{Denied, Fault, Trouble};

use crate::agreed_fees::fees_on;
use crate::charge_visit::{Charged, Ledgers, charge_visit};
use crate::house::House;
use crate::own_draft::{own_draft, staff};

/// How a visit is billed, as whoever signs its note says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Billed {
    /// What it was besides its kind and its time.
    pub manner: Manner,
    /// Of a couple's visit: whose plan is asked, and why. Nobody's: they pay themselves.
    pub on_plan: Option<(SubjectId, WhyOnPlan)>,
}

/// Why a note is not signed, or its visit not billed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SigningRefusal {
    /// The note itself.
    Note(SignRefusal),
    /// What the visit was besides.
    Manner(MannerRefusal),
    /// The partner's diagnosis.
    OnPlan(OnPlanRefusal),
    /// Whoever's plan it is, is not one of this couple, or this is no couple's visit.
    NotOfThisCouple,
    /// Whoever signs does not treat that partner, so their chart stays closed.
    NotTreated,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// In whose chart.
    pub subject: SubjectId,
    /// The note.
    pub note: NoteId,
    /// What the visit is charged with; a free visit and a private side make no charge.
    pub charge: Option<Cents>,
    /// The code that psychotherapy is told to an insurer under.
    pub code: Option<Code>,
}

/// Signs the draft into its chart. Signing it again says what happened the first time.
///
/// A note in a partner's own chart about a couple's visit is the private side of it: the visit is charged once, by its
/// joint note.
pub fn sign_note(
    house: &House,
    by: &Context,
    note: NoteId,
    billed: &Billed,
) -> Result<Signed, Trouble<SigningRefusal>> {
    let author = staff(by)?;
    let once = format!("sign {note} {author}");
    house.record().change_once(by, (&once, |_| None), |change| {
        let draft = own_draft(change, note)?.ok_or(Denied::NotTheirs)?.value;
        let (subject, appointment) = (draft.subject, draft.appointment);
        let permit = change.permit::<_, Sign>(folder::<Chart>(subject))?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let everybody = change.permit::<_, Read>(list::<Staff>())?;
        let me: Option<Staff> = change.get(&everybody, author.0)?;
        let entry = sign(&*change.open(&permit)?, draft, author, by.now, &house.zone()).map_err(refused)?;
        let entry = under_supervision(entry, me.and_then(|person| person.supervisor));
        let visit = visit_of(&entry)?;
        add_signed(change, &permit, entry)?;
        change.drop_draft(&permit, note.0);
        let planned: Option<Appointment> = match appointment {
            Some(id) => change.get(&calendar, id.0)?,
            None => None,
        };
        let is_private_side = planned.as_ref().is_some_and(|planned| planned.subject != subject);
        if is_private_side {
            return Ok(Signed { subject, note, charge: None, code: None });
        }
        if let Some(planned) = planned {
            change.put(&calendar, &Appointment { state: AppointmentState::Kept, note: Some(note), ..planned })?;
        }
        check_manner(visit.kind.into(), visit.length_min, billed.manner)
            .map_err(|why| Trouble::Refused(SigningRefusal::Manner(why)))?;
        let payer = who_pays(change, (&permit, subject, visit), billed)?;
        let charged = charge(house, change, (visit, payer), billed.manner)?;
        Ok(Signed {
            subject,
            note,
            charge: charged.map(|(amount, _)| amount),
            code: charged.and_then(|(_, code)| code),
        })
    })
}

/// Whose account a visit is charged to, and with which diagnosis. Who pays for a couple's visit is kept in their chart.
fn who_pays(
    change: &mut Change<'_>,
    (permit, subject, visit): (&Permit<FolderOf<Chart>, Sign>, SubjectId, Visit),
    billed: &Billed,
) -> Result<(SubjectId, Option<DiagnosisCode>), Trouble<SigningRefusal>> {
    let by = permit.by();
    let me = staff(&by)?;
    if visit.kind != NoteKind::Couple {
        let own = change.open(permit)?.diagnosis_on(visit.date).cloned();
        return if billed.on_plan.is_some() {
            Err(Trouble::Refused(SigningRefusal::NotOfThisCouple))
        } else {
            Ok((subject, own))
        };
    }
    let plan_of = billed.on_plan.as_ref().map(|(whose, _)| *whose);
    let paying = CouplePaying { note: visit.note, at: by.now, by: me, plan_of };
    change.add(permit, ChartEntry::CoupleVisitPaying(paying))?;
    let Some((whose, why)) = &billed.on_plan else { return Ok((subject, None)) };
    let people = change.permit::<_, Read>(list::<Client>())?;
    let couple: Client = change.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
    if !couple.members.contains(whose) {
        return Err(Trouble::Refused(SigningRefusal::NotOfThisCouple));
    }
    let own = match change.permit::<_, Write>(folder::<Chart>(*whose)) {
        Ok(own) => own,
        Err(Asked::Denied(_)) => return Err(Trouble::Refused(SigningRefusal::NotTreated)),
        Err(asked) => return Err(asked.into()),
    };
    let chart = change.open(&own)?;
    let entry = on_own_plan(&chart, (subject, visit), why.clone(), (me, by.now))
        .map_err(|why| Trouble::Refused(SigningRefusal::OnPlan(why)))?;
    let diagnosis = chart.diagnosis_on(visit.date).cloned();
    change.add(&own, entry)?;
    Ok((*whose, diagnosis))
}

/// Charges the visit to whoever pays for it, at the fees that are agreed with them.
fn charge(
    house: &House,
    change: &mut Change<'_>,
    (visit, (payer, diagnosis)): (Visit, (SubjectId, Option<DiagnosisCode>)),
    manner: Manner,
) -> Result<Option<Charged>, Trouble<SigningRefusal>> {
    let ledgers = Ledgers {
        therapy: change.permit::<_, Add>(folder::<TherapyLedger>(payer))?,
        dosing: change.permit::<_, Add>(folder::<DosingLedger>(payer))?,
    };
    let fees = fees_on(house, change, payer, visit.date)?;
    charge_visit(house, change, &ledgers, ((visit, manner), diagnosis, fees))
}

fn refused(refusal: SignRefusal) -> Trouble<SigningRefusal> {
    Trouble::Refused(SigningRefusal::Note(refusal))
}

/// Adds a signed note to its chart. Only a permit to sign can: a permit to write cannot.
pub fn add_signed(
    change: &mut Change<'_>,
    permit: &Permit<FolderOf<Chart>, Sign>,
    entry: ChartEntry,
) -> Result<(), Fault> {
    let note = visit_of(&entry)?.note;
    change.add_once(permit, entry, &format!("note {note} signed"))
}

fn visit_of(entry: &ChartEntry) -> Result<Visit, Fault> {
    let ChartEntry::NoteSigned(signed) = entry else {
        return Err(Fault::new("sign a note", "the entry is another one"));
    };
    Ok(signed.visit())
}
