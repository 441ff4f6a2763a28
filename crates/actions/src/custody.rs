//! Who keeps one's psychotherapy notes for the day on which one can't look after them; and who asked to open them.

use care::custody::Standing;
use record::author_key::AuthorKey;
use record::change::Change;
use record::custody::{CustodianKey, Custody};
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use record::work::Work;
use schedule::people::Staff;
use terms::actor::{Actor, Context, Role};
use terms::ids::StaffId;
use terms::trouble::{Denied, Never, Trouble};

use crate::author::fresh;
use crate::house::House;
use crate::own_draft::staff;
use crate::pass_on_alerts::tell_owners_and;

/// One author's notes, and who keeps them.
pub struct Kept {
    /// Whose notes.
    pub author: Staff,
    /// Who keeps them.
    pub custodian: Staff,
    /// How far it has come.
    pub standing: Standing,
}

/// What a therapist has to do with custody.
pub struct MyCustody {
    /// Who keeps my notes, if I named anybody.
    pub mine: Option<Kept>,
    /// Whose notes I keep.
    pub keeps: Vec<Kept>,
    /// Whom I could name.
    pub others: Vec<Staff>,
    /// Whether I chose a custodian's passphrase.
    pub has_passphrase: bool,
}

/// Why nobody is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRefusal {
    /// Whoever was chosen is no other therapist who works here.
    NotATherapist,
}

/// Shows it.
pub fn see_my_custody(house: &House, by: &Context) -> Result<MyCustody, Trouble<Never>> {
    let me = staff(by)?;
    house.record().read(by, |work| {
        let (all, everybody) = kept_by_all(work, by)?;
        let locks = work.permit::<_, Read>(list::<CustodianKey>())?;
        let has_passphrase = work.get::<CustodianKey, _, _, Never>(&locks, me.0)?.is_some();
        let (mut mine, mut keeps) = (None, Vec::new());
        for kept in all {
            if kept.author.id == me {
                mine = Some(kept);
            } else if kept.custodian.id == me {
                keeps.push(kept);
            }
        }
        let others = everybody.into_iter().filter(|person| may_keep(person, me)).collect();
        Ok(MyCustody { mine, keeps, others, has_passphrase })
    })
}

/// Every custody, for the owner.
pub fn see_custodies(house: &House, by: &Context) -> Result<Vec<Kept>, Trouble<Never>> {
    house.record().read(by, |work| Ok(kept_by_all(work, by)?.0))
}

/// Names somebody instead of whoever was named before. Their key is needed to seal; it is done when the notes are opened
/// next.
pub fn name_custodian(house: &House, by: &Context, custodian: StaffId) -> Result<(), Trouble<NameRefusal>> {
    let me = staff(by)?;
    fresh(by)?;
    house.record().change(by, |change| {
        let custodies = change.permit::<_, Write>(list::<Custody>())?;
        let people = change.permit::<_, Read>(list::<Staff>())?;
        let person: Option<Staff> = change.get(&people, custodian.0)?;
        if !person.is_some_and(|person| may_keep(&person, me)) {
            return Err(Trouble::Refused(NameRefusal::NotATherapist));
        }
        let known: Option<Custody> = change.get(&custodies, me.0)?;
        if known.is_some_and(|known| known.custodian == custodian) {
            return Ok(());
        }
        change.put(&custodies, &Custody::named(me, custodian, by.now))
    })
}

/// Nobody keeps them any more.
pub fn end_custody(house: &House, by: &Context) -> Result<(), Trouble<Never>> {
    let me = staff(by)?;
    fresh(by)?;
    house.record().change(by, |change| {
        let custodies = change.permit::<_, Write>(list::<Custody>())?;
        change.erase_row(&custodies, me.0);
        Ok(())
    })
}

/// Says no to an opening that was asked for: its author, an owner, or whoever asked. What was open closes.
pub fn stop_opening(house: &House, by: &Context, author: StaffId) -> Result<(), Trouble<Never>> {
    let Actor::Staff(me) = by.actor else { return Err(Denied::NotTheirs.into()) };
    house.record().change(by, |change| {
        let custodies = change.permit::<_, Write>(list::<Custody>())?;
        let custody: Custody = change.get(&custodies, author.0)?.ok_or(Denied::NotTheirs)?;
        if me.role != Role::Owner && ![custody.author, custody.custodian].contains(&me.staff) {
            return Err(Denied::NotTheirs.into());
        }
        change.put(&custodies, &custody.not_asked_for())
    })
}

/// Writes to the author and to every owner that somebody asked to open notes, once; says of how many.
pub fn tell_of_custody(house: &House, now: jiff::Timestamp) -> Result<usize, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    let custodies: Vec<Custody> = house.record().read(&clock, |work| {
        let custodies = work.permit::<_, Read>(list::<Custody>())?;
        Ok(work.find(&custodies, Find::All)?)
    })?;
    let mut told = 0;
    for custody in &custodies {
        let Some(asked) = &custody.asked else { continue };
        let once = format!("custody {} asked {}", custody.author, asked.at.as_second());
        told += house.record().change_once(&clock, (&once, |_| None), |change| {
            tell_owners_and(house, change, Some(custody.author), ("/practice/custody", "/t/custody"))?;
            Ok(1)
        })?;
    }
    Ok(told)
}

/// Seals an author's open key to whoever they named, unless that was done.
pub(crate) fn seal_to_custodian<R>(
    house: &House,
    change: &mut Change<'_>,
    key: &AuthorKey,
    author: StaffId,
) -> Result<(), Trouble<R>> {
    let custodies = change.permit::<_, Write>(list::<Custody>())?;
    let Some(custody) = change.get::<Custody, _, _, R>(&custodies, author.0)? else { return Ok(()) };
    let locks = change.permit::<_, Read>(list::<CustodianKey>())?;
    let theirs: Option<CustodianKey> = change.get(&locks, custody.custodian.0)?;
    match theirs {
        Some(theirs) if !custody.is_sealed_to(&theirs) => {
            change.put(&custodies, &house.record().seal_to_custodian((custody, key), &theirs)?)
        }
        Some(_) | None => Ok(()),
    }
}

/// Another therapist who works here.
fn may_keep(person: &Staff, author: StaffId) -> bool {
    person.id != author && person.left.is_none() && person.roles.contains(&Role::Therapist)
}

/// Every custody of people we know, and everybody.
fn kept_by_all(work: &mut Work<'_>, by: &Context) -> Result<(Vec<Kept>, Vec<Staff>), Trouble<Never>> {
    let custodies = work.permit::<_, Read>(list::<Custody>())?;
    let people = work.permit::<_, Read>(list::<Staff>())?;
    let everybody: Vec<Staff> = work.find(&people, Find::All)?;
    let named = |id: StaffId| everybody.iter().find(|person| person.id == id).cloned();
    let mut all = Vec::new();
    for custody in work.find::<Custody, _>(&custodies, Find::All)? {
        let Some((author, custodian)) = named(custody.author).zip(named(custody.custodian)) else { continue };
        all.push(Kept {
            author,
            custodian,
            standing: custody.standing(work.custodian_key(&custody)?.as_ref(), by.now),
        });
    }
    Ok((all, everybody))
}
