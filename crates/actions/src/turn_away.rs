//! Writes down that somebody was turned away at a door, before any record was asked for, so that the owner reads of it.

use money::edi_file::EdiFile;
use record::author_key::AuthorLock;
use record::list::{List, list};
use record::lists::accounts::Account;
use record::scope::Write;
use schedule::call::Call;
use terms::actor::{Actor, Context};
use terms::trouble::{Fault, Never, Trouble};

use crate::house::House;

/// Which part of the house it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where people sign in, and forms of somebody else's.
    SignIn,
    /// The treating team's.
    Therapist,
    /// The front desk's.
    Desk,
    /// Billing's.
    Billing,
    /// The owner's.
    Practice,
}

/// Asks for what only those of that part may have, which is refused and stands in the audit as such.
pub fn turn_away(house: &House, by: &Context, part: Part) -> Result<(), Fault> {
    match part {
        Part::SignIn => refused::<Account>(house, &Context { actor: Actor::Stranger, now: by.now }),
        Part::Practice => refused::<Account>(house, by),
        Part::Therapist => refused::<AuthorLock>(house, by),
        Part::Desk => refused::<Call>(house, by),
        Part::Billing => refused::<EdiFile>(house, by),
    }
}

/// Asks for a list that is not theirs; that stands in the audit.
pub(crate) fn refused<L: List>(house: &House, by: &Context) -> Result<(), Fault> {
    let asked: Result<(), Trouble<Never>> = house.record().read(by, |work| {
        work.permit::<_, Write>(list::<L>())?;
        Ok(())
    });
    match asked {
        Ok(()) | Err(Trouble::Denied(_)) => Ok(()),
        Err(Trouble::Fault(fault)) => Err(fault),
        Err(Trouble::Refused(never)) => match never {},
    }
}
