//! Where someone is signed in: seen by themselves, and ended by themselves.

use record::lists::sign_ins::{SignIn, SignedInAs};
use terms::actor::{Actor, Context};
use terms::ids::Id;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// Their sign-ins, the latest first.
pub fn see_sign_ins(house: &House, by: &Context) -> Result<Vec<SignIn>, Trouble<Never>> {
    Ok(house.record().sign_ins_of(who(by)?, by.now)?)
}

/// Ends one of their own, or all of them.
pub fn end_sign_in(house: &House, by: &Context, only: Option<Id>) -> Result<(), Trouble<Never>> {
    house.record().end_sign_ins(who(by)?, only, by.now)
}

/// Who acts, as somebody who can sign in.
pub(crate) fn who<R>(by: &Context) -> Result<SignedInAs, Trouble<R>> {
    match by.actor {
        Actor::Staff(person) => Ok(SignedInAs::Staff(person.staff)),
        Actor::Client(client) => Ok(SignedInAs::Client(client.subject)),
        Actor::Holder(_) | Actor::VisitHolder(_) | Actor::PacketHolder(..) | Actor::Timer | Actor::Stranger => {
            Err(Denied::NotTheirs.into())
        }
    }
}
