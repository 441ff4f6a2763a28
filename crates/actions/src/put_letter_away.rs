//! Puts a letter away: it was sent another way, or it is not wanted.

use record::list::list;
use record::scope::Write;
use schedule::letter_state::WhyAway;
use schedule::outbox::{LetterRefusal, put_away};
use schedule::people::Letter;
use terms::actor::Context;
use terms::ids::LetterId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// Puts it away with who did it and why. Doing it twice is doing it once.
pub fn put_letter_away(house: &House, by: &Context, id: LetterId, why: WhyAway) -> Result<(), Trouble<LetterRefusal>> {
    let me = staff(by)?;
    house.record().change(by, |change| {
        let letters = change.permit::<_, Write>(list::<Letter>())?;
        let letter: Letter = change.get(&letters, id.0)?.ok_or(Denied::NotTheirs)?;
        let away = put_away(letter, (why, Some(me)), by.now).map_err(Trouble::Refused)?;
        change.put(&letters, &away)
    })
}
