//! Takes a wish off the wait list, because the client no longer needs it.

use record::list::list;
use record::scope::Write;
use schedule::wish::{Wish, WishRefusal, withdraw};
use terms::actor::Context;
use terms::ids::WaitId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// Takes it off. Doing so twice is doing it once.
pub fn close_wish(house: &House, by: &Context, id: WaitId) -> Result<(), Trouble<WishRefusal>> {
    house.record().change(by, |change| {
        let waits = change.permit::<_, Write>(list::<Wish>())?;
        let wish: Wish = change.get(&waits, id.0)?.ok_or(Denied::NotTheirs)?;
        let closed = withdraw(wish).map_err(Trouble::Refused)?;
        change.put(&waits, &closed)
    })
}
