//! Writes down that the disclosure statement and the privacy notice reached a client; and asks for it before a booking.

use record::change::Change;
use record::list::list;
use record::scope::{Read, Write};
use schedule::delivery::{NotDelivered, is_delivered};
use schedule::people::{Client, DeliveredHow, Delivery};
use terms::actor::{Actor, Context};
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::members::open_members;

/// The front desk saw to it. What was written down first stays.
pub fn deliver(house: &House, by: &Context, subject: SubjectId, how: DeliveredHow) -> Result<(), Trouble<Never>> {
    let Actor::Staff(person) = by.actor else { return Err(Denied::NotTheirs.into()) };
    house.record().change(by, |change| {
        let clients = change.permit::<_, Write>(list::<Client>())?;
        let client: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        if client.delivered.is_some() {
            return Ok(());
        }
        let delivered = Some(Delivery { at: by.now, how, by: Some(person.staff) });
        change.put(&clients, &Client { delivered, ..client })
    })
}

/// Whether a client, or each partner of a couple, may be booked.
pub(crate) fn told<R>(
    change: &mut Change<'_>,
    client: &Client,
    refusal: impl FnOnce(NotDelivered) -> R,
) -> Result<(), Trouble<R>> {
    let clients = change.permit::<_, Read>(list::<Client>())?;
    let members = open_members(change, &clients, client)?;
    is_delivered(client, &members).map_err(|no| Trouble::Refused(refusal(no)))
}
