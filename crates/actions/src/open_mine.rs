//! Opens a client's own: their row, their workbook, where they stand, their planned times, and those of a couple they
//! belong to. Nothing of a partner is in it.

use care::capacity::resting_until;
use care::chart::Chart;
use care::chart_card::ChartCard;
use care::pathway::{OwnVisit, Step, own_path};
use care::workbook::Workbook;
use jiff::Timestamp;
use jiff::civil::Date;
use record::list::list;
use record::own::{PersonOf, VisitsOf, card};
use record::rows::Find;
use record::scope::{Read, folder};
use record::work::Work;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::people::{Client, Room, Staff};
use terms::actor::Context;
use terms::ids::{Id, StaffId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::author::client;
use crate::house::House;
use crate::resting::rest_rule;

/// What is a client's own.
pub struct Mine {
    /// Who they are.
    pub person: Client,
    /// The couples they belong to.
    pub units: Vec<Client>,
    /// What they share with their team.
    pub workbook: Workbook,
    /// Where they stand, and the dates that were told.
    pub card: ChartCard,
    /// Their planned times and those of their couples, canceled ones left out, the earliest first.
    pub visits: Vec<Appointment>,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
    /// The rooms.
    pub rooms: Vec<Room>,
    /// An id for what is added next from this page, so that sending a form twice adds it once.
    pub fresh: Id,
}

impl Mine {
    /// Their therapist's first name, as it is said.
    pub fn therapist(&self) -> &str {
        let name = self.name_of(self.person.clinician);
        name.split_whitespace().next().unwrap_or(name)
    }

    /// Someone's whole name.
    pub fn name_of(&self, id: StaffId) -> &str {
        self.staff.iter().find(|person| person.id == id).map_or("your therapist", |person| person.name.as_str())
    }

    /// The visit that comes next.
    pub fn next_visit(&self, now: Timestamp) -> Option<&Appointment> {
        self.visits.iter().find(|visit| visit.span.until > now && visit.state.awaits_a_note())
    }

    /// Until when nothing is signed or widened, when they rest after a dosing day.
    pub fn resting_until(&self, house: &House, now: Timestamp) -> Option<Timestamp> {
        resting_until(&self.card, now, &rest_rule(house))
    }

    /// Of which couple a visit is, if of one.
    pub fn unit_of(&self, visit: &Appointment) -> Option<&Client> {
        self.units.iter().find(|unit| unit.subject == visit.subject)
    }

    /// The path as they see it: their own visits and the days they told of.
    pub fn path(&self, house: &House, today: Date) -> Vec<Step> {
        let own = |visit: &&Appointment| visit.subject == self.person.subject;
        let visits: Vec<OwnVisit> = self
            .visits
            .iter()
            .filter(own)
            .map(|visit| OwnVisit {
                kind: visit.kind.into(),
                date: house.today(visit.span.from),
                appointment: visit.id,
                done: visit.state == AppointmentState::Kept || house.today(visit.span.from) < today,
            })
            .collect();
        own_path(&self.card, &visits, today)
    }
}

/// Opens it.
pub fn open_mine(house: &House, by: &Context) -> Result<Mine, Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().read(by, |work| {
        let workbook = work.permit::<_, Read>(folder::<Workbook>(me))?;
        let chart = work.permit::<_, Read>(card::<Chart>(me))?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let all_rooms = work.permit::<_, Read>(list::<Room>())?;
        let person = row(work, me)?;
        let mut visits = visits_of(work, me)?;
        let mut units = Vec::new();
        for unit in work.my_units()? {
            units.push(row(work, unit)?);
            visits.extend(visits_of(work, unit)?);
        }
        visits.sort_by_key(|visit| visit.span.from);
        let workbook = Workbook::clone(&*work.open(&workbook)?);
        let (card, staff) = (work.card(&chart)?, work.find(&people, Find::All)?);
        let rooms = work.find(&all_rooms, Find::All)?;
        Ok(Mine { person, units, workbook, card, visits, staff, rooms, fresh: house.record().new_id() })
    })
}

fn row(work: &mut Work<'_>, subject: SubjectId) -> Result<Client, Trouble<Never>> {
    let permit = work.permit::<_, Read>(PersonOf(subject))?;
    Ok(work.get(&permit, subject.0)?.ok_or(Denied::NotTheirs)?)
}

fn visits_of(work: &mut Work<'_>, subject: SubjectId) -> Result<Vec<Appointment>, Trouble<Never>> {
    let permit = work.permit::<_, Read>(VisitsOf(subject))?;
    let mut visits = work.visits(&permit, (Timestamp::MIN, Timestamp::MAX))?;
    visits.retain(|visit| visit.state.stands());
    Ok(visits)
}
