//! Tells what the practice says of itself: every version is kept, and the newest is shown.

use jiff::Timestamp;
use record::list::list;
use record::lists::house::{ALL_FACTS, Facts};
use record::rows::Find;
use record::scope::{Read, Write};
use terms::actor::{Actor, Context};
use terms::practice::Practice;
use terms::trouble::{Denied, Never, Trouble};

use crate::account::itself;
use crate::house::House;

/// Puts these facts in place of the earlier ones, for every page from now on.
pub fn tell_facts(house: &House, by: &Context, practice: &Practice) -> Result<(), Trouble<Never>> {
    let Actor::Staff(person) = by.actor else { return Err(Denied::NotTheirs.into()) };
    let facts = Facts { id: house.record().new_id(), practice: practice.clone(), at: by.now, by: person.staff };
    house.record().change(by, |change| {
        let all = change.permit::<_, Write>(list::<Facts>())?;
        change.put(&all, &facts)
    })?;
    house.set_practice(practice.clone());
    house.texts_changed();
    Ok(())
}

/// The facts as they were told last; `None` before the first time. The program itself looks, when it starts and once a
/// minute.
pub fn facts_told(house: &House, by: &Context) -> Result<Option<Practice>, Trouble<Never>> {
    house.record().read(&itself(by), |work| {
        let all = work.permit::<_, Read>(list::<Facts>())?;
        let told: Vec<Facts> = work.find(&all, Find::Key1(ALL_FACTS, Timestamp::MIN, Timestamp::MAX))?;
        Ok(told.into_iter().next_back().map(|facts| facts.practice))
    })
}
