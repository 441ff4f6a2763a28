//! When somebody reads what clients say, as the practice set it and with the days that it is closed.

use care::reading_hours::ReadingHours;
use jiff::civil::Date;
use record::list::list;
use record::rows::Find;
use record::scope::Read;
use record::work::Work;
use schedule::closure::Closure;
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// For a page that says who reads it and when.
pub fn see_reading_hours(house: &House, by: &Context) -> Result<ReadingHours, Trouble<Never>> {
    house.record().read(by, |work| reading_hours(house, work))
}

pub(crate) fn reading_hours<R>(house: &House, work: &mut Work<'_>) -> Result<ReadingHours, Trouble<R>> {
    let all = work.permit::<_, Read>(list::<Closure>())?;
    let closures: Vec<Closure> = work.find(&all, Find::All)?;
    let of_all = closures.iter().filter(|closure| closure.who.is_none());
    let closed: Vec<(Date, Date)> = of_all.map(|closure| (closure.from, closure.until)).collect();
    let after = house.practice().days_after;
    Ok(ReadingHours {
        from_hour: after.reading_from_hour,
        until_hour: after.reading_until_hour,
        zone: house.zone(),
        closed,
    })
}
