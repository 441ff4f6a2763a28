//! Starts a note: a draft with the day and the start of its appointment. Where there is one already, that one is it.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use care::document::DocumentKind;
use care::note::{DraftNote, NoteKind, SignedNote};
use care::note_body::NoteBody;
use care::signing::unsigned_before_therapy;
use care::went_on::{AskedFirst, Beginning, WentOn, open_before};
use care::workbook::Workbook;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use record::change::Change;
use record::draft::Draft;
use record::list::list;
use record::permit::Permit;
use record::scope::{FolderOf, Read, Write, cards, folder};
use record::work::Work;
use schedule::appointment::Appointment;
use schedule::parted::is_frozen;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{AppointmentId, NoteId, StaffId, SubjectId};
use terms::place::Place;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

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
    /// Something is open that is asked before such a visit; it goes on with a reason.
    AsksFirst,
}

/// Starts the note, or finds the one that was begun.
pub fn start_note(
    house: &House,
    by: &Context,
    start: StartNote,
    reason: Option<&Line>,
) -> Result<NoteId, Trouble<StartRefusal>> {
    let author = staff(by)?;
    if start.kind == NoteKind::AttendedDosing && !house.practice().attends_dosing {
        return Err(Trouble::Refused(StartRefusal::NotOffered));
    }
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(start.subject))?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let today = house.today(by.now);
        if let Some(begun) = begun_before(change, start, today)? {
            return Ok(begun);
        }
        expect_signatures(change, &permit, start)?;
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
        refuse_parted(change, start, appointment.as_ref().map_or(by.now, |visit| visit.span.from))?;
        let place = appointment.as_ref().map(|visit| visit.place);
        let chart = change.open(&permit)?;
        let open = open_of(change, (start, place), &chart)?;
        if !open.is_empty() && reason.is_none() {
            return Err(Trouble::Refused(StartRefusal::AsksFirst));
        }
        let id = NoteId(house.record().new_id());
        let draft = blank(start, (id, author), (date, started));
        change.save_draft(&permit, (id.0, 0), &draft)?;
        if let Some(reason) = reason.filter(|_| !open.is_empty()) {
            let went_on = WentOn { note: id, open, reason: reason.clone(), at: by.now, by: author };
            change.add(&permit, ChartEntry::WentOn(went_on))?;
        }
        if let Some(visit) = appointment.filter(|visit| visit.subject == start.subject) {
            change.put(&calendar, &Appointment { note: Some(id), ..visit })?;
        }
        Ok(id)
    })
}

/// The note as it begins.
fn blank(start: StartNote, (id, author): (NoteId, StaffId), (date, started): (Date, Option<Time>)) -> DraftNote {
    let StartNote { subject, appointment, kind } = start;
    let (present, body, carried) = (Vec::new(), NoteBody::empty(kind), Vec::new());
    DraftNote { id, subject, appointment, kind, author, date, started, ended: None, present, body, carried }
}

/// Once one of a couple left, no joint note is begun but of a visit of before, and an ending (what their agreement says of
/// leaving).
fn refuse_parted(change: &mut Change<'_>, start: StartNote, begins: Timestamp) -> Result<(), Trouble<StartRefusal>> {
    let people = change.permit::<_, Read>(list::<Client>())?;
    let whose: Client = change.get(&people, start.subject.0)?.ok_or(Denied::NotTheirs)?;
    if is_frozen(&whose, begins) && start.kind != NoteKind::Closing {
        Err(Trouble::Refused(StartRefusal::Parted))
    } else {
        Ok(())
    }
}

/// The draft that was begun for the same visit; without a visit, of the same kind today and still untouched.
fn begun_before(
    change: &mut Change<'_>,
    start: StartNote,
    today: Date,
) -> Result<Option<NoteId>, Trouble<StartRefusal>> {
    let untouched = |draft: &Draft<DraftNote>| draft.version == 1 && draft.value.date == today;
    let begun = change.own_drafts::<DraftNote>()?.into_iter().find(|draft| {
        let same_visit = draft.value.subject == start.subject && draft.value.appointment == start.appointment;
        same_visit && (start.appointment.is_some() || draft.value.kind == start.kind && untouched(draft))
    });
    Ok(begun.map(|draft| draft.value.id))
}

/// Refuses the first note of therapy while what comes before it is unsigned.
fn expect_signatures(
    change: &mut Change<'_>,
    permit: &Permit<FolderOf<Chart>, Write>,
    start: StartNote,
) -> Result<(), Trouble<StartRefusal>> {
    if !is_first_therapy(&*change.open(permit)?, start.kind) {
        return Ok(());
    }
    let workbook = change.permit::<_, Read>(folder::<Workbook>(start.subject))?;
    let is_signed = unsigned_before_therapy(&*change.open(&workbook)?).is_empty();
    if is_signed { Ok(()) } else { Err(Trouble::Refused(StartRefusal::Unsigned)) }
}

/// What is open of what such a visit asks before it begins.
pub fn see_open_before(house: &House, by: &Context, start: StartNote) -> Result<Vec<AskedFirst>, Trouble<Never>> {
    house.record().read(by, |work| {
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let visit: Option<Appointment> = match start.appointment {
            Some(id) => work.get(&calendar, id.0)?,
            None => None,
        };
        let charts = work.permit::<_, Read>(folder::<Chart>(start.subject))?;
        let chart = work.open(&charts)?;
        open_of(work, (start, visit.map(|visit| visit.place)), &chart)
    })
}

fn open_of<R>(
    work: &mut Work<'_>,
    (start, place): (StartNote, Option<Place>),
    chart: &Chart,
) -> Result<Vec<AskedFirst>, Trouble<R>> {
    let shared = work.permit::<_, Read>(folder::<Workbook>(start.subject))?;
    let clients = work.permit::<_, Read>(list::<Client>())?;
    let client: Client = work.get(&clients, start.subject.0)?.ok_or(Denied::NotTheirs)?;
    let is_video_unsigned = place == Some(Place::Online) && has_unsigned_video(work, &client)?;
    let workbook = work.open(&shared)?;
    let visit = Beginning { kind: start.kind, partners: &client.members, is_video_unsigned };
    Ok(open_before(visit, (chart, &*workbook), shared.by().now))
}

/// Whether someone who comes has no signature in force under the page on video. Each signs in their own workbook, and its
/// card says no more than that.
fn has_unsigned_video<R>(work: &mut Work<'_>, client: &Client) -> Result<bool, Trouble<R>> {
    let all = work.permit::<_, Read>(cards::<Workbook>())?;
    let known = work.cards(&all)?;
    let come = if client.members.is_empty() { std::slice::from_ref(&client.subject) } else { &client.members[..] };
    let has_signed = |who: &SubjectId| {
        let card = known.iter().find(|(subject, _)| subject == who).map(|(_, card)| card);
        card.is_some_and(|card| card.documents_signed.contains(&DocumentKind::TelehealthConsent))
    };
    Ok(!come.iter().all(has_signed))
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
