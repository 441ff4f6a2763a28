//! Shows the front desk the letters that wait to go out.

use record::list::list;
use record::rows::Find;
use record::scope::Read;
use schedule::people::Letter;
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// All letters, newest first.
pub fn see_letters(house: &House, by: &Context) -> Result<Vec<Letter>, Trouble<Never>> {
    house.record().read(by, |work| {
        let letters = work.permit::<_, Read>(list::<Letter>())?;
        let mut found = work.find(&letters, Find::State("waiting"))?;
        found.reverse();
        Ok(found)
    })
}
