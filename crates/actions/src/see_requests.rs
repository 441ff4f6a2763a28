//! Shows the front desk every request: what waits, what was offered, what came of the others.

use record::list::list;
use record::rows::Find;
use record::scope::Read;
use schedule::request::{Request, queue_order};
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// Requests by how far they got.
pub struct Queue {
    /// To reply to: the recently dosed first, then the oldest. Offers that lapsed wait again.
    pub waiting: Vec<Request>,
    /// Times are held, no answer yet.
    pub offered: Vec<Request>,
    /// A first conversation is booked, newest first.
    pub booked: Vec<Request>,
    /// Declined, or taken back; newest first.
    pub closed: Vec<Request>,
}

/// Opens the queue.
pub fn see_requests(house: &House, by: &Context) -> Result<Queue, Trouble<Never>> {
    house.record().read(by, |work| {
        let requests = work.permit::<_, Read>(list::<Request>())?;
        let mut state = |state: &str| work.find(&requests, Find::State(state));
        let (lapsed, offered) = state("offered")?.into_iter().partition(|request: &Request| request.is_lapsed(by.now));
        let mut waiting = state("waiting")?;
        waiting.extend::<Vec<Request>>(lapsed);
        waiting.sort_by(queue_order);
        let mut booked = state("booked")?;
        let mut closed = state("declined")?;
        closed.extend(state("withdrawn")?);
        booked.sort_by_key(|request| std::cmp::Reverse(request.received_at));
        closed.sort_by_key(|request| std::cmp::Reverse(request.received_at));
        Ok(Queue { waiting, offered, booked, closed })
    })
}
