//! Signs a note: note, charge, appointment and the end of the draft, in one commit.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use care::cosign::under_supervision;
use care::note::{SignRefusal, Visit, sign};
use money::fee::Code;
use money::ledger::{DosingLedger, TherapyLedger};
use record::change::Change;
use record::list::list;
use record::permit::Permit;
use record::scope::{Add, FolderOf, Read, Sign, Write, folder};
use schedule::appointment::{Appointment, AppointmentState};
use schedule::people::Staff;
use serde::{Deserialize, Serialize};
use terms::actor::Context;
use terms::ids::{NoteId, SubjectId};
use terms::money::Cents;
use terms::trouble::{Denied, Fault, Trouble};

use crate::agreed_fees::fees_on;
use crate::charge_visit::{Ledgers, charge_visit};
use crate::house::House;
use crate::own_draft::{own_draft, staff};

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
pub fn sign_note(house: &House, by: &Context, note: NoteId) -> Result<Signed, Trouble<SignRefusal>> {
    let author = staff(by)?;
    let once = format!("sign {note} {author}");
    house.record().change_once(by, (&once, |_| None), |change| {
        let draft = own_draft(change, note)?.ok_or(Denied::NotTheirs)?.value;
        let (subject, appointment) = (draft.subject, draft.appointment);
        let permit = change.permit::<_, Sign>(folder::<Chart>(subject))?;
        let ledgers = Ledgers {
            therapy: change.permit::<_, Add>(folder::<TherapyLedger>(subject))?,
            dosing: change.permit::<_, Add>(folder::<DosingLedger>(subject))?,
        };
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let everybody = change.permit::<_, Read>(list::<Staff>())?;
        let me: Option<Staff> = change.get(&everybody, author.0)?;
        let entry = sign(&*change.open(&permit)?, draft, author, by.now, &house.zone()).map_err(Trouble::Refused)?;
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
        let diagnosis = change.open(&permit)?.diagnosis_on(visit.date).cloned();
        let fees = fees_on(house, change, subject, visit.date)?;
        let charged = charge_visit(house, change, &ledgers, (visit, diagnosis, fees))?;
        Ok(Signed {
            subject,
            note,
            charge: charged.map(|(amount, _)| amount),
            code: charged.and_then(|(_, code)| code),
        })
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
