//! Opens a draft of one's own, with what its author wants to see beside it.

use care::agenda::Agendas;
use care::chart::Chart;
use care::note::{DraftNote, NoteKind, SignedNote};
use care::snippet::Snippet;
use care::workbook::{Author, Workbook};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, folder};
use schedule::appointment::Appointment;
use schedule::people::{Client, Room, Staff};
use terms::actor::Context;
use terms::ids::NoteId;
use terms::trouble::{Denied, Never, Trouble};

use crate::ask_alone::is_alone_open;
use crate::house::House;
use crate::keep_snippet::own_snippets;
use crate::members::open_members;
use crate::own_draft::own_draft;
use crate::see_note::name_in;
use crate::write_agendas::agendas_of;

/// A draft in its author's hands.
pub struct OpenDraft {
    /// What was saved.
    pub draft: DraftNote,
    /// The version that the next save goes over.
    pub version: u64,
    /// Whose chart it will stand in.
    pub client: Client,
    /// Of a couple: the partners.
    pub members: Vec<Client>,
    /// Of a joint note: whether something is still to be looked at in one of their own charts.
    pub look_first: bool,
    /// The chart.
    pub chart: Chart,
    /// What client and team share.
    pub workbook: Workbook,
    /// The appointment that it tells of.
    pub appointment: Option<Appointment>,
    /// The room of that appointment.
    pub room: Option<Room>,
    /// Everybody who works here, for the names.
    pub staff: Vec<Staff>,
    /// What the author plans for their sessions.
    pub agendas: Agendas,
    /// The texts that the author writes often.
    pub snippets: Vec<Snippet>,
    /// When it was opened.
    pub now: Timestamp,
}

impl OpenDraft {
    /// The last note signed before this one.
    pub fn last_signed(&self) -> Option<&SignedNote> {
        self.chart.notes().last()
    }

    /// Whether something was written after the last visit that a signed note tells of.
    pub fn is_new(&self, at: Timestamp, zone: &TimeZone) -> bool {
        self.last_signed().and_then(|note| note.visit_ended(zone)).is_some_and(|last| at > last)
    }

    /// Who wrote something in the workbook.
    pub fn author(&self, by: Author) -> String {
        match by {
            Author::Client => self.client.name.as_str().to_owned(),
            Author::Team(id) => name_in(&self.staff, id),
        }
    }
}

/// Opens the draft; a note of someone else is not theirs to know of.
pub fn open_draft(house: &House, by: &Context, note: NoteId) -> Result<OpenDraft, Trouble<Never>> {
    house.record().read(by, |work| {
        let draft = own_draft(work, note)?.ok_or(Denied::NotTheirs)?;
        let subject = draft.value.subject;
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        let workbook = work.permit::<_, Read>(folder::<Workbook>(subject))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let all_rooms = work.permit::<_, Read>(list::<Room>())?;
        let client: Client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let members = open_members(work, &people, &client)?;
        let look_first = draft.value.kind == NoteKind::Couple && is_alone_open(work, &client.members)?;
        let chart = Chart::clone(&*work.open(&chart)?);
        let workbook = Workbook::clone(&*work.open(&workbook)?);
        let appointment: Option<Appointment> = match draft.value.appointment {
            Some(id) => work.get(&calendar, id.0)?,
            None => None,
        };
        let rooms: Vec<Room> = work.find(&all_rooms, Find::All)?;
        let in_room = appointment.as_ref().and_then(|visit| visit.room);
        let room = rooms.into_iter().find(|room| Some(room.id) == in_room);
        let everybody = work.permit::<_, Read>(list::<Staff>())?;
        let staff = work.find(&everybody, Find::All)?;
        let kept = work.permit::<_, Read>(list::<Snippet>())?;
        let snippets = own_snippets(work, &kept, draft.value.author)?;
        let planned = work.permit::<_, Read>(list::<Agendas>())?;
        let agendas = agendas_of(work, &planned, draft.value.author)?;
        let (draft, version) = (draft.value, draft.version);
        Ok(OpenDraft {
            draft,
            version,
            client,
            members,
            look_first,
            chart,
            workbook,
            appointment,
            room,
            staff,
            agendas,
            snippets,
            now: by.now,
        })
    })
}
