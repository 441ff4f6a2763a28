//! Whoever holds a visit's private link cancels it, while there is time, or keeps it after all.

use record::batch::Clash;
use record::own::VisitHeld;
use record::scope::Write;
use schedule::appointment::Appointment;
use schedule::held_visit::{HeldRefusal, cancel_held, keep};
use terms::actor::Context;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::see_held_visit::{held, see_held_visit};

/// Cancels it, and lets its time go. Doing it twice is doing it once.
pub fn cancel_held_visit(house: &House, by: &Context) -> Result<(), Trouble<HeldRefusal>> {
    let hours = house.practice().cancel_until_hours;
    let by_phone_only = see_held_visit(house, by).map_err(Trouble::unrefused)?.by_phone_only;
    changed(house, by, |visit| cancel_held(visit, (by_phone_only, hours), by.now))
}

/// Keeps it after all, if its time is still free.
pub fn keep_held_visit(house: &House, by: &Context) -> Result<(), Trouble<HeldRefusal>> {
    changed(house, by, |visit| if visit.state.stands() { Ok(visit) } else { keep(visit, by.now) })
}

fn changed(
    house: &House,
    by: &Context,
    rule: impl Fn(Appointment) -> Result<Appointment, HeldRefusal>,
) -> Result<(), Trouble<HeldRefusal>> {
    let id = held(by)?;
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(HeldRefusal::Taken),
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_or(by, taken, |change| {
        let permit = change.permit::<_, Write>(VisitHeld(id))?;
        let before: Appointment = change.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?;
        let after = rule(before.clone()).map_err(Trouble::Refused)?;
        if after == before {
            return Ok(());
        }
        change.release(&permit, id);
        if after.state.stands() {
            change.hold(&permit, (id, &after.holds()), None)?;
        }
        change.put(&permit, &after)
    })
}
