//! What belongs to one client or couple alone: a card, their own row, their planned times.

use std::marker::PhantomData;

use care::prescriber::SentPacket;
use care::workbook::Workbook;
use jiff::Timestamp;
use jiff::civil::Date;
use schedule::appointment::Appointment;
use schedule::people::Client;
use terms::actor::Actor;
use terms::folder::Folder;
use terms::ids::{AppointmentId, Id, PacketId, SubjectId};
use terms::trouble::Fault;

use crate::db::{during, folders};
use crate::list::{ListOf, OfRows, list};
use crate::open_folder::Opened;
use crate::permit::Permit;
use crate::rows::Find;
use crate::scope::{CanRead, Of, Read, Scope, folder};
use crate::scope_name::folder_name;
use crate::work::Work;

/// The card of the folder `F` of one client or couple.
pub struct CardOf<F>(pub(crate) SubjectId, PhantomData<fn() -> F>);

/// One client's or couple's own row.
#[derive(Clone, Copy, Debug)]
pub struct PersonOf(pub SubjectId);

/// The planned times of one client or couple.
#[derive(Clone, Copy, Debug)]
pub struct VisitsOf(pub SubjectId);

/// One visit, for whoever holds its link.
#[derive(Clone, Copy, Debug)]
pub struct VisitHeld(pub AppointmentId);

/// What was sent to a prescriber, for whoever holds its link.
#[derive(Clone, Copy, Debug)]
pub struct PacketHeld(pub SubjectId, pub PacketId);

/// The card of the folder `F` of `subject`.
pub fn card<F: Folder>(subject: SubjectId) -> CardOf<F> {
    CardOf(subject, PhantomData)
}

impl<F: Folder> Of for CardOf<F> {
    fn scope(&self) -> Scope {
        Scope::Card(F::KIND, self.0)
    }
}

impl Of for PersonOf {
    fn scope(&self) -> Scope {
        Scope::Person(self.0)
    }
}

impl Of for VisitsOf {
    fn scope(&self) -> Scope {
        Scope::Visits(self.0)
    }
}

impl Of for VisitHeld {
    fn scope(&self) -> Scope {
        Scope::Visit(self.0)
    }
}

impl Of for PacketHeld {
    fn scope(&self) -> Scope {
        Scope::Packet(self.0, self.1)
    }
}

impl OfRows<Appointment> for VisitHeld {
    fn covers(&self, row: &Appointment) -> bool {
        row.id == self.0
    }

    fn covers_id(&self, id: Id) -> bool {
        id == self.0.0
    }
}

impl OfRows<Client> for PersonOf {
    fn covers(&self, row: &Client) -> bool {
        row.subject == self.0
    }

    fn covers_id(&self, id: Id) -> bool {
        id == self.0.0
    }
}

impl OfRows<Appointment> for VisitsOf {
    fn covers(&self, row: &Appointment) -> bool {
        row.subject == self.0
    }

    // Whose it is shows only once it is open; then `covers` is asked.
    fn covers_id(&self, _: Id) -> bool {
        true
    }
}

impl Work<'_> {
    /// The planned times of one client or couple, kept and canceled ones too, in order.
    pub fn visits<M: CanRead>(
        &mut self,
        permit: &Permit<VisitsOf, M>,
        (from, until): (Timestamp, Timestamp),
    ) -> Result<Vec<Appointment>, Fault> {
        let subject = permit.of().0.to_string();
        let all = Permit::<ListOf<Appointment>, Read>::granted(list(), self.by);
        self.find(&all, Find::Key2(&subject, from, until))
    }

    /// The card of one folder; as of an empty one where nothing was ever written.
    pub fn card<F: Folder>(&mut self, permit: &Permit<CardOf<F>, Read>) -> Result<F::Card, Fault> {
        self.send_accesses();
        let name = folder_name(F::KIND, permit.of().0);
        let found = folders::card(self.db(), &name).map_err(during("read a card"))?;
        found.map_or_else(|| Ok(F::default().card()), |sealed| self.inner.open_card(&name, &sealed))
    }

    /// What a link opens at this moment, if it still opens anything. Nothing else of the workbook leaves this function.
    pub fn packet(
        &mut self,
        permit: &Permit<PacketHeld, Read>,
        at: (Timestamp, Date),
    ) -> Result<Option<SentPacket>, Fault> {
        self.send_accesses();
        let PacketHeld(subject, packet) = *permit.of();
        let workbook: Opened<Workbook> = self.folder::<Workbook>(&folder(subject))?.opened()?;
        Ok(workbook.packet_behind_link(packet, at).cloned())
    }

    /// The couples that a signed-in client belongs to. Who they are to each other is no news to them.
    pub fn my_units(&mut self) -> Result<Vec<SubjectId>, Fault> {
        let Actor::Client(client) = self.by.actor else { return Ok(Vec::new()) };
        let (key, now, inner) = (client.subject.to_string(), self.by.now, self.inner);
        let ties = inner.relations(self.db(), Find::Key2(&key, Timestamp::MIN, Timestamp::MAX))?;
        Ok(ties.into_iter().filter(|tie| tie.stands_at(now)).map(|tie| tie.subject).collect())
    }
}
