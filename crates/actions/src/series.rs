//! The visits that are booked together: one, or the same time week after week.

use record::change::Change;
use record::list::ListOf;
use record::permit::Permit;
use record::scope::Write;
use schedule::appointment::{Appointment, Override, book};
use schedule::people::Client;
use schedule::weekly::weekly;
use terms::actor::Context;
use terms::trouble::Trouble;

use crate::book_for::{BookFor, BookForRefusal, Refused};
use crate::house::House;
use crate::new_visit::{OVER_OTHERS, new_visit, span};
use crate::own_draft::staff;

/// The visits of the series, checked one by one.
pub(crate) fn visits(
    house: &House,
    by: &Context,
    wanted: &BookFor,
    client: &Client,
) -> Result<Vec<Appointment>, Refused> {
    let times = weekly(wanted.visit.from, wanted.weeks, &house.zone());
    let times = times.map_err(|refusal| Trouble::Refused(BookForRefusal::Weekly(refusal)))?;
    let series = (times.len() > 1).then(|| house.record().new_id());
    let visit = |from| {
        let span = span(from, wanted.visit.length_min).ok_or(BookForRefusal::Length)?;
        let id = house.record().new_id();
        let visit = new_visit(id, &wanted.visit, (client, wanted.clinician), (span, None));
        book(Appointment { series, ..visit }, by.now).map_err(BookForRefusal::Book)
    };
    times.into_iter().map(|from| visit(from).map_err(Trouble::Refused)).collect()
}

/// Writes one visit down. Where the time is taken, it stands beside the other only with a reason.
pub(crate) fn put(
    house: &House,
    change: &mut Change<'_>,
    calendar: &Permit<ListOf<Appointment>, Write>,
    (wanted, visit): (&BookFor, &Appointment),
) -> Result<(), Refused> {
    let mut is_taken = false;
    for hold in visit.holds() {
        is_taken |= !change.busy(calendar, hold.resource, visit.span)?.is_empty();
    }
    let made_layer = match &wanted.visit.overriding {
        Some(reason) if is_taken => {
            Some(Override { by: staff(&calendar.by())?, reason: reason.clone(), layer: OVER_OTHERS })
        }
        None if is_taken => return Err(Trouble::Refused(BookForRefusal::Taken(house.today(visit.span.from)))),
        Some(_) | None => None,
    };
    let visit = Appointment { made_layer, ..visit.clone() };
    change.hold(calendar, (visit.id, &visit.holds()), None)?;
    change.put(calendar, &visit)
}
