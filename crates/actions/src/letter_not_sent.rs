//! Writes down that the mail server did not take a letter; it is tried again later, or it fails.

use jiff::Timestamp;
use record::list::list;
use record::scope::Write;
use schedule::outbox::{NotHanded, not_sent};
use schedule::people::Letter;
use terms::actor::{Actor, Context};
use terms::ids::LetterId;
use terms::text::{Line, MAX_LINE};
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::house::House;

/// Settles a claimed letter; `why` is what the server said, without addresses.
pub fn letter_not_sent(
    house: &House,
    id: LetterId,
    (how, why): (NotHanded, &str),
    now: Timestamp,
) -> Result<(), Trouble<Never>> {
    let short: String = why.chars().filter(|letter| !letter.is_control()).take(MAX_LINE).collect();
    let line = Line::parse(&short).or_else(|_| Line::parse("It said nothing"));
    let line = line.map_err(|_| Fault::new("write down why a letter was not sent", "no line"))?;
    house.record().change(&Context { actor: Actor::Timer, now }, |change| {
        let letters = change.permit::<_, Write>(list::<Letter>())?;
        let letter: Letter = change.get(&letters, id.0)?.ok_or(Denied::NotTheirs)?;
        change.put(&letters, &not_sent(letter, (how, line.clone()), now))
    })
}
