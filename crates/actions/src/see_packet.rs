//! Shows what was sent to a prescriber to whoever holds its link: those words, and nothing else of the record.

use care::prescriber::SentPacket;
use record::own::PacketHeld;
use record::scope::Read;
use terms::actor::{Actor, Context};
use terms::ids::{PacketId, SubjectId};
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::house::House;

/// Who acts when someone comes with this link. A link that opens nothing leaves them a stranger.
pub fn packet_holder(house: &House, by: &Context, link: &str) -> Result<Context, Fault> {
    let held = house.record().packet_held(link)?;
    Ok(held.map_or(*by, |(subject, packet)| Context { actor: Actor::PacketHolder(subject, packet), now: by.now }))
}

/// The whole link to what was sent, for whoever may open the record it was sent from.
pub fn packet_link(house: &House, subject: SubjectId, packet: PacketId) -> Result<String, Fault> {
    Ok(house.link(&format!("/p/{}", house.record().link_to_packet(subject, packet)?)))
}

/// Opens it, while its link opens it: within its days, and while the client's release is in force.
pub fn see_packet(house: &House, by: &Context) -> Result<SentPacket, Trouble<Never>> {
    let Actor::PacketHolder(subject, packet) = by.actor else { return Err(Denied::NotTheirs.into()) };
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(PacketHeld(subject, packet))?;
        let found = work.packet(&permit, (by.now, house.today(by.now)))?;
        Ok(found.ok_or(Denied::NotTheirs)?)
    })
}
