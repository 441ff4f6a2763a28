//! Takes somebody in: a client or a couple, who treats them, and an empty chart. Part of the commit that asks for it.

use care::chart::{Chart, Path};
use care::chart_entry::ChartEntry;
use jiff::civil::Date;
use record::change::Change;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::relation::{Relation, Tie};
use record::rows::Find;
use record::scope::{Add, Read, folder};
use record::work::Asked;
use schedule::cover::Cover;
use schedule::move_in::MovedIn;
use schedule::people::{Client, Delivery, Staff};
use terms::ids::{Id, StaffId, SubjectId};
use terms::reach::Reach;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::name_cover;
use crate::supervise;

/// The first chart number that a practice gives.
const FIRST_CHART: u32 = 2001;

/// Who is taken in.
pub(crate) struct Newcomer {
    /// Their new record.
    pub subject: SubjectId,
    /// The name to use.
    pub name: Line,
    /// How they may be reached.
    pub reach: Reach,
    /// A couple's partners, by their own records; empty for one person.
    pub members: Vec<SubjectId>,
    /// Who treats them.
    pub clinician: StaffId,
}

/// What else is known of them, where they were clients elsewhere before.
#[derive(Default)]
pub(crate) struct KnownOf {
    /// The name on their papers, where it is another.
    pub legal_name: Option<Line>,
    /// Their pronouns.
    pub pronouns: Option<Line>,
    /// When they were born.
    pub birth_date: Option<Date>,
    /// Where they live.
    pub address: Option<Line>,
    /// Whom to call for them.
    pub emergency_contact: Option<Line>,
    /// What came with them.
    pub moved_in: Option<MovedIn>,
    /// How the disclosure statement and the privacy notice reached them already.
    pub delivered: Option<Delivery>,
}

/// The right to take people in, asked for once in a change.
pub(crate) struct Intake {
    clients: Permit<ListOf<Client>, Add>,
    relations: Permit<ListOf<Relation>, Add>,
    staff: Permit<ListOf<Staff>, Read>,
    covers: Vec<Cover>,
}

/// Puts the client, their therapist and whoever stands in for them, their ties to partners and an empty chart into the change.
pub(crate) fn take_in<R>(house: &House, change: &mut Change<'_>, who: Newcomer) -> Result<Client, Trouble<R>> {
    Intake::asked_for(change)?.take_in(house, change, (who, KnownOf::default()))
}

impl Intake {
    pub(crate) fn asked_for(change: &mut Change<'_>) -> Result<Self, Asked> {
        let clients = change.permit::<_, Add>(list::<Client>())?;
        let relations = change.permit::<_, Add>(list::<Relation>())?;
        let staff = change.permit::<_, Read>(list::<Staff>())?;
        let roster = change.permit::<_, Read>(list::<Cover>())?;
        let covers = change.find(&roster, Find::All)?;
        Ok(Self { clients, relations, staff, covers })
    }

    /// The same for one of many.
    pub(crate) fn take_in<R>(
        &self,
        house: &House,
        change: &mut Change<'_>,
        (who, known): (Newcomer, KnownOf),
    ) -> Result<Client, Trouble<R>> {
        let chart = change.permit::<_, Add>(folder::<Chart>(who.subject))?;
        let now = self.clients.by().now;
        let chart_number = change.take_number(&self.clients, FIRST_CHART)?;
        let Newcomer { subject, name, reach, members, clinician } = who;
        let KnownOf { legal_name, pronouns, birth_date, address, emergency_contact, moved_in, delivered } = known;
        let tie = |who: Id, tie| Relation {
            id: house.record().new_id(),
            who,
            subject,
            tie,
            from: now,
            until: None,
            reason: None,
        };
        change.put(&self.relations, &tie(clinician.0, Tie::Treats))?;
        let treats: Option<Staff> = change.get(&self.staff, clinician.0)?;
        if let Some(supervisor) = treats.and_then(|person| person.supervisor) {
            change.put(&self.relations, &supervise::tie(house, supervisor, subject, now))?;
        }
        for cover in self.covers.iter().filter(|cover| cover.is_for(clinician, house.today(now))) {
            change.put(&self.relations, &name_cover::tie(house, cover, subject))?;
        }
        for member in &members {
            change.put(&self.relations, &tie(member.0, Tie::Member))?;
        }
        let client = Client {
            subject,
            chart_number,
            name,
            pronouns,
            reach,
            members,
            clinician,
            since: house.today(now),
            legal_name,
            birth_date,
            address,
            emergency_contact,
            moved_in,
            delivered,
            parted: None,
        };
        change.put(&self.clients, &client)?;
        change.add(&chart, ChartEntry::ChartOpened { at: now, by: None, chart_number, path: Path::Undecided })?;
        Ok(client)
    }
}
