//! Lets a letter that failed go out again.

use record::list::list;
use record::scope::Write;
use schedule::outbox::{LetterRefusal, try_again};
use schedule::people::Letter;
use terms::actor::Context;
use terms::ids::LetterId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// Puts it back among those that wait. Sending the form twice finds it waiting and says so.
pub fn try_letter_again(house: &House, by: &Context, id: LetterId) -> Result<(), Trouble<LetterRefusal>> {
    let me = staff(by)?;
    house.record().change(by, |change| {
        let letters = change.permit::<_, Write>(list::<Letter>())?;
        let letter: Letter = change.get(&letters, id.0)?.ok_or(Denied::NotTheirs)?;
        let again = try_again(letter, me, by.now).map_err(Trouble::Refused)?;
        change.put(&letters, &again)
    })
}
