//! Starts a note: a draft with the day and the start of its appointment. Where there is one already, that one is it.

use care::chart::Chart;
use care::note::{DraftNote, NoteKind, SignedNote};
use care::note_body::NoteBody;
use care::signing::unsigned_before_therapy;
use care::workbook::Workbook;
use jiff::Timestamp;
use record::change::Change;
use record::draft::Draft;
use record::list::list;
use record::scope::{Read, Write, folder};
use schedule::appointment::Appointment;
use schedule::parted::is_frozen;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{AppointmentId, NoteId, SubjectId};
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// A note to start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StartNote {
    /// In whose chart.
    pub subject: SubjectId,
    /// Of which appointment, if of one.
    pub appointment: Option<AppointmentId>,
    /// Of which kind.
    pub kind: NoteKind,
}

/// Why a note is not started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartRefusal {
    /// The visit has a signed note.
    AlreadySigned(NoteId),
    /// There is no such appointment of this client.
    NoSuchAppointment,
    /// The practice does not attend dosing days.
    NotOffered,
    /// Disclosure statement and consent are signed before the first therapy visit.
    Unsigned,
    /// One of them left the joint work, and the visit is not of before.
    Parted,
}

/// Starts the note, or finds the one that was begun.
pub fn start_note(house: &House, by: &Context, start: StartNote) -> Result<NoteId, Trouble<StartRefusal>> {
    let author = staff(by)?;
    if start.kind == NoteKind::AttendedDosing && !house.practice().attends_dosing {
        return Err(Trouble::Refused(StartRefusal::NotOffered));
    }
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(start.subject))?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let today = house.today(by.now);
        let untouched = |draft: &Draft<DraftNote>| draft.version == 1 && draft.value.date == today;
        let begun = change.own_drafts::<DraftNote>()?.into_iter().find(|draft| {
            let same_visit = draft.value.subject == start.subject && draft.value.appointment == start.appointment;
            same_visit && (start.appointment.is_some() || draft.value.kind == start.kind && untouched(draft))
        });
        if let Some(draft) = begun {
            return Ok(draft.value.id);
        }
        if is_first_therapy(&*change.open(&permit)?, start.kind) {
            let workbook = change.permit::<_, Read>(folder::<Workbook>(start.subject))?;
            if !unsigned_before_therapy(&*change.open(&workbook)?).is_empty() {
                return Err(Trouble::Refused(StartRefusal::Unsigned));
            }
        }
        let (started, date, appointment) = match start.appointment {
            Some(id) => {
                refuse_signed(change.open(&permit)?.notes().iter().find(|note| note.draft().appointment == Some(id)))?;
                let found: Option<Appointment> = change.get(&calendar, id.0)?;
                // A couple's visit may also have a private side, in the chart of a partner who comes.
                let found =
                    found.filter(|visit| visit.subject == start.subject || visit.people.contains(&start.subject));
                let visit = found.ok_or(Trouble::Refused(StartRefusal::NoSuchAppointment))?;
                let from = visit.span.from.to_zoned_datetime(house.zone());
                (Some(from.time()), from.date(), Some(visit))
            }
            None => (None, today, None),
        };
        refuse_parted(change, start.subject, appointment.as_ref().map_or(by.now, |visit| visit.span.from))?;
        let StartNote { subject, kind, .. } = start;
        let id = NoteId(house.record().new_id());
        let (present, body, carried) = (Vec::new(), NoteBody::empty(kind), Vec::new());
        let draft = DraftNote {
            id,
            subject,
            appointment: start.appointment,
            kind,
            author,
            date,
            started,
            ended: None,
            present,
            body,
            carried,
        };
        change.save_draft(&permit, (id.0, 0), &draft)?;
        if let Some(visit) = appointment.filter(|visit| visit.subject == subject) {
            change.put(&calendar, &Appointment { note: Some(id), ..visit })?;
        }
        Ok(id)
    })
}

/// Once one of a couple left, no joint note is begun but of a visit of before.
fn refuse_parted(change: &mut Change<'_>, subject: SubjectId, begins: Timestamp) -> Result<(), Trouble<StartRefusal>> {
    let people = change.permit::<_, Read>(list::<Client>())?;
    let whose: Client = change.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
    if is_frozen(&whose, begins) { Err(Trouble::Refused(StartRefusal::Parted)) } else { Ok(()) }
}

/// Whether this would be the first note of therapy in the chart. A couple signs in each partner's own record, so their
/// joint note asks nothing here.
fn is_first_therapy(chart: &Chart, kind: NoteKind) -> bool {
    let is_therapy = |kind: NoteKind| !matches!(kind, NoteKind::FirstConversation | NoteKind::Couple);
    is_therapy(kind) && !chart.notes().iter().any(|note| is_therapy(note.draft().kind))
}

fn refuse_signed(signed: Option<&SignedNote>) -> Result<(), Trouble<StartRefusal>> {
    signed.map_or(Ok(()), |note| Err(Trouble::Refused(StartRefusal::AlreadySigned(note.id()))))
}
