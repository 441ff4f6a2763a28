//! One turn of a visit, whichever it is: a rule changes it, and its time is let go or taken as the rule left it.

use record::batch::Clash;
use record::list::list;
use record::scope::Write;
use schedule::appointment::{Appointment, Hand};
use terms::actor::Context;
use terms::ids::AppointmentId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::own_draft::staff;
use crate::visit_letter::tell_of_change;

/// Does it; `taken` is the refusal where somebody else has the time.
pub(crate) fn turn_visit<R: Copy>(
    house: &House,
    by: &Context,
    (id, taken): (AppointmentId, Option<R>),
    rule: impl Fn(Appointment, Hand) -> Result<Appointment, R>,
) -> Result<(), Trouble<R>> {
    let hand = Hand::Staff(staff(by)?);
    let clash = |clash| match clash {
        Clash::HoldTaken => taken,
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_or(by, clash, |change| {
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let before: Appointment = change.get(&calendar, id.0)?.ok_or(Denied::NotTheirs)?;
        let after = rule(before.clone(), hand).map_err(Trouble::Refused)?;
        if after == before {
            return Ok(());
        }
        let holds = |visit: &Appointment| if visit.state.stands() { visit.holds() } else { Vec::new() };
        if holds(&before) != holds(&after) {
            change.release(&calendar, id);
            change.hold(&calendar, (id, &holds(&after)), None)?;
        }
        tell_of_change(house, change, (&before, &after))?;
        change.put(&calendar, &after)
    })
}
