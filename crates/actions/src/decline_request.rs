//! Says kindly that this practice is not the right place, and names others.

use record::list::list;
use record::scope::Write;
use schedule::appointment::Appointment;
use schedule::people::Letter;
use schedule::request::{Request, RequestRefusal, decline};
use terms::actor::{Actor, Context};
use terms::ids::RequestId;
use terms::trouble::{Denied, Trouble};

use crate::choose_time::offered;
use crate::house::House;
use crate::letter::letter_to;

/// Closes the request with a letter that points to other places, where one may be sent.
pub fn decline_request(house: &House, by: &Context, id: RequestId) -> Result<(), Trouble<RequestRefusal>> {
    let Actor::Staff(person) = by.actor else { return Err(Trouble::Denied(Denied::NotTheirs)) };
    house.record().change(by, |change| {
        let requests = change.permit::<_, Write>(list::<Request>())?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let letters = change.permit::<_, Write>(list::<Letter>())?;
        let request: Request = change.get(&requests, id.0)?.ok_or(Denied::NotTheirs)?;
        for time in offered(&request) {
            change.release(&calendar, time);
        }
        let request = decline(request, person.staff, by.now).map_err(Trouble::Refused)?;
        let page = house.link(&format!("/r/{}", house.record().link_to(id)?));
        let words = format!("Thank you for asking. We are not the right place for this, and we have written down others who may be: {page}");
        if let Some(letter) = letter_to(house, (&request.answers.reach, id), &words, by.now) {
            change.put(&letters, &letter)?;
        }
        change.put(&requests, &request)
    })
}
