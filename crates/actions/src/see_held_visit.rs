//! Shows a visit to whoever holds its private link: when and where it is, never whose.

use jiff::Timestamp;
use record::list::list;
use record::own::VisitHeld;
use record::scope::Read;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::held_visit::{HeldRefusal, SaidByLink, may_cancel, may_keep, said};
use schedule::people::Client;
use schedule::span::Span;
use terms::actor::{Actor, Context};
use terms::ids::{AppointmentId, SubjectId};
use terms::place::Place;
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::house::House;

/// A visit as its link shows it.
pub struct HeldVisit {
    /// When.
    pub span: Span,
    /// In person or online.
    pub place: Place,
    /// What has come of it.
    pub state: AppointmentState,
    /// What was said by the link.
    pub said: Option<SaidByLink>,
    /// Whether it can be canceled here, or why not.
    pub may_cancel: Result<(), HeldRefusal>,
    /// Whether one of those who come cancels by phone only.
    pub by_phone_only: bool,
    /// Whether it can be kept after all.
    pub may_keep: bool,
}

/// Who acts when someone comes with this link. A link that opens nothing leaves them a stranger.
pub fn visit_holder(house: &House, by: &Context, link: &str) -> Result<Context, Fault> {
    let held = house.record().visit_held(link)?;
    Ok(held.map_or(*by, |visit| Context { actor: Actor::VisitHolder(visit), now: by.now }))
}

/// Opens it.
pub fn see_held_visit(house: &House, by: &Context) -> Result<HeldVisit, Trouble<Never>> {
    let id = held(by)?;
    let visit: Appointment = house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(VisitHeld(id))?;
        Ok::<_, Trouble<Never>>(work.get::<_, _, _, Never>(&permit, id.0)?.ok_or(Denied::NotTheirs)?)
    })?;
    let by_phone_only = is_by_phone_only(house, &visit.people, by.now)?;
    let hours = house.practice().cancel_until_hours;
    Ok(HeldVisit {
        span: visit.span,
        place: visit.place,
        state: visit.state,
        said: said(&visit),
        may_cancel: may_cancel(&visit, (by_phone_only, hours), by.now),
        by_phone_only,
        may_keep: may_keep(&visit, by.now).is_ok(),
    })
}

/// The visit that this holder holds.
pub(crate) fn held(by: &Context) -> Result<AppointmentId, Denied> {
    match by.actor {
        Actor::VisitHolder(visit) => Ok(visit),
        Actor::Staff(_)
        | Actor::Client(_)
        | Actor::Holder(_)
        | Actor::PacketHolder(..)
        | Actor::Timer
        | Actor::Stranger => Err(Denied::NotTheirs),
    }
}

/// Whether one of those who come cancels by phone only. The program looks; whoever holds the link learns only the answer.
fn is_by_phone_only(house: &House, people: &[SubjectId], now: Timestamp) -> Result<bool, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    house.record().read(&clock, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        for person in people {
            let client: Option<Client> = work.get::<_, _, _, Never>(&clients, person.0)?;
            if client.is_some_and(|client| client.reach.no_cancel_by_link) {
                return Ok(true);
            }
        }
        Ok(false)
    })
}
