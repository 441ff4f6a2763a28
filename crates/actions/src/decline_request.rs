//! Says kindly that this practice is not the right place, and names others.

use record::list::list;
use record::scope::Write;
use schedule::appointment::Appointment;
use schedule::notice::{Fills, NoticeKind};
use schedule::request::{Request, RequestRefusal, decline};
use terms::actor::{Actor, Context};
use terms::ids::RequestId;
use terms::trouble::{Denied, Trouble};

use crate::choose_time::offered;
use crate::house::House;
use crate::letter::{About, Writing, write_letter};

/// Closes the request with a letter that points to other places, where one may be sent.
pub fn decline_request(house: &House, by: &Context, id: RequestId) -> Result<(), Trouble<RequestRefusal>> {
    let Actor::Staff(person) = by.actor else { return Err(Trouble::Denied(Denied::NotTheirs)) };
    house.record().change(by, |change| {
        let requests = change.permit::<_, Write>(list::<Request>())?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let request: Request = change.get(&requests, id.0)?.ok_or(Denied::NotTheirs)?;
        for time in offered(&request) {
            change.release(&calendar, time);
        }
        let request = decline(request, person.staff, by.now).map_err(Trouble::Refused)?;
        let page = house.link(&format!("/r/{}", house.record().link_to(id)?));
        let name = Some(request.answers.name.as_str().to_owned());
        let fills = Fills { name, link: Some(page), ..Fills::default() };
        let (kind, about) = (NoticeKind::NotTheRightPlace, About::Request(id));
        let reach = &request.answers.reach;
        write_letter(house, change, &Writing { kind, reach, about, fills, useless_from: None })?;
        change.put(&requests, &request)
    })
}
