//! Ties whoever supervises a candidate to the candidate's clients, so that they can read and co-sign.

use jiff::Timestamp;
use record::change::Change;
use record::list::list;
use record::relation::{Relation, Tie};
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::people::Client;
use terms::ids::{StaffId, SubjectId};
use terms::trouble::Trouble;

use crate::house::House;

/// From now on this supervisor and no other is tied to every client of the candidate. Part of the owner's commit.
pub(crate) fn supervise<R>(
    house: &House,
    change: &mut Change<'_>,
    candidate: StaffId,
    supervisor: Option<StaffId>,
) -> Result<(), Trouble<R>> {
    let people = change.permit::<_, Read>(list::<Client>())?;
    let relations = change.permit::<_, Write>(list::<Relation>())?;
    let now = people.by().now;
    let of_candidate = Find::Key1(candidate.0.as_str(), Timestamp::MIN, Timestamp::MAX);
    let clients: Vec<SubjectId> =
        change.find::<Client, _>(&people, of_candidate)?.into_iter().map(|client| client.subject).collect();
    let supervises =
        |tie: &Relation| tie.tie == Tie::Supervises && tie.stands_at(now) && clients.contains(&tie.subject);
    let earlier: Vec<Relation> =
        change.find::<Relation, _>(&relations, Find::All)?.into_iter().filter(supervises).collect();
    for tie in earlier {
        change.put(&relations, &Relation { until: Some(now), ..tie })?;
    }
    let Some(supervisor) = supervisor else { return Ok(()) };
    for subject in clients {
        change.put(&relations, &tie(house, supervisor, subject, now))?;
    }
    Ok(())
}

/// The tie of a supervisor to a client.
pub(crate) fn tie(house: &House, supervisor: StaffId, subject: SubjectId, from: Timestamp) -> Relation {
    let (id, tie) = (house.record().new_id(), Tie::Supervises);
    Relation { id, who: supervisor.0, subject, tie, from, until: None, reason: None }
}
