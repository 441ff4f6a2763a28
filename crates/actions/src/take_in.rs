//! Takes somebody in: a client or a couple, who treats them, and an empty chart. Part of the commit that asks for it.

use care::chart::{Chart, ChartEntry, Path};
use record::change::Change;
use record::list::list;
use record::relation::{Relation, Tie};
use record::scope::{Add, folder};
use schedule::people::Client;
use terms::ids::{Id, StaffId, SubjectId};
use terms::reach::Reach;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;

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

/// Puts the client, their therapist, their ties to partners and an empty chart into the change.
pub(crate) fn take_in<R>(house: &House, change: &mut Change<'_>, who: Newcomer) -> Result<Client, Trouble<R>> {
    let clients = change.permit::<_, Add>(list::<Client>())?;
    let relations = change.permit::<_, Add>(list::<Relation>())?;
    let chart = change.permit::<_, Add>(folder::<Chart>(who.subject))?;
    let now = clients.by().now;
    let chart_number = change.take_number(&clients, FIRST_CHART)?;
    let Newcomer { subject, name, reach, members, clinician } = who;
    let tie = |who: Id, tie| Relation {
        id: house.record().new_id(),
        who,
        subject,
        tie,
        from: now,
        until: None,
        reason: None,
    };
    change.put(&relations, &tie(clinician.0, Tie::Treats))?;
    for member in &members {
        change.put(&relations, &tie(member.0, Tie::Member))?;
    }
    let client = Client {
        subject,
        chart_number,
        name,
        pronouns: None,
        reach,
        members,
        clinician,
        since: house.today(now),
        legal_name: None,
        birth_date: None,
        address: None,
        emergency_contact: None,
    };
    change.put(&clients, &client)?;
    change.add(&chart, ChartEntry::ChartOpened { at: now, by: None, chart_number, path: Path::Undecided })?;
    Ok(client)
}
