//! Opens what a therapist reads before a visit: what is new, what waits, and what is open, each with its evidence.

use care::brief::{BriefLine, Since, brief};
use care::chart::Chart;
use care::note::DraftNote;
use care::workbook::{Author, Workbook};
use jiff::Timestamp;
use money::ledger::TherapyLedger;
use record::list::list;
use record::own::card;
use record::rows::Find;
use record::scope::{Read, folder};
use schedule::appointment::Appointment;
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::money::Cents;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::members::open_members;
use crate::see_note::name_in;

/// A brief.
pub struct Brief {
    /// Of whom.
    pub client: Client,
    /// A couple's partners.
    pub members: Vec<Client>,
    /// The visit that it is for: the next one that is not over.
    pub next: Option<Appointment>,
    /// What there is to know.
    pub lines: Vec<BriefLine>,
    /// One's own notes of this client that are not signed.
    pub unsigned: Vec<DraftNote>,
    /// What is open for therapy.
    pub open_cents: Cents,
    /// Everybody who works here, for the names.
    pub staff: Vec<Staff>,
}

impl Brief {
    /// Who wrote something in the workbook.
    pub fn author(&self, by: Author) -> String {
        match by {
            Author::Client => self.client.name.as_str().to_owned(),
            Author::Team(id) => name_in(&self.staff, id),
        }
    }
}

/// Opens it.
pub fn see_brief(house: &House, by: &Context, subject: SubjectId) -> Result<Brief, Trouble<Never>> {
    house.record().read(by, |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        let workbook = work.permit::<_, Read>(folder::<Workbook>(subject))?;
        let ledger = work.permit::<_, Read>(card::<TherapyLedger>(subject))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let everybody = work.permit::<_, Read>(list::<Staff>())?;
        let client: Client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let booked: Vec<Appointment> =
            work.find(&calendar, Find::Key2(subject.0.as_str(), Timestamp::MIN, Timestamp::MAX))?;
        let next = booked.into_iter().find(|visit| visit.state.stands() && visit.span.until > by.now);
        let (chart, workbook) = (work.open(&chart)?, work.open(&workbook)?);
        let last = chart.notes().last().and_then(|note| note.visit_ended(&house.zone()));
        let since = Since { last, today: house.today(by.now), now: by.now };
        let lines = brief(&chart, &workbook, &client.members, since);
        let members = open_members(work, &people, &client)?;
        let drafts = work.own_drafts::<DraftNote>()?.into_iter().map(|draft| draft.value);
        let unsigned = drafts.filter(|draft| draft.subject == subject).collect();
        let open_cents = work.card(&ledger)?.open_cents;
        Ok(Brief { client, members, next, lines, unsigned, open_cents, staff: work.find(&everybody, Find::All)? })
    })
}
