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

/// Who acts when someone comes with this link. A link that opens nothing leaves them a stranger.
pub fn holder(house: &House, by: &Context, link: &str) -> Result<Context, Fault> {
    let holder = house.record().holder_of(link)?;
    Ok(holder.map_or(*by, |request| Context { actor: Actor::Holder(request), now: by.now }))
}

/// The link that a word and a number stand for, if there is such a request.
pub fn link_by_recall(house: &House, word: &str, number: &str) -> Result<Option<String>, Fault> {
    let found = house.record().recalled_by(word, number)?;
    found.map(|request| house.record().link_to(request)).transpose()
}

/// Opens one's own request.
pub fn see_own_request(house: &House, by: &Context) -> Result<OwnRequest, Trouble<Never>> {
    let id = own(by)?;
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(RequestOf(id))?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let request = work.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?;
        Ok(OwnRequest { request, staff: work.find(&people, Find::All)? })
    })
}

/// The request that this holder holds.
pub(crate) fn own(by: &Context) -> Result<RequestId, Denied> {
    match by.actor {
        Actor::Holder(request) => Ok(request),
        Actor::Staff(_) | Actor::Timer | Actor::Stranger => Err(Denied::NotTheirs),
    }
}
