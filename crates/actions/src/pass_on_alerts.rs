//! Passes on alerts that have waited too long: to whoever covers, and to the owner. The clock does it.

use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::alert::{Alert, AlertState};
use terms::actor::{Actor, Context};
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// Passes on what is late, each alert once; says how many.
pub fn pass_on_alerts(house: &House, now: jiff::Timestamp) -> Result<usize, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    let waiting: Vec<Alert> = house.record().read(&clock, |work| {
        let alerts = work.permit::<_, Read>(list::<Alert>())?;
        Ok::<_, Trouble<Never>>(work.find(&alerts, Find::State(AlertState::Waiting.code()))?)
    })?;
    let late: Vec<Alert> = waiting.into_iter().filter(|alert| alert.clone().passed_on(now).is_some()).collect();
    for alert in &late {
        house.record().change(&clock, |change| {
            let alerts = change.permit::<_, Write>(list::<Alert>())?;
            // It may have been closed in this very moment.
            let found = change.get::<Alert, _, _, Never>(&alerts, alert.id.0)?;
            match found.and_then(|alert| alert.passed_on(now)) {
                Some(passed_on) => change.put(&alerts, &passed_on),
                None => Ok(()),
            }
        })?;
    }
    Ok(late.len())
}
