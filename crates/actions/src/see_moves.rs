//! Shows what was moved in from other systems, batch by batch.

use record::list::list;
use record::rows::Find;
use record::scope::Read;
use schedule::move_in::Batch;
use schedule::people::Staff;
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// What was moved in, and by whom.
pub struct Moves {
    /// The latest first.
    pub batches: Vec<Batch>,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
}

/// Opens the list.
pub fn see_moves(house: &House, by: &Context) -> Result<Moves, Trouble<Never>> {
    house.record().read(by, |work| {
        let all = work.permit::<_, Read>(list::<Batch>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let mut batches: Vec<Batch> = work.find(&all, Find::All)?;
        batches.sort_by_key(|batch| std::cmp::Reverse(batch.at));
        Ok(Moves { batches, staff: work.find(&people, Find::All)? })
    })
}
