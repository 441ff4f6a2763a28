//! Shows a request to whoever holds its private link.

use record::list::{RequestOf, list};
use record::rows::Find;
use record::scope::Read;
use schedule::people::Staff;
use schedule::request::Request;
use terms::actor::{Actor, Context};
use terms::ids::RequestId;
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::house::House;

/// A request as its holder sees it.
pub struct OwnRequest {
    /// The request.
    pub request: Request,
    /// Everybody whom they could meet.
    pub staff: Vec<Staff>,
}

/// What a word and a number come to.
pub enum Recalled {
    /// The link of the request.
    Link(String),
    /// There is no such request.
    Nothing,
    /// Too many were tried in the last ten minutes, by anyone.
    TooManyTries,
}

/// Who acts when someone comes with this link. A link that opens nothing leaves them a stranger.
pub fn holder(house: &House, by: &Context, link: &str) -> Result<Context, Fault> {
    let holder = house.record().holder_of(link)?;
    Ok(holder.map_or(*by, |request| Context { actor: Actor::Holder(request), now: by.now }))
}

/// Finds a request by its word and number. Wrong tries are counted over everybody, so that nobody can go through them all.
pub fn recall_request(house: &House, by: &Context, (word, number): (&str, &str)) -> Result<Recalled, Fault> {
    if !house.may_try(by.now) {
        return Ok(Recalled::TooManyTries);
    }
    let Some(request) = house.record().recalled_by(word, number)? else {
        house.count_wrong_try(by.now);
        return Ok(Recalled::Nothing);
    };
    house.record().link_to(request).map(Recalled::Link)
}

/// Opens one's own request.
pub fn see_own_request(house: &House, by: &Context) -> Result<OwnRequest, Trouble<Never>> {
    let id = own(by)?;
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(RequestOf(id))?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let request: Request = work.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?;
        Ok(OwnRequest { request, staff: work.find(&people, Find::All)? })
    })
}

/// The request that this holder holds.
pub(crate) fn own(by: &Context) -> Result<RequestId, Denied> {
    match by.actor {
        Actor::Holder(request) => Ok(request),
        Actor::Staff(_)
        | Actor::Client(_)
        | Actor::VisitHolder(_)
        | Actor::PacketHolder(..)
        | Actor::Timer
        | Actor::Stranger => Err(Denied::NotTheirs),
    }
}
