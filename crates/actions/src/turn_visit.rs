//! One turn of a visit, whichever it is: a rule changes it, and its time is let go or taken as the rule left it.

use record::batch::Clash;
use record::list::list;
use record::scope::{Read, Write};
use schedule::appointment::{Appointment, Hand};
use schedule::parted::is_frozen;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::AppointmentId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::own_draft::staff;
use crate::visit_letter::tell_of_change;

/// What a turn is refused with, where it can come to that.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bars<R> {
    /// Somebody else has the time.
    pub(crate) taken: Option<R>,
    /// It would stand again, and one of those who came together left the joint work.
    pub(crate) parted: Option<R>,
}

impl<R> Bars<R> {
    /// It takes no time, and stands no more than before.
    pub(crate) const NONE: Self = Self { taken: None, parted: None };
}

/// Does it.
pub(crate) fn turn_visit<R: Copy>(
    house: &House,
    by: &Context,
    (id, bars): (AppointmentId, Bars<R>),
    rule: impl Fn(Appointment, Hand) -> Result<Appointment, R>,
) -> Result<(), Trouble<R>> {
    let hand = Hand::Staff(staff(by)?);
    let clash = |clash| match clash {
        Clash::HoldTaken => bars.taken,
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_or(by, clash, |change| {
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let before: Appointment = change.get(&calendar, id.0)?.ok_or(Denied::NotTheirs)?;
        let after = rule(before.clone(), hand).map_err(Trouble::Refused)?;
        if after == before {
            return Ok(());
        }
        if let Some(parted) = bars.parted.filter(|_| after.state.stands()) {
            let people = change.permit::<_, Read>(list::<Client>())?;
            let whose: Client = change.get(&people, after.subject.0)?.ok_or(Denied::NotTheirs)?;
            if is_frozen(&whose, after.span.from) {
                return Err(Trouble::Refused(parted));
            }
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
