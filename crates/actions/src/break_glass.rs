//! Opens somebody else's client's chart in an emergency; and tells whoever must know of it: the treating therapist and
//! the owner, within the minute, and the client in their own list.

use jiff::{SignedDuration, Timestamp};
use record::glass::GlassOf;
use record::list::list;
use record::relation::{EMERGENCY, Relation};
use record::rows::Find;
use record::scope::{Add, Read};
use record::work::Work;
use schedule::people::{Client, Staff};
use terms::actor::{Actor, Context, Role};
use terms::ids::{StaffId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::pass_on_alerts::tell_owners_and;
use crate::see_note::name_in;

/// How long an emergency stands on the first page of whoever must know of it.
const SHOWN_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A chart that was opened in an emergency.
pub struct Emergency {
    /// Whose.
    pub client: Client,
    /// Who opened it.
    pub who: String,
    /// When.
    pub at: Timestamp,
    /// Until when it was open to them.
    pub until: Timestamp,
    /// Why.
    pub reason: String,
}

/// Opens it for an hour, to read. Sending the same form again opens it once. Hands back until when.
pub fn break_glass(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (reason, once): (&Line, &str),
) -> Result<Timestamp, Trouble<Never>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let glass = change.permit::<_, Add>(GlassOf(subject))?;
        let people = change.permit::<_, Read>(list::<Client>())?;
        change.get::<Client, _, _, Never>(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let tie = change.break_glass(&glass, reason.clone())?;
        Ok(tie.until.unwrap_or(tie.from))
    })
}

/// The charts that were opened in an emergency within a week, the latest first: of a therapist's own clients, or all of
/// them for the owner.
pub fn see_emergencies(house: &House, by: &Context) -> Result<Vec<Emergency>, Trouble<Never>> {
    house.record().read(by, |work| {
        let relations = work.permit::<_, Read>(list::<Relation>())?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let everybody = work.permit::<_, Read>(list::<Staff>())?;
        let staff: Vec<Staff> = work.find(&everybody, Find::All)?;
        let mut ties = lately(work, &relations, by.now)?;
        ties.sort_by_key(|tie| std::cmp::Reverse(tie.from));
        let mine = |client: &Client| match by.actor {
            Actor::Staff(me) => me.role == Role::Owner || client.clinician == me.staff,
            _ => false,
        };
        let mut found = Vec::new();
        for tie in ties {
            let client: Option<Client> = work.get(&people, tie.subject.0)?;
            found.extend(client.filter(mine).map(|client| Emergency {
                client,
                who: name_in(&staff, StaffId(tie.who)),
                at: tie.from,
                until: tie.until.unwrap_or(tie.from),
                reason: tie.reason.map(|reason| reason.as_str().to_owned()).unwrap_or_default(),
            }));
        }
        Ok(found)
    })
}

/// Writes to the treating therapist and to every owner, once for each; says of how many.
pub fn tell_of_emergencies(house: &House, now: Timestamp) -> Result<usize, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    let ties = house.record().read(&clock, |work| {
        let relations = work.permit::<_, Read>(list::<Relation>())?;
        lately(work, &relations, now)
    })?;
    let mut told = 0;
    for tie in &ties {
        let once = format!("emergency {} told", tie.id);
        told += house.record().change_once(&clock, (&once, |_| None), |change| {
            let clients = change.permit::<_, Read>(list::<Client>())?;
            let client: Option<Client> = change.get(&clients, tie.subject.0)?;
            let therapist = client.map(|client| client.clinician);
            tell_owners_and(house, change, therapist, ("/practice/emergencies", "/t"))?;
            Ok(1)
        })?;
    }
    Ok(told)
}

fn lately(
    work: &mut Work<'_>,
    relations: &record::permit::Permit<record::list::ListOf<Relation>, Read>,
    now: Timestamp,
) -> Result<Vec<Relation>, Trouble<Never>> {
    let mut ties: Vec<Relation> = work.find(relations, Find::State(EMERGENCY))?;
    ties.retain(|tie| tie.from > now - SHOWN_FOR);
    Ok(ties)
}
