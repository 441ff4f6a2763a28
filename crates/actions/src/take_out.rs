//! One whole record, opened to hand a copy of it out: what belongs to it, and nothing that is somebody's alone.
//!
//! No journal, no draft and no psychotherapy note is asked for here (45 CFR 164.508(a)(2)); the policy would refuse.

use care::chart::Chart;
use care::workbook::Workbook;
use jiff::Timestamp;
use money::ledger::{DosingLedger, TherapyLedger};
use record::list::list;
use record::open_folder::Opened;
use record::rows::Find;
use record::scope::{Export, Read, folder};
use record::work::Work;
use schedule::appointment::Appointment;
use schedule::people::{Client, Room, Staff};
use terms::ids::{StaffId, SubjectId};
use terms::trouble::{Denied, Trouble};

use crate::members::open_members;

/// A record that goes out as a copy.
pub struct TakenOut {
    /// Whose it is.
    pub client: Client,
    /// Of a record together: who belongs to it. Their own records are not in it.
    pub members: Vec<Client>,
    /// Its appointments, the earliest first.
    pub appointments: Vec<Appointment>,
    /// Everybody who works here, or did.
    pub staff: Vec<Staff>,
    /// The rooms.
    pub rooms: Vec<Room>,
    chart: Opened<Chart>,
    workbook: Opened<Workbook>,
    therapy: Opened<TherapyLedger>,
    dosing: Opened<DosingLedger>,
}

impl TakenOut {
    /// Someone's name.
    pub fn name_of(&self, id: StaffId) -> &str {
        let found = self.staff.iter().find(|person| person.id == id);
        found.map_or("Someone who worked here", |person| person.name.as_str())
    }

    /// What the team wrote.
    pub fn chart(&self) -> &Chart {
        &self.chart
    }

    /// What client and team share.
    pub fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    /// The ledger of psychotherapy.
    pub fn therapy(&self) -> &TherapyLedger {
        &self.therapy
    }

    /// The ledger of attended dosing days.
    pub fn dosing(&self) -> &DosingLedger {
        &self.dosing
    }
}

/// Opens the record of `subject` to hand a copy out.
pub(crate) fn take_out<R>(work: &mut Work<'_>, subject: SubjectId) -> Result<TakenOut, Trouble<R>> {
    let chart = work.permit::<_, Export>(folder::<Chart>(subject))?;
    let workbook = work.permit::<_, Export>(folder::<Workbook>(subject))?;
    let therapy = work.permit::<_, Export>(folder::<TherapyLedger>(subject))?;
    let dosing = work.permit::<_, Export>(folder::<DosingLedger>(subject))?;
    let people = work.permit::<_, Read>(list::<Client>())?;
    let calendar = work.permit::<_, Read>(list::<Appointment>())?;
    let everybody = work.permit::<_, Read>(list::<Staff>())?;
    let all_rooms = work.permit::<_, Read>(list::<Room>())?;
    let client: Client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
    let members = open_members(work, &people, &client)?;
    let mut appointments: Vec<Appointment> =
        work.find(&calendar, Find::Key2(subject.0.as_str(), Timestamp::MIN, Timestamp::MAX))?;
    appointments.sort_by_key(|appointment| appointment.span.from);
    Ok(TakenOut {
        client,
        members,
        appointments,
        staff: work.find(&everybody, Find::All)?,
        rooms: work.find(&all_rooms, Find::All)?,
        chart: work.open(&chart)?,
        workbook: work.open(&workbook)?,
        therapy: work.open(&therapy)?,
        dosing: work.open(&dosing)?,
    })
}
