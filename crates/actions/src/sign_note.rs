//! Signs a note: note, charge, appointment and the end of the draft, in one commit.

use care::chart::{Chart, ChartEntry};
use care::note::{SignRefusal, Visit, sign};
use money::charge::{
    VisitFacts, attended_dosing_visit, charge_attended_dosing, charge_psychotherapy, psychotherapy_visit,
};
use money::fee::Code;
use money::ledger::{DosingLedger, Entry, TherapyLedger};
use record::change::Change;
use record::list::list;
use record::permit::Permit;
use record::scope::{Add, FolderOf, Sign, Write, folder};
use schedule::appointment::{Appointment, AppointmentState};
use serde::{Deserialize, Serialize};
use terms::actor::Context;
use terms::ids::{AppointmentId, ChargeId, NoteId, SubjectId};
use terms::money::Cents;
use terms::trouble::{Denied, Fault, Trouble};

use crate::house::House;
use crate::own_draft::{own_draft, staff};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// In whose chart.
    pub subject: SubjectId,
    /// The note.
    pub note: NoteId,
    /// What the visit is charged with; a free visit makes no charge.
    pub charge: Option<Cents>,
    /// The code that psychotherapy is told to an insurer under.
    pub code: Option<Code>,
}

/// Signs the draft into its chart. Signing it again says what happened the first time.
pub fn sign_note(house: &House, by: &Context, note: NoteId) -> Result<Signed, Trouble<SignRefusal>> {
    let author = staff(by)?;
    let once = format!("sign {note} {author}");
    house.record().change_once(by, (&once, |_| None), |change| {
        let draft = own_draft(change, note)?.ok_or(Denied::NotTheirs)?.value;
        let subject = draft.subject;
        let permit = change.permit::<_, Sign>(folder::<Chart>(subject))?;
        let therapy = change.permit::<_, Add>(folder::<TherapyLedger>(subject))?;
        let dosing = change.permit::<_, Add>(folder::<DosingLedger>(subject))?;
        let appointment = draft.appointment;
        let entry = sign(&*change.open(&permit)?, draft, author, by.now, &house.zone()).map_err(Trouble::Refused)?;
        let visit = visit_of(&entry)?;
        add_signed(change, &permit, entry)?;
        let mut signed = Signed { subject, note, charge: None, code: None };
        let (id, fees) = (ChargeId(house.record().new_id()), house.practice().fees);
        if let Some(psychotherapy) = psychotherapy_visit(facts(visit)) {
            if let Some(charge) = charge_psychotherapy(psychotherapy, id, &fees, by.now) {
                signed = Signed { charge: Some(charge.amount_cents()), code: charge.code(), ..signed };
                change.add(&therapy, Entry::ChargeMade(charge))?;
            }
        } else if let Some(attended) = attended_dosing_visit(facts(visit))
            && let Some(charge) = charge_attended_dosing(attended, id, &fees, by.now)
        {
            signed.charge = Some(charge.amount_cents());
            change.add(&dosing, Entry::ChargeMade(charge))?;
        }
        if let Some(id) = appointment {
            keep(change, id, note)?;
        }
        change.drop_draft(&permit, note.0);
        Ok(signed)
    })
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

/// The little that a ledger may know of a visit.
fn facts(visit: Visit) -> VisitFacts {
    let Visit { note, kind, date, length_min } = visit;
    VisitFacts { note, kind: kind.into(), date, length_min }
}

/// The appointment was kept. What it held stays held.
fn keep(change: &mut Change<'_>, id: AppointmentId, note: NoteId) -> Result<(), Trouble<SignRefusal>> {
    let calendar = change.permit::<_, Write>(list::<Appointment>())?;
    let Some(visit) = change.get::<Appointment, _, _, SignRefusal>(&calendar, id.0)? else { return Ok(()) };
    change.put(&calendar, &Appointment { state: AppointmentState::Kept, note: Some(note), ..visit })
}
