//! Writes down that someone tried to reach a person who asked, within what that person allows.

use record::list::list;
use record::scope::Write;
use schedule::history::Contact;
use schedule::request::{Request, RequestRefusal, log_contact as log};
use terms::actor::{Actor, Context};
use terms::ids::RequestId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// Adds the attempt to the request's history.
pub fn log_contact(
    house: &House,
    by: &Context,
    id: RequestId,
    contact: Contact,
) -> Result<(), Trouble<RequestRefusal>> {
    let Actor::Staff(person) = by.actor else { return Err(Trouble::Denied(Denied::NotTheirs)) };
    house.record().change(by, |change| {
        let requests = change.permit::<_, Write>(list::<Request>())?;
        let request: Request = change.get(&requests, id.0)?.ok_or(Denied::NotTheirs)?;
        let request = log(request, contact, person.staff, by.now).map_err(Trouble::Refused)?;
        change.put(&requests, &request)
    })
}
