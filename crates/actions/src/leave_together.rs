//! Somebody leaves the joint work of a couple: they themselves, or the therapist to whom they said so. One act: their name
//! under the couple's agreement is withdrawn, the joint lane stands still, and joint visits to come are called off.

use care::document::DocumentKind;
use care::signer::{SignatureLine, Signer};
use care::signing::revoke_document;
use care::workbook::Workbook;
use jiff::Timestamp;
use record::change::Change;
use record::list::{OfRows, list};
use record::own::{PersonOf, VisitsOf};
use record::permit::Permit;
use record::rows::Find;
use record::scope::{Write, folder};
use schedule::appointment::{Appointment, Hand};
use schedule::parted::{PartRefusal, begin_again, call_off, part};
use schedule::people::Client;
use terms::actor::{Actor, Context};
use terms::ids::SubjectId;
use terms::trouble::{Denied, Trouble};

use crate::author::{author, client};
use crate::house::House;
use crate::own_draft::staff;
use crate::visit_letter::tell_of_change;

/// The client who acts leaves.
pub fn leave_together(house: &House, by: &Context, unit: SubjectId) -> Result<(), Trouble<PartRefusal>> {
    let who = client(by)?.subject;
    leave(house, by, (unit, who))
}

/// One of them said to their therapist that they leave.
pub fn told_to_leave(
    house: &House,
    by: &Context,
    (unit, who): (SubjectId, SubjectId),
) -> Result<(), Trouble<PartRefusal>> {
    staff(by)?;
    leave(house, by, (unit, who))
}

fn leave(house: &House, by: &Context, (unit, who): (SubjectId, SubjectId)) -> Result<(), Trouble<PartRefusal>> {
    let author = author(by)?;
    let line = SignatureLine { kind: DocumentKind::CouplesAgreement, signer: Signer::Partner(who) };
    house.record().change(by, |change| {
        stop_joint_work(house, change, by, (unit, who))?;
        let workbook = change.permit::<_, Write>(folder::<Workbook>(unit))?;
        // Whoever never signed has nothing to withdraw, and leaves all the same.
        match revoke_document(&*change.open(&workbook)?, line, author, by.now) {
            Ok(withdrawn) => Ok(change.add(&workbook, withdrawn)?),
            Err(_) => Ok(()),
        }
    })
}

/// The joint lane stands still, and joint visits to come are called off. Their letters go out as for any visit that the
/// practice cancels; a client who leaves in the portal writes to nobody, and the therapist sees which visits those were.
pub(crate) fn stop_joint_work(
    house: &House,
    change: &mut Change<'_>,
    by: &Context,
    (unit, who): (SubjectId, SubjectId),
) -> Result<(), Trouble<PartRefusal>> {
    let permit = change.permit::<_, Write>(PersonOf(unit))?;
    let row: Client = change.get(&permit, unit.0)?.ok_or(Denied::NotTheirs)?;
    let left = part(row, who, by.now).map_err(Trouble::Refused)?;
    change.put(&permit, &left)?;
    if let Actor::Client(client) = by.actor {
        let calendar = change.permit::<_, Write>(VisitsOf(unit))?;
        let visits = change.visits(&calendar, (by.now, Timestamp::MAX))?;
        return called_off(change, &calendar, (Hand::Client(client.subject), &visits)).map(|_| ());
    }
    let calendar = change.permit::<_, Write>(list::<Appointment>())?;
    let visits: Vec<Appointment> = change.find(&calendar, Find::Key2(unit.0.as_str(), by.now, Timestamp::MAX))?;
    for turned in called_off(change, &calendar, (Hand::Staff(staff(by)?), &visits))? {
        tell_of_change(house, change, (&turned.0, &turned.1))?;
    }
    Ok(())
}

/// The joint lane opens again once all have signed anew and chose the same.
pub(crate) fn agreed_anew<R>(change: &mut Change<'_>, unit: SubjectId) -> Result<(), Trouble<R>> {
    let permit = change.permit::<_, Write>(PersonOf(unit))?;
    let workbook = change.permit::<_, Write>(folder::<Workbook>(unit))?;
    let row: Client = change.get(&permit, unit.0)?.ok_or(Denied::NotTheirs)?;
    let is_agreed = change.open(&workbook)?.secrets_choice(&row.members).is_some();
    if is_agreed && row.parted.is_some() { change.put(&permit, &begin_again(row)) } else { Ok(()) }
}

/// Each visit that is called off, before and after; its time is free.
fn called_off<O: OfRows<Appointment>>(
    change: &mut Change<'_>,
    calendar: &Permit<O, Write>,
    (by, visits): (Hand, &[Appointment]),
) -> Result<Vec<(Appointment, Appointment)>, Trouble<PartRefusal>> {
    let now = calendar.by().now;
    let off: Vec<_> = visits.iter().filter_map(|visit| Some((visit.clone(), call_off(visit, by, now)?))).collect();
    for (_, visit) in &off {
        change.release(calendar, visit.id);
        change.put(calendar, visit)?;
    }
    Ok(off)
}
