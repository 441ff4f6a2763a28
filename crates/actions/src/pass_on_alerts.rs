//! Tells a therapist that an alert waits, within the minute, and passes on what has waited too long: to whoever covers,
//! and to the owner. The clock does it.

use record::change::Change;
use record::list::list;
use record::lists::accounts::Account;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::alert::{Alert, AlertState};
use schedule::notice::{Fills, NoticeKind};
use schedule::people::Staff;
use terms::actor::{Actor, Context, Role};
use terms::ids::StaffId;
use terms::reach::Reach;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::letter::{About, Writing, write_letter};

/// Passes on what is late, each alert once; says how many.
pub fn pass_on_alerts(house: &House, now: jiff::Timestamp) -> Result<usize, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    let late: Vec<Alert> =
        waiting(house, &clock)?.into_iter().filter(|alert| alert.clone().passed_on(now).is_some()).collect();
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

/// Writes to the therapist of every alert that nobody was told of yet, each once; says how many.
pub fn tell_of_alerts(house: &House, now: jiff::Timestamp) -> Result<usize, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    let untold: Vec<Alert> = waiting(house, &clock)?.into_iter().filter(|alert| alert.told.is_none()).collect();
    for alert in &untold {
        house.record().change(&clock, |change| {
            let alerts = change.permit::<_, Write>(list::<Alert>())?;
            let people = change.permit::<_, Read>(list::<Staff>())?;
            let found = change.get::<Alert, _, _, Never>(&alerts, alert.id.0)?;
            let Some(alert) = found.filter(|alert| alert.told.is_none()) else { return Ok(()) };
            if let Some(therapist) = change.get::<Staff, _, _, Never>(&people, alert.clinician.0)? {
                tell(house, change, &therapist, (NoticeKind::AlertRaised, "/t"))?;
            }
            change.put(&alerts, &Alert { told: Some(now), ..alert })
        })?;
    }
    Ok(untold.len())
}

fn waiting(house: &House, clock: &Context) -> Result<Vec<Alert>, Trouble<Never>> {
    house.record().read(clock, |work| {
        let alerts = work.permit::<_, Read>(list::<Alert>())?;
        Ok(work.find(&alerts, Find::State(AlertState::Waiting.code()))?)
    })
}

/// Writes to every owner that something has come to them; never what, or whose it is.
fn tell_owners(house: &House, change: &mut Change<'_>) -> Result<(), Trouble<Never>> {
    let people = change.permit::<_, Read>(list::<Staff>())?;
    let is_owner = |person: &Staff| person.left.is_none() && person.roles.contains(&Role::Owner);
    for owner in change.find::<Staff, _>(&people, Find::All)?.into_iter().filter(is_owner) {
        tell(house, change, &owner, (NoticeKind::AlertPassedOn, "/practice/passed-on"))?;
    }
    Ok(())
}

/// Writes to every owner, and to one person beside them, that something waits on a page of theirs.
pub(crate) fn tell_owners_and(
    house: &House,
    change: &mut Change<'_>,
    person: Option<StaffId>,
    (of_owners, of_person): (&str, &str),
) -> Result<(), Trouble<Never>> {
    let people = change.permit::<_, Read>(list::<Staff>())?;
    let all: Vec<Staff> = change.find(&people, Find::All)?;
    for member in all.iter().filter(|member| member.left.is_none()) {
        if member.roles.contains(&Role::Owner) {
            tell(house, change, member, (NoticeKind::AlertRaised, of_owners))?;
        } else if Some(member.id) == person {
            tell(house, change, member, (NoticeKind::AlertRaised, of_person))?;
        }
    }
    Ok(())
}

/// Writes to someone who works here that something waits for them; never what, or whose it is.
pub(crate) fn tell(
    house: &House,
    change: &mut Change<'_>,
    person: &Staff,
    (kind, path): (NoticeKind, &str),
) -> Result<(), Trouble<Never>> {
    let accounts = change.permit::<_, Read>(list::<Account>())?;
    let Some(account) = change.get::<Account, _, _, Never>(&accounts, person.id.0)? else { return Ok(()) };
    let reach = Reach { email: Some(account.email), ..Reach::default() };
    let (name, link) = (Some(person.name.as_str().to_owned()), Some(house.link(path)));
    let fills = Fills { name, link, ..Fills::default() };
    let about = About::Themselves;
    write_letter::<Never>(house, change, &Writing { kind, reach: &reach, about, fills, useless_from: None }).map(|_| ())
}
