//! Somebody leaves the joint work of a couple: they themselves, or the therapist to whom they said so.

use record::own::PersonOf;
use record::scope::Write;
use schedule::parted::{PartRefusal, part};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Trouble};

use crate::author::client;
use crate::house::House;
use crate::own_draft::staff;

/// The client who acts leaves.
pub fn leave_together(house: &House, by: &Context, unit: SubjectId) -> Result<(), Trouble<PartRefusal>> {
    let who = client(by)?.subject;
    leave(house, by, (unit, who))
}

/// One of them said to their therapist that they leave.
pub fn told_to_leave(
    house: &House,
    by: &Context,
    (unit, who): (SubjectId, SubjectId),
) -> Result<(), Trouble<PartRefusal>> {
    staff(by)?;
    leave(house, by, (unit, who))
}

fn leave(house: &House, by: &Context, (unit, who): (SubjectId, SubjectId)) -> Result<(), Trouble<PartRefusal>> {
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(PersonOf(unit))?;
        let row: Client = change.get(&permit, unit.0)?.ok_or(Denied::NotTheirs)?;
        let left = part(row, who, by.now).map_err(Trouble::Refused)?;
        change.put(&permit, &left)
    })
}
