//! The owner ends every sign-in of somebody who works here: a phone was lost, a browser was left open.

use record::list::list;
use record::scope::Write;
use schedule::people::Staff;
use terms::actor::Context;
use terms::ids::StaffId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// Ends them. Password and phone stay; at the next click they are asked for both.
pub fn end_their_sign_ins(house: &House, by: &Context, staff: StaffId) -> Result<(), Trouble<Never>> {
    house.record().read(by, |work| {
        let people = work.permit::<_, Write>(list::<Staff>())?;
        let _: Staff = work.get(&people, staff.0)?.ok_or(Denied::NotTheirs)?;
        Ok(())
    })?;
    house.end_sign_ins_of(staff, by.now)
}
