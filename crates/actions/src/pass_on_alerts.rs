//! Passes on alerts that have waited too long: to whoever covers, and to the owner. The clock does it.

use record::change::Change;
use record::list::list;
use record::lists::accounts::Account;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::alert::{Alert, AlertState};
use schedule::notice::{Fills, NoticeKind};
use schedule::people::Staff;
use terms::actor::{Actor, Context, Role};
use terms::reach::Reach;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::letter::{About, Writing, write_letter};

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
                Some(passed_on) => {
                    change.put(&alerts, &passed_on)?;
                    tell_owners(house, change)
                }
                None => Ok(()),
            }
        })?;
    }
    Ok(late.len())
}

/// Writes to every owner that something has come to them; never what, or whose it is.
fn tell_owners(house: &House, change: &mut Change<'_>) -> Result<(), Trouble<Never>> {
    let people = change.permit::<_, Read>(list::<Staff>())?;
    let accounts = change.permit::<_, Read>(list::<Account>())?;
    let is_owner = |person: &Staff| person.left.is_none() && person.roles.contains(&Role::Owner);
    for owner in change.find::<Staff, _>(&people, Find::All)?.into_iter().filter(is_owner) {
        let Some(account) = change.get::<Account, _, _, Never>(&accounts, owner.id.0)? else { continue };
        let reach = Reach { email: Some(account.email), ..Reach::default() };
        let (name, link) = (Some(owner.name.as_str().to_owned()), Some(house.link("/practice/passed-on")));
        let fills = Fills { name, link, ..Fills::default() };
        let (kind, about) = (NoticeKind::AlertPassedOn, About::Themselves);
        write_letter::<Never>(house, change, &Writing { kind, reach: &reach, about, fills, useless_from: None })?;
    }
    Ok(())
}
