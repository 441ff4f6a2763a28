//! Writes a dosing day down as it was told, or tells one better. It happens elsewhere; its record is the prescriber's.

use care::chart::Chart;
use care::dosing_day::{DosingDay, DosingRefusal, DosingState, Route, Teller, Told, tell_dosing_day as tell};
use jiff::civil::Date;
use record::own::PersonOf;
use record::scope::{Add, Read, Write, folder};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{DosingDayId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Trouble};

use crate::author::client;
use crate::house::House;
use crate::own_draft::staff;

/// A dosing day as it was told. Told again under the same id, it is corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldDay {
    /// Its id.
    pub id: DosingDayId,
    /// On which day.
    pub date: Told<Date>,
    /// By which route.
    pub route: Told<Route>,
    /// Where.
    pub place: Option<Line>,
    /// Whether someone is with the client.
    pub accompanied: Told<bool>,
    /// The client's own account.
    pub account: Option<Prose>,
    /// Whether it is ahead or behind.
    pub state: DosingState,
}

/// Takes the day into the chart.
pub fn tell_dosing_day(
    house: &House,
    by: &Context,
    subject: SubjectId,
    day: &ToldDay,
) -> Result<(), Trouble<DosingRefusal>> {
    let told_to = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let ToldDay { id, date, route, place, accompanied, account, state } = day.clone();
        let told = DosingDay {
            id,
            date,
            route,
            place,
            accompanied,
            account,
            state,
            told_at: by.now,
            told_to,
            told_by: Teller::Team,
        };
        let entry = tell(&*change.open(&permit)?, told, house.today(by.now)).map_err(Trouble::Refused)?;
        Ok(change.add(&permit, entry)?)
    })
}

/// Takes a day that a client tells in their own pages. It goes into the chart unseen: the chart stays closed to them.
pub fn tell_own_dosing_day(house: &House, by: &Context, day: &ToldDay) -> Result<(), Trouble<DosingRefusal>> {
    let subject = client(by)?.subject;
    house.record().change(by, |change| {
        let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
        let person = change.permit::<_, Read>(PersonOf(subject))?;
        let me: Client = change.get(&person, subject.0)?.ok_or(Denied::NotTheirs)?;
        let ToldDay { id, date, route, place, accompanied, account, state } = day.clone();
        let (told_to, told_by) = (me.clinician, Teller::Client);
        let told = DosingDay { id, date, route, place, accompanied, account, state, told_at: by.now, told_to, told_by };
        let entry = tell(&Chart::default(), told, house.today(by.now)).map_err(Trouble::Refused)?;
        Ok(change.add_once(&chart, entry, &format!("dosing day {id} told"))?)
    })
}
