//! Writes down that the mail server took a letter.

use jiff::Timestamp;
use record::list::list;
use record::scope::Write;
use schedule::outbox::sent;
use schedule::people::Letter;
use terms::actor::{Actor, Context};
use terms::ids::LetterId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// Settles a claimed letter.
pub fn letter_sent(house: &House, id: LetterId, now: Timestamp) -> Result<(), Trouble<Never>> {
    house.record().change(&Context { actor: Actor::Timer, now }, |change| {
        let letters = change.permit::<_, Write>(list::<Letter>())?;
        let letter: Letter = change.get(&letters, id.0)?.ok_or(Denied::NotTheirs)?;
        change.put(&letters, &sent(letter, now))
    })
}
