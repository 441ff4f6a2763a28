//! Whoever holds a visit's private link says that they come, or asks for another time.

use record::list::list;
use record::own::VisitHeld;
use record::scope::{Add, Write};
use schedule::appointment::Appointment;
use schedule::held_visit::{HeldRefusal, Saying, ask_for_another, will_come};
use schedule::wish::Wish;
use terms::actor::Context;
use terms::ids::WaitId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::see_held_visit::held;

/// Writes it down. Asking for another time puts a wish before the front desk, once; nothing is moved.
pub fn answer_held_visit(house: &House, by: &Context, saying: Saying) -> Result<(), Trouble<HeldRefusal>> {
    let id = held(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(VisitHeld(id))?;
        let visit: Appointment = change.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?;
        let (said, wish) = match saying {
            Saying::WillCome => (will_come(visit, by.now).map_err(Trouble::Refused)?, None),
            Saying::AnotherTime => {
                let wish = WaitId(house.record().new_id());
                ask_for_another(visit, wish, by.now).map_err(Trouble::Refused)?
            }
        };
        if let Some(wish) = wish {
            let waits = change.permit::<_, Add>(list::<Wish>())?;
            change.put(&waits, &wish)?;
        }
        change.put(&permit, &said)
    })
}
