//! What both ways of saying no to an offer have in common: the times are free again at once.

use jiff::Timestamp;
use record::list::{RequestOf, list};
use record::scope::{Add, Write};
use schedule::appointment::Appointment;
use schedule::request::{Request, RequestRefusal};
use terms::actor::Context;
use terms::trouble::{Denied, Trouble};

use crate::choose_time::offered;
use crate::house::House;
use crate::see_own_request::own;

/// Lets go of every time that is held for one's own request, and changes the request by a rule.
pub(crate) fn let_times_go(
    house: &House,
    by: &Context,
    rule: impl Fn(Request, Timestamp) -> Result<Request, RequestRefusal>,
) -> Result<(), Trouble<RequestRefusal>> {
    let id = own(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(RequestOf(id))?;
        let calendar = change.permit::<_, Add>(list::<Appointment>())?;
        let request: Request = change.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?;
        for time in offered(&request) {
            change.release(&calendar, time);
        }
        let request = rule(request, by.now).map_err(Trouble::Refused)?;
        change.put(&permit, &request)
    })
}
