//! Closes the practice for some days, or marks one person away: nothing is offered then.

use jiff::civil::{Date, Time};
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use record::work::Work;
use schedule::closure::Closure;
use schedule::span::Span;
use terms::actor::Context;
use terms::ids::{Id, StaffId};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// Every closure, the earliest first.
pub fn see_closures(house: &House, by: &Context) -> Result<Vec<Closure>, Trouble<Never>> {
    house.record().read(by, |work| {
        let all = work.permit::<_, Read>(list::<Closure>())?;
        let mut closures: Vec<Closure> = work.find(&all, Find::All)?;
        closures.sort_by_key(|closure| (closure.from, closure.until));
        Ok(closures)
    })
}

/// Adds one. Visits that are booked already stay; the calendar shows them.
pub fn close_days(house: &House, by: &Context, closure: &Closure, once: &str) -> Result<(), Trouble<Never>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let all = change.permit::<_, Write>(list::<Closure>())?;
        change.put(&all, closure)
    })
}

/// Takes one back.
pub fn open_days(house: &House, by: &Context, id: Id) -> Result<(), Trouble<Never>> {
    house.record().change(by, |change| {
        let all = change.permit::<_, Write>(list::<Closure>())?;
        let _: Closure = change.get(&all, id)?.ok_or(Denied::NotTheirs)?;
        change.erase_row(&all, id);
        Ok(())
    })
}

/// When someone can't be booked because the practice is closed, or they are away.
pub(crate) fn closed<R>(house: &House, work: &mut Work<'_>, clinician: StaffId) -> Result<Vec<Span>, Trouble<R>> {
    let all = work.permit::<_, Read>(list::<Closure>())?;
    let closures: Vec<Closure> = work.find(&all, Find::All)?;
    let zone = house.zone();
    let midnight = |date: Date| zone.to_timestamp(date.to_datetime(Time::midnight())).ok();
    let theirs = closures.iter().filter(|closure| closure.who.is_none_or(|who| who == clinician));
    Ok(theirs
        .filter_map(|closure| Span::new(midnight(closure.from)?, midnight(closure.until.tomorrow().ok()?)?))
        .collect())
}
