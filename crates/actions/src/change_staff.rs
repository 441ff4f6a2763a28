//! Changes who works at the practice: a new colleague, other hours, or someone who leaves.

use record::list::list;
use record::lists::accounts::Account;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::hours::OpenHours;
use schedule::people::{Room, Staff};
use terms::actor::{Context, Role};
use terms::ids::{RoomId, StaffId};
use terms::npi::{Npi, Taxonomy};
use terms::reach::Email;
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::supervise::supervise;

/// A person as they were typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffDetails {
    /// Their name.
    pub name: Line,
    /// What stands behind it.
    pub credentials: Option<Line>,
    /// Their license.
    pub license: Option<Line>,
    /// Where it lets them practice.
    pub states: Option<Line>,
    /// What their degrees and licenses asked for.
    pub training: Option<Prose>,
    /// By which number insurers know them.
    pub npi: Option<Npi>,
    /// As what insurers know them.
    pub taxonomy: Option<Taxonomy>,
    /// What they do.
    pub roles: Vec<Role>,
    /// When they see clients.
    pub hours: OpenHours,
    /// Which of these hours are kept for the days after a dosing day.
    pub kept: OpenHours,
    /// Who supervises them, if they work as a candidate.
    pub supervisor: Option<StaffId>,
}

/// Why a person is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffRefusal {
    /// A practice keeps one owner at least.
    LastOwner,
    /// Whoever treats has a license, and it says where.
    LicenseMissing,
    /// Whoever supervises treats under their own license, works here, and is someone else.
    NotASupervisor,
}

/// Everybody, those who left among them, each with the address they sign in with.
pub fn see_people(house: &House, by: &Context) -> Result<Vec<(Staff, Option<Account>)>, Trouble<Never>> {
    house.record().read(by, |work| {
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let accounts = work.permit::<_, Read>(list::<Account>())?;
        let mut all = Vec::new();
        for person in work.find::<Staff, _>(&people, Find::All)? {
            let account = work.get(&accounts, person.id.0)?;
            all.push((person, account));
        }
        all.sort_by(|(one, _), (other, _)| {
            (one.left.is_some(), one.name.as_str()).cmp(&(other.left.is_some(), other.name.as_str()))
        });
        Ok(all)
    })
}

/// Puts someone new in. They sign in once they are invited.
pub fn add_staff(
    house: &House,
    by: &Context,
    details: &StaffDetails,
    once: &str,
) -> Result<StaffId, Trouble<StaffRefusal>> {
    has_license(details)?;
    let id = house.record().change_once(by, (once, |_| None), |change| {
        let people = change.permit::<_, Write>(list::<Staff>())?;
        let id = StaffId(house.record().new_id());
        can_be_supervised(&change.find(&people, Find::All)?, id, details.supervisor)?;
        change.put(&people, &person(id, details))?;
        Ok(id)
    })?;
    house.know_staff(by.now)?;
    Ok(id)
}

/// Puts other details in place of the earlier ones.
pub fn change_staff(
    house: &House,
    by: &Context,
    id: StaffId,
    details: &StaffDetails,
) -> Result<(), Trouble<StaffRefusal>> {
    has_license(details)?;
    house.record().change(by, |change| {
        let people = change.permit::<_, Write>(list::<Staff>())?;
        let known: Staff = change.get(&people, id.0)?.ok_or(Denied::NotTheirs)?;
        let all: Vec<Staff> = change.find(&people, Find::All)?;
        if !details.roles.contains(&Role::Owner) && is_last_owner(&all, id) {
            return Err(Trouble::Refused(StaffRefusal::LastOwner));
        }
        can_be_supervised(&all, id, details.supervisor)?;
        if known.supervisor != details.supervisor {
            supervise(house, change, id, details.supervisor)?;
        }
        change.put(&people, &Staff { left: known.left, ..person(id, details) })
    })?;
    house.know_staff(by.now)
}

/// Someone leaves: from now on no door opens to them, and no password or invitation of theirs is good. What they wrote
/// stays, under their name.
pub fn let_staff_go(house: &House, by: &Context, id: StaffId) -> Result<(), Trouble<StaffRefusal>> {
    house.record().change(by, |change| {
        let people = change.permit::<_, Write>(list::<Staff>())?;
        let known: Staff = change.get(&people, id.0)?.ok_or(Denied::NotTheirs)?;
        let all: Vec<Staff> = change.find(&people, Find::All)?;
        if is_last_owner(&all, id) {
            return Err(Trouble::Refused(StaffRefusal::LastOwner));
        }
        change.put(&people, &Staff { left: known.left.or(Some(by.now)), ..known })?;
        let accounts = change.permit::<_, Write>(list::<Account>())?;
        match change.get(&accounts, id.0)? {
            Some(account) => change.put(&accounts, &without_keys(account)),
            None => Ok(()),
        }
    })?;
    house.end_sign_ins_of(id, by.now)?;
    house.know_staff(by.now)
}

/// They are back.
pub fn take_staff_back(house: &House, by: &Context, id: StaffId) -> Result<(), Trouble<Never>> {
    house.record().change(by, |change| {
        let people = change.permit::<_, Write>(list::<Staff>())?;
        let known: Staff = change.get(&people, id.0)?.ok_or(Denied::NotTheirs)?;
        change.put(&people, &Staff { left: None, ..known })
    })?;
    house.know_staff(by.now)
}

/// Every room.
pub fn see_rooms(house: &House, by: &Context) -> Result<Vec<Room>, Trouble<Never>> {
    house.record().read(by, |work| {
        let rooms = work.permit::<_, Read>(list::<Room>())?;
        Ok(work.find(&rooms, Find::All)?)
    })
}

/// Puts a room in.
pub fn add_room(house: &House, by: &Context, name: &Line, once: &str) -> Result<(), Trouble<Never>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let rooms = change.permit::<_, Write>(list::<Room>())?;
        change.put(&rooms, &Room { id: RoomId(house.record().new_id()), name: name.clone() })
    })
}

/// Gives a room another name.
pub fn rename_room(house: &House, by: &Context, id: RoomId, name: &Line) -> Result<(), Trouble<Never>> {
    house.record().change(by, |change| {
        let rooms = change.permit::<_, Write>(list::<Room>())?;
        let _: Room = change.get(&rooms, id.0)?.ok_or(Denied::NotTheirs)?;
        change.put(&rooms, &Room { id, name: name.clone() })
    })
}

/// The address that someone signs in with, if they have one.
pub fn address_of(account: Option<&Account>) -> Option<&Email> {
    account.map(|account| &account.email)
}

/// Whether someone has signed in at least once.
pub fn has_signed_in(account: Option<&Account>) -> bool {
    account.is_some_and(|account| account.phone_is_known)
}

fn person(id: StaffId, details: &StaffDetails) -> Staff {
    let StaffDetails { name, credentials, license, states, training, npi, taxonomy, roles, hours, kept, supervisor } =
        details.clone();
    Staff {
        id,
        name,
        credentials,
        roles,
        hours,
        kept,
        license,
        states,
        training,
        npi,
        taxonomy,
        supervisor,
        left: None,
    }
}

fn without_keys(account: Account) -> Account {
    Account {
        password: None,
        phone_secret: None,
        phone_is_known: false,
        recovery: Vec::new(),
        invitation: None,
        ..account
    }
}

fn has_license(details: &StaffDetails) -> Result<(), Trouble<StaffRefusal>> {
    let treats = details.roles.contains(&Role::Therapist);
    let has_all = details.credentials.is_some() && details.license.is_some() && details.states.is_some();
    if treats && !has_all { Err(Trouble::Refused(StaffRefusal::LicenseMissing)) } else { Ok(()) }
}

fn can_be_supervised(all: &[Staff], id: StaffId, supervisor: Option<StaffId>) -> Result<(), Trouble<StaffRefusal>> {
    let Some(supervisor) = supervisor else { return Ok(()) };
    let may = all.iter().any(|person| person.id == supervisor && person.may_supervise());
    let supervises = all.iter().any(|person| person.supervisor == Some(id));
    if may && supervisor != id && !supervises { Ok(()) } else { Err(Trouble::Refused(StaffRefusal::NotASupervisor)) }
}

fn is_last_owner(all: &[Staff], id: StaffId) -> bool {
    let owns = |person: &&Staff| person.roles.contains(&Role::Owner) && person.left.is_none();
    let mut owners = all.iter().filter(owns).map(|person| person.id);
    owners.next() == Some(id) && owners.next().is_none()
}
