//! Who is signed in: the way from a browser's token to a person, before any page is shown.

use jiff::Timestamp;
use record::list::list;
use record::rows::Find;
use record::scope::Read;
use schedule::people::Staff;
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::StaffId;
use terms::trouble::{Fault, Never, Trouble};

use crate::house::House;

/// Someone of the practice, with the moment they showed that it is them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub staff: Staff,
    /// When they signed in.
    pub signed_in_at: Timestamp,
}

impl Person {
    /// This person acting in one of their roles; a stranger when it is not theirs.
    pub fn acting_as(&self, role: Role) -> Actor {
        if self.staff.roles.contains(&role) {
            Actor::Staff(SignedIn { staff: self.staff.id, role, signed_in_at: self.signed_in_at })
        } else {
            Actor::Stranger
        }
    }
}

/// Signs someone in and gives the token for their browser. Only a demo's one-click door calls this so far.
pub fn sign_in(house: &House, by: &Context, staff: StaffId) -> Result<String, Trouble<Never>> {
    house.record().sign_in(by, staff)
}

/// Who of `staff` holds this token.
pub fn person(house: &House, staff: &[Staff], token: &str, now: Timestamp) -> Result<Option<Person>, Trouble<Never>> {
    let Some(row) = house.record().signed_in(token, now)? else { return Ok(None) };
    let person = staff.iter().find(|person| person.id == row.staff);
    Ok(person.map(|person| Person { staff: person.clone(), signed_in_at: row.at }))
}

/// Ends a sign-in.
pub fn sign_out(house: &House, by: &Context, token: &str) -> Result<(), Trouble<Never>> {
    house.record().sign_out(by, token)
}

/// Everybody who works at the practice: their names and roles are no secret inside it.
pub fn everybody(house: &House, now: Timestamp) -> Result<Vec<Staff>, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    house.record().read(&clock, |work| {
        let people = work.permit::<_, Read>(list::<Staff>())?;
        Ok(work.find(&people, Find::All)?)
    })
}

/// A fault of sign-in, for a door that only tells that something broke.
pub fn fault(trouble: Trouble<Never>) -> Fault {
    match trouble {
        Trouble::Fault(fault) => fault,
        Trouble::Denied(_) => Fault::new("sign in", "the policy refused the clock"),
        Trouble::Refused(never) => match never {},
    }
}
