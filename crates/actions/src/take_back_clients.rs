//! Takes the clients of a batch back as one, as long as nobody has used any of them.

use std::collections::HashSet;

use care::chart::Chart;
use care::workbook::Workbook;
use jiff::Timestamp;
use money::ledger::{DosingLedger, TherapyLedger};
use record::accesses::AccessesOf;
use record::change::Change;
use record::list::list;
use record::lists::moves::BatchFile;
use record::relation::Relation;
use record::rows::Find;
use record::scope::{Add, Read, Write, folder};
use schedule::appointment::Appointment;
use schedule::call::Call;
use schedule::move_in::{Batch, BatchKind, BatchRefusal};
use schedule::people::Client;
use schedule::wish::Wish;
use terms::actor::Context;
use terms::ids::{BatchId, SubjectId};
use terms::text::Line;
use terms::trouble::Trouble;

use crate::batch_of::batch_of;
use crate::house::House;
use crate::own_draft::staff;

/// Why their therapist treats them no longer.
const REASON: &str = "Moved in and taken back";

type Refused = Trouble<BatchRefusal>;

/// Erases the clients' rows and ends their ties. Their empty charts stay, since no entry is ever deleted; nothing leads
/// to them any more, and their numbers are not given again.
pub(crate) fn take_back_clients(house: &House, by: &Context, id: BatchId) -> Result<(), Refused> {
    let who = staff(by)?;
    let reason = Line::parse(REASON).ok();
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let files = change.permit::<_, Write>(list::<BatchFile>())?;
        let everyone = change.permit::<_, Write>(list::<Client>())?;
        let ties = change.permit::<_, Write>(list::<Relation>())?;
        let batch = batch_of(change, &batches, (id, BatchKind::Clients))?;
        let made: HashSet<SubjectId> = batch.made.iter().copied().map(SubjectId).collect();
        let all: Vec<Client> = change.find(&everyone, Find::All)?;
        let used = used(change, &all, &made)?;
        let batch = batch.taken_back(used, who, by.now).map_err(Trouble::Refused)?;
        for client in all.iter().filter(|client| made.contains(&client.subject)) {
            let pair = format!("{}/{}", client.clinician, client.subject);
            let found: Vec<Relation> = change.find(&ties, Find::Key1(&pair, Timestamp::MIN, Timestamp::MAX))?;
            for tie in found {
                change.put(&ties, &Relation { until: Some(by.now), reason: reason.clone(), ..tie })?;
            }
            change.erase_row(&everyone, client.subject.0);
        }
        change.erase_row(&files, id.0);
        change.put(&batches, &batch)
    })
}

/// How many of them are in use: a visit, a call, a wish or a record together; anything written or owed; a sign-in.
fn used(change: &mut Change<'_>, all: &[Client], made: &HashSet<SubjectId>) -> Result<usize, Refused> {
    let mut used: HashSet<SubjectId> = all.iter().flat_map(|client| client.members.iter().copied()).collect();
    let calendar = change.permit::<_, Read>(list::<Appointment>())?;
    let log = change.permit::<_, Read>(list::<Call>())?;
    let waits = change.permit::<_, Read>(list::<Wish>())?;
    let visits: Vec<Appointment> = change.find(&calendar, Find::All)?;
    used.extend(visits.iter().flat_map(|visit| visit.people.iter().copied().chain([visit.subject])));
    used.extend(change.find::<Call, _>(&log, Find::All)?.iter().filter_map(|call| call.about));
    used.extend(change.find::<Wish, _>(&waits, Find::All)?.iter().map(|wish| wish.subject));
    let mut count = made.iter().filter(|subject| used.contains(subject)).count();
    for subject in made.iter().filter(|subject| !used.contains(subject)) {
        count += usize::from(was_used(change, *subject)?);
    }
    Ok(count)
}

/// Whether anything beyond the opening of the chart was written, or the client signed in.
fn was_used(change: &mut Change<'_>, subject: SubjectId) -> Result<bool, Refused> {
    let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
    let workbook = change.permit::<_, Add>(folder::<Workbook>(subject))?;
    let therapy = change.permit::<_, Add>(folder::<TherapyLedger>(subject))?;
    let dosing = change.permit::<_, Add>(folder::<DosingLedger>(subject))?;
    let audit = change.permit::<_, Read>(AccessesOf(subject))?;
    let written = [change.length(&workbook)?, change.length(&therapy)?, change.length(&dosing)?];
    let came_in =
        change.openings(&audit)?.iter().any(|opening| opening.allowed && opening.actor.starts_with("client/"));
    Ok(change.length(&chart)? > 1 || written.iter().any(|length| *length > 0) || came_in)
}
