//! Takes a request back, for whoever made it.

use record::list::{RequestOf, list};
use record::scope::{Add, Write};
use schedule::appointment::Appointment;
use schedule::request::{Request, RequestRefusal, withdraw};
use terms::actor::Context;
use terms::trouble::{Denied, Trouble};

use crate::choose_time::offered;
use crate::house::House;
use crate::see_own_request::own;

/// Closes the request; times that were held for it are free again at once.
pub fn withdraw_request(house: &House, by: &Context) -> Result<(), Trouble<RequestRefusal>> {
    let id = own(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(RequestOf(id))?;
        let calendar = change.permit::<_, Add>(list::<Appointment>())?;
        let request: Request = change.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?;
        for time in offered(&request) {
            change.release(&calendar, time);
        }
        let request = withdraw(request, by.now).map_err(Trouble::Refused)?;
        change.put(&permit, &request)
    })
}
