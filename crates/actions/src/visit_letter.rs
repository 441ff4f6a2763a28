//! Letters about a visit, one to each who comes, in the commit that books, moves or cancels it, or reminds of it.

use record::change::Change;
use record::list::list;
use record::scope::Read;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::notice::{Fills, NoticeKind};
use schedule::people::{Client, VisitSaid};
use terms::place::Place;
use terms::trouble::Trouble;
use terms::visit_kind::VisitKind;

use crate::house::House;
use crate::letter::{About, Writing, said, write_letter};

/// Writes to everybody who comes, each as they allow.
pub(crate) fn write_to_all<R>(
    house: &House,
    change: &mut Change<'_>,
    (kind, visit): (NoticeKind, &Appointment),
) -> Result<(), Trouble<R>> {
    let clients = change.permit::<_, Read>(list::<Client>())?;
    // A walk-in is told of nothing that they sit in.
    if visit.span.from <= clients.by().now {
        return Ok(());
    }
    for person in &visit.people {
        if let Some(client) = change.get::<Client, _, _, R>(&clients, person.0)? {
            write_to(house, change, (kind, visit), &client)?;
        }
    }
    Ok(())
}

/// Writes to one of them.
pub(crate) fn write_to<R>(
    house: &House,
    change: &mut Change<'_>,
    (kind, visit): (NoticeKind, &Appointment),
    client: &Client,
) -> Result<(), Trouble<R>> {
    let page = house.link(&format!("/v/{}", house.record().link_to_visit(visit.id)?));
    // Documents are read in one's own pages; everything about the time is behind its own link.
    let page = if kind == NoticeKind::FormReminder { house.link("/my/documents") } else { page };
    let fills = Fills {
        name: Some(client.name.as_str().to_owned()),
        when: Some(said(house, visit.span.from)),
        place: Some(where_it_is(visit).to_owned()),
        link: Some(page),
        within: None,
    };
    let stands = kind != NoticeKind::VisitCanceled;
    let about = About::Visit(VisitSaid { visit: visit.id, from: stands.then_some(visit.span.from) });
    let useless_from = Some(visit.span.from);
    write_letter(house, change, &Writing { kind, reach: &client.reach, about, fills, useless_from })?;
    Ok(())
}

/// Tells everybody who comes what was done with a visit, where that changes whether or when they come. What was over
/// before it is told is not.
pub(crate) fn tell_of_change<R>(
    house: &House,
    change: &mut Change<'_>,
    (before, after): (&Appointment, &Appointment),
) -> Result<(), Trouble<R>> {
    match news(before, after) {
        Some(kind) => write_to_all(house, change, (kind, after)),
        None => Ok(()),
    }
}

fn news(before: &Appointment, after: &Appointment) -> Option<NoticeKind> {
    let is_canceled = matches!(after.state, AppointmentState::Cancelled | AppointmentState::LateCancelled);
    match (before.state.stands(), after.state.stands()) {
        (true, false) if is_canceled => Some(NoticeKind::VisitCanceled),
        (false, true) => Some(NoticeKind::TimeBooked),
        (true, true) if (before.span.from, before.place) != (after.span.from, after.place) => {
            Some(NoticeKind::VisitMoved)
        }
        (true | false, true | false) => None,
    }
}

fn where_it_is(visit: &Appointment) -> &'static str {
    match (visit.place, visit.kind) {
        (Place::Online, _) => "online",
        (Place::InPerson, VisitKind::AttendedDosing) => "at the place we agreed on",
        (Place::InPerson, _) => "at the office",
    }
}
