//! Opens a chart: the client, what team and client wrote, what is planned, and one's own drafts in it.

use care::capacity::resting_until;
use care::chart::Chart;
use care::note::DraftNote;
use care::pathway::PlannedVisit;
use care::workbook::Workbook;
use jiff::Timestamp;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, folder};
use schedule::appointment::Appointment;
use schedule::couple_intake::{IntakeStep, StepState, couple_intake};
use schedule::parted::was_called_off;
use schedule::people::{Client, Room, Staff};
use terms::actor::Context;
use terms::folder::Folder;
use terms::ids::{Id, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::ask_alone::is_alone_open;
use crate::house::House;
use crate::members::open_members;
use crate::resting::rest_rule;

/// A chart as its team sees it.
pub struct OpenChart {
    /// Whose it is.
    pub client: Client,
    /// A couple's partners.
    pub members: Vec<Client>,
    /// The couples that the client belongs to, of the same clinician.
    pub units: Vec<Client>,
    /// What the team wrote.
    pub chart: Chart,
    /// What client and team share.
    pub workbook: Workbook,
    /// What is planned, also what has begun and has no signed note yet; the earliest first.
    pub planned: Vec<Appointment>,
    /// Of a couple that one left: the visits that were called off then.
    pub called_off: Vec<Appointment>,
    /// Of a couple: whether something is still to be looked at in one of their own charts before they meet together.
    pub look_first: bool,
    /// Of a couple: how far each step of the intake is.
    pub intake: Vec<(IntakeStep, StepState)>,
    /// The rooms of the practice.
    pub rooms: Vec<Room>,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
    /// When it was opened.
    pub now: Timestamp,
    /// One's own drafts in this chart.
    pub drafts: Vec<DraftNote>,
    /// An id for what is added next from this page, so that sending a form twice adds it once.
    pub fresh: Id,
}

impl OpenChart {
    /// Until when nothing is signed or widened, when the client rests after a dosing day.
    pub fn resting_until(&self, house: &House, now: Timestamp) -> Option<Timestamp> {
        resting_until(&self.chart.card(), now, &rest_rule(house))
    }

    /// What is planned, as the timeline takes it.
    pub fn planned_visits(&self, house: &House) -> Vec<PlannedVisit> {
        let day = |at: Timestamp| house.today(at);
        let visit = |planned: &Appointment| PlannedVisit {
            kind: planned.kind.into(),
            date: day(planned.span.from),
            appointment: planned.id,
        };
        self.planned.iter().map(visit).collect()
    }
}

/// Opens the chart of a client or couple.
pub fn open_chart(house: &House, by: &Context, subject: SubjectId) -> Result<OpenChart, Trouble<Never>> {
    house.record().read(by, |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        let workbook = work.permit::<_, Read>(folder::<Workbook>(subject))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let everybody = work.permit::<_, Read>(list::<Staff>())?;
        let all_rooms = work.permit::<_, Read>(list::<Room>())?;
        let client: Client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let members = open_members(work, &people, &client)?;
        let look_first = is_alone_open(work, &client.members)?;
        let of_clinician = Find::Key1(client.clinician.0.as_str(), Timestamp::MIN, Timestamp::MAX);
        let mut units: Vec<Client> = work.find(&people, of_clinician)?;
        units.retain(|unit| unit.members.contains(&subject));
        let chart = Chart::clone(&*work.open(&chart)?);
        let workbook = Workbook::clone(&*work.open(&workbook)?);
        let mut planned: Vec<Appointment> =
            work.find(&calendar, Find::Key2(subject.0.as_str(), Timestamp::MIN, Timestamp::MAX))?;
        let mut alone = Vec::new();
        for member in &members {
            let of_member = Find::Key2(member.subject.0.as_str(), Timestamp::MIN, Timestamp::MAX);
            alone.push((member.subject, work.find::<Appointment, _>(&calendar, of_member)?));
        }
        let intake = if members.is_empty() { Vec::new() } else { couple_intake(&planned, &alone) };
        let is_off = |visit: &Appointment| client.parted.is_some_and(|parted| was_called_off(visit, parted));
        let called_off = planned.iter().filter(|visit| is_off(visit)).cloned().collect();
        planned.retain(|visit| visit.state.awaits_a_note());
        let mut drafts: Vec<DraftNote> = work.own_drafts()?.into_iter().map(|draft| draft.value).collect();
        drafts.retain(|draft| draft.subject == subject);
        let (rooms, staff) = (work.find(&all_rooms, Find::All)?, work.find(&everybody, Find::All)?);
        let now = by.now;
        Ok(OpenChart {
            client,
            members,
            units,
            chart,
            workbook,
            planned,
            called_off,
            look_first,
            intake,
            rooms,
            staff,
            now,
            drafts,
            fresh: house.record().new_id(),
        })
    })
}
